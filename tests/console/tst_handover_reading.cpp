// Which handover is due at a seat: the one of the shift that is going, before the one of the shift that
// comes.
#include "console/handover_reading.h"
#include "handover_night.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::console;

class TestHandoverReading : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        desk = std::make_unique<LedgerDesk>();
        night = std::make_unique<HandoverNight>(*desk);
        other = Id::fromParts({"seat", "B"});
    }
    void without_a_shift_and_a_handover_there_is_nothing() { QVERIFY(!read({})); }

    void where_nobody_is_on_post_the_current_shift_is_listed() {
        const auto scene = read({{}, "wangli", seat(), night->shift, now()});
        QVERIFY(scene && !scene->handover.exists());
        QCOMPARE(scene->handover.id, night->id());
        QVERIFY(scene->ofShift.empty());
    }

    void the_shift_that_is_over_comes_before_the_one_that_has_begun() {
        night->begin();
        desk->time().advance(std::chrono::hours(8));
        const duty::Shift next = nextShift();
        const auto scene = read({{}, "liqiang", other, next, now()});
        QCOMPARE(scene->handover.id, night->id());
        QCOMPARE(scene->ofShift, std::vector<std::string>{"wangli"});
        QCOMPARE(scene->choices.size(), std::size_t{2});
        QCOMPARE(scene->choices.back().shift, next);
    }

    void what_has_begun_comes_first_and_what_is_chosen_before_all() {
        night->begin();
        night->say(duty::beginHandover(night->shift, now()));
        desk->time().advance(std::chrono::hours(8));
        const duty::Shift next = nextShift();
        night->say(duty::takePost({next, "liqiang", other, "P-CC-2", {}}, now()));
        QCOMPARE(read({{}, "liqiang", other, next, now()})->handover.id, night->id());
        const Id chosen = duty::handoverId(duty::shiftId(next.pattern, next.start));
        QCOMPARE(read({chosen, "liqiang", other, next, now()})->handover.id, chosen);
        QCOMPARE(read({Id::fromParts({"gone"}), "liqiang", other, next, now()})->handover.id, night->id());
    }

    void a_complete_one_stands_among_the_last_ones_and_is_due_no_more() {
        night->begin();
        night->say(duty::beginHandover(night->shift, now()));
        sign(duty::Side::Outgoing, "wangli");
        answerAll();
        sign(duty::Side::Incoming, "liqiang");
        QVERIFY(night->handover()->completed);
        const duty::Shift next = nextShift();
        const auto scene = read({{}, "liqiang", other, next, now()});
        QCOMPARE(scene->handover.shift, next);
        QCOMPARE(scene->choices.back().id, night->id());
        const auto before = read({night->id(), "liqiang", other, next, now()});
        QVERIFY(before->handover.completed && before->open.empty());
        QCOMPARE(before->handover.items.size(), std::size_t{1}); // the radio that is being mended
    }

    void another_shift_than_the_current_pattern_is_not_due_here_unless_it_is_ones_own() {
        const duty::Shift brigade =
            duty::shiftAt(*duty::standardPattern("brigade"), duty::SystemZone(), now()).value();
        night->say(duty::takePost({brigade, "liqiang", other, "P-31-1", {}}, now()));
        desk->time().advance(std::chrono::hours(25));
        const duty::Shift current =
            duty::shiftAt(*duty::standardPattern("command_a"), duty::SystemZone(), now()).value();
        QCOMPARE(read({{}, "wangli", seat(), current, now()})->handover.shift, current);
        QCOMPARE(read({{}, "liqiang", other, current, now()})->handover.shift, brigade);
    }

private:
    Micros now() const { return desk->clock().utc(); }
    Id seat() const { return desk->data().seat; }
    duty::Shift nextShift() const {
        return duty::shiftAt(*duty::standardPattern("command_a"), duty::SystemZone(), night->shift.end)
            .value();
    }
    std::optional<duty::HandoverScene> read(const HandoverAsked& asked) {
        return readHandover(desk->ledger().view(), asked);
    }
    std::vector<duty::Item> open() {
        return duty::openItems(desk->ledger().view(),
                               duty::shiftId(night->shift.pattern, night->shift.start));
    }
    void sign(duty::Side side, const std::string& account) {
        ledger::Command order = duty::signHandover(*night->handover(), {side, account}, open(), now());
        duty::addProof(order, {account, people::Role::Operator, false, {}});
        night->say(std::move(order));
    }
    void answerAll() {
        for (const duty::Item& item : open())
            night->say(duty::acceptItem(night->id(), item, -1, "liqiang", now()));
    }

    std::unique_ptr<LedgerDesk> desk;
    std::unique_ptr<HandoverNight> night;
    Id other;
};

QTEST_MAIN(TestHandoverReading)
#include "tst_handover_reading.moc"
