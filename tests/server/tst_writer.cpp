// The writing thread alone: what becomes of reports when the disk is full, and when a room fails on one of
// them.
#include "server/writer.h"

#include "base/file.h"
#include "base/random.h"
#include "ledger/ledger.h"

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

    Bench() {
        vault =
            server::Vault::open({path("ledger.db"), {}, nullptr}, {std::make_shared<Room>()}, clock, random)
                .value();
        server::WriterLimits limits;
        limits.retry = 20ms;
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

    void report(const char* kind) {
        ledger::Command command;
        command.id = {ledger::CommandId::Source::Device, Id::fromParts({"point"}), 1, ++counter, 0};
        command.kind = kind;
        command.entity = Id::fromParts({"entity", std::to_string(counter)});
        command.actor = "system";
        command.occurred = clock.utc();
        command.open = {{1, ledger::Value(std::string(20'000, 'x'))}};
        writer->report(std::move(command), [this] { ++settled; });
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
};

QTEST_GUILESS_MAIN(TestWriter)
#include "tst_writer.moc"
