// What seats and officers of the station meet: push, feed and tail, who may, restarts and a full disk.
#include "support/schema.h"
#include "support/station_case.h"

#include <csignal>
#include <sys/resource.h>

using namespace shouwang;
using testing::Reply;
using testing::Seat;
using testing::Target;

class TestStation final : public testing::StationCase {
    Q_OBJECT

private Q_SLOTS:
    void init() { prepare(); }
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
        const std::string newer = std::to_string(sync::kProtocol + 1);
        const std::string older = std::to_string(sync::kOldestProtocol - 1);
        for (const std::string& protocol : {newer, older, std::string("99")}) {
            for (const std::string path :
                 {"/v1/hello", "/v1/feed", "/v1/history", "/v1/snapshot", "/v1/snapshot/chunk?hash=00"}) {
                const Reply reply =
                    testing::call(m_to, {"GET", path, m_seat.token, {}, {{"Shouwang-Protocol", protocol}}});
                QCOMPARE(reply.status, 200);
                const auto versions = sync::versionAnswer(view(reply.body));
                QVERIFY2(versions.has_value(), path.c_str());
                QCOMPARE(versions->maxProtocol, sync::kProtocol);
            }
        }
    }

    void a_seat_that_is_there_twice_stands_in_health_until_it_is_revoked() {
        start();
        const Seat before = m_seat;
        QCOMPARE(push(2).status, 200);
        const auto clones = [this](const Seat& who) {
            const std::string body = testing::get(m_to, "/api/v1/health", who.token).body;
            const std::string problem = testing::schemaProblem("health", body);
            if (!problem.empty()) qFatal("%s", problem.c_str());
            return nlohmann::json::parse(body)["clones"];
        };
        QVERIFY(clones(m_seat).empty());
        Seat clone = before; // the same counters again, with other words
        sync::Push other = testing::makePush(clone, 1);
        auto command = ledger::decodeCommand(other.commands[0]);
        command->reason = "from the other machine";
        other.commands[0] = ledger::encode(*command);
        QCOMPARE(testing::send(m_to, clone, other).status, 200);
        auto seen = clones(m_seat);
        QCOMPARE(seen.size(), std::size_t{1});
        QCOMPARE(seen[0]["letter"].get<std::string>(), std::string("A"));
        QCOMPARE(seen[0]["commands"].get<int>(), 1);
        m_station.reset();
        start(); // it is not forgotten
        QCOMPARE(clones(m_seat).size(), std::size_t{1});
        const Seat reader = testing::addSeat(m_folder, "B");
        QCOMPARE(server::runProgram({"seat", "revoke", "A", "--data", m_folder.root.string()}), 0);
        QVERIFY(clones(reader).empty());
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
};

QTEST_GUILESS_MAIN(TestStation)
#include "tst_station.moc"
