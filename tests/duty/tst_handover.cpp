// 交接班: what stands in the list, who answers, who signs, and what may not be signed.
#include "handover_story.h"

#include <QTest>
#include <rapidcheck.h>
#include <set>

using namespace shouwang;
using namespace shouwang::duty;
using namespace shouwang::duty::test;

namespace {

using Kind = ledger::Verdict::Kind;

Item of(const std::vector<Item>& items, ItemKind kind) {
    const auto found = std::ranges::find(items, kind, &Item::kind);
    return found == items.end() ? Item() : *found;
}
std::size_t countOf(const std::vector<Item>& items, ItemKind kind) {
    return static_cast<std::size_t>(std::ranges::count(items, kind, &Item::kind));
}

} // namespace

class HandoverTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("RC_PARAMS", "max_success=25"); }

    // ---- the list

    void the_six_things_are_listed_by_themselves() {
        Night night;
        night.fill();
        const std::vector<Item> items = night.open();
        for (const ItemKind kind :
             {ItemKind::Headcount, ItemKind::Alarm, ItemKind::Incident, ItemKind::Task, ItemKind::Bypass,
              ItemKind::Camera, ItemKind::Refused, ItemKind::Line, ItemKind::Equipment})
            QCOMPARE(countOf(items, kind), 1u);
        QCOMPARE(items.size(), 9u);
        QCOMPARE(figureOf(of(items, ItemKind::Headcount), HeadcountFigure::Present), 3);
        QCOMPARE(of(items, ItemKind::Line).title, std::string("夜间巡查加密"));
        QCOMPARE(of(items, ItemKind::Task).zone, std::string("POST-2"));
        QCOMPARE(of(items, ItemKind::Refused).code, std::string("alarms.unknown_alarm"));
    }

    void what_is_settled_leaves_the_list() {
        Night night;
        night.fill();
        const auto open = outages::openBypasses(night.view());
        night.submit(by(outages::endBypass(open.front(), "修好", kStart + 2 * kHour), "wang"));
        night.submit(by(outages::cameraBack("CAM-1", kStart + 2 * kHour), "system"));
        QCOMPARE(countOf(night.open(), ItemKind::Bypass) + countOf(night.open(), ItemKind::Camera), 0u);
    }

    void an_exercise_is_not_handed_over_as_if_it_were_real() {
        Night night;
        ledger::Command drill = raised("AL-9", kStart);
        drill.mode = ledger::Mode::Drill;
        night.submit(drill);
        QVERIFY(night.open().empty());
        QCOMPARE(openItems(night.view(), kShift, ledger::Mode::Drill).size(), 1u);
    }

    void a_marked_line_is_shown_as_it_was_corrected_and_is_then_another_matter() {
        Night night;
        night.fill();
        const Item before = of(night.open(), ItemKind::Line);
        const Line cited = line(night.view(), Id::fromText(before.key).value())->line;
        night.submit(by(correctLine(Id::fromParts({"better"}), cited, "夜间每半小时巡查", "说明不清", kStart),
                        "wang"));
        const Item after = of(night.open(), ItemKind::Line);
        QCOMPARE(after.title, std::string("夜间每半小时巡查"));
        QCOMPARE(after.name(), before.name());
        QVERIFY(after.basis != before.basis);
    }

    void more_than_a_thousand_items_are_counted_and_not_forgotten() {
        Night night;
        std::vector<ledger::Command> storm;
        for (std::uint64_t i = 0; i < kMostItems + 7; ++i)
            storm.push_back(raised("AL-" + std::to_string(i), kStart + static_cast<Micros>(i)));
        QVERIFY(night.submitAll(storm));
        const auto items = night.open();
        QCOMPARE(items.size(), kMostItems + 1);
        QCOMPARE(items.back().kind, ItemKind::More);
        QCOMPARE(items.back().figures, std::vector<std::int64_t>{7});
    }

    void a_long_title_is_cut_between_two_characters() {
        Night night;
        std::string text;
        for (int i = 0; i < 100; ++i)
            text += "夜";
        night.submit(Night::marked("a" + text));
        const std::string title = of(night.open(), ItemKind::Line).title;
        QVERIFY(title.size() <= 200 && title.size() > 190);
        QVERIFY(ledger::isUtf8(title));
    }

    // ---- beginning and answers

    void the_beginning_keeps_the_list_and_two_desks_begin_the_same_handover() {
        Night night;
        night.fill();
        night.begin();
        QCOMPARE(night.now().items.size(), 9u);
        const auto second = by(beginHandover(morning(), kStart + 7 * kHour), "zhao", "B");
        QCOMPARE(night.submit(second).kind, Kind::NoOp);
        ledger::Command other = by(beginHandover(middle(), kStart), "wang");
        other.entity = kHandover;
        QCOMPARE(contestedBy(decideHandover({}, {}, other)), Codes{code::kOtherShift});
    }

    void an_answer_names_its_item_and_a_question_its_text_data() {
        QTest::addColumn<int>("answer");
        QTest::addColumn<QString>("contested");
        QTest::newRow("accepted") << 0 << "";
        QTest::newRow("accepted twice") << 1 << "no fact";
        QTest::newRow("questioned") << 2 << "";
        QTest::newRow("questioned without a word") << 3 << "duty.text_missing";
        QTest::newRow("an item of nobody's") << 4 << "duty.unknown_item";
        QTest::newRow("another handover") << 5 << "duty.unknown_handover";
        QTest::newRow("replied without a question") << 6 << "duty.nothing_asked";
        QTest::newRow("replied by the one who asked") << 7 << "duty.same_account";
        QTest::newRow("replied") << 8 << "";
    }
    void an_answer_names_its_item_and_a_question_its_text() {
        QFETCH(int, answer);
        QFETCH(QString, contested);
        Night night;
        night.fill();
        night.begin();
        const Item alarm = of(night.open(), ItemKind::Alarm);
        const Micros at = kStart + 7 * kHour;
        if (answer == 1) night.submit(by(acceptItem(kHandover, alarm, -1, "li", at), "wang"));
        if (answer >= 7) night.submit(by(questionItem(kHandover, alarm, "谁处理？", "li", at), "wang"));
        Item strange;
        strange.key = "nothing";
        const std::array<ledger::Command, 9> answers{
            acceptItem(kHandover, alarm, -1, "li", at),
            acceptItem(kHandover, alarm, -1, "li", at),
            questionItem(kHandover, alarm, "谁处理？", "li", at),
            questionItem(kHandover, alarm, "", "li", at),
            acceptItem(kHandover, strange, -1, "li", at),
            acceptItem(Id::fromParts({"other"}), alarm, -1, "li", at),
            replyItem(kHandover, alarm, "已派人", "wang", at),
            replyItem(kHandover, alarm, "已派人", "li", at),
            replyItem(kHandover, alarm, "已派人", "wang", at),
        };
        Codes wanted = contested.isEmpty() ? Codes{} : Codes{contested.toStdString()};
        const ledger::Command said = by(answers[static_cast<std::size_t>(answer)], "wang");
        if (answer == 5) { // which items it would have, nobody knows
            wanted.emplace_back(code::kUnknownItem);
            QCOMPARE(contestedBy(decideHandover({}, {}, said)), wanted);
        } else {
            QCOMPARE(night.contested(said), wanted);
        }
    }

    void a_question_stays_as_questioned_until_it_is_answered() {
        Night night;
        night.fill();
        night.begin();
        const Item alarm = of(night.open(), ItemKind::Alarm);
        night.submit(by(questionItem(kHandover, alarm, "谁处理？", "li", kStart), "wang"));
        QVERIFY(night.now().answerTo(alarm)->questioned);
        QVERIFY(!night.now().answerTo(alarm)->reply);
        night.submit(by(replyItem(kHandover, alarm, "已派人", "wang", kStart), "wang"));
        QCOMPARE(night.now().answerTo(alarm)->reply->text, std::string("已派人"));
        QVERIFY(night.now().answerTo(alarm)->questioned);
    }

    void an_answer_does_not_hold_for_a_headcount_that_has_changed() {
        Night night;
        night.fill();
        night.begin();
        night.acceptAll();
        QCOMPARE(unanswered(night.now(), night.open()), 0u);
        night.submit(by(care::leave("QH26-0001", "hospital", "急诊", kStart + kHour), "wang"));
        QCOMPARE(unanswered(night.now(), night.open()), 1u);
    }

    void who_walks_to_another_zone_of_the_house_voids_no_answer() {
        Night night;
        night.fill();
        night.submit(received("QH26-0009", "Z40"));
        night.begin();
        night.acceptAll();
        night.submit(by(care::move("QH26-0001", "Z40", "习艺", kStart + kHour), "wang"));
        QCOMPARE(unanswered(night.now(), night.open()), 0u);
    }

    // ---- signatures

    void both_sign_and_the_shift_has_handed_over() {
        Night night;
        night.fill();
        night.begin();
        night.acceptAll();
        QCOMPARE(night.refusal(night.signature(Side::Outgoing, "wang")), std::string());
        QVERIFY(!night.now().completed);
        QCOMPARE(night.refusal(night.signature(Side::Incoming, "li")), std::string());
        const Handover done = night.now();
        QVERIFY(done.completed);
        QCOMPARE(done.outgoing->account, std::string("wang"));
        QCOMPARE(done.incoming->account, std::string("li"));
        QCOMPARE(done.incoming->role, std::string("operator"));
        QCOMPARE(done.items.size(), 9u); // as signed, for whoever prints it years later
        QVERIFY(handoverFrom(ledger::decode(ledger::encode(toValue(done))).value()) == done);
        QCOMPARE(handovers(night.view(), 5).size(), 1u);
    }

    void nothing_is_signed_before_its_time_data() {
        QTest::addColumn<QString>("missing");
        QTest::addColumn<QString>("code");
        QTest::newRow("not begun") << "begin"
                                   << "duty.unknown_handover";
        QTest::newRow("not answered") << "answers"
                                      << "duty.items_unanswered";
        QTest::newRow("the outgoing side first") << "outgoing"
                                                 << "duty.outgoing_not_signed";
        QTest::newRow("nothing missing") << ""
                                         << "";
    }
    void nothing_is_signed_before_its_time() {
        QFETCH(QString, missing);
        QFETCH(QString, code);
        Night night;
        night.fill();
        if (missing != "begin") night.begin();
        if (missing != "answers") night.acceptAll();
        if (missing != "outgoing") night.submit(night.signature(Side::Outgoing, "wang"));
        QCOMPARE(night.refusal(night.signature(Side::Incoming, "li")), code.toStdString());
        QCOMPARE(night.now().completed.has_value(), code.isEmpty());
    }

    void one_officer_at_two_seats_is_one_signature() {
        Night night;
        night.begin();
        night.submit(night.signature(Side::Outgoing, "wang", "A"));
        QCOMPARE(night.refusal(night.signature(Side::Incoming, "wang", "B")),
                 std::string(code::kSameAccount));
        QVERIFY(!night.now().completed);
    }

    void a_signature_is_of_its_account_and_of_police_G17() {
        Night night;
        night.begin();
        const auto unsigned_ = [&] {
            return by(signHandover(night.now(), {Side::Outgoing, "wang"}, night.open(), kStart + 8 * kHour),
                      "wang");
        };
        QCOMPARE(night.refusal(unsigned_()),
                 std::string(code::kMalformed)); // who is signed on is no signature
        QCOMPARE(night.refusal(Night::proven(unsigned_(), people::Role::Operator, true)),
                 std::string(code::kMayNotSign));
        QCOMPARE(night.refusal(Night::proven(unsigned_(), people::Role::Admin)),
                 std::string(code::kMayNotSign));
        ledger::Command forged = night.signature(Side::Outgoing, "wang");
        forged.open.insert_or_assign(static_cast<std::int64_t>(Field::Side), 2);
        forged.actor = "wang";
        night.submit(night.signature(Side::Outgoing, "wang"));
        QCOMPARE(night.refusal(forged), std::string(code::kSameAccount));
        ledger::Command late = night.signature(Side::Incoming, "li");
        late.occurred += 1; // another act than the one that was signed
        QCOMPARE(night.refusal(late), std::string(code::kSignatureUnproved));
        ledger::Command anothers = night.signature(Side::Incoming, "li");
        anothers.actor = "chen";
        QCOMPARE(night.refusal(anothers), std::string(code::kMalformed));
    }

    void only_who_stood_on_a_post_hands_the_shift_over() {
        Night night;
        night.begin();
        QCOMPARE(night.refusal(night.signature(Side::Outgoing, "li")), std::string(code::kNotOfShift));
        Handover begun = night.now();
        const auto order = night.signature(Side::Outgoing, "li");
        // Where nobody has said on which post he stands, nobody can be left out for it.
        QVERIFY(!decideHandover(begun, {night.open(), {}, {}}, order).refusal);
    }

    void what_arises_before_the_second_signature_must_be_seen_first() {
        Night night;
        night.fill();
        night.begin();
        night.acceptAll();
        night.submit(night.signature(Side::Outgoing, "wang"));
        const ledger::Command second = night.signature(Side::Incoming, "li");
        night.submit(raised("AL-7", kStart + 8 * kHour)); // during the handover
        QCOMPARE(night.refusal(second), std::string(code::kItemsUnanswered));
        night.acceptAll();
        QCOMPARE(night.refusal(second), std::string(code::kItemsUnanswered)); // the first verdict again
        ledger::Command stale = second; // the same signature again, under another identity
        stale.id.counter += 1'000'000;
        QCOMPARE(night.refusal(stale), std::string(code::kListChanged));
        QCOMPARE(night.refusal(night.signature(Side::Incoming, "li")), std::string());
        QVERIFY(night.now().completed);
        QCOMPARE(night.now().items.size(), 10u);
    }

    void the_first_signature_stands_for_what_it_named() {
        Night night;
        night.fill();
        night.begin();
        night.submit(night.signature(Side::Outgoing, "wang"));
        const Hash signedFor = night.now().outgoing->seal;
        night.submit(raised("AL-7", kStart + 8 * kHour));
        QVERIFY(seal(Side::Outgoing, night.now(), night.open()) != signedFor);
        QCOMPARE(night.now().items.size(), 9u); // the form marks what is not among them
        night.acceptAll();
        QCOMPARE(night.refusal(night.signature(Side::Incoming, "li")), std::string());
    }

    void an_answer_that_is_changed_after_the_signature_was_made_voids_it() {
        Night night;
        night.fill();
        night.begin();
        night.acceptAll();
        night.submit(night.signature(Side::Outgoing, "wang"));
        const ledger::Command second = night.signature(Side::Incoming, "li");
        night.submit(
            by(questionItem(kHandover, of(night.open(), ItemKind::Alarm), "谁处理？", "li", kStart), "zhao"));
        QCOMPARE(night.refusal(second), std::string(code::kListChanged));
    }

    void a_signature_sent_twice_is_one() {
        Night night;
        night.begin();
        const ledger::Command first = night.signature(Side::Outgoing, "wang");
        night.submit(first);
        QCOMPARE(night.submit(first).kind, Kind::Applied); // the first verdict again
        QCOMPARE(night.submit(night.signature(Side::Outgoing, "wang", "B")).kind, Kind::NoOp);
    }

    void both_have_signed_and_nothing_changes_any_more() {
        Night night;
        night.fill();
        night.begin();
        night.acceptAll();
        night.submit(night.signature(Side::Outgoing, "wang"));
        night.submit(night.signature(Side::Incoming, "li"));
        const Handover done = night.now();
        const Item alarm = of(night.open(), ItemKind::Alarm);
        QCOMPARE(night.contested(by(questionItem(kHandover, alarm, "谁？", "chen", kStart), "zhao")),
                 Codes{code::kAfterHandover});
        QCOMPARE(night.refusal(night.signature(Side::Incoming, "chen")),
                 std::string(code::kAlreadyHandedOver));
        QVERIFY(night.now() == done);
    }

    void a_line_that_was_taken_over_is_not_in_the_next_list() {
        Night night;
        night.fill();
        night.begin();
        night.acceptAll();
        night.submit(night.signature(Side::Outgoing, "wang"));
        night.submit(night.signature(Side::Incoming, "li"));
        night.submit(Night::marked("下一件"));
        QCOMPARE(linesForHandover(night.view()).size(), 1u);
        QCOMPARE(linesForHandover(night.view()).front().line.text, std::string("下一件"));
    }

    // ---- exceptions

    void a_headcount_that_does_not_balance_is_not_signed_away() {
        Night night;
        night.fill();
        night.submit(by(care::reportMissing("QH26-0002", "", kStart + kHour), "wang"));
        night.begin();
        night.acceptAll();
        night.submit(night.signature(Side::Outgoing, "wang"));
        QCOMPARE(night.refusal(night.signature(Side::Incoming, "li")), std::string(code::kHeadcountOpen));
    }

    void a_count_of_one_less_is_contested_and_does_not_balance() {
        Night night;
        night.fill();
        night.begin();
        night.acceptAll();
        const Item zone = of(night.open(), ItemKind::Headcount);
        QCOMPARE(night.contested(by(acceptItem(kHandover, zone, 2, "li", kStart), "wang")),
                 Codes{code::kHeadcountDiffers});
        QCOMPARE(unbalanced(night.now(), night.open()).size(), 1u);
        QCOMPARE(night.contested(by(acceptItem(kHandover, zone, 3, "li", kStart), "wang")), Codes{});
        QVERIFY(unbalanced(night.now(), night.open()).empty());
    }

    void the_leader_signs_the_exception_and_an_incident_is_open() {
        Night night;
        night.fill();
        night.submit(by(care::reportMissing("QH26-0002", "", kStart + kHour), "wang"));
        night.begin();
        const Item zone = of(night.open(), ItemKind::Headcount);
        QCOMPARE(night.refusal(night.exception(kHeadcountException, &zone)), std::string());
        const auto incidents = dispatch::openIncidents(night.view());
        const auto ours = std::ranges::find(incidents, "20260921-A-901", &dispatch::State::number);
        QVERIFY(ours != incidents.end());
        QCOMPARE(ours->title, std::string("交接班例外"));
        QCOMPARE(night.facts().back().cause.entity, kHandover);
        night.acceptAll(); // the incident is an item of its own
        night.submit(night.signature(Side::Outgoing, "wang"));
        QCOMPARE(night.refusal(night.signature(Side::Incoming, "li")), std::string());
        QVERIFY(night.now().completed);
    }

    void an_exception_stands_for_the_number_that_it_named() {
        Night night;
        night.fill();
        night.submit(by(care::reportMissing("QH26-0002", "", kStart + kHour), "wang"));
        night.begin();
        const Item zone = of(night.open(), ItemKind::Headcount);
        night.submit(night.exception(kHeadcountException, &zone));
        QVERIFY(unbalanced(night.now(), night.open()).empty());
        night.submit(by(care::reportMissing("QH26-0003", "", kStart + kHour), "wang"));
        QCOMPARE(unbalanced(night.now(), night.open()).size(), 1u);
    }

    void an_exception_is_refused_without_ground_reason_right_or_third_account_data() {
        QTest::addColumn<int>("which");
        QTest::addColumn<QString>("code");
        QTest::newRow("it balances") << 0 << "duty.nothing_to_except";
        QTest::newRow("no reason") << 1 << "duty.reason_missing";
        QTest::newRow("not the leader") << 2 << "duty.may_not_sign";
        QTest::newRow("one of the two sides") << 3 << "duty.same_account";
        QTest::newRow("unknown exception") << 4 << "duty.exception_unknown";
        QTest::newRow("no incident") << 5 << "duty.malformed";
        QTest::newRow("nobody arrives, and nobody has signed") << 6 << "duty.outgoing_not_signed";
    }
    void an_exception_is_refused_without_ground_reason_right_or_third_account() {
        QFETCH(int, which);
        QFETCH(QString, code);
        Night night;
        night.fill();
        if (which != 0) night.submit(by(care::reportMissing("QH26-0002", "", kStart + kHour), "wang"));
        night.begin();
        if (which != 6) night.submit(night.signature(Side::Outgoing, "wang"));
        const Item zone = of(night.open(), ItemKind::Headcount);
        ledger::Command order = night.exception(kHeadcountException, &zone);
        if (which == 1) order.reason.clear();
        if (which == 2) order = night.exception(kHeadcountException, &zone, "li");
        if (which == 3) order = night.exception(kHeadcountException, &zone, "wang");
        if (which == 4) order = night.exception("tired", &zone);
        if (which == 5) order.open.erase(static_cast<std::int64_t>(Field::Number));
        if (which == 6) order = night.exception(kNobodyArrives);
        QCOMPARE(night.refusal(order), code.toStdString());
        QVERIFY(night.now().exceptions.empty());
    }

    void whoever_signs_the_exception_is_not_one_of_the_sides_afterwards() {
        Night night;
        night.fill();
        night.submit(by(care::reportMissing("QH26-0002", "", kStart + kHour), "wang"));
        night.begin();
        const Item zone = of(night.open(), ItemKind::Headcount);
        night.submit(night.exception(kHeadcountException, &zone));
        night.acceptAll();
        night.submit(night.signature(Side::Outgoing, "wang"));
        QCOMPARE(night.refusal(night.signature(Side::Incoming, "zhao")), std::string(code::kSameAccount));
    }

    void nobody_arrives_and_the_leader_releases_the_shift() {
        Night night;
        night.fill();
        night.begin();
        night.submit(night.signature(Side::Outgoing, "wang"));
        QCOMPARE(night.refusal(night.exception(kNobodyArrives)), std::string());
        const Handover done = night.now();
        QVERIFY(done.completed && !done.incoming);
        QCOMPARE(dispatch::openIncidents(night.view()).size(), 2u);
        QVERIFY(linesForHandover(night.view()).empty());
        QVERIFY(!owedHandover(night.view(), "wang", seatId("A"), kStart + 9 * kHour));
    }

    // ---- leaving

    void the_outgoing_shift_cannot_leave_before_it_has_handed_over() {
        Night night;
        night.begin();
        const Micros at = kStart + 8 * kHour;
        QCOMPARE(owedHandover(night.view(), "wang", seatId("A"), at), std::optional(kHandover));
        // Both are reports: kept, followed, contested and shown to the leader; the desk asks before it sends.
        QCOMPARE(night.contested(by(people::signOff("wang"), "wang")), Codes{code::kNotHandedOver});
        QVERIFY(!people::load(night.view(), "wang").signedOn.contains(seatId("A")));
        QCOMPARE(night.contested(leave("wang", "A", "POST-1", at)).front(),
                 std::string(code::kNotHandedOver));
        QCOMPARE(attention::openItems(night.view()).front().cause, attention::Cause::Contested);
    }

    void after_both_signatures_everybody_leaves() {
        Night night;
        night.begin();
        night.submit(night.signature(Side::Outgoing, "wang"));
        night.submit(night.signature(Side::Incoming, "li"));
        const Micros at = kStart + 8 * kHour + kMinute;
        QVERIFY(!owedHandover(night.view(), "wang", seatId("A"), at));
        QCOMPARE(night.contested(leave("wang", "A", "POST-1", at)), Codes{});
        QCOMPARE(night.contested(by(people::signOff("wang"), "wang")), Codes{});
    }

    void who_leaves_in_the_middle_of_a_shift_owes_nothing_and_at_its_end_does() {
        Night night;
        QVERIFY(!owedHandover(night.view(), "wang", seatId("A"), morning().end - 1));
        QVERIFY(owedHandover(night.view(), "wang", seatId("A"), morning().end));
        QVERIFY(owedHandover(night.view(), "wang", {}, morning().end));
        QVERIFY(!owedHandover(night.view(), "wang", seatId("B"), morning().end));
        QVERIFY(!owedHandover(night.view(), "zhao", seatId("A"), morning().end)); // stood on no post
    }
};

QTEST_GUILESS_MAIN(HandoverTest)
#include "tst_handover.moc"
