// The writing thread alone: what becomes of reports when the disk is full, and when a room fails on one of
// them.
#include "server/reserve_rule.h"
#include "server/writer.h"

#include "base/file.h"
#include "base/random.h"
#include "ledger/ledger.h"
#include "ledger/storage.h"

#include <QTemporaryDir>
#include <QTest>
#include <stdexcept>

using namespace shouwang;
using namespace std::chrono_literals;

namespace {

/// Takes everything but "room.poison", which it throws on.
class Room final : public ledger::Feature {
public:
    std::string name() const override { return "room"; }
    int version() const override { return 1; }
    void createTables(ledger::Database&) const override {}
    void dropTables(ledger::Database&) const override {}
    ledger::Decision decide(const ledger::View&, const ledger::Command& command) const override {
        if (command.kind == "room.poison") throw std::runtime_error("a room met what it does not understand");
        ledger::Draft draft;
        draft.kind = "room.noted";
        draft.entity = command.entity;
        draft.open = command.open;
        return ledger::Decision::one(std::move(draft));
    }
    void apply(ledger::Database&, const ledger::Fact&) const override {}
};

struct Bench {
    QTemporaryDir folder;
    const SystemClock clock;
    SystemRandom random;
    std::unique_ptr<server::Vault> vault;
    std::unique_ptr<server::Writer> writer;
    std::atomic<int> settled{0};
    std::uint64_t counter = 0;

    explicit Bench(std::chrono::milliseconds retry = 20ms) {
        vault =
            server::Vault::open({path("ledger.db"), {}, nullptr}, {std::make_shared<Room>()}, clock, random)
                .value();
        server::WriterLimits limits;
        limits.retry = retry;
        writer = std::make_unique<server::Writer>(*vault, path("set-aside.jsonl"), clock, limits);
    }
    std::filesystem::path path(const char* name) const {
        return folder.filePath(QString::fromLatin1(name)).toStdString();
    }
    /// As a full disk: SQLite may not take another page. Writing thread, or before it starts.
    void fillDisk() {
        ledger::Statement pages = vault->ledger().database().prepare("PRAGMA page_count");
        QVERIFY(pages.next());
        const auto most = pages.integer(0);
        vault->ledger().database().run("PRAGMA max_page_count=" + std::to_string(most));
    }
    void freeDisk() { vault->ledger().database().run("PRAGMA max_page_count=1000000"); }

