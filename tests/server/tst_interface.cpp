// The open data interface against its schemas and its rules of reading page by page.
#include "support/schema.h"
#include "support/station_case.h"

#include "ledger/checkpoint.h"

#include <fmt/format.h>
#include <set>

using namespace shouwang;
using testing::Reply;
using testing::Seat;
using testing::Target;

class TestInterface final : public testing::StationCase {
    Q_OBJECT

private Q_SLOTS:
    void init() { prepare(); }
    void cleanup() { m_station.reset(); }

    void what_the_interface_answers_is_what_its_schemas_say() {
        QCOMPARE(importSite(testing::writeSampleSite(root())), 0);
        start();
        addLeader();
        const ledger::Command acknowledged = alarms::acknowledge(alarms::alarmId(press()), m_clock.utc());
        QCOMPARE(pushAll({signOn(), raise(), acknowledged, openIncident("20261121-A-001")}).status, 200);
        QCOMPARE(testing::countFacts(m_to, m_seat, "dispatch.opened"), std::size_t{1});
        QCOMPARE(server::runProgram({"checkpoint", "--data", m_folder.root.string()}), 0);
        for (const std::string name :
             {"health", "site", "cameras", "points", "alarms", "incidents", "facts", "checkpoints"}) {
            const Reply reply = testing::get(m_to, "/api/v1/" + name, m_seat.token);
            QCOMPARE(reply.status, 200);
            const std::string problem = testing::schemaProblem(name, reply.body);
            QVERIFY2(problem.empty(), (name + "\n" + problem + reply.body.substr(0, 2000)).c_str());
            QCOMPARE(testing::schemaProblem("error", testing::get(m_to, "/api/v1/" + name).body),
                     std::string());
        }
        const auto alarms =
            nlohmann::json::parse(testing::get(m_to, "/api/v1/alarms?state=open", m_seat.token).body);
        QCOMPARE(alarms["items"].size(), std::size_t{1});
        QCOMPARE(alarms["items"][0]["stage"].get<std::string>(), std::string("acknowledged"));
        QVERIFY(!testing::schemaProblem("health", "{}").empty()); // the schemas can refuse
    }

    void checkpoints_are_read_page_by_page() {
        start();
        std::vector<std::uint64_t> made;
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(push(2).status, 200);
            QCOMPARE(server::runProgram({"checkpoint", "--data", m_folder.root.string()}), 0);
            made.push_back(testing::readFacts(m_to, m_seat).back().number);
        }
        std::vector<std::uint64_t> read;
        nlohmann::json next = 0;
        while (!next.is_null()) {
            const auto page = nlohmann::json::parse(
                testing::get(m_to, "/api/v1/checkpoints?limit=1&after=" + next.dump(), m_seat.token).body);
            QCOMPARE(page["items"].size(), std::size_t{1});
            const auto note = ledger::parseNote(page["items"][0]["note"].get<std::string>());
            QVERIFY(note.has_value());
            read.push_back(note->checkpoint.number);
            QCOMPARE(page["items"][0]["number"].get<std::uint64_t>(), read.back());
            next = page["next"];
        }
        QVERIFY(read == made);
    }

    void lists_are_read_page_by_page() {
        QCOMPARE(importSite(testing::writeSampleSite(root())), 0);
        start();
        std::set<std::string> seen;
        std::string after;
        for (int pages = 0; pages < 50; ++pages) {
            const auto page = nlohmann::json::parse(
                testing::get(m_to, "/api/v1/points?limit=40" + after, m_seat.token).body);
            for (const auto& item : page["items"])
                QVERIFY(seen.insert(item["id"].get<std::string>()).second);
            if (page["next"].is_null()) break;
            after = "&after=";
            for (const char c : page["next"].get<std::string>())
                after += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
        const auto site = nlohmann::json::parse(testing::get(m_to, "/api/v1/site", m_seat.token).body);
        QCOMPARE(seen.size(), site["points"].get<std::size_t>());
        for (const std::string query : {"limit=0", "limit=501", "limit=x", "after=nobody", "what=ever"})
            QCOMPARE(testing::get(m_to, "/api/v1/points?" + query, m_seat.token).status, 400);
        for (const std::string query : {"after=-1", "after=99999999999999999999", "after=x"})
            for (const std::string list : {"facts", "checkpoints"})
                QCOMPARE(testing::get(m_to, "/api/v1/" + list + "?" + query, m_seat.token).status, 400);
        QCOMPARE(testing::get(m_to, "/api/v1/alarms?state=maybe", m_seat.token).status, 400);
    }
};

QTEST_GUILESS_MAIN(TestInterface)
#include "tst_interface.moc"
