// The desk without its windows, on a real seat's file: who is signed on, what is announced, what comes after
// a restart.
#include "console/desk_session.h"
#include "duty/tables.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace shouwang;
using namespace shouwang::console;
using people::SignOnOutcome;

namespace {

constexpr const char* kPassword = "Qinghe-2026!";

people::KeyStore makeKeys() {
    people::KeyStore keys;
    for (const char* name : {"wangli", "zhaomin"}) {
        people::Account account;
        account.account = name;
        account.name = name;
        account.role = people::Role::ShiftLeader;
        account.cost = {1, std::uint64_t{8} << 20};
        if (!keys.add(account, kPassword)) qFatal("the account is refused");
    }
    return keys;
}

/// As long as it lives no file of this process grows: what a full disk does.
class FullDisk {
public:
    FullDisk() {
        std::signal(SIGXFSZ, SIG_IGN); // so that a write fails instead of ending the program
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit none = m_before;
        none.rlim_cur = 0;
        setrlimit(RLIMIT_FSIZE, &none);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_before{};
};

} // namespace

class TestSession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void without_accounts_nobody_signs_on();
    void a_wrong_password_is_refused_recorded_and_throttled();
    void the_right_password_signs_on_and_is_a_fact();
    void a_signature_needs_its_own_password_and_is_the_accounts();
    void after_a_restart_the_officer_has_to_unlock();
    void another_officer_takes_over_and_the_first_is_signed_off();
    void a_second_person_signs_for_one_act_and_does_not_sign_on();
    void a_drill_still_runs_after_a_restart_and_frames_the_wall_until_it_ends();
    void a_fresh_alarm_is_announced_once();
    void an_alarm_that_is_reported_late_is_announced_all_the_same();
    void a_command_that_a_full_disk_does_not_take_is_told();

private:
    std::unique_ptr<DeskSession> start(std::optional<wall::WallLinkOptions> wall = {});
    SignOnOutcome signOn(DeskSession& desk, const char* account, const char* password);

    std::unique_ptr<QTemporaryDir> m_folder;
    SystemClock m_clock;
    SystemRandom m_random;
    const Id m_seat = Id::fromParts({"seat", "A"});
};

void TestSession::init() {
    m_folder = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<DeskSession> TestSession::start(std::optional<wall::WallLinkOptions> wall) {
    auto files = DeskFiles::open(m_folder->path().toStdString());
    if (!files) qFatal("%s", files.error().text.c_str());
    DeskSession::Options options;
    options.seat = m_seat;
    options.wall = std::move(wall);
    auto desk = DeskSession::start(std::move(options), std::move(*files), m_clock, m_random);
    if (!desk) qFatal("%s", desk.error().text.c_str());
    return std::move(*desk);
}

SignOnOutcome TestSession::signOn(DeskSession& desk, const char* account, const char* password) {
    std::optional<SignOnOutcome> outcome;
    desk.signOn(account, password, [&](SignOnOutcome result) { outcome = result; });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(outcome.has_value(), 20000); }();
    return outcome.value_or(SignOnOutcome{});
}

void TestSession::without_accounts_nobody_signs_on() {
    const auto desk = start();
    QCOMPARE(signOn(*desk, "wangli", kPassword).kind, SignOnOutcome::Kind::NoStore);
    QVERIFY(desk->data().locked);
}

void TestSession::a_wrong_password_is_refused_recorded_and_throttled() {
    {
        QVERIFY(
            DeskFiles::open(m_folder->path().toStdString())->keepKeys(makeKeys().serialise()).has_value());
    }
    const auto desk = start();
    QCOMPARE(signOn(*desk, "wangli", "wrong").kind, SignOnOutcome::Kind::Wrong);
    QCOMPARE(signOn(*desk, "nobody", "wrong").kind, SignOnOutcome::Kind::Wrong);
    QVERIFY(!desk->data().officer);
    int failures = 0;
    const auto count = [&] {
        desk->read([&](const ledger::View& view) { failures = people::load(view, "wangli").failures; });
        return failures;
    };
    QTRY_COMPARE(count(), 1);
    SignOnOutcome last = signOn(*desk, "wangli", "wrong again");
    QTRY_COMPARE(count(), 2);
    last = signOn(*desk, "wangli", "and again");
    QCOMPARE(last.kind, SignOnOutcome::Kind::Throttled);
    QVERIFY(last.until > m_clock.utc());
    // Even the right password has to wait now.
    QCOMPARE(signOn(*desk, "wangli", kPassword).kind, SignOnOutcome::Kind::Throttled);
}

