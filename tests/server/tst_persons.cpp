// The import of persons in care, with the station standing still and running.
#include "support/process.h"
#include "support/station_case.h"

#include "care/sample.h"
#include "care/tables.h"
#include "server/offline.h"
#include "server/person_import.h"
#include "site/sample.h"

#include <fstream>

using namespace shouwang;
using testing::Reply;
using testing::Run;
using testing::Target;

class TestPersons final : public testing::StationCase {
    Q_OBJECT

private:
    std::filesystem::path write(const std::string& name, const std::string& text) {
        const auto path = root() / name;
        return writeFileWhole(path, view(text)) ? path : std::filesystem::path();
    }
    int importPersons(const std::filesystem::path& file) {
        return server::runProgram({"persons", "import", file.string(), "--data", m_folder.root.string()});
    }
    /// What the program says, in its own process.
    Run runImport(const std::filesystem::path& file) {
        return testing::runServer({QStringLiteral("persons"), QStringLiteral("import"),
                                   QString::fromStdString(file.string()), QStringLiteral("--data"),
                                   QString::fromStdString(m_folder.root.string())});
    }
    std::vector<care::ZoneCount> zones() {
        server::Offline station;
        return station.open(m_folder) ? care::headcount(station.ledger->view())
                                      : std::vector<care::ZoneCount>();
    }
    care::ZoneCount whole() { return care::wholeFacility(zones()); }
    std::uint64_t facts() {
        server::Offline station;
        return station.open(m_folder) ? station.ledger->head().number : 0;
    }

private Q_SLOTS:
    void init() {
        prepare();
        QCOMPARE(importSite(testing::writeSampleSite(root())), 0);
    }
    void cleanup() { m_station.reset(); }

    void the_sample_persons_stand_in_their_zones() {
        const auto file = write("persons.csv", care::samplePersonFile());
        QCOMPARE(importPersons(file), 0);
        const auto counts = zones();
        QCOMPARE(counts.size(), 9u);
        const care::ZoneCount all = care::wholeFacility(counts);
        QCOMPARE(all.registered, 1500);
        QCOMPARE(all.women, 160);
        QCOMPARE(all.out, 60);
        QCOMPARE(all.present(), 1440);
    }

    void the_same_file_twice_changes_nothing() {
        const auto file = write("persons.csv", care::samplePersonFile({1, 100}));
        QCOMPARE(runImport(file).out, QByteArray("persons.csv: 100 persons added, 0 were there already\n"));
        const auto before = facts();
        QCOMPARE(runImport(file).out, QByteArray("persons.csv: 0 persons added, 100 were there already\n"));
        QCOMPARE(facts(), before);
    }

    void a_longer_file_adds_only_who_is_new() {
        QCOMPARE(importPersons(write("persons.csv", care::samplePersonFile({1, 40}))), 0);
        const auto before = facts();
        const Run run = runImport(write("more.csv", care::samplePersonFile({2, 50})));
        QCOMPARE(run.out, QByteArray("more.csv: 10 persons added, 40 were there already\n"));
        QCOMPARE(facts(), before + 10);
        QCOMPARE(whole().registered, 50);
    }

    void an_import_that_was_cut_off_is_finished_by_repeating_it() {
        const std::string text = care::samplePersonFile({1, 30});
        const auto commands =
            server::personCommands({}, view(text), "persons.csv", site::sampleSite(), m_clock.utc());
        QVERIFY(commands.has_value());
        {
            server::Offline station;
            QVERIFY(station.open(m_folder).has_value());
            QVERIFY(station.ledger->submit(std::span(*commands).first(12)).has_value());
        }
        const Run run = runImport(write("persons.csv", text));
        QCOMPARE(run.out, QByteArray("persons.csv: 18 persons added, 12 were there already\n"));
        server::Offline station;
        QVERIFY(station.open(m_folder).has_value());
        const auto before = station.ledger->head().number;
        QVERIFY(
            station.ledger->submit(*commands).has_value()); // the same identities: the first verdicts again
        QCOMPARE(station.ledger->head().number, before);
    }

