#include "server/commands.h"
#include "support/certificates.h"
#include "support/schema.h"
#include "support/station_fixture.h"

#include "alarms/tables.h"
#include "base/file.h"
#include "dispatch/dispatch.h"
#include "people/key_store.h"

#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>
#include <sys/resource.h>

using namespace shouwang;
using testing::Reply;
using testing::Seat;
using testing::Target;

class TestStation : public QObject {
    Q_OBJECT

private:
    std::filesystem::path root() const { return m_root->path().toStdString(); }

    void start(bool tls = false) {
        server::StationOptions options;
        options.folder = m_folder;
        m_to.ca.clear();
        if (tls) {
            const auto files = testing::makeCertificates(root());
            QVERIFY(files.has_value());
            options.listen.tls = server::TlsFiles{files->certificate, files->key};
            m_to.ca = files->ca;
        }
        options.secrets = m_secrets;
        auto opened = server::Station::open(options, m_clock, m_random);
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text.c_str());
        m_station = std::move(*opened);
        QVERIFY(m_station->start().has_value());
        m_to.port = m_station->port();
    }

    Reply push(std::size_t commands) {
        return testing::send(m_to, m_seat, testing::makePush(m_seat, commands));
    }

    std::string code(const Reply& reply) const {
        return nlohmann::json::parse(reply.body, nullptr, false)["error"].value("code", "");
    }
    int importSite(const std::filesystem::path& file) {
        return server::runProgram({"site", "import", file.string(), "--data", m_folder.root.string()});
    }

    const SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<QTemporaryDir> m_root;
    server::DataFolder m_folder;
    std::filesystem::path m_secrets;
    Seat m_seat;
    Target m_to;
    std::unique_ptr<server::Station> m_station;