void TestSession::the_right_password_signs_on_and_is_a_fact() {
    {
        QVERIFY(
            DeskFiles::open(m_folder->path().toStdString())->keepKeys(makeKeys().serialise()).has_value());
    }
    const auto desk = start();
    QCOMPARE(signOn(*desk, "wangli", kPassword).kind, SignOnOutcome::Kind::Done);
    QVERIFY(desk->data().officer);
    QVERIFY(!desk->data().locked);
    QTRY_COMPARE(desk->data().onDuty.size(), std::size_t{1});
    QCOMPARE(desk->data().onDuty.front().account, std::string("wangli"));
    desk->lock();
    QVERIFY(desk->data().locked);
    QVERIFY(desk->data().officer);
    QVERIFY(!desk->mayDo(people::Permission::HandleAlarms));
    QCOMPARE(signOn(*desk, "wangli", kPassword).kind, SignOnOutcome::Kind::Done);
    QVERIFY(desk->mayDo(people::Permission::HandleAlarms));
}

// Nobody is signed on here: whoever comes on duty signs at the desk of whoever leaves.
void TestSession::a_signature_needs_its_own_password_and_is_the_accounts() {
    const people::KeyStore keys = makeKeys();
    QVERIFY(DeskFiles::open(m_folder->path().toStdString())->keepKeys(keys.serialise()).has_value());
    const auto desk = start();
    const duty::Shift shift{"command_a", 1'790'000'000'000'000, 1'790'028'800'000'000, "甲", "早班"};
    desk->submit(duty::beginHandover(shift, shift.end), {});
    const Id id = duty::handoverId(duty::shiftId(shift.pattern, shift.start));
    duty::Handover now;
    const auto begun = [&] {
        desk->read([&](const ledger::View& view) { now = duty::tables::loadHandover(view, id); });
        return now.exists();
    };
    QTRY_VERIFY(begun());
    people::Act signedAct;
    people::Proof proof;
    const auto sign = [&](const char* password) {
        Desk::SignedBy by{"wangli", password,
                          [&](const ledger::Command& order) { return signedAct = duty::actOf(order); },
                          [&](ledger::Command& order, const people::Proof& made) {
                              proof = made;
                              duty::addProof(order, made);
                          }};
        std::optional<std::pair<SignOnOutcome::Kind, bool>> outcome;
        desk->submitSigned(duty::signHandover(now, {duty::Side::Outgoing, "wangli"}, {}, 0), std::move(by),
                           [&](const SignOnOutcome& password_, const sync::SubmitResult* result) {
                               const bool saved =
                                   result != nullptr && result->kind == sync::SubmitResult::Kind::Saved;
                               outcome = std::pair(password_.kind, saved);
                           });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(outcome.has_value(), 20000); }();
        return outcome.value_or(std::pair(SignOnOutcome::Kind::Failed, true));
    };
    QCOMPARE(sign("wrong"), std::pair(SignOnOutcome::Kind::Wrong, false));
    QVERIFY(begun() && !now.outgoing);
    QCOMPARE(sign(kPassword), std::pair(SignOnOutcome::Kind::Done, true));
    QTRY_VERIFY(begun() && now.outgoing);
    QCOMPARE(now.outgoing->account, std::string("wangli"));
    QVERIFY(people::verify(*keys.find("wangli"), people::actText(proof, signedAct), proof.signature));
    QVERIFY(!desk->data().officer); // it signs nobody on
}

