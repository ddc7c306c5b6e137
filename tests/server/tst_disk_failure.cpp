// A disk that fails under the station: nothing is acknowledged that is not there, and the ledger is opened
// and proven anew before anything else is.
#include "server/upkeep.h"

#include "../ledger/failing_disk.h"
#include "../ledger/small_disk.h"
#include "../ledger/toy_feature.h"
#include "support/schema.h"
#include "support/station_fixture.h"

#include "base/random.h"
#include "ledger/verify.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

using namespace shouwang;
using ledger::FailingDisk;
using nlohmann::json;
using testing::Reply;

class TestDiskFailure : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_root = std::make_unique<QTemporaryDir>();
        m_disk = std::make_unique<FailingDisk>();
    }
    void cleanup() {
        m_station.reset();
        m_disk.reset();
    }

    void a_failed_fsync_is_not_acknowledged_and_the_ledger_is_opened_anew() {
        start();
        QCOMPARE(pushOnce(testing::makePush(m_seat, 3)).status, 200);
        const sync::Push push = testing::makePush(m_seat, 5);
        m_disk->syncs = 1;
        const Reply refused = pushOnce(push);
        QCOMPARE(refused.status, 503);
        QVERIFY(refused.headers.contains("retry-after"));
        QVERIFY(m_disk->failures > 0);
        const Reply accepted = pushUntilTaken(push);
        const auto reply = sync::decodePushReply(view(accepted.body));
        QVERIFY(reply.has_value());
        QCOMPARE(reply->verdicts.size(), std::size_t{5});
        QCOMPARE(health()["counters"]["writer"]["reopened"].get<int>(), 1);
        QVERIFY(health()["ledger_open"].get<bool>());
        const auto facts = testing::readFacts(m_to, m_seat);
        QCOMPARE(facts.size(), reply->head.number);
        m_station.reset();
        const auto proof = ledger::verifyFile(m_folder.ledger()).value();
        QVERIFY(!proof.fault);
        QCOMPARE(proof.number, reply->head.number);
    }

    void an_error_of_a_write_or_a_read_is_enough() {
        start();
        QCOMPARE(pushOnce(testing::makePush(m_seat, 1)).status, 200);
        const sync::Push push = testing::makePush(m_seat, 1);
        m_disk->writes = 1;
        QCOMPARE(pushOnce(push).status, 503);
        pushUntilTaken(push);
        QTRY_COMPARE_WITH_TIMEOUT(health()["counters"]["writer"]["reopened"].get<int>(), 1, 60'000);
        // What lies in SQLite's memory is not read from the disk: more facts than it keeps, then the oldest.
        for (int i = 0; i < 40; ++i)
            pushUntilTaken(testing::makePush(m_seat, 100));
        m_disk->reads = 1;
        QTRY_VERIFY_WITH_TIMEOUT(testing::readFacts(m_to, m_seat).size() >= 4000 || m_disk->reads == 0,
                                 60'000);
        QCOMPARE(m_disk->reads.load(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(health()["counters"]["writer"]["reopened"].get<int>() >= 2, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(testing::readFacts(m_to, m_seat).size() >= 4000, 60'000);
    }

    void while_the_disk_is_gone_nothing_is_taken_and_health_says_so() {
        start();
        QCOMPARE(pushOnce(testing::makePush(m_seat, 1)).status, 200);
        const sync::Push push = testing::makePush(m_seat, 2);
        m_disk->gone = true;
        QCOMPARE(pushOnce(push).status, 503);
        QTRY_VERIFY_WITH_TIMEOUT(health()["counters"]["writer"]["failed_reopens"].get<int>() >= 2, 60'000);
        const json closed = health();
        QCOMPARE(closed["status"].get<std::string>(), std::string("storage_failing"));
        QVERIFY(!closed["ledger_open"].get<bool>());
        QVERIFY(!closed["storage_error"].get<std::string>().empty());
        QVERIFY2(testing::schemaProblem("health", closed.dump()).empty(), closed.dump().c_str());
        QCOMPARE(pushOnce(push).status, 503);
        QCOMPARE(testing::get(m_to, "/v1/hello").status, 503); // a question is told to come again too
        m_disk->gone = false;
        pushUntilTaken(push);
        QVERIFY(health()["ledger_open"].get<bool>());
        QCOMPARE(health()["status"].get<std::string>(), std::string("ok"));
    }

    void a_running_station_that_has_lost_what_was_acknowledged_tells_the_seats_why() {
        start();
        QCOMPARE(pushOnce(testing::makePush(m_seat, 3)).status, 200);
        m_disk->gone = true;
        QCOMPARE(pushOnce(testing::makePush(m_seat, 1)).status, 503);
        QTRY_VERIFY_WITH_TIMEOUT(health()["counters"]["writer"]["failed_reopens"].get<int>() >= 1, 60'000);
        QVERIFY(health()["ledger_closed"].is_null()); // the disk may come back
        {
            ledger::Database::Options options;
            options.path = m_folder.ledger();
            auto other = ledger::Database::open(options).value();
            other->begin();
            other->run("DELETE FROM fact WHERE number=(SELECT max(number) FROM fact)");
            QVERIFY(other->commit().has_value());
        }
        m_disk->gone = false;
        QTRY_COMPARE_WITH_TIMEOUT(health()["status"].get<std::string>(), std::string("ledger_closed"),
                                  60'000);
        const json closed = health();
        QCOMPARE(closed["ledger_closed"].get<std::string>(), std::string("damaged"));
        QVERIFY2(testing::schemaProblem("health", closed.dump()).empty(), closed.dump().c_str());
        const auto hello = sync::decodeHello(testing::get(m_to, "/v1/hello").bytes());
        QVERIFY(hello && hello->closed);
        QVERIFY(hello->closed->why == ledger::Trouble::Damaged);
        QVERIFY(hello->station == m_station->id());
        QCOMPARE(pushOnce(testing::makePush(m_seat, 1)).status, 503);
    }

    void a_tail_goes_on_behind_the_failure() {
        start();
        auto tail = testing::WebSocket::open(m_to, "/v1/tail", m_seat.token);
        QVERIFY((*tail)->send(sync::encode(sync::Cursor())));
        QVERIFY((*tail)->receive().has_value());
        const sync::Push push = testing::makePush(m_seat, 2);
        m_disk->syncs = 1;
        QCOMPARE(pushOnce(push).status, 503);
        pushUntilTaken(push);
        std::uint64_t next = 1;
        const std::uint64_t head = health()["head"]["number"].get<std::uint64_t>();
        QVERIFY(head > 0);
        while (next <= head) {
            const auto frame = (*tail)->receive();
            QVERIFY(frame.has_value());
            const auto batch = sync::decodeFeedBatch(*frame);
            QVERIFY(batch.has_value());
            for (const auto& fact : batch->facts)
                QCOMPARE(fact.number, next++);
        }
    }

    void what_a_failed_commit_left_is_told_when_it_is_found() {
        auto vault = open();
        std::vector<std::uint64_t> told;
        vault->onCommitted = [&](std::span<const ledger::StoredFact> facts) {
            for (const auto& fact : facts)
                told.push_back(fact.number);
        };
        QVERIFY(log(*vault, 1).has_value());
        m_disk->syncs = 2; // of the commit, and of the tidying when the file is closed: the log stays
        QVERIFY(!log(*vault, 2).has_value());
        QCOMPARE(vault->ledger().head().number, 1u);
        QCOMPARE(told, std::vector<std::uint64_t>{1});
        vault->close();
        QVERIFY(!vault->isOpen());
        QVERIFY(vault->reopen().has_value());
        QCOMPARE(vault->ledger().head().number, 2u);
        QCOMPARE(told, (std::vector<std::uint64_t>{1, 2}));
        const auto again =
            log(*vault, 2); // whoever was told to come again gets the verdict of the first time
        QVERIFY(again.has_value());
        QCOMPARE(again->first, 2u);
        QCOMPARE(vault->ledger().head().number, 2u);
    }

    void a_ledger_that_has_lost_what_was_acknowledged_stays_closed() {
        auto vault = open();
        for (std::uint64_t i = 1; i <= 3; ++i)
            QVERIFY(log(*vault, i).has_value());
        vault->close();
        const auto change = [&](const char* sql) {
            ledger::Database::Options options;
            options.path = file();
            auto other = ledger::Database::open(options).value();
            other->begin();
            other->run(sql);
            QVERIFY(other->commit().has_value());
        };
        const auto copy = file().string() + ".copy";
        std::filesystem::copy_file(file(), copy);
        change("DELETE FROM fact WHERE number=3");
        QCOMPARE(vault->reopen().error().next, Next::Corrupt);
        QVERIFY(!vault->isOpen());
        std::filesystem::copy_file(copy, file(), std::filesystem::copy_options::overwrite_existing);
        change("UPDATE fact SET bytes=(SELECT bytes FROM fact WHERE number=1) WHERE number=2");
        QCOMPARE(vault->reopen().error().next, Next::Corrupt);
        std::filesystem::remove(file());
        QCOMPARE(vault->reopen().error().next, Next::Offline);
        QVERIFY(!std::filesystem::exists(file())); // no new ledger in its place
        std::filesystem::copy_file(copy, file());
        QVERIFY(vault->reopen().has_value());
        QCOMPARE(vault->ledger().head().number, 3u);
    }

    void a_full_disk_closes_nothing() {
        const ledger::SmallDisk small(path(""), 1u << 20);
        auto vault = server::Vault::open({file(), {}, small.name()}, rooms(), m_clock, m_random).value();
        server::Writer writer(*vault, path("set-aside"), m_clock);
        bool doubted = false;
        writer.start();
        std::uint64_t counter = 0;
        while (writer.counters().failedCommits == 0 && counter < 1000) {
            std::atomic<bool> answered{false};
            auto command =
                ledger::toy::command("toy.log", ledger::Nature::Report, ++counter, std::string(20'000, 'x'));
            QVERIFY(writer.order(command, [&](const Result<ledger::Verdict>& verdict) {
                doubted = !verdict && !vault->isOpen();
                answered = true;
            }));
            QTRY_VERIFY_WITH_TIMEOUT(answered.load(), 60'000);
        }
        QVERIFY(writer.counters().failedCommits > 0);
        std::atomic<bool> asked{false};
        QVERIFY(writer.run([&] { asked = true; }));
        QTRY_VERIFY_WITH_TIMEOUT(asked.load(), 60'000);
        writer.stop();
        QVERIFY(!doubted);
        QCOMPARE(writer.counters().reopened.load(), 0u);
        QCOMPARE(writer.counters().failedReopens.load(), 0u);
    }

private:
    std::filesystem::path path(const std::string& name) const {
        return std::filesystem::path(m_root->path().toStdString()) / name;
    }
    std::filesystem::path file() const { return path("toy.db"); }
    static ledger::Features rooms() { return {std::make_shared<ledger::toy::Toy>()}; }

    std::unique_ptr<server::Vault> open() {
        return server::Vault::open({file(), {}, m_disk->name()}, rooms(), m_clock, m_random).value();
    }
    static Result<ledger::Verdict> log(server::Vault& vault, std::uint64_t counter) {
        const auto command = ledger::toy::command("toy.log", ledger::Nature::Report, counter);
        const auto verdicts = vault.ledger().submit({&command, 1});
        if (!verdicts) return tl::unexpected(verdicts.error());
        return verdicts->front();
    }

    void start() {
        m_folder = testing::makeStation(path(""));
        m_seat = testing::addSeat(m_folder, "A");
        server::StationOptions options;
        options.folder = m_folder;
        options.vfs = m_disk->name();
        options.writerLimits.reopenLeast = std::chrono::milliseconds(5);
        options.writerLimits.reopenMost = std::chrono::milliseconds(50);
        auto opened = server::Station::open(options, m_clock, m_random);
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text.c_str());
        m_station = std::move(*opened);
        QVERIFY(m_station->start().has_value());
        m_to.port = m_station->port();
    }
    Reply pushOnce(const sync::Push& push) { return testing::send(m_to, m_seat, push); }
    /// As a seat does: what was refused in passing is offered again.
    Reply pushUntilTaken(const sync::Push& push) {
        Reply reply;
        const auto taken = [&] {
            reply = pushOnce(push);
            return reply.status == 200;
        };
        const bool done = QTest::qWaitFor(taken, 60'000);
        if (!done) qFatal("the station takes nothing: %d %s", reply.status, reply.body.c_str());
        return reply;
    }
    json health() { return json::parse(testing::get(m_to, "/api/v1/health", m_seat.token).body); }

    const SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<QTemporaryDir> m_root;
    std::unique_ptr<FailingDisk> m_disk;
    server::DataFolder m_folder;
    testing::Seat m_seat;
    testing::Target m_to;
    std::unique_ptr<server::Station> m_station;
};

QTEST_GUILESS_MAIN(TestDiskFailure)
#include "tst_disk_failure.moc"
