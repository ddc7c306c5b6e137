// Which site file is in force, and who may change that.
#include "support/station_case.h"

using namespace shouwang;
using testing::Reply;
using testing::Seat;
using testing::Target;

class TestSiteInForce final : public testing::StationCase {
    Q_OBJECT

private Q_SLOTS:
    void init() { prepare(); }
    void cleanup() { m_station.reset(); }

    void a_wrong_site_file_is_refused_and_the_old_one_stays_in_force() {
        const auto good = testing::writeSampleSite(root());
        QCOMPARE(importSite(good), 0); // the station does not run
        start();
        const std::string before = testing::get(m_to, "/v1/site", m_seat.token).body;
        QVERIFY(!before.empty());
        const std::filesystem::path wrong =
            std::filesystem::path(SHOUWANG_TEST_DATA) / "site" / "camera_twice.json";
        QVERIFY(std::filesystem::exists(wrong));
        QCOMPARE(importSite(wrong), int(server::kRefused));
        QCOMPARE(testing::get(m_to, "/v1/site", m_seat.token).body, before);
        QCOMPARE(testing::countFacts(m_to, m_seat, "site.imported"), std::size_t{1});
        const auto token = server::readAdminToken(m_folder);
        const auto bytes = readFile(wrong);
        const Target control{m_station->controlPort(), {}};
        const Reply reply =
            testing::call(control, {"POST", "/v1/admin/site", *token, {bytes->begin(), bytes->end()}, {}});
        QCOMPARE(reply.status, 409);
        QVERIFY2(reply.body.find("site.json:") != std::string::npos, reply.body.c_str()); // file and line
        const auto health = nlohmann::json::parse(testing::get(m_to, "/api/v1/health", m_seat.token).body);
        QCOMPARE(health["counters"]["site"]["files_refused"].get<int>(), 2);
        QCOMPARE(testing::call(control, {"POST", "/v1/admin/site", m_seat.token, "{}", {}}).status, 401);
    }

    void a_site_imported_while_the_station_runs_is_in_force_at_once_and_after_a_restart() {
        start();
        QCOMPARE(testing::get(m_to, "/api/v1/site", m_seat.token).status, 404);
        const auto file = testing::writeSampleSite(root());
        QCOMPARE(importSite(file), 0);
        const Reply site = testing::get(m_to, "/api/v1/site", m_seat.token);
        QCOMPARE(site.status, 200);
        QCOMPARE(importSite(file), 0); // again: it is so already
        QCOMPARE(testing::countFacts(m_to, m_seat, "site.imported"), std::size_t{1});
        m_station.reset();
        start();
        QCOMPARE(testing::get(m_to, "/api/v1/site", m_seat.token).status, 200);
    }

    void a_seat_cannot_put_a_site_in_force() {
        QCOMPARE(importSite(testing::writeSampleSite(root())), 0);
        start();
        const std::string before = testing::get(m_to, "/v1/site", m_seat.token).body;
        sync::Push push;
        push.seat = m_seat.id;
        push.epoch = m_seat.epoch;
        push.first = 1;
        for (const std::string kind : {"site.import", "site.imported"}) {
            ledger::Command command;
            command.id = {ledger::CommandId::Source::Seat, m_seat.id, m_seat.epoch, ++m_seat.counter, 0};
            command.kind = kind;
            command.seat = m_seat.id;
            command.entity = Id::fromParts({"site"});
            command.open = {{1, ledger::Value(toBytes(view("{}")))}};
            push.commands.push_back(ledger::encode(command));
        }
        QCOMPARE(testing::send(m_to, m_seat, push).status, 200);
        QCOMPARE(testing::countFacts(m_to, m_seat, "site.imported"), std::size_t{1});
        m_station.reset();
        start();
        QCOMPARE(testing::get(m_to, "/v1/site", m_seat.token).body, before);
    }
};

QTEST_GUILESS_MAIN(TestSiteInForce)
#include "tst_site_in_force.moc"