private Q_SLOTS:
    void init() {
        m_root = std::make_unique<QTemporaryDir>();
        QVERIFY(m_root->isValid());
        m_folder = testing::makeStation(root());
        m_seat = testing::addSeat(m_folder, "A");
        m_secrets.clear();
        QCOMPARE(m_seat.token.size(), std::size_t{64});
    }
    void cleanup() { m_station.reset(); }

    void push_feed_and_tail_go_round_over_tls() {
        start(true);
        auto tail = testing::WebSocket::open(m_to, "/v1/tail", m_seat.token);
        QVERIFY2(tail.has_value(), tail ? "" : tail.error().text.c_str());
        QVERIFY((*tail)->send(sync::encode(sync::Cursor())));
        const auto first = (*tail)->receive();
        QVERIFY(first.has_value());
        QVERIFY(sync::decodeFeedBatch(*first)->facts.empty());

        const Reply reply = push(3);
        QCOMPARE(reply.status, 200);
        const auto answer = sync::decodePushReply(view(reply.body));
        QVERIFY(answer.has_value());
        QCOMPARE(answer->verdicts.size(), std::size_t{3});
        const auto frame = (*tail)->receive();
        QVERIFY(frame.has_value());
        const auto batch = sync::decodeFeedBatch(*frame);
        QVERIFY(batch.has_value());
        QCOMPARE(batch->from, 1u);
        QCOMPARE(batch->to, answer->head.number);
        const auto facts = testing::readFacts(m_to, m_seat);
        QCOMPARE(facts.size(), batch->facts.size());
        QVERIFY(facts.back().hash == answer->head.hash);
    }

    void a_tail_starts_behind_its_cursor_and_says_when_it_is_a_fork() {
        start();
        QCOMPARE(push(2).status, 200);
        const auto facts = testing::readFacts(m_to, m_seat);
        auto tail = testing::WebSocket::open(m_to, "/v1/tail", m_seat.token);
        const auto hello = sync::decodeHello(view(testing::get(m_to, "/v1/hello").body));
        QVERIFY((*tail)->send(sync::encode(sync::Cursor{hello->head.epoch, 1, facts[0].hash})));
        const auto batch = sync::decodeFeedBatch(*(*tail)->receive());
        QCOMPARE(batch->from, 2u);
        auto forked = testing::WebSocket::open(m_to, "/v1/tail", m_seat.token);
        QVERIFY((*forked)->send(sync::encode(sync::Cursor{hello->head.epoch, 1, sha256(view("other"))})));
        QVERIFY(sync::decodeFeedBatch(*(*forked)->receive())->fork);
        QVERIFY(!(*forked)->receive());
        auto garbage = testing::WebSocket::open(m_to, "/v1/tail", m_seat.token);
        QVERIFY((*garbage)->send(view("not a cursor")));
        QVERIFY(!(*garbage)->receive());
        QCOMPARE(testing::get(m_to, "/v1/hello").status, 200);
    }

    void the_same_push_again_gets_the_same_verdicts_and_makes_nothing_new() {
        start();
        const sync::Push push = testing::makePush(m_seat, 5);
        const auto first = sync::decodePushReply(view(testing::send(m_to, m_seat, push).body));
        const auto second = sync::decodePushReply(view(testing::send(m_to, m_seat, push).body));
        QVERIFY(first && second);
        QCOMPARE(first->head.number, second->head.number);
        for (std::size_t i = 0; i < 5; ++i)
            QCOMPARE(first->verdicts[i].verdict.first, second->verdicts[i].verdict.first);
    }

    void malformed_and_unauthorised_pushes_are_told_apart() {
        start();
        QCOMPARE(code(testing::call(m_to, {"POST", "/v1/push", m_seat.token, "garbage", {}})),
                 std::string("malformed"));
        QCOMPARE(testing::call(m_to, {"POST", "/v1/push", std::string(64, 'a'), "x", {}}).status, 401);
        QCOMPARE(testing::call(m_to, {"POST", "/v1/push", "not hex", "x", {}}).status, 401);
        Seat other = testing::addSeat(m_folder, "B");
        other.token = m_seat.token;
        QCOMPARE(code(testing::send(m_to, other, testing::makePush(other, 1))), std::string("wrong_seat"));
        QCOMPARE(testing::get(m_to, "/v1/feed?after=x", m_seat.token).status, 400);
        QCOMPARE(testing::get(m_to, "/v1/keystore").status, 401);
    }

    void another_protocol_is_answered_with_the_versions() {
        start();
        const auto ask = [&](const std::string& path) {
            return testing::call(m_to, {"GET", path, m_seat.token, {}, {{"Shouwang-Protocol", "99"}}});
        };
        for (const std::string path : {"/v1/hello", "/v1/feed"}) {
            const Reply reply = ask(path);
            QCOMPARE(reply.status, 200);
            const auto versions = sync::versionAnswer(view(reply.body));
            QVERIFY(versions.has_value());
            QCOMPARE(versions->maxProtocol, sync::kProtocol);
        }
    }

    void a_seat_added_while_the_station_runs_may_push_at_once() {
        start();
        Seat seat = testing::addSeat(m_folder, "C");
        QCOMPARE(seat.token.size(), std::size_t{64});
        QCOMPARE(testing::send(m_to, seat, testing::makePush(seat, 1)).status, 200);
        const auto out = root() / "again.json";
        QCOMPARE(server::runProgram({"seat", "add", "--data", m_folder.root.string(), "--letter", "A",
                                     "--name", "又一席", "--out", out.string()}),
                 int(server::kRefused));
        QVERIFY(!std::filesystem::exists(out)); // the letter is taken
    }

    void secrets_and_key_store_reach_seats_only() {
        m_secrets = root() / "secrets.json";
        const std::string text = R"({"*": {"user": "viewer", "password": "planted-secret"}})";
        QVERIFY(writeFileWhole(m_secrets, view(text), 0644).has_value());
        server::StationOptions options;
        options.folder = m_folder;
        options.secrets = m_secrets;
        QVERIFY(!server::Station::open(options, m_clock, m_random).has_value());
        std::filesystem::permissions(m_secrets, std::filesystem::perms(0600));
        start();
        QVERIFY(testing::get(m_to, "/v1/secrets", m_seat.token).body.find("planted-secret") !=
                std::string::npos);
        QCOMPARE(testing::get(m_to, "/v1/secrets").status, 401);
        QCOMPARE(testing::get(m_to, "/v1/keystore", m_seat.token).status, 200);
        QVERIFY(testing::get(m_to, "/api/v1/health", m_seat.token).body.find("planted") == std::string::npos);
    }

    void an_account_reaches_the_running_station() {
        start();
        const auto password = root() / "password";
        QVERIFY(writeFileWhole(password, view("Long-enough-1\n"), 0600).has_value());
        QCOMPARE(server::runProgram({"account", "add", "--data", m_folder.root.string(), "--account", "op1",
                                     "--name", "值班员", "--role", "operator", "--password-file",
                                     password.string()}),
                 0);
        QVERIFY(testing::get(m_to, "/v1/keystore", m_seat.token).body.find("op1") != std::string::npos);
        QVERIFY(writeFileWhole(password, view("short\n"), 0600).has_value());
        QVERIFY(server::runProgram({"account", "add", "--data", m_folder.root.string(), "--account", "op2",
                                    "--name", "值班员", "--role", "operator", "--password-file",
                                    password.string()}) != 0);
    }

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

    void a_restart_keeps_everything() {
        start();
        QCOMPARE(push(20).status, 200);
        const auto before = testing::readFacts(m_to, m_seat);
        m_station.reset();
        start();
        const auto after = testing::readFacts(m_to, m_seat);
        QCOMPARE(after.size(), before.size());
        QVERIFY(after.back().hash == before.back().hash);
        QCOMPARE(push(1).status, 200);
    }

    void a_full_disk_is_told_counted_and_survived() {
        start();
        QCOMPARE(push(1).status, 200);
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit whole{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &whole), 0);
        rlimit full = whole;
        full.rlim_cur = 4096; // no file of this process grows beyond: as on a full disk
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &full), 0);
        const sync::Push waiting = testing::makePush(m_seat, 50);
        const Reply refused = testing::send(m_to, m_seat, waiting);
        const Reply health = testing::get(m_to, "/api/v1/health", m_seat.token);
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &whole), 0);
        QCOMPARE(refused.status, 503);
        QCOMPARE(code(refused), std::string("storage"));
        QVERIFY(refused.headers.contains("retry-after"));
        QVERIFY(health.body.find("storage_failing") != std::string::npos);
        // "File too large" is no ENOSPC: the ledger may have been closed, and is opened anew.
        QTRY_COMPARE_WITH_TIMEOUT(testing::send(m_to, m_seat, waiting).status, 200, 60'000);
        QVERIFY(testing::get(m_to, "/api/v1/health", m_seat.token).body.find("storage_failing") ==
                std::string::npos);
    }

    void what_the_interface_answers_is_what_its_schemas_say() {
        QCOMPARE(importSite(testing::writeSampleSite(root())), 0);
        start();
        addLeader();
        const ledger::Command acknowledged = alarms::acknowledge(alarms::alarmId(press()), m_clock.utc());
        QCOMPARE(pushAll({signOn(), raise(), acknowledged, openIncident("20261121-A-001")}).status, 200);
        QCOMPARE(testing::countFacts(m_to, m_seat, "dispatch.opened"), std::size_t{1});
        for (const std::string name :
             {"health", "site", "cameras", "points", "alarms", "incidents", "facts"}) {
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

    void an_order_of_somebody_who_is_not_signed_on_is_refused_and_says_why() {
        start();
        addLeader();
        ledger::Command forged = signOn();
        forged.open.insert_or_assign(static_cast<std::int64_t>(people::Field::Signature),
                                     ledger::Value(Bytes(64, 1)));
        const auto reply =
            sync::decodePushReply(view(pushAll({raise(), forged, openIncident("20261121-A-001")}).body));
        QVERIFY(reply.has_value());
        QCOMPARE(reply->verdicts.size(), std::size_t{3});
        const ledger::Verdict& order = reply->verdicts.back().verdict;
        QVERIFY(order.kind == ledger::Verdict::Kind::Refused);
        QCOMPARE(order.refusal.code, std::string("people.not_signed_on"));
        const auto after =
            sync::decodePushReply(view(pushAll({signOn(), openIncident("20261121-A-002")}).body));
        QVERIFY(after->verdicts.back().verdict.kind == ledger::Verdict::Kind::Applied);
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
            QCOMPARE(testing::get(m_to, "/api/v1/facts?" + query, m_seat.token).status, 400);
        QCOMPARE(testing::get(m_to, "/api/v1/alarms?state=maybe", m_seat.token).status, 400);
    }

private:
    /// The seat pushes them with its next counters, as done by op1.
    Reply pushAll(std::vector<ledger::Command> commands) {
        sync::Push push;
        push.seat = m_seat.id;
        push.epoch = m_seat.epoch;
        push.first = m_seat.counter + 1;
        for (ledger::Command& command : commands) {
            command.id = {ledger::CommandId::Source::Seat, m_seat.id, m_seat.epoch, ++m_seat.counter, 0};
            command.seat = m_seat.id;
            command.actor = "op1";
            command.recorded = m_clock.utc();
            push.commands.push_back(ledger::encode(command));
        }
        return testing::send(m_to, m_seat, push);
    }

    void addLeader() {
        const auto password = root() / "password";
        QVERIFY(writeFileWhole(password, view("Long-enough-1\n"), 0600).has_value());
        QCOMPARE(server::runProgram({"account", "add", "--data", m_folder.root.string(), "--account", "op1",
                                     "--name", "值班长", "--role", "shift_leader", "--password-file",
                                     password.string()}),
                 0);
    }

    ledger::Command signOn() {
        const auto store = people::KeyStore::read(m_folder.keyStore());
        const auto key = store ? store->unlock("op1", "Long-enough-1") : fail(Next::Bug, "no store");
        const Micros now = m_clock.utc();
        const auto role = people::Role::ShiftLeader;
        const Bytes text = people::signOnText(m_seat.id, "op1", role, false, now);
        ledger::Command command = people::signOn("op1", role, false, key ? key->sign(text) : Bytes());
        command.occurred = now;
        return command;
    }

    ledger::Command raise() const {
        site::AlarmPoint point;
        point.id = "AL-1";
        point.name = "按钮";
        return alarms::raise(point, press(), m_clock.utc());
    }
    static site::Signal press() {
        site::Signal signal;
        signal.point = "AL-1";
        signal.boot = 1;
        signal.counter = 1;
        return signal;
    }
    ledger::Command openIncident(const std::string& number) {
        dispatch::Opening opening;
        opening.incident = Id::random(m_random);
        opening.number = number;
        opening.kind = std::string(dispatch::incidentKinds().front());
        opening.title = "测试";
        opening.alarm = alarms::alarmId(press());
        return dispatch::open(opening, m_clock.utc());
    }
};

QTEST_GUILESS_MAIN(TestStation)
#include "tst_station.moc"
