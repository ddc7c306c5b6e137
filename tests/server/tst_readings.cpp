// Readings at the station: kept beside the ledger, asked for page by page, and lost before anything else is.
#include "server/readings_keeper.h"
#include "support/schema.h"
#include "support/station_fixture.h"

#include "../ledger/failing_disk.h"

#include "base/random.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

using namespace shouwang;
using namespace std::chrono_literals;
using ledger::Reading;
using server::ReadingsKeeper;

class TestReadings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_root = std::make_unique<QTemporaryDir>();
        m_options = {};
        m_options.flush = 5ms;
        m_options.reopen = 5ms;
        m_sparing = false;
    }

    void what_was_added_can_be_asked_for_page_by_page() {
        auto keeper = start();
        const Micros now = m_clock.utc();
        std::vector<Reading> readings;
        for (int i = 0; i < 10; ++i)
            readings.push_back({"AL-1", "battery_pct", now - 1000 + i / 2, i}); // two at each time
        keeper->add(readings);
        QTRY_COMPARE_WITH_TIMEOUT(keeper->status().rows, 10u, 60'000);
        ledger::Readings::Query query{"AL-1", 0, INT64_MAX, std::nullopt, 3};
        std::vector<std::int64_t> seen;
        for (int pages = 0; pages < 4; ++pages) {
            const auto page = ask(*keeper, query).value();
            for (const Reading& reading : page.readings)
                seen.push_back(reading.value);
            QCOMPARE(page.next.has_value(), pages < 3);
            query.after = page.next;
        }
        QCOMPARE(seen, (std::vector<std::int64_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
        query = {"AL-1", now - 999, now - 997, std::nullopt, 100};
        QCOMPARE(ask(*keeper, query)->readings.size(), 4u);
        query.source = "AL-2";
        QVERIFY(ask(*keeper, query)->readings.empty());
    }

    void what_is_too_much_is_dropped_and_counted() {
        m_options.limits.buffer = 16;
        m_options.limits.rows = 100;
        m_options.flush = 1h; // nothing is stored meanwhile
        {
            auto keeper = start();
            QVERIFY(ask(*keeper, {"AL-1", 0, 1, std::nullopt, 1}).has_value()); // it has begun to wait
            keeper->add(many(50));
            QTRY_VERIFY_WITH_TIMEOUT(keeper->status().counters.dropped >= 34, 60'000);
        }
        m_options.limits.buffer = 1000;
        m_options.flush = 5ms;
        auto keeper = start();
        QTRY_COMPARE_WITH_TIMEOUT(keeper->status().rows, 16u, 60'000); // stored at the end of the one before
        keeper->add(many(500));
        QTRY_COMPARE_WITH_TIMEOUT(keeper->status().counters.evicted, 416u, 60'000);
        QCOMPARE(keeper->status().rows, 100u);
    }

    void a_disk_that_fails_costs_readings_and_nothing_else() {
        ledger::FailingDisk disk;
        m_options.vfs = disk.name();
        auto keeper = start();
        keeper->add(many(3));
        QTRY_COMPARE_WITH_TIMEOUT(keeper->status().rows, 3u, 60'000);
        disk.gone = true;
        keeper->add(many(4));
        QTRY_VERIFY_WITH_TIMEOUT(!keeper->status().problem.empty(), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(!ask(*keeper, {"AL-1", 0, INT64_MAX, std::nullopt, 9}).has_value(), 60'000);
        disk.gone = false;
        QTRY_VERIFY_WITH_TIMEOUT(keeper->status().problem.empty(), 60'000);
        keeper->add(many(2));
        QTRY_VERIFY_WITH_TIMEOUT(keeper->status().rows >= 5, 60'000);
        QVERIFY(ask(*keeper, {"AL-1", 0, INT64_MAX, std::nullopt, 9}).has_value());
    }

    void the_last_room_of_the_disk_is_not_for_readings() {
        auto keeper = start();
        m_sparing = true;
        keeper->add(many(5));
        QTRY_COMPARE_WITH_TIMEOUT(keeper->status().counters.dropped, 5u, 60'000);
        QCOMPARE(keeper->status().rows, 0u);
        m_sparing = false;
        keeper->add(many(5));
        QTRY_COMPARE_WITH_TIMEOUT(keeper->status().rows, 5u, 60'000);
    }

    void the_interface_answers_as_its_schema_says_and_refuses_what_it_does_not_know() {
        const auto folder = testing::makeStation(path(""));
        const testing::Seat seat = testing::addSeat(folder, "A");
        server::StationOptions options;
        options.folder = folder;
        {
            ReadingsKeeper::Options keeping;
            keeping.path = folder.readings();
            ReadingsKeeper keeper(std::move(keeping), m_clock, {});
            keeper.add(many(7));
        }
        auto station = std::move(*server::Station::open(options, m_clock, m_random));
        QVERIFY(station->start().has_value());
        const testing::Target to{station->port(), {}};
        std::string after;
        std::size_t seen = 0;
        for (int pages = 0; pages < 10; ++pages) {
            const auto reply = testing::get(to, "/api/v1/readings?point=AL-1&limit=3" + after, seat.token);
            QCOMPARE(reply.status, 200);
            QCOMPARE(testing::schemaProblem("readings", reply.body), std::string());
            const auto json = nlohmann::json::parse(reply.body);
            seen += json["items"].size();
            if (json["next"].is_null()) break;
            after = "&after=" + json["next"].get<std::string>();
        }
        QCOMPARE(seen, 7u);
        const auto status = [&](const std::string& query) {
            return testing::get(to, "/api/v1/readings" + query, seat.token).status;
        };
        QCOMPARE(status("?point=AL-1&from=2026-01-01T00:00:00Z&to=2036-01-01T00:00:00Z"), 200);
        for (const std::string query :
             {"", "?point=", "?point=AL-1&limit=0", "?point=AL-1&limit=501", "?point=AL-1&from=noon",
              "?point=AL-1&after=x", "?point=AL-1&what=ever"})
            QCOMPARE(status(query), 400);
        QCOMPARE(testing::get(to, "/api/v1/readings?point=AL-1").status, 401);
        const auto health = testing::get(to, "/api/v1/health", seat.token);
        QCOMPARE(testing::schemaProblem("health", health.body), std::string());
    }

private:
    std::filesystem::path path(const std::string& name) const {
        return std::filesystem::path(m_root->path().toStdString()) / name;
    }
    std::unique_ptr<ReadingsKeeper> start() {
        auto options = m_options;
        options.path = path("readings.db");
        return std::make_unique<ReadingsKeeper>(std::move(options), m_clock,
                                                [this] { return m_sparing.load(); });
    }
    std::vector<Reading> many(int count) const {
        std::vector<Reading> readings;
        for (int i = 0; i < count; ++i)
            readings.push_back({"AL-1", "battery_pct", m_clock.utc(), i});
        return readings;
    }
    static Result<ledger::Readings::Page> ask(ReadingsKeeper& keeper, const ledger::Readings::Query& query) {
        auto answer = std::make_shared<std::optional<Result<ledger::Readings::Page>>>();
        auto answered = std::make_shared<std::atomic<bool>>(false);
        const bool taken = keeper.ask(query, [answer, answered](Result<ledger::Readings::Page> page) {
            *answer = std::move(page);
            *answered = true;
        });
        if (!taken || !QTest::qWaitFor([&] { return answered->load(); }, 60'000))
            return fail(Next::Bug, "no answer");
        return **answer;
    }

    const SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<QTemporaryDir> m_root;
    std::atomic<bool> m_sparing{false};
    ReadingsKeeper::Options m_options;
};

QTEST_GUILESS_MAIN(TestReadings)
#include "tst_readings.moc"
