// 交接班 at the desk, by keyboard on a real ledger: who answers, who signs, and what may not be signed.
#include "handover_stage.h"

#include <QSignalSpy>

using namespace shouwang;
using namespace shouwang::duty;
using namespace shouwang::duty::test;

class HandoverBoxTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        stage = std::make_unique<HandoverStage>();
        stage->show();
    }
    void cleanup() { stage.reset(); }

    void it_begins_with_one_key_and_lists_what_is_open_by_itself() {
        stage->night.fill();
        stage->refresh();
        QCOMPARE(stage->model().rowCount(), 9 + 5);
        stage->box.takeFocus();
        stage->key(Qt::Key_Space);
        QVERIFY(stage->night.now().exists());
        QCOMPARE(stage->night.now().items.size(), 9u);
        QVERIFY(stage->part("duty.handover.begin")->isHidden());
        QVERIFY2(stage->text("duty.handover.state").contains(QStringLiteral("未答复 9")),
                 qPrintable(stage->text("duty.handover.state")));
    }

    void who_may_not_hand_over_is_told_so_and_begins_nothing() {
        stage->box.setOfficer("aux", false);
        stage->refresh();
        QVERIFY(!stage->part("duty.handover.begin")->isEnabled());
        QVERIFY(stage->text("duty.handover.state").contains(QStringLiteral("民警")));
    }

    void the_incoming_officer_accepts_counts_and_both_sign_by_keyboard() {
        stage->handOver();
        QCOMPARE(stage->night.now().outgoing->account, std::string("wang"));
        QVERIFY(stage->part("duty.outgoing.sign")->isHidden());
        stage->box.goToSigning();
        QVERIFY(stage->part("duty.incoming.password")->hasFocus());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("right"));
        stage->key(Qt::Key_Return);
        QVERIFY(stage->night.now().completed);
        QVERIFY2(stage->text("duty.handover.state").contains(QStringLiteral("<wang> 交班，<li> 接班")),
                 qPrintable(stage->text("duty.handover.state")));
        QCOMPARE(stage->row(ItemKind::Line).standing, Standing::Accepted); // as it was signed
        QVERIFY(stage->part("duty.incoming.sign")->isHidden());
    }

    void the_incoming_officer_cannot_sign_before_the_outgoing_one() {
        stage->night.begin();
        stage->refresh();
        QCOMPARE(stage->text("duty.incoming.why"), QStringLiteral("须由交班人先签名"));
        QVERIFY(!stage->part("duty.incoming.password")->isEnabled());
        QVERIFY(!stage->part("duty.incoming.sign")->isEnabled());
        stage->signAs("duty.outgoing", QStringLiteral("wang"));
        QVERIFY(stage->part("duty.incoming.why")->isHidden());
        stage->signAs("duty.incoming", QStringLiteral("li"));
        QVERIFY(stage->night.now().completed);
    }

    void a_headcount_asks_for_a_number_and_is_not_accepted_with_the_rest() {
        stage->night.fill();
        stage->night.begin();
        stage->refresh();
        stage->type("duty.incoming.account", QStringLiteral("li"));
        stage->select(ItemKind::Headcount);
        stage->key(Qt::Key_A, Qt::ShiftModifier);
        QCOMPARE(stage->row(ItemKind::Headcount).standing, Standing::Open);
        QCOMPARE(unanswered(stage->night.now(), stage->night.open()), 1u);
        stage->select(ItemKind::Headcount);
        stage->key(Qt::Key_Return);
        auto* count = stage->part<QLineEdit>("duty.handover.count");
        QVERIFY(count->hasFocus());
        QVERIFY(count->text().isEmpty()); // nothing is counted that nobody has counted
        QTest::keyClicks(count, QStringLiteral("three"));
        stage->key(Qt::Key_Return);
        QVERIFY(count->property("wrong").toBool());
        QCOMPARE(unanswered(stage->night.now(), stage->night.open()), 1u);
        count->clear();
        QTest::keyClicks(count, QStringLiteral("3"));
        stage->key(Qt::Key_Return);
        QCOMPARE(stage->row(ItemKind::Headcount).standing, Standing::Accepted);
        QVERIFY(!stage->row(ItemKind::Headcount).differs);
    }

    void a_headcount_that_differs_needs_a_leader() {
        stage->handOver(QStringLiteral("2"));
        QVERIFY(stage->row(ItemKind::Headcount).differs);
        const QString why = stage->text("duty.incoming.why");
        QVERIFY2(why.contains(QStringLiteral("须由值班领导签署例外")), qPrintable(why));
        QVERIFY(!stage->part("duty.incoming.password")->isEnabled());
        stage->select(ItemKind::Headcount);
        stage->key(Qt::Key_X);
        QVERIFY(stage->part("duty.exception.reason")->hasFocus());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("one in hospital"));
        stage->signAs("duty.exception", QStringLiteral("li")); // no leader
        QVERIFY2(stage->text("duty.exception.why").contains(QStringLiteral("无权")),
                 qPrintable(stage->text("duty.exception.why")));
        QVERIFY(stage->night.now().exceptions.empty());
        stage->signAs("duty.exception", QStringLiteral("zhao"));
        QCOMPARE(stage->night.now().exceptions.size(), 1u);
        QCOMPARE(stage->night.now().exceptions.front().reason, std::string("one in hospital"));
        QVERIFY(stage->part("duty.exception")->isHidden());
        QVERIFY(stage->text("duty.handover.said").contains(QStringLiteral("20260921-A-201")));
        stage->part("duty.handover.list")->setFocus();
        stage->key(Qt::Key_A, Qt::ShiftModifier); // the incident is handed over as well
        stage->signAs("duty.incoming", QStringLiteral("li"));
        QVERIFY(stage->night.now().completed);
    }

    void nobody_arrives_opens_an_incident() {
        stage->night.begin();
        stage->refresh();
        stage->part<QPushButton>("duty.handover.nobody")->click();
        QVERIFY(stage->text("duty.exception.why").contains(QStringLiteral("须由交班人先签名")));
        stage->key(Qt::Key_Escape);
        stage->signAs("duty.outgoing", QStringLiteral("wang"));
        stage->part<QPushButton>("duty.handover.nobody")->click();
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("bus late"));
        stage->signAs("duty.exception", QStringLiteral("zhao"));
        QVERIFY(stage->night.now().completed);
        const auto incidents = dispatch::openIncidents(stage->night.view());
        QCOMPARE(incidents.size(), 1u);
        QCOMPARE(incidents.front().number, std::string("20260921-A-201"));
        QVERIFY(stage->text("duty.handover.state").contains(QStringLiteral("无人接班")));
        QVERIFY(stage->text("duty.handover.said").contains(QStringLiteral("bus late")));
    }

    void a_wrong_password_is_said_at_its_field_and_costs_neither_reason_nor_number() {
        stage->handOver(QStringLiteral("2"));
        stage->select(ItemKind::Headcount);
        stage->key(Qt::Key_X);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("one in hospital"));
        stage->signAs("duty.exception", QStringLiteral("zhao"), QStringLiteral("wrong"));
        QCOMPARE(stage->text("duty.exception.error"), QStringLiteral("账号或密码不对"));
        QCOMPARE(stage->part<QLineEdit>("duty.exception.reason")->text(), QStringLiteral("one in hospital"));
        stage->signAs("duty.exception", QStringLiteral("zhao"));
        QCOMPARE(stage->night.now().exceptions.front().number, std::string("20260921-A-201"));
        stage->part("duty.handover.list")->setFocus();
        stage->key(Qt::Key_A, Qt::ShiftModifier); // the incident that it opened
        stage->signAs("duty.incoming", QStringLiteral("li"), QStringLiteral("wrong"));
        QCOMPARE(stage->text("duty.incoming.error"), QStringLiteral("账号或密码不对"));
        QVERIFY(!stage->night.now().completed);
    }

    void an_item_that_changed_must_be_answered_again() {
        stage->handOver();
        const Item before = stage->row(ItemKind::Line).item;
        const Line cited = line(stage->night.view(), Id::fromText(before.key).value())->line;
        stage->night.submit(by(
            correctLine(Id::fromParts({"better"}), cited, "夜间每半小时巡查", "说明不清", kStart), "wang"));
        stage->refresh();
        QCOMPARE(stage->row(ItemKind::Line).standing, Standing::Changed);
        QVERIFY(stage->row(ItemKind::Line).fresh);
        QVERIFY2(stage->text("duty.incoming.why").contains(QStringLiteral("（1 项）")),
                 qPrintable(stage->text("duty.incoming.why")));
        stage->select(ItemKind::Line);
        stage->key(Qt::Key_Return);
        QCOMPARE(stage->row(ItemKind::Line).standing, Standing::Accepted);
        stage->signAs("duty.incoming", QStringLiteral("li"));
        QVERIFY(stage->night.now().completed);
    }

    void what_comes_while_a_password_is_typed_takes_nothing_away_and_has_to_be_looked_at_first() {
        stage->night.begin();
        stage->refresh();
        stage->type("duty.outgoing.account", QStringLiteral("wang"));
        stage->type("duty.outgoing.password", QStringLiteral("right"));
        stage->night.submit(raised("AL-5", kStart + 8 * kHour));
        stage->refresh();
        auto* password = stage->part<QLineEdit>("duty.outgoing.password");
        QVERIFY(password->hasFocus());
        QCOMPARE(password->text(), QStringLiteral("right"));
        QVERIFY(stage->row(ItemKind::Alarm).fresh);
        stage->key(Qt::Key_Return);
        QVERIFY(!stage->night.now().outgoing);
        QVERIFY(stage->text("duty.outgoing.error").contains(QStringLiteral("清单已有变化")));
        QCOMPARE(password->text(), QStringLiteral("right"));
        stage->key(Qt::Key_Return);
        QCOMPARE(stage->night.now().outgoing->account, std::string("wang"));
        QCOMPARE(stage->night.now().items.size(), 1u);
    }

    void what_comes_between_the_signatures_is_marked_and_answered_by_the_incoming_officer() {
        stage->handOver();
        stage->type("duty.incoming.password", QStringLiteral("right"));
        stage->night.submit(raised("AL-5", kStart + 8 * kHour));
        stage->refresh();
        QVERIFY(stage->part("duty.incoming.password")->hasFocus());
        stage->key(Qt::Key_Return);
        QVERIFY(!stage->night.now().completed);
        QVERIFY(stage->text("duty.incoming.error").contains(QStringLiteral("还有事项未接收")));
        QVERIFY(stage->text("duty.handover.state").contains(QStringLiteral("新增或变化 1")));
        stage->part("duty.handover.list")->setFocus();
        stage->key(Qt::Key_A, Qt::ShiftModifier);
        stage->part("duty.incoming.password")->setFocus();
        stage->key(Qt::Key_Return);
        stage->key(Qt::Key_Return); // the list has grown since the password was begun: looked at, once more
        QVERIFY(stage->night.now().completed);
    }

    void a_question_waits_for_the_reply_of_the_outgoing_officer() {
        stage->night.fill();
        stage->night.begin();
        stage->refresh();
        stage->type("duty.incoming.account", QStringLiteral("li"));
        stage->select(ItemKind::Equipment);
        const Item item = stage->row(ItemKind::Equipment).item;
        stage->key(Qt::Key_Q);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("where is it"));
        stage->key(Qt::Key_Return);
        QCOMPARE(stage->row(ItemKind::Equipment).standing, Standing::Questioned);
        QCOMPARE(stage->night.now().answerTo(item)->account, std::string("li"));
        stage->select(ItemKind::Equipment);
        stage->key(Qt::Key_R);
        stage->key(Qt::Key_Return); // an empty reply is none
        QVERIFY(stage->part<QLineEdit>("duty.handover.text")->property("wrong").toBool());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("being mended"));
        stage->key(Qt::Key_Return);
        QCOMPARE(stage->row(ItemKind::Equipment).standing, Standing::Replied);
        QCOMPARE(stage->night.now().answerTo(item)->reply->account, std::string("wang"));
        QVERIFY(stage->row(ItemKind::Equipment).said.contains(QStringLiteral("being mended")));
    }

    void nothing_is_answered_before_it_is_known_by_whom() {
        stage->night.fill();
        stage->night.begin();
        stage->refresh();
        stage->select(ItemKind::Alarm);
        for (const char* account : {"", "nobody", "aux", "wang"}) {
            stage->part<QLineEdit>("duty.incoming.account")->setText(QLatin1String(account));
            stage->part("duty.handover.list")->setFocus();
            stage->key(Qt::Key_A);
            QVERIFY2(!stage->text("duty.incoming.error").isEmpty(), account);
            QVERIFY2(stage->night.now().answers.empty(), account);
            QVERIFY2(stage->part("duty.incoming.account")->hasFocus(), account);
        }
    }

    void an_account_that_may_not_sign_is_told_before_a_password_is_asked() {
        stage->night.begin();
        stage->refresh();
        auto* account = stage->part<QLineEdit>("duty.outgoing.account");
        const std::map<QString, QString> reasons{
            {QStringLiteral("li"), QStringLiteral("交班人当班没有上岗记录")},
            {QStringLiteral("aux"), QStringLiteral("该账号无权在此签名")},
            {QStringLiteral("nobody"), QStringLiteral("没有这个账号")}};
        for (const auto& [typed, why] : reasons) {
            account->setText(typed);
            QCOMPARE(stage->text("duty.outgoing.why"), why);
            QVERIFY(!stage->part("duty.outgoing.password")->isEnabled());
        }
        account->setText(QStringLiteral("wang"));
        QVERIFY(stage->part("duty.outgoing.password")->isEnabled());
    }

    void one_officer_is_not_both_sides() {
        stage->handOver();
        stage->part<QLineEdit>("duty.incoming.account")->setText(QStringLiteral("wang"));
        QCOMPARE(stage->text("duty.incoming.why"), QStringLiteral("须由另一个账号签名或答复"));
    }

    void what_the_station_has_sent_back_stands_on_the_form() {
        stage->handOver();
        HandoverScene scene;
        scene.handover = stage->night.now();
        scene.open = stage->night.open();
        scene.returned = {
            {"duty.sign_handover", Side::Incoming, "li", code::kListChanged, kStart + 8 * kHour}};
        scene.waits = true;
        stage->box.setScene(std::move(scene));
        const QString said = stage->text("duty.handover.said");
        QVERIFY2(said.contains(QStringLiteral("站点退回了 <li>")), qPrintable(said));
        QVERIFY(stage->part("duty.handover.waits")->isVisible());
    }

    void what_was_not_saved_stands_in_its_field_again() {
        stage->night.fill();
        stage->night.begin();
        stage->refresh();
        stage->select(ItemKind::Alarm);
        const Item alarm = stage->row(ItemKind::Alarm).item;
        stage->box.giveBack(questionItem(kHandover, alarm, "why", "li", 1), QStringLiteral("not saved"));
        QCOMPARE(stage->part<QLineEdit>("duty.handover.text")->text(), QStringLiteral("why"));
        QCOMPARE(stage->text("duty.handover.error"), QStringLiteral("not saved"));
        const Item zone = stage->row(ItemKind::Headcount).item;
        stage->box.giveBack(acceptItem(kHandover, zone, 41, "li", 1), QStringLiteral("not saved"));
        stage->select(ItemKind::Headcount);
        QCOMPARE(stage->part<QLineEdit>("duty.handover.count")->text(), QStringLiteral("41"));
    }

    void what_is_typed_stays_with_its_item_and_goes_along() {
        stage->night.fill();
        stage->night.begin();
        stage->refresh();
        stage->select(ItemKind::Alarm);
        stage->type("duty.handover.text", QStringLiteral("who is there"));
        stage->select(ItemKind::Camera);
        QVERIFY(stage->part<QLineEdit>("duty.handover.text")->text().isEmpty());
        stage->select(ItemKind::Alarm);
        QCOMPARE(stage->part<QLineEdit>("duty.handover.text")->text(), QStringLiteral("who is there"));
        const HandoverBox::Draft draft = stage->box.draft();
        HandoverStage other;
        other.night.fill();
        other.night.begin();
        other.refresh();
        other.box.setDraft(draft);
        other.select(ItemKind::Alarm);
        QCOMPARE(other.part<QLineEdit>("duty.handover.text")->text(), QStringLiteral("who is there"));
    }

    void printing_is_offered_once_somebody_prints() {
        QVERIFY(stage->part("duty.handover.print")->isHidden());
        QSignalSpy wanted(&stage->box, &HandoverBox::printWanted);
        QVERIFY(!stage->part("duty.handover.print")->isHidden());
        QVERIFY(!stage->part("duty.handover.print")->isEnabled()); // nothing has begun
        stage->night.begin();
        stage->refresh();
        stage->part<QPushButton>("duty.handover.print")->click();
        QCOMPARE(wanted.front().front().value<Id>(), kHandover);
    }

private:
    std::unique_ptr<HandoverStage> stage;
};

QTEST_MAIN(HandoverBoxTest)
#include "tst_handover_box.moc"
