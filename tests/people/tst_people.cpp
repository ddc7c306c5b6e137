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
            for (const Permission permission : {Permission::OpenIncident, Permission::CloseIncident,
                                                Permission::Approve, Permission::RecordMovements}) {
                QVERIFY(!may(role, true, permission));
            }
        }
        QVERIFY(may(Role::ShiftLeader, false, Permission::Approve));
        QVERIFY(
            !may(Role::Admin, false, Permission::HandleAlarms)); // 三员分立: who administers does not command
    }

    void whoever_is_signed_on_may_say_where_he_stands_and_write_in_the_log() {
        for (const Role role : {Role::Operator, Role::Medical, Role::Supervisor, Role::Admin}) {
            QVERIFY(may(role, true, Permission::StandDuty));
            QVERIFY(may(role, false, Permission::StandDuty));
        }
        ledger::Command command;
        command.seat = Id::fromParts({"seat"});
        State actor;
        actor.auxiliary = true;
        QCOMPARE(refuseRight(actor, command, "stand_duty")->code, std::string("people.not_signed_on"));
        actor.signedOn.emplace(command.seat, OnSeat());
        QVERIFY(!refuseRight(actor, command, "stand_duty"));
    }

    void who_works_with_the_persons_in_care_records_their_movements() {
        for (const Role role :
             {Role::Operator, Role::ShiftLeader, Role::Commander, Role::Brigade, Role::Medical})
            QVERIFY(may(role, false, Permission::RecordMovements));
        QVERIFY(!may(Role::Admin, false, Permission::RecordMovements));
        QVERIFY(!may(Role::Supervisor, false, Permission::RecordMovements));
        QCOMPARE(name(Permission::RecordMovements), std::string_view("record_movements"));
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
        submit(*ledger, signOn({"qh0001", Role::Operator, false, {}}, {}));
        QCOMPARE(load(ledger->view(), "qh0001").failures, 0);
        QCOMPARE(onDuty(ledger->view()).size(), 1u);
        submit(*ledger, signOff("qh0001"));
        QVERIFY(onDuty(ledger->view()).empty());
    }

    void only_who_is_signed_on_at_the_seat_and_may_holds_the_right() {
        State actor;
        actor.account = "qh0001";
        actor.role = Role::Operator;
        ledger::Command command;
        command.actor = "qh0001";
        command.seat = Id::fromParts({"seat"});
        QCOMPARE(refuseRight(actor, command, "handle_alarms")->code, std::string("people.not_signed_on"));
        actor.signedOn[Id::fromParts({"another seat"})] = {1, {}};
        QVERIFY(refuseRight(actor, command, "handle_alarms").has_value());
        actor.signedOn[command.seat] = {1, {}};
        QVERIFY(!refuseRight(actor, command, "handle_alarms"));
        QVERIFY(!refuseRight(actor, command, "record_movements"));
        QCOMPARE(refuseRight(actor, command, "approve")->code, std::string("people.not_allowed"));
        actor.auxiliary = true;
        QCOMPARE(refuseRight(actor, command, "open_incident")->code, std::string("people.not_allowed"));
        QVERIFY(refuseRight(actor, command, "a right that nobody knows").has_value());
    }

    void a_sign_on_with_a_wrong_signature_gives_no_right() {
        ledger::Command command = signOn({"qh0001", Role::Commander, false, {}}, {1, 2, 3});
        command.seat = Id::fromParts({"seat"});
        const SignatureCheck never = [](const std::string&, ByteView, ByteView) { return false; };
        const auto decision = decide(State(), command, never);
        QCOMPARE(decision.facts.front().contested.front(), std::string("people.bad_signature"));
        QVERIFY(evolve(State(), ledger::factFrom(command, decision.facts.front())).signedOn.empty());
        const SignatureCheck always = [](const std::string&, ByteView, ByteView) { return true; };
        const auto good = decide(State(), command, always);
        QCOMPARE(evolve(State(), ledger::factFrom(command, good.facts.front())).role, Role::Commander);
    }

    void the_post_is_part_of_what_the_key_signs() {
        const Id seat = Id::fromParts({"seat"});
        const SignOn gate{"qh0001", Role::Operator, false, "P-GATE"};
        ledger::Command command = signOn(gate, {1});
        command.seat = seat;
        Bytes signedText;
        const SignatureCheck note = [&signedText](const std::string&, ByteView text, ByteView) {
            signedText.assign(text.begin(), text.end());
            return true;
        };
        const auto decision = decide(State(), command, note);
        QCOMPARE(signedText, signOnText(seat, gate, 0));
        QVERIFY(signedText != signOnText(seat, {"qh0001", Role::Operator, false, "P-CC-1"}, 0));
        const State state = evolve(State(), ledger::factFrom(command, decision.facts.front()));
        QCOMPARE(state.signedOn.at(seat).post, std::string("P-GATE"));
    }

    void without_a_post_the_key_signs_what_it_signed_before_there_were_posts() {
        const Bytes text = signOnText(Id(), {"qh0001", Role::Operator, true, {}}, 7);
        QCOMPARE(QByteArray(reinterpret_cast<const char*>(text.data()), static_cast<qsizetype>(text.size())),
                 QByteArray::fromStdString("shouwang sign-on\n" + Id().text() + "\nqh0001\noperator\n1\n7"));
    }

    void the_post_is_known_as_long_as_somebody_is_signed_on() {
        const QTemporaryDir folder;
        ManualClock clock;
        SeededRandom random(1);
        auto ledger = ledger::Ledger::open({folder.path().toStdString() + "/ledger", {}, nullptr},
                                           {makeFeature()}, clock, random)
                          .value();
        const Id seat = Id::fromParts({"seat"});
        std::uint64_t counter = 0;
        const auto submit = [&](ledger::Command command) {
            command.id = {ledger::CommandId::Source::Seat, seat, 1, ++counter, 0};
            command.seat = seat;
            ledger->submit({&command, 1}).value();
        };
        submit(signOn({"qh0001", Role::Operator, false, "P-GATE"}, {}));
        QCOMPARE(postAt(ledger->view(), "qh0001", seat), std::string("P-GATE"));
        QCOMPARE(onDuty(ledger->view()).front().post, std::string("P-GATE"));
        QVERIFY(postAt(ledger->view(), "qh0001", Id::fromParts({"another seat"})).empty());
        submit(signOff("qh0001"));
        QVERIFY(postAt(ledger->view(), "qh0001", seat).empty());
    }

    void tables_from_before_there_were_posts_are_used_until_the_new_ones_are_made() {
        const QTemporaryDir folder;
        ManualClock clock;
        SeededRandom random(1);
        const std::filesystem::path path = folder.path().toStdString() + "/ledger";
        const Id seat = Id::fromParts({"seat"});
        {
            auto ledger = ledger::Ledger::open({path, {}, nullptr}, {makeFeature()}, clock, random).value();
            ledger::Command command = signOn({"qh0001", Role::Operator, false, {}}, {});
            command.id = {ledger::CommandId::Source::Seat, seat, 1, 1, 0};
            command.seat = seat;
            ledger->submit({&command, 1}).value();
            ledger->database().begin(); // as version 2 left them
            ledger->database().run("ALTER TABLE people_on DROP COLUMN post;"
                                   "UPDATE feature SET version=2 WHERE name='people'");
            QVERIFY(ledger->database().commit());
        }
        auto ledger = ledger::Ledger::open({path, {}, nullptr}, {makeFeature()}, clock, random).value();
        QVERIFY(ledger->rebuildPending()); // and nobody has waited for it
        QCOMPARE(onDuty(ledger->view()).size(), 1u);
        while (ledger->rebuildSlice([] { return false; }).value()) {
        }
        QCOMPARE(onDuty(ledger->view()).size(), 1u);
        QVERIFY(postAt(ledger->view(), "qh0001", seat).empty());
    }

    void a_try_during_the_wait_does_not_prolong_it() {
        ledger::Fact fact;
        fact.kind = "people.sign_on_failed";
        fact.occurred = 9'000'000;
        fact.open = {{static_cast<std::int64_t>(Field::Failure), ledger::Value("throttled")}};
        QCOMPARE(evolve(failedTimes(5), fact), failedTimes(5));
    }

    void a_seat_whose_clock_is_years_ahead_does_not_lock_for_years() {
        ledger::Fact fact;
        fact.kind = "people.sign_on_failed";
        fact.occurred = 4'000'000'000'000'000;
        fact.committed = 2'000'000;
        QCOMPARE(evolve(failedTimes(0), fact).lastFailure, 2'000'000);
    }

    void a_provisional_sign_on_shows_at_once() {
        const QTemporaryDir folder;
        ManualClock clock;
        SeededRandom random(1);
        auto ledger = ledger::Ledger::open({folder.path().toStdString() + "/ledger", {}, nullptr},
                                           {makeFeature()}, clock, random)
                          .value();
        const ledger::Command command = signOn({"qh0001", Role::Operator, false, {}}, {});
        const auto decision = decide(State(), command);
        ledger::Overlay overlay;
        overlay.push(ledger::factFrom(command, decision.facts.front()));
        QCOMPARE(onDuty(ledger::View(ledger->database(), &overlay, clock.utc())).size(), 1u);
    }
};

QTEST_GUILESS_MAIN(PeopleTest)
#include "tst_people.moc"
