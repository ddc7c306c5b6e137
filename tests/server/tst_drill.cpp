// The timed list of an exercise by the clock of a running station, over its restart too; and who may start
// and end one.
#include "support/station_case.h"

#include "drill/tables.h"

using namespace shouwang;
using testing::StationCase;

class TestDrill final : public StationCase {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        prepare();
        addLeader();
        addSecond();
    }
    void cleanup() { m_station.reset(); }

    void the_list_is_raised_by_the_stations_clock_and_in_the_mode_of_the_drill() {
        start();
        QCOMPARE(verdictOf(exercise({0, 1'000'000})).kind, ledger::Verdict::Kind::Applied);
        QTRY_COMPARE_WITH_TIMEOUT(testing::countFacts(m_to, m_seat, "alarms.raised"), std::size_t{2}, 20'000);
        QCOMPARE(testing::countFacts(m_to, m_seat, "drill.raised"), std::size_t{2});
        for (const ledger::StoredFact& stored : testing::readFacts(m_to, m_seat)) {
            const auto fact = ledger::decodeFact(stored.bytes);
            if (fact->kind == "alarms.raised") QCOMPARE(fact->mode, ledger::Mode::Drill);
        }
    }

    void the_list_goes_on_after_the_station_was_away() {
        start();
        QCOMPARE(verdictOf(exercise({0, 1'500'000})).kind, ledger::Verdict::Kind::Applied);
        QTRY_COMPARE_WITH_TIMEOUT(testing::countFacts(m_to, m_seat, "drill.raised"), std::size_t{1}, 20'000);
        m_station.reset();
        start();
        QTRY_COMPARE_WITH_TIMEOUT(testing::countFacts(m_to, m_seat, "drill.raised"), std::size_t{2}, 20'000);
    }

    void an_abort_without_anybody_signed_on_ends_it_and_the_list_with_it() {
        start();
        QCOMPARE(verdictOf(exercise({0, 3'600'000'000})).kind, ledger::Verdict::Kind::Applied);
        QTRY_COMPARE_WITH_TIMEOUT(testing::countFacts(m_to, m_seat, "drill.raised"), std::size_t{1}, 20'000);
        pushAll({people::signOff("op1")});
        const auto verdict = verdictOf(drill::abort(kExercise, {}, m_clock.utc()), false);
        QCOMPARE(verdict.kind, ledger::Verdict::Kind::Contested); // and done: the leader sees who it was
        QCOMPARE(testing::countFacts(m_to, m_seat, "drill.aborted"), std::size_t{1});
        QCOMPARE(testing::countFacts(m_to, m_seat, "alarms.closed"), std::size_t{1});
    }

    void G21_the_station_refuses_a_signature_that_is_not_the_second_persons() {
        start();
        ledger::Command forged = exercise({});
        forged.reason = "别的事由";
        QCOMPARE(verdictOf(forged).refusal.code, std::string(drill::code::kBadSignature));
    }

    void whoever_may_not_coordinate_starts_nothing() {
        start();
        const ledger::Command command = exercise({});
        QCOMPARE(verdictOf(command, false).refusal.code, std::string("people.not_signed_on"));
    }

private:
    inline static const Id kExercise = Id::fromParts({"exercise"});
    static constexpr const char* kPassword = "Long-enough-2";

    void addSecond() {
        const auto password = root() / "second";
        QVERIFY(writeFileWhole(password, view(std::string(kPassword) + "\n"), 0600).has_value());
        QCOMPARE(server::runProgram({"account", "add", "--data", m_folder.root.string(), "--account", "op2",
                                     "--name", "所领导", "--role", "commander", "--password-file",
                                     password.string()}),
                 0);
    }

    ledger::Command exercise(const std::vector<Micros>& times) {
        drill::Plan plan{kExercise, "夜间处突", "季度计划", m_clock.utc() + 3'600'000'000LL + 60'000'000, {}};
        for (const Micros after : times) {
            site::AlarmPoint point;
            point.id = "AL-" + std::to_string(after);
            plan.items.push_back({Id::fromParts({point.id}), after, alarms::described(point), {}});
        }
        ledger::Command command = drill::start(plan, m_clock.utc());
        command.actor = "op1";
        command.seat = m_seat.id;
        people::Proof proof{"op2", people::Role::Commander, false, {}};
        const auto store = people::KeyStore::read(m_folder.keyStore());
        const auto key = store->unlock("op2", kPassword);
        if (!key) qFatal("the second person's key stays shut");
        proof.signature = key->sign(people::actText(proof, drill::actOf(command)));
        drill::sign(command, proof);
        return command;
    }

    ledger::Verdict verdictOf(const ledger::Command& command, bool signedOn = true) {
        std::vector<ledger::Command> commands;
        if (signedOn) commands.push_back(signOn());
        commands.push_back(command);
        const auto reply = sync::decodePushReply(view(pushAll(std::move(commands)).body));
        return reply ? reply->verdicts.back().verdict : ledger::Verdict();
    }
};

QTEST_GUILESS_MAIN(TestDrill)
#include "tst_drill.moc"
