#include "attention/ui/attention_model.h"
#include "attention/ui/attention_page.h"
#include "shell/ui/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::attention;

namespace {

State item(int number, Cause cause = Cause::Refused) {
    State state;
    state.id = Id::fromParts({"item", std::to_string(number)});
    state.cause = cause;
    state.kind = "dispatch.close";
    state.actor = "qh0001";
    state.codes = {"dispatch.tasks_open"};
    state.basis = "S3 柳州";
    state.since = number * 1'000'000;
    state.typed = {{10, ledger::Value("双方已分开")}, {13, ledger::Value("resolved")}};
    state.present = {{13, ledger::Value("handed_over")}};
    return state;
}

Names names() {
    Names made;
    made.field = [](const std::string&, std::int64_t field) {
        return field == 13 ? QStringLiteral("结论") : QString();
    };
    made.act = [](const std::string&) { return QStringLiteral("结案"); };
    made.refusal = [](const std::string&) {
        return QStringLiteral("还有未完成的任务：完成，或写明理由免除");
    };
    made.person = [](const std::string& account) { return QString::fromStdString(account); };
    return made;
}

struct Desk {
    ManualClock clock{100'000'000};
    shell::Theme theme;
    AttentionPage page{theme, clock, names()};

    Desk() {
        theme.install(*qApp);
        page.resize(1100, 700);
        page.show();
        page.setAllowed(true, false);
    }
    template <class T>
    T* find(const char* name) {
        return page.findChild<T*>(QLatin1String(name));
    }
    void select(int row) {
        auto* list = find<QListView>("attention.list");
        list->setCurrentIndex(list->model()->index(row, 0));
    }
};

} // namespace

class PageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_belongs_to_an_exercise_says_so() {
        Desk desk;
        State drill = item(1);
        drill.mode = ledger::Mode::Drill;
        desk.page.setItems({drill});
        auto* list = desk.find<QListView>("attention.list");
        QVERIFY(list->model()->index(0, 0).data().toString().contains(QStringLiteral("演练")));
        desk.select(0);
        QCOMPARE(desk.find<QLabel>("attention.act")->text(), QStringLiteral("演练 · 结案"));
    }

    void the_model_keeps_the_rules_of_models() {
        QVERIFY(rc::check("follow", [](const std::set<std::uint8_t>& before,
                                       const std::set<std::uint8_t>& after) {
            const Names words = names();
            AttentionModel model(words, nullptr);
            QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
            for (const auto& numbers : {before, after}) {
                std::vector<State> items;
                for (const int number : numbers)
                    items.push_back(item(number));
                model.setRows(items);
                RC_ASSERT(model.rows() == items);
            }
        }));
    }

    void nothing_to_do_is_said_calmly() {
        Desk desk;
        desk.page.setItems({});
        QVERIFY(desk.find<QLabel>("attention.empty")->isVisible());
        QVERIFY(!desk.find<QListView>("attention.list")->isVisible());
    }

    void both_values_stand_side_by_side() {
        Desk desk;
        desk.page.setItems({item(1)});
        desk.select(0);
        auto* values = desk.find<QTableWidget>("attention.values");
        QCOMPARE(values->rowCount(), 2);
        QCOMPARE(values->item(1, 0)->text(), QStringLiteral("结论"));
        QCOMPARE(values->item(1, 1)->text(), QStringLiteral("resolved"));
        QCOMPARE(values->item(1, 2)->text(), QStringLiteral("handed_over"));
        QCOMPARE(values->item(0, 2)->text(), QStringLiteral("—")); // nothing stands there
        QCoreApplication::processEvents();                         // the layout
        if (const QString folder = qEnvironmentVariable("SHOUWANG_SHOTS"); !folder.isEmpty())
            desk.page.grab().save(QDir(folder).filePath(QStringLiteral("attention.png")));
    }

    void settling_asks_for_outcome_and_note_and_tells_both() {
        Desk desk;
        QSignalSpy wanted(&desk.page, &AttentionPage::settleWanted);
        desk.page.setItems({item(1)});
        desk.select(0);
        auto* settle = desk.find<QPushButton>("attention.settle");
        settle->click();
        QCOMPARE(wanted.count(), 0);
        QVERIFY(desk.find<QComboBox>("attention.outcome")->property("wrong").toBool());
        desk.find<QComboBox>("attention.outcome")->setCurrentIndex(1);
        QVERIFY(!desk.find<QComboBox>("attention.outcome")->property("wrong").toBool()); // mended: no blame
        settle->click();
        QCOMPARE(wanted.count(), 0); // without a note nobody knows why
        desk.find<QPlainTextEdit>("attention.note")->setPlainText(QStringLiteral("已电话确认"));
        settle->click();
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.front().at(1).toString(), QStringLiteral("dropped"));
        QCOMPARE(wanted.front().at(2).toString(), QStringLiteral("已电话确认"));
    }

    void what_is_typed_stays_with_its_item() {
        Desk desk;
        desk.page.setItems({item(1), item(2)});
        desk.select(0);
        auto* note = desk.find<QPlainTextEdit>("attention.note");
        note->setPlainText(QStringLiteral("写了一半"));
        desk.page.setItems({item(0), item(1), item(2)}); // another one arrives above
        QCOMPARE(note->toPlainText(), QStringLiteral("写了一半"));
        QCOMPARE(desk.page.selected(), std::optional(item(1).id));
        desk.select(2);
        QVERIFY(note->toPlainText().isEmpty());
        desk.select(1);
        QCOMPARE(note->toPlainText(), QStringLiteral("写了一半"));
    }

    void an_item_that_goes_hands_nothing_to_its_neighbour() {
        Desk desk;
        desk.page.setItems({item(1), item(2)});
        desk.select(0);
        desk.page.setItems({item(2)});
        QVERIFY(!desk.page.selected());
    }

    void a_doubtful_report_is_the_leaders() {
        Desk desk;
        desk.page.setItems({item(1, Cause::Contested)});
        desk.select(0);
        QVERIFY(!desk.find<QPushButton>("attention.settle")->isEnabled());
        desk.page.setAllowed(true, true);
        QVERIFY(desk.find<QPushButton>("attention.settle")->isEnabled());
    }
};

QTEST_MAIN(PageTest)
#include "tst_page.moc"
