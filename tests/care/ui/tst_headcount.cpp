// The headcount: numbers only, the sum in the last row, and one person's move under the person's number.
#include "care/ui/headcount_box.h"
#include "care/ui/headcount_model.h"
#include "shell/ui/theme.h"
#include "site/sample.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::care;

namespace {

ZoneCount count(const char* zone, int registered, int out, int guests) {
    ZoneCount made;
    made.zone = zone;
    made.registered = registered;
    made.out = out;
    made.guests = guests;
    return made;
}

int number(const QAbstractItemModel& model, int row, int column) {
    return model.index(row, column).data().toString().toInt();
}

struct Desk {
    ManualClock clock;
    shell::Theme theme;
    HeadcountBox box{clock};
    std::vector<ledger::Command> sent;

    Desk() {
        theme.install(*qApp);
        box.setSite(std::make_shared<site::Site>(site::sampleSite()));
        box.setAllowed(true);
        QObject::connect(&box, &HeadcountBox::commandWanted, &box,
                         [this](const ledger::Command& command) { sent.push_back(command); });
        box.resize(700, 500);
        box.show();
        box.activateWindow();
        if (!QTest::qWaitForWindowActive(&box)) qFatal("the box is not active");
    }
    QLineEdit* line(const char* name) { return box.findChild<QLineEdit*>(QLatin1String(name)); }
    QComboBox* zone() { return box.findChild<QComboBox*>(QStringLiteral("care.move.zone")); }
    void type(const char* number, const char* zoneCode, const char* reason) {
        line("care.move.number")->setText(QString::fromUtf8(number));
        zone()->setCurrentIndex(zone()->findData(QString::fromUtf8(zoneCode)));
        line("care.move.reason")->setText(QString::fromUtf8(reason));
        QTest::keyClick(line("care.move.reason"), Qt::Key_Return);
    }
};

} // namespace

class HeadcountTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_last_row_is_the_whole_facility() {
        HeadcountModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        model.setCounts({count("Z31", 100, 4, 2), count("Z32", 90, 1, 0)});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(number(model, 0, HeadcountModel::kPresent), 98);
        QCOMPARE(number(model, 2, HeadcountModel::kRegistered), 190);
        QCOMPARE(number(model, 2, HeadcountModel::kOut), 5);
        QCOMPARE(model.index(2, 0).data().toString(), QStringLiteral("全所"));
        model.setZoneNames([](const std::string& code) { return QString::fromStdString("<" + code + ">"); });
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("<Z31>"));
    }

    void the_model_keeps_what_a_model_promises_whatever_comes() {
        HeadcountModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        qputenv("RC_PARAMS", "max_success=50");
        QVERIFY(rc::check("counts", [&](const std::vector<std::uint8_t>& registered) {
            std::vector<ZoneCount> counts;
            int sum = 0;
            for (const std::uint8_t each : registered) {
                counts.push_back(count(std::to_string(counts.size()).c_str(), each, 0, 0));
                sum += each;
            }
            model.setCounts(counts);
            const int rows = model.rowCount();
            const bool right =
                sum == 0 ? rows == 0 : number(model, rows - 1, HeadcountModel::kPresent) == sum;
            RC_ASSERT(right);
        }));
    }

    void a_missing_person_is_marked_not_by_colour_alone() {
        HeadcountModel model;
        ZoneCount one = count("Z31", 10, 0, 0);
        one.missing = 1;
        model.setCounts({one});
        QCOMPARE(model.index(0, HeadcountModel::kMissing).data().toString(), QStringLiteral("◆ 1"));
        QCOMPARE(number(model, 0, HeadcountModel::kPresent), 9);
    }

    void a_move_is_reported_under_the_number_with_a_reason() {
        Desk desk;
        desk.type("QH26-0001", "Z60", "体检");
        QCOMPARE(desk.sent.size(), 1u);
        QCOMPARE(desk.sent.front().kind, std::string("care.move"));
        QCOMPARE(desk.sent.front().entity, entityOf("QH26-0001"));
        QCOMPARE(ledger::field(desk.sent.front().open, Field::Zone).text(), std::string("Z60"));
        QCOMPARE(desk.sent.front().reason, std::string("体检"));
        QVERIFY(desk.line("care.move.number")->text().isEmpty());
    }

    void what_is_missing_is_said_beside_its_field_data() {
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("reason");
        QTest::newRow("no number") << ""
                                   << "Z60"
                                   << "体检";
        QTest::newRow("a name instead of a number") << "张三"
                                                    << "Z60"
                                                    << "体检";
        QTest::newRow("no zone") << "QH26-0001"
                                 << ""
                                 << "体检";
        QTest::newRow("no reason") << "QH26-0001"
                                   << "Z60"
                                   << "";
    }
    void what_is_missing_is_said_beside_its_field() {
        QFETCH(QString, number);
        QFETCH(QString, zone);
        QFETCH(QString, reason);
        Desk desk;
        desk.type(qPrintable(number), qPrintable(zone), qPrintable(reason));
        QVERIFY(desk.sent.empty());
        int wrong = 0;
        for (const QWidget* field : std::initializer_list<QWidget*>{
                 desk.line("care.move.number"), desk.zone(), desk.line("care.move.reason")})
            wrong += field->property("wrong").toBool() ? 1 : 0;
        QCOMPARE(wrong, 1);
    }

    void what_could_not_be_saved_stands_in_its_fields_again() {
        Desk desk;
        desk.type("QH26-0001", "Z60", "体检");
        desk.box.giveBack(desk.sent.back(), QStringLiteral("not saved"));
        QCOMPARE(desk.line("care.move.number")->text(), QStringLiteral("QH26-0001"));
        QCOMPARE(desk.line("care.move.reason")->text(), QStringLiteral("体检"));
    }

    void who_may_not_record_movements_sends_nothing() {
        Desk desk;
        desk.box.setAllowed(false);
        desk.type("QH26-0001", "Z60", "体检");
        QVERIFY(desk.sent.empty());
    }
};

QTEST_MAIN(HeadcountTest)
#include "tst_headcount.moc"