    ledger::Command make(const char* kind) {
        ledger::Command command;
        command.id = {ledger::CommandId::Source::Device, Id::fromParts({"point"}), 1, ++counter, 0};
        command.kind = kind;
        command.entity = Id::fromParts({"entity", std::to_string(counter)});
        command.actor = "system";
        command.occurred = clock.utc();
        command.open = {{1, ledger::Value(std::string(20'000, 'x'))}};
        return command;
    }
    void report(const char* kind) {
        writer->report(make(kind), [this] { ++settled; });
    }
    sync::SeatPush pushOf(const std::vector<const char*>& kinds, std::uint64_t first) {
        const Id seat = Id::fromParts({"seat"});
        sync::SeatPush push{seat, {sync::kProtocol, seat, 7, first, {}}};
        for (const char* kind : kinds) {
            ledger::Command command = make(kind);
            command.id = {ledger::CommandId::Source::Seat, seat, 7, first++, 0};
            command.seat = seat;
            push.push.commands.push_back(ledger::encode(command));
        }
        return push;
    }
};

} // namespace

class TestWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_report_is_kept_through_a_full_disk_and_settled_only_when_it_is_durable() {
        Bench bench;
        bench.fillDisk();
        bench.writer->start();
        for (int i = 0; i < 10; ++i)
            bench.report("room.note");
        QTRY_VERIFY_WITH_TIMEOUT(bench.writer->counters().failedCommits >= 3, 20'000);
        QCOMPARE(bench.settled.load(), 0);
        QVERIFY(!bench.writer->state().storageError.empty());
        QVERIFY(bench.writer->run([&] { bench.freeDisk(); }));
        QTRY_COMPARE_WITH_TIMEOUT(bench.settled.load(), 10, 20'000);
        bench.writer->stop();
        const auto facts = bench.vault->ledger().after(0, 100);
        QVERIFY(facts && facts->size() == 10);
        for (std::size_t i = 0; i < facts->size(); ++i) // in the order in which they came
            QCOMPARE(ledger::decodeFact((*facts)[i].bytes)->command.counter, std::uint64_t{i + 1});
        QCOMPARE(bench.writer->counters().commandsDropped.load(), std::uint64_t{0});
        QVERIFY(bench.writer->state().storageError.empty());
    }

    void what_could_not_be_committed_until_the_stop_is_not_settled() {
        Bench bench;
        bench.fillDisk();
        bench.writer->start();
        for (int i = 0; i < 4; ++i)
            bench.report("room.note");
        bench.writer->stop();
        QCOMPARE(bench.settled.load(), 0);
        QCOMPARE(bench.writer->counters().commandsDropped.load(), std::uint64_t{4});
    }

    void with_the_reserve_only_what_may_use_it_is_taken_and_the_rest_waits_where_it_is() {
        Bench bench;
        std::atomic<bool> sparing{true};
        bench.writer->sparing = {[&] { return sparing.load(); },
                                 [](std::string_view kind) { return kind != "room.heavy"; }};
        bench.writer->start();
        const auto order = [&](const char* kind) {
            std::optional<Result<ledger::Verdict>> answer;
            std::atomic<bool> answered{false};
            ledger::Command command = bench.make(kind);
            command.id.source = ledger::CommandId::Source::Timer;
            const bool taken = bench.writer->order(std::move(command), [&](Result<ledger::Verdict> verdict) {
                answer = std::move(verdict);
                answered = true;
            });
            if (!taken || !QTest::qWaitFor([&] { return answered.load(); }, 60'000)) qFatal("no answer");
            return *answer;
        };
        QVERIFY(order("room.note").has_value());
        const auto refused = order("room.heavy");
        QCOMPARE(refused.error().next, Next::Retry);
        QVERIFY(ledger::isDiskFull(refused.error()));
        const auto push = [&](std::vector<const char*> kinds, std::uint64_t first) {
            std::optional<Result<sync::PushReply>> answer;
            std::atomic<bool> answered{false};
            const bool taken =
                bench.writer->push(bench.pushOf(kinds, first), [&](Result<sync::PushReply> reply) {
                    answer = std::move(reply);
                    answered = true;
                });
            if (!taken || !QTest::qWaitFor([&] { return answered.load(); }, 60'000)) qFatal("no answer");
            return *answer;
        };
        // The order of a seat's commands stays: what stands before an urgent one is taken with it.
        const auto part = push({"room.heavy", "room.note", "room.heavy"}, 1);
        QVERIFY(part.has_value());
        QCOMPARE(part->verdicts.size(), std::size_t{2});
        QCOMPARE(part->expected, 0u); // no gap: the seat offers the others again by itself
        const auto none = push({"room.heavy", "room.heavy"}, 3);
        QCOMPARE(none.error().next, Next::Retry);
        QCOMPARE(bench.writer->counters().commandsSpared.load(), std::uint64_t{4});
        QCOMPARE(bench.writer->counters().failedCommits.load(), std::uint64_t{0});
        sparing = false; // there is room again
        const auto whole = push({"room.heavy", "room.note"}, 3);
        QVERIFY(whole.has_value());
        QCOMPARE(whole->verdicts.size(), std::size_t{2});
        QVERIFY(order("room.heavy").has_value());
        bench.writer->stop();
        QCOMPARE(bench.vault->ledger().head().number, std::uint64_t{6});
    }

    void the_reserve_is_for_alarms_and_what_officers_do_about_them() {
        for (const char* kind : {"alarms.raise", "alarms.acknowledge", "dispatch.open", "people.sign_on",
                                 "evidence.seal_clip", "care.report_missing", "care.report_found"})
            QVERIFY2(server::mayUseReserve(kind), kind);
        for (const char* kind : {"site.import", "attention.settle", "wall.save", "alarmsx.raise", "",
                                 "care.move", "care.report_missing_x", "care.report", "duty.report_missing"})
            QVERIFY2(!server::mayUseReserve(kind), kind);
    }

    void a_report_that_a_room_fails_on_is_set_aside_and_holds_up_no_other() {
        Bench bench;
        bench.report("room.note");
        bench.report("room.poison");
        bench.report("room.note");
        bench.writer->start();
        QTRY_COMPARE_WITH_TIMEOUT(bench.settled.load(), 3, 20'000);
        bench.report("room.note");
        QTRY_COMPARE_WITH_TIMEOUT(bench.settled.load(), 4, 20'000);
        bench.writer->stop();
        QCOMPARE(bench.vault->ledger().head().number, std::uint64_t{3});
        QCOMPARE(bench.writer->counters().commandsSetAside.load(), std::uint64_t{1});
        const auto file = readFile(bench.path("set-aside.jsonl"));
        QVERIFY(file.has_value());
        const std::string text(file->begin(), file->end());
        QVERIFY(text.find("room.poison") != std::string::npos);
        QVERIFY(text.find("does not understand") != std::string::npos);
        QCOMPARE(std::count(text.begin(), text.end(), '\n'), std::ptrdiff_t{1});
    }

    void an_order_that_a_room_fails_on_is_answered() {
        Bench bench;
        bench.writer->start();
        ledger::Command command;
        command.id = {ledger::CommandId::Source::Timer, Id::fromParts({"x"}), 1, 1, 0};
        command.kind = "room.poison";
        std::atomic<bool> failed{false};
        QVERIFY(
            bench.writer->order(command, [&](const Result<ledger::Verdict>& verdict) { failed = !verdict; }));
        QTRY_VERIFY_WITH_TIMEOUT(failed.load(), 20'000);
        bench.report("room.note");
        QTRY_COMPARE_WITH_TIMEOUT(bench.settled.load(), 1, 20'000);
    }

    void a_report_behind_an_order_that_failed_does_not_wait_for_the_pause() {
        Bench bench(1h);
        bench.writer->start();
        std::atomic<bool> reported{false};
        QVERIFY(bench.writer->order(bench.make("room.poison"), [&](const Result<ledger::Verdict>&) {
            bench.report("room.note"); // at once, on the writing thread
            reported = true;
        }));
        QTRY_VERIFY_WITH_TIMEOUT(reported.load(), 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(bench.settled.load(), 1, 20'000);
    }
};

QTEST_GUILESS_MAIN(TestWriter)
#include "tst_writer.moc"
