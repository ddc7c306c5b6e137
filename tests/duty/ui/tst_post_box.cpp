// Coming to a post and leaving it: which shift, what was counted, and on whose word.
#include "duty/ui/post_box.h"
#include "duty/ui/words.h"
#include "ui_desk.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSpinBox>

using namespace shouwang;
using namespace shouwang::duty;
using namespace shouwang::duty::test;

namespace {

struct Desk : UiDesk {
    PostBox box{theme, clock, china()};

    Desk() {
        box.setSite(site);
        box.setOfficer({"wang", "P-CC-1", seatId("A")});
        show(box, {340, 900});
    }
    template <class Part>
    Part* part(const char* name) {
        return box.findChild<Part*>(QLatin1String(name));
    }
    void press(const char* name) { part<QPushButton>(name)->click(); }
    void count(const char* what, int found) {
        part<QSpinBox>((std::string("duty.found.") + what).c_str())->setValue(found);
    }
    const ledger::Value& sentField(Field field) { return ledger::field(sent.back().open, field); }
};

} // namespace

class PostBoxTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_post_of_the_sign_on_is_taken_by_keyboard_after_counting() {
        Desk desk;
        desk.box.beginTaking();
        auto* post = desk.part<QComboBox>("duty.take.post");
        QVERIFY(post->hasFocus());
        QCOMPARE(post->currentData().toString(), QStringLiteral("P-CC-1"));
        auto* found = desk.part<QSpinBox>("duty.found.workstation");
        for (int i = 0; i < 60 && QApplication::focusWidget() != found; ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(found->hasFocus());
        found->selectAll();
        QTest::keyClicks(found, QStringLiteral("1"));
        auto* confirm = desk.part<QPushButton>("duty.take");
        for (int i = 0; i < 60 && QApplication::focusWidget() != confirm; ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QTest::keyClick(confirm, Qt::Key_Space);
        QCOMPARE(desk.sent.size(), 1u);
        QCOMPARE(desk.sent.front().kind, std::string("duty.take_post"));
        QCOMPARE(desk.sent.front().entity, shiftId("command_a", morning().start));
        QCOMPARE(desk.sentField(Field::Account).text(), std::string("wang"));
        QCOMPARE(desk.sentField(Field::Seat).id(), seatId("A"));
        Station station;
        QCOMPARE(contestedBy(station.submit(by(desk.sent.back(), "wang"))), Codes{});
        QVERIFY(station.shift().onPost().front().faults().empty());
        QCOMPARE(station.shift().onPost().front().equipment.size(), 1u);
    }

    void what_nobody_has_counted_is_not_checked() {
        Desk desk;
        desk.box.beginTaking();
        desk.part<QSpinBox>("duty.expected.radio")->setValue(4);
        desk.press("duty.take");
        QVERIFY(desk.sent.empty());
        QVERIFY(desk.part<QSpinBox>("duty.found.radio")->hasFocus());
        desk.count("radio", 3);
        desk.count("workstation", 1);
        desk.part<QLineEdit>("duty.equipment.note")->setText(QStringLiteral("一台送修"));
        desk.press("duty.take");
        QCOMPARE(desk.sent.size(), 1u);
        Station station;
        station.submit(by(desk.sent.back(), "wang"));
        const auto faults = station.shift().onPost().front().faults();
        QCOMPARE(faults.size(), 1u);
        QCOMPARE(faults.front().note, std::string("一台送修"));
    }

    void what_was_counted_meanwhile_is_not_called_missing_any_more() {
        Desk desk;
        desk.box.beginTaking();
        const auto* error = desk.part<QLabel>("duty.equipment.error");
        desk.part<QSpinBox>("duty.expected.radio")->setValue(4);
        QVERIFY(error->isHidden()); // nobody has asked yet
        desk.press("duty.take");
        QVERIFY(error->text().contains(equipmentWord("radio")));
        QVERIFY(error->text().contains(equipmentWord("workstation")));
        desk.count("radio", 4);
        QVERIFY(!error->text().contains(equipmentWord("radio")));
        QVERIFY(error->text().contains(equipmentWord("workstation")));
        desk.count("workstation", 1);
        QVERIFY(error->isHidden());
    }

    void what_was_there_at_the_last_check_should_be_there_now() {
        Desk desk;
        Station station;
        station.submit(take("li", "A", "P-CC-1", kStart));
        desk.box.setPostings(station.shift().onPost(), desk.scope());
        desk.box.beginTaking();
        QCOMPARE(desk.part<QSpinBox>("duty.expected.radio")->value(), 4);
        QCOMPARE(desk.part<QSpinBox>("duty.found.radio")->value(), -1);
    }

    void a_post_in_a_zone_has_the_pattern_of_the_brigades() {
        Desk desk;
        desk.box.beginTaking();
        auto* post = desk.part<QComboBox>("duty.take.post");
        post->setCurrentIndex(post->findData(QStringLiteral("P-B3")));
        QCOMPARE(desk.part<QComboBox>("duty.take.pattern")->currentData().toString(),
                 QStringLiteral("brigade"));
        desk.part<QCheckBox>("duty.take.here")->setChecked(false);
        desk.count("workstation", 1);
        desk.press("duty.take");
        QCOMPARE(desk.sentField(Field::Pattern).text(), std::string("brigade"));
        QVERIFY(desk.sentField(Field::Seat).id().isNull());
    }

    void without_a_post_nothing_is_taken() {
        Desk desk;
        desk.box.setOfficer({"wang", "", seatId("A")});
        desk.box.beginTaking();
        desk.press("duty.take");
        QVERIFY(desk.sent.empty());
        QVERIFY(desk.part<QComboBox>("duty.take.post")->property("wrong").toBool());
    }

    void the_own_post_is_left_unless_another_one_is_selected() {
        Desk desk;
        Station station;
        station.submit(take("li", "B", "P-CC-2", kStart));
        station.submit(take("wang", "A", "P-CC-1", kStart + kMinute));
        desk.box.setPostings(station.shift().onPost(), desk.scope());
        QVERIFY(desk.box.isOnPost());
        desk.box.beginLeaving();
        QCOMPARE(desk.part<QLabel>("duty.leave.who")->text(), QStringLiteral("<wang> 离开 指挥中心一席"));
        QTest::keyClicks(desk.part<QLineEdit>("duty.leave.note"), QStringLiteral("relieved"));
        QTest::keyClick(desk.part<QLineEdit>("duty.leave.note"), Qt::Key_Return);
        QCOMPARE(desk.sentField(Field::Account).text(), std::string("wang"));
        QCOMPARE(contestedBy(station.submit(by(desk.sent.back(), "wang"))), Codes{});
        desk.box.setPostings(station.shift().onPost(), desk.scope());
        QVERIFY(!desk.box.isOnPost());
        desk.part<QListView>("duty.posts.list")
            ->setCurrentIndex(desk.part<QListView>("duty.posts.list")->model()->index(0, 0));
        desk.box.beginLeaving();
        QTest::keyClick(desk.part<QLineEdit>("duty.leave.note"), Qt::Key_Return);
        QCOMPARE(desk.sentField(Field::Account).text(), std::string("li"));
    }

    void escape_closes_the_form_and_keeps_what_was_counted() {
        Desk desk;
        desk.box.beginTaking();
        desk.count("radio", 7);
        QTest::keyClick(desk.part<QComboBox>("duty.take.post"), Qt::Key_Escape);
        QVERIFY(!desk.part<QComboBox>("duty.take.post")->isVisible());
        QVERIFY(desk.sent.empty());
        desk.box.beginTaking();
        QCOMPARE(desk.part<QSpinBox>("duty.found.radio")->value(), 7);
    }

    void what_could_not_be_saved_stands_in_its_form_again() {
        Desk desk;
        desk.box.beginTaking();
        desk.count("workstation", 1);
        desk.press("duty.take");
        desk.box.giveBack(desk.sent.back(), QStringLiteral("not saved"));
        QVERIFY(desk.part<QComboBox>("duty.take.post")->isVisible());
        QCOMPARE(desk.part<QSpinBox>("duty.found.workstation")->value(), 1);
    }

    void which_shift_it_is_says_the_pattern_of_the_seat() {
        Desk desk;
        QVERIFY(desk.part<QLabel>("duty.shift")->text().contains(QStringLiteral("早班")));
        desk.box.setPattern("command_b");
        QVERIFY(desk.part<QLabel>("duty.shift")->text().contains(QStringLiteral("24小时班")));
        desk.box.setPattern("of_another_house");
        QCOMPARE(desk.box.pattern(), std::string("command_a"));
        desk.clock.setUtc(middle().start);
        desk.box.refreshShift();
        QVERIFY(desk.part<QLabel>("duty.shift")->text().contains(QStringLiteral("中班")));
    }
};

QTEST_MAIN(PostBoxTest)
#include "tst_post_box.moc"