    void a_wrong_file_changes_nothing_and_says_where_data() {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("wrong line") << QByteArray("QH26-0002;Z31;0") << QByteArray("p.csv:3: five fields");
        QTest::newRow("unknown zone") << QByteArray("QH26-0002,Z77,0,in,") << QByteArray("p.csv:3: the site");
        QTest::newRow("twice") << QByteArray("QH26-0001,Z31,0,in,")
                               << QByteArray("p.csv:3: QH26-0001 stands");
        QTest::newRow("not UTF-8") << QByteArray("\xff\xfe") << QByteArray("p.csv:3: this is not UTF-8");
        QTest::newRow("10 MB") << QByteArray(10 << 20, 'x') << QByteArray("p.csv");
    }
    void a_wrong_file_changes_nothing_and_says_where() {
        QFETCH(QByteArray, lines);
        QFETCH(QByteArray, said);
        const auto before = facts();
        const auto file = write("p.csv", "number,zone,woman,status,reason\nQH26-0001,Z31,0,in,\n" +
                                             lines.toStdString() + "\n");
        const Run offline = runImport(file);
        QCOMPARE(offline.code, int(server::kRefused));
        QVERIFY2(offline.err.contains(said), offline.err.left(400));
        QCOMPARE(facts(), before);
        start();
        const Run online = runImport(file);
        m_station.reset();
        QCOMPARE(online.code, int(server::kRefused));
        QVERIFY2(online.err.contains(said), online.err.left(400));
        QVERIFY(zones().empty());
    }

    void an_empty_file_and_a_missing_one_are_refused() {
        QCOMPARE(importPersons(write("empty.csv", "")), int(server::kRefused));
        QCOMPARE(importPersons(root() / "nowhere.csv"), int(server::kRefused));
        QCOMPARE(server::runProgram({"persons", "import", "--data", m_folder.root.string()}),
                 int(server::kUsage));
    }

    void without_a_site_there_are_no_zones_to_import_into() {
        std::filesystem::remove_all(m_folder.root);
        m_folder = testing::makeStation(root());
        const auto file = write("persons.csv", care::samplePersonFile({1, 3}));
        const Run offline = runImport(file);
        QCOMPARE(offline.code, int(server::kRefused));
        QVERIFY2(offline.err.contains("no site is in force"), offline.err);
        start();
        const Run online = runImport(file);
        QCOMPARE(online.code, int(server::kRefused));
        QVERIFY2(online.err.contains("no site is in force"), online.err);
    }

    void while_the_station_runs_it_says_and_does_the_same() {
        const auto file = write("persons.csv", care::samplePersonFile({1, 200}));
        start();
        QCOMPARE(runImport(file).out, QByteArray("persons.csv: 200 persons added, 0 were there already\n"));
        QCOMPARE(runImport(file).out, QByteArray("persons.csv: 0 persons added, 200 were there already\n"));
        QCOMPARE(testing::countFacts(m_to, m_seat, care::kind::kReceived), std::size_t{200});
        const Target control{m_station->controlPort(), {}};
        QCOMPARE(testing::call(control, {"POST", "/v1/admin/persons", m_seat.token, "x", {}}).status, 401);
        m_station.reset();
        QCOMPARE(whole().registered, 200);
        QCOMPARE(importPersons(file), 0); // standing still: the same identities
        QCOMPARE(whole().registered, 200);
    }

    void the_open_interface_does_not_tell_whose_movement_it_was() {
        QCOMPARE(importPersons(write("persons.csv", care::samplePersonFile({1, 3}))), 0);
        start();
        const Reply reply = testing::get(m_to, "/api/v1/facts?after=0&limit=100", m_seat.token);
        const auto json = nlohmann::json::parse(reply.body, nullptr, false);
        std::size_t movements = 0;
        for (const auto& fact : json["items"]) {
            if (fact.value("kind", "") != care::kind::kReceived) continue;
            ++movements;
            QCOMPARE(fact.value("entity", ""), Id().text());
        }
        QCOMPARE(movements, std::size_t{3});
        QVERIFY(reply.body.find(care::entityOf("QH26-0001").text()) == std::string::npos);
    }

    void who_is_not_signed_on_reports_a_movement_that_is_followed_and_contested() {
        QCOMPARE(importPersons(write("persons.csv", care::samplePersonFile({1, 3}))), 0);
        addLeader();
        start();
        const auto number = std::string("QH26-0001");
        QCOMPARE(pushAll({care::move(number, "F2", "习艺", m_clock.utc())}).status, 200);
        QCOMPARE(pushAll({signOn(), care::move(number, "F1", "用餐", m_clock.utc())}).status, 200);
        std::vector<std::vector<std::string>> contested;
        for (const ledger::StoredFact& stored : testing::readFacts(m_to, m_seat)) {
            const auto fact = ledger::decodeFact(stored.bytes);
            if (fact && fact->kind == care::kind::kMoved) contested.push_back(fact->contested);
        }
        QCOMPARE(contested.size(), std::size_t{2});
        QVERIFY(contested[0] == std::vector<std::string>{"people.not_signed_on"});
        QVERIFY(contested[1].empty());
    }
};

QTEST_GUILESS_MAIN(TestPersons)
#include "tst_persons.moc"