void TestSession::after_a_restart_the_officer_has_to_unlock() {
    {
        QVERIFY(
            DeskFiles::open(m_folder->path().toStdString())->keepKeys(makeKeys().serialise()).has_value());
    }
    {
        const auto desk = start();
        QCOMPARE(signOn(*desk, "wangli", kPassword).kind, SignOnOutcome::Kind::Done);
        QTRY_COMPARE(desk->data().onDuty.size(), std::size_t{1});
    }
    const auto desk = start();
    QTRY_VERIFY(desk->data().officer.has_value());
    QCOMPARE(desk->data().officer->account, std::string("wangli"));
    QVERIFY(desk->data().locked);
}

void TestSession::another_officer_takes_over_and_the_first_is_signed_off() {
    {
        QVERIFY(
            DeskFiles::open(m_folder->path().toStdString())->keepKeys(makeKeys().serialise()).has_value());
    }
    const auto desk = start();
    QCOMPARE(signOn(*desk, "wangli", kPassword).kind, SignOnOutcome::Kind::Done);
    desk->lock();
    QCOMPARE(signOn(*desk, "zhaomin", kPassword).kind, SignOnOutcome::Kind::Done);
    QTRY_VERIFY(desk->data().onDuty.size() == 1 && desk->data().onDuty.front().account == "zhaomin");
}

