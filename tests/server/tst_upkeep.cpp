// What the station does for its ledger between commands, on a disk that is as small as a test wants.
#include "server/upkeep.h"

#include "../ledger/small_disk.h"
#include "../ledger/toy_feature.h"

#include "base/random.h"

#include <QTemporaryDir>
#include <QTest>
#include <atomic>

using namespace shouwang;
using ledger::toy::Toy;

class UpkeepTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_sent = 0;
        m_settled = 0;
        m_committed = 0;
        m_reactionsAtOnce = 512;
        m_times = {};
        m_times.look = std::chrono::hours(1); // not while the disk is full
    }
    void cleanup() {
        if (m_writer) m_writer->stop();
        m_upkeep.reset();
        m_writer.reset();
        m_vault.reset();
        m_disk.reset();
    }

    void on_a_full_disk_the_reserve_is_given_up_and_what_devices_say_is_recorded() {
        m_disk = std::make_unique<ledger::SmallDisk>(path(""), 4u << 20);
        start(std::make_shared<Toy>());
        QVERIFY(std::filesystem::exists(path("reserve")));
        while (m_writer->counters().failedCommits == 0 && m_sent < 1000) {
            report(std::string(20000, 'x'));
            QTRY_VERIFY_WITH_TIMEOUT(m_settled == m_sent || m_writer->counters().failedCommits > 0, 60000);
        }
        QVERIFY(m_writer->counters().failedCommits > 0);
        m_writer->run([this] { m_wasSparing = m_upkeep->sparing(); });
        report("an alarm");
        QTRY_COMPARE_WITH_TIMEOUT(m_settled.load(), m_sent, 60000);
        QVERIFY(!std::filesystem::exists(path("reserve")));
        QTRY_COMPARE_WITH_TIMEOUT(m_board.status().reserveReleases, 1u, 60000);
        QVERIFY(!m_board.status().reserveHeld);
        QVERIFY(m_board.status().sparing);
        QTRY_VERIFY_WITH_TIMEOUT(m_wasSparing.load(), 60000);
        QTRY_VERIFY_WITH_TIMEOUT(m_writer->state().storageError.empty(), 60000);
    }

    void tables_are_rebuilt_between_commands() {
        start(std::make_shared<Toy>());
        for (int i = 0; i < 50; ++i)
            report("line");
        QTRY_COMPARE_WITH_TIMEOUT(m_settled.load(), m_sent, 60000);
        cleanup();
        start(std::make_shared<Upgraded>());
        QVERIFY(m_board.status().rebuilding);
        report("meanwhile");
        QTRY_VERIFY_WITH_TIMEOUT(!m_board.status().rebuilding, 60000);
        QTRY_COMPARE_WITH_TIMEOUT(m_settled.load(), m_sent, 60000);
        m_writer->stop();
        auto rows = m_vault->ledger().database().prepare("SELECT count(*) FROM toy_line");
        QVERIFY(rows.next());
        QCOMPARE(rows.integer(0), 51);
    }

    void what_follows_from_a_large_batch_is_worked_off_between_commands() {
        m_reactionsAtOnce = 5;
        start(std::make_shared<Toy>());
        std::vector<ledger::Command> doors;
        for (std::uint64_t i = 1; i <= 40; ++i) {
            doors.push_back(ledger::toy::command("toy.open_any", ledger::Nature::Report, i));
        }
        QVERIFY(m_writer->run([&] { QVERIFY(m_vault->ledger().submit(doors).has_value()); }));
        QTRY_COMPARE_WITH_TIMEOUT(m_committed.load(), 80u, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_board.status().reactionsWaiting, 0u, 60'000);
        m_writer->stop();
        QCOMPARE(m_vault->ledger().head().number, 80u);
    }

    void what_still_has_to_follow_at_a_start_follows() {
        m_reactionsAtOnce = 5;
        start(std::make_shared<Toy>());
        m_writer->stop(); // as if it were killed before the first slice
        std::vector<ledger::Command> doors;
        for (std::uint64_t i = 1; i <= 40; ++i)
            doors.push_back(ledger::toy::command("toy.open_any", ledger::Nature::Report, i));
        QVERIFY(m_vault->ledger().submit(doors).has_value());
        QCOMPARE(m_vault->ledger().head().number, 45u);
        cleanup();
        start(std::make_shared<Toy>());
        QTRY_COMPARE_WITH_TIMEOUT(m_board.status().reactionsWaiting, 0u, 60'000);
        m_writer->stop();
        QCOMPARE(m_vault->ledger().head().number, 80u);
    }

    void a_log_that_readers_let_grow_is_told_and_given_back() {
        m_times.look = std::chrono::milliseconds(10);
        m_times.logUsual = 16 << 10;
        m_times.logLarge = 64 << 10;
        start(std::make_shared<Toy>());
        report("line");
        QTRY_COMPARE_WITH_TIMEOUT(m_settled.load(), m_sent, 60'000);
        auto reader = ledger::Database::open({path("ledger"), ledger::Database::Access::ReadOnly}).value();
        reader->begin();
        {
            auto facts = reader->prepare("SELECT count(*) FROM fact");
            QVERIFY(facts.next());
        }
        for (int i = 0; i < 10; ++i)
            report(std::string(20'000, 'x'));
        QTRY_VERIFY_WITH_TIMEOUT(m_board.status().logLarge, 60'000);
        QVERIFY(m_board.status().logBytes > 64 << 10);
        reader.reset();
        QTRY_VERIFY_WITH_TIMEOUT(!m_board.status().logLarge, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_board.status().logBytes <= 16 << 10, 60'000);
        report("goes on");
        QTRY_COMPARE_WITH_TIMEOUT(m_settled.load(), m_sent, 60'000);
    }

    void a_backup_of_another_ledger_is_not_noted() {
        start(std::make_shared<Toy>());
        report("line");
        QTRY_COMPARE_WITH_TIMEOUT(m_settled.load(), m_sent, 60000);
        m_writer->stop();
        QCOMPARE(m_upkeep->backedUp(1, Hash{}).error().next, Next::Refused);
        QCOMPARE(m_upkeep->backedUp(2, m_vault->ledger().head().hash).error().next, Next::Refused);
        QVERIFY(m_upkeep->backedUp(1, m_vault->ledger().head().hash));
        QCOMPARE(m_board.status().backedUp, 1u);
    }

private:
    /// The same tables under another version.
    class Upgraded final : public ledger::Feature {
    public:
        std::string name() const override { return m_toy.name(); }
        int version() const override { return 2; }
        int readableSince() const override { return 1; }
        void createTables(ledger::Database& tables) const override { m_toy.createTables(tables); }
        void dropTables(ledger::Database& tables) const override { m_toy.dropTables(tables); }
        ledger::Decision decide(const ledger::View& view, const ledger::Command& command) const override {
            return m_toy.decide(view, command);
        }
        void apply(ledger::Database& tables, const ledger::Fact& fact) const override {
            m_toy.apply(tables, fact);
        }

    private:
        Toy m_toy;
    };

    std::filesystem::path path(const std::string& name) const {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }
    void start(std::shared_ptr<const ledger::Feature> room) {
        const ledger::Ledger::Options file{
            path("ledger"), {}, m_disk ? m_disk->name() : nullptr, m_reactionsAtOnce};
        auto opened = server::Vault::open(file, {std::move(room)}, m_clock, m_random);
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text.c_str());
        m_vault = std::move(*opened);
        server::WriterLimits limits;
        limits.retry = std::chrono::milliseconds(20);
        m_writer = std::make_unique<server::Writer>(*m_vault, path("set-aside"), m_clock, limits);
        auto key = ledger::SignerKey::make("test", m_random).value();
        m_upkeep = std::make_unique<server::Upkeep>(*m_vault, *m_writer, std::move(key),
                                                    ledger::Reserve(path("reserve"), 1u << 20), path(""),
                                                    m_board, m_clock, m_times);
        m_writer->onCommitFailed = [this](const Error& error) { m_upkeep->storageFailed(error); };
        m_vault->onCommitted = [this](std::span<const ledger::StoredFact> facts) {
            m_committed += facts.size();
            m_upkeep->committed();
        };
        m_upkeep->start();
        m_writer->start();
    }
    void report(std::string text) {
        ledger::Command command =
            ledger::toy::command("toy.log", ledger::Nature::Report, ++m_sent, std::move(text));
        command.id.source = ledger::CommandId::Source::Device;
        m_writer->report(std::move(command), [this] { ++m_settled; });
    }

    SystemClock m_clock;
    SystemRandom m_random;
    server::UpkeepBoard m_board;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ledger::SmallDisk> m_disk;
    std::unique_ptr<server::Vault> m_vault;
    std::unique_ptr<server::Writer> m_writer;
    std::unique_ptr<server::Upkeep> m_upkeep;
    server::UpkeepTimes m_times;
    std::size_t m_reactionsAtOnce = 512;
    std::atomic<std::uint64_t> m_committed{0}; // facts
    std::uint64_t m_sent = 0;
    std::atomic<bool> m_wasSparing{false}; // the writing thread tells
    std::atomic<std::uint64_t> m_settled = 0;
};

QTEST_GUILESS_MAIN(UpkeepTest)
#include "tst_upkeep.moc"
