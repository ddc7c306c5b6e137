#include "base/random.h"
#include "ledger/ledger.h"
#include "people/tables.h"

#include <QTemporaryDir>
#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::people;

namespace {

State failedTimes(int times) {
    State state;
    state.failures = times;
    state.lastFailure = 1'000'000;
    return state;
}

} // namespace

class PeopleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void an_auxiliary_never_holds_police_power() {
        for (const Role role : {Role::Operator, Role::ShiftLeader, Role::Commander, Role::Brigade,
                                Role::Medical, Role::Supervisor, Role::Admin}) {
            for (const Permission permission :
                 {Permission::OpenIncident, Permission::CloseIncident, Permission::Approve}) {
                QVERIFY(!may(role, true, permission));
            }
        }
        QVERIFY(may(Role::ShiftLeader, false, Permission::Approve));
        QVERIFY(
            !may(Role::Admin, false, Permission::HandleAlarms)); // 三员分立: who administers does not command
    }

    void every_role_is_read_back_by_its_name() {
        QCOMPARE(roleFrom(name(Role::Medical)).value(), Role::Medical);
        QVERIFY(!roleFrom("root"));
    }

    void two_wrong_passwords_are_free_and_the_fifth_locks_ten_minutes() {
        QCOMPARE(waitUntil(failedTimes(0)), 0);
        QCOMPARE(waitUntil(failedTimes(2)), 0);
        QCOMPARE(waitUntil(failedTimes(3)), 3'000'000);
        QCOMPARE(waitUntil(failedTimes(4)), 5'000'000);
        QCOMPARE(waitUntil(failedTimes(5)), 601'000'000);
    }

    void the_wait_never_gets_shorter_with_more_failures() {
        QVERIFY(rc::check([] {
            const int failures = *rc::gen::inRange(0, 60);
            RC_ASSERT(waitUntil(failedTimes(failures)) <= waitUntil(failedTimes(failures + 1)));
        }));
    }

    void failures_are_counted_across_a_restart_and_ended_by_success() {
        const QTemporaryDir folder;
        ManualClock clock;
        SeededRandom random(1);
        const ledger::Ledger::Options options{folder.path().toStdString() + "/ledger", {}, nullptr};
        std::uint64_t counter = 0;
        const auto submit = [&](ledger::Ledger& ledger, ledger::Command command) {
            command.id = {ledger::CommandId::Source::Seat, Id::fromParts({"seat"}), 1, ++counter, 0};
            command.seat = Id::fromParts({"seat"});
            command.occurred = clock.utc();
            ledger.submit({&command, 1}).value();
        };
        {
            auto ledger = ledger::Ledger::open(options, {makeFeature()}, clock, random).value();
            for (int i = 0; i < 3; ++i)
                submit(*ledger, signOnFailed("qh0001", "wrong_password"));
        }
        auto ledger = ledger::Ledger::open(options, {makeFeature()}, clock, random).value();
        QCOMPARE(load(ledger->view(), "qh0001").failures, 3);
        QVERIFY(waitUntil(load(ledger->view(), "qh0001")) > clock.utc());
        submit(*ledger, signOn("qh0001", Role::Operator, {}));
        QCOMPARE(load(ledger->view(), "qh0001").failures, 0);
        QCOMPARE(onDuty(ledger->view()).size(), 1u);
        submit(*ledger, signOff("qh0001"));
        QVERIFY(onDuty(ledger->view()).empty());
    }

    void a_provisional_sign_on_shows_at_once() {
        const QTemporaryDir folder;
        ManualClock clock;
        SeededRandom random(1);
        auto ledger = ledger::Ledger::open({folder.path().toStdString() + "/ledger", {}, nullptr},
                                           {makeFeature()}, clock, random)
                          .value();
        const ledger::Command command = signOn("qh0001", Role::Operator, {});
        const auto decision = decide(State(), command);
        const std::vector<ledger::Fact> overlay{ledger::factFrom(command, decision.facts.front())};
        QCOMPARE(onDuty(ledger::View(ledger->database(), overlay, clock.utc())).size(), 1u);
    }
};

QTEST_GUILESS_MAIN(PeopleTest)
#include "tst_people.moc"