void TestSession::a_second_person_signs_for_one_act_and_does_not_sign_on() {
    {
        QVERIFY(
            DeskFiles::open(m_folder->path().toStdString())->keepKeys(makeKeys().serialise()).has_value());
    }
    const auto desk = start();
    QCOMPARE(signOn(*desk, "wangli", kPassword).kind, SignOnOutcome::Kind::Done);
    const drill::Plan plan{
        Id::fromParts({"exercise"}), "夜间处突", "季度计划", m_clock.utc() + 3'600'000'000, {}};
    ledger::Command sent;
    const auto trySigned = [&](const char* password) {
        Desk::SignedBy by{"zhaomin", password, drill::actOf,
                          [&](ledger::Command& order, const people::Proof& second) {
                              drill::sign(order, second);
                              sent = order;
                          }};
        std::optional<SignOnOutcome::Kind> outcome;
        desk->submitSigned(
            drill::start(plan, m_clock.utc()), std::move(by),
            [&](const SignOnOutcome& tried, const sync::SubmitResult*) { outcome = tried.kind; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(outcome.has_value(), 20000); }();
        return outcome.value_or(SignOnOutcome::Kind::Failed);
    };
    QCOMPARE(trySigned(kPassword), SignOnOutcome::Kind::Done);
    const auto proof = people::proofFrom(ledger::field(sent.open, drill::Field::Second));
    const people::SignatureCheck check = [&](const std::string& account, ByteView text, ByteView signature) {
        return people::verify(*desk->data().keys->find(account), text, signature);
    };
    QVERIFY(proof && people::holds(*proof, drill::actOf(sent), check)); // of just what was sent
    QTRY_VERIFY(desk->data().drill.has_value());
    QCOMPARE(desk->data().officer->account, std::string("wangli"));
    const auto failures = [&] {
        int count = 0;
        desk->read([&](const ledger::View& view) { count = people::load(view, "zhaomin").failures; });
        return count;
    };
    for (int tries = 1; tries <= 3; ++tries) {
        QVERIFY(trySigned("wrong") != SignOnOutcome::Kind::Done);
        QTRY_COMPARE(failures(), tries);
    }
    QCOMPARE(trySigned(kPassword), SignOnOutcome::Kind::Throttled); // counted as at sign-on
}

void TestSession::a_drill_still_runs_after_a_restart_and_frames_the_wall_until_it_ends() {
    {
        QVERIFY(
            DeskFiles::open(m_folder->path().toStdString())->keepKeys(makeKeys().serialise()).has_value());
    }
    {
        const auto desk = start();
        QCOMPARE(signOn(*desk, "wangli", kPassword).kind, SignOnOutcome::Kind::Done);
        drill::Plan plan{
            Id::fromParts({"exercise"}), "夜间处突", "季度计划", m_clock.utc() + 3'600'000'000, {}};
        ledger::Command command = drill::start(plan, m_clock.utc());
        command.actor = "wangli";
        drill::sign(command, {"zhaomin", people::Role::Commander, false, {}});
        std::optional<sync::SubmitResult> saved;
        desk->submit(command, [&](const sync::SubmitResult& result) { saved = result; });
        QTRY_VERIFY(saved.has_value());
        QTRY_VERIFY(desk->data().drill.has_value());
    }
    wall::WallLinkOptions nowhere; // what it would be told is what matters
    nowhere.program = QStringLiteral("/nowhere/shouwang-wall");
    const auto desk = start(nowhere);
    QVERIFY(desk->data().drill.has_value());
    QCOMPARE(desk->data().drill->name, std::string("夜间处突"));
    QVERIFY(desk->wall()->state().banner.drill);
    QVERIFY(desk->wall()->state().banner.text.ends_with("夜间处突"));
    desk->submit(drill::abort(desk->data().drill->id, {}, m_clock.utc()), {});
    QTRY_VERIFY(!desk->data().drill);
    QVERIFY(!desk->wall()->state().banner.drill);
}

void TestSession::a_fresh_alarm_is_announced_once() {
    const auto desk = start();
    QSignalSpy arrived(desk.get(), &Desk::alarmArrived);
    site::AlarmPoint point;
    point.id = "AL-1";
    point.name = "值班室";
    point.priority = site::Priority::Critical;
    site::Signal signal;
    signal.point = point.id;
    signal.boot = 1;
    signal.counter = 1;
    const ledger::Command raised = alarms::raise(point, signal, m_clock.utc());
    desk->submit(raised, {});
    QTRY_COMPARE(arrived.size(), 1);
    QCOMPARE(arrived.front().front().toInt(), 1);
    QTRY_COMPARE(desk->data().alarms.size(), std::size_t{1});
    desk->submit(raised, {}); // the same press again
    QTRY_COMPARE(desk->data().counts.open[0], 1);
    QCOMPARE(arrived.size(), 1);
}

void TestSession::an_alarm_that_is_reported_late_is_announced_all_the_same() {
    const auto desk = start();
    QSignalSpy arrived(desk.get(), &Desk::alarmArrived);
    site::AlarmPoint point;
    point.id = "AL-2";
    point.priority = site::Priority::High;
    site::Signal signal;
    signal.point = point.id;
    ledger::Command raised = alarms::raise(point, signal, m_clock.utc() - Micros{3'600'000'000});
    desk->submit(raised, {});
    QTRY_COMPARE(desk->data().alarms.size(), std::size_t{1});
    // It happened an hour ago, but nobody here has heard of it before.
    QCOMPARE(arrived.size(), 1);
}

void TestSession::a_command_that_a_full_disk_does_not_take_is_told() {
    const auto desk = start();
    int told = 0;
    connect(desk.get(), &Desk::trouble, this,
            [&](Trouble kind, const QString&) { told += kind == Trouble::CommandFailed ? 1 : 0; });
    std::optional<sync::SubmitResult::Kind> answer;
    const auto submit = [&] {
        answer.reset();
        desk->submit(people::signOnFailed("wangli", "wrong_password"),
                     [&](const sync::SubmitResult& result) { answer = result.kind; });
    };
    {
        const FullDisk full;
        submit();
        QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 20'000);
    }
    QCOMPARE(*answer, sync::SubmitResult::Kind::Failed);
    QCOMPARE(told, 1);
    const auto saved = [&] { // somebody has made room; the file may have to be proven first
        submit();
        [&] { QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 20'000); }();
        return answer == sync::SubmitResult::Kind::Saved;
    };
    QTRY_VERIFY_WITH_TIMEOUT(saved(), 20'000);
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
