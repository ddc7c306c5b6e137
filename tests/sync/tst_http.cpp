#include "sync/http_client.h"

#include "certificates.h"
#include "http_peer.h"

#include <QTemporaryDir>
#include <QTest>

using namespace shouwang;
using namespace shouwang::sync;
using namespace std::chrono_literals;
using toy::Answer;
using toy::HttpPeer;
namespace asio = boost::asio;
namespace http = boost::beast::http;

namespace {

Hello hello() {
    return {1, 1, Id::fromParts({"station"}), {5, 3, sha256(view("x"))}, 99};
}

/// The link with its thread; asks and waits.
struct Client {
    std::unique_ptr<StationLink> link;
    std::thread thread;

    explicit Client(HttpOptions options) {
        options.timeout = std::min(options.timeout, 2000ms);
        auto made = makeHttpLink(options);
        if (!made) qFatal("%s", made.error().text.c_str());
        link = std::move(*made);
        thread = std::thread([this] { link->run(); });
    }
    ~Client() {
        link->stop();
        thread.join();
    }
    template <class T>
    Result<T> ask(std::function<void(StationLink&, StationLink::Reply<T>)> how) {
        std::mutex mutex;
        std::optional<Result<T>> got;
        link->post([&] {
            how(*link, [&](Result<T> result) {
                const std::lock_guard lock(mutex);
                got.emplace(std::move(result));
            });
        });
        const auto there = [&] {
            const std::lock_guard lock(mutex);
            return got.has_value();
        };
        if (!QTest::qWaitFor(there, 10'000)) qFatal("no reply");
        return std::move(*got);
    }
    Result<Hello> askHello() {
        return ask<Hello>(
            [](StationLink& to, StationLink::Reply<Hello> reply) { to.hello(std::move(reply)); });
    }
};

HttpOptions options(const HttpPeer& peer, const char* scheme = "http", const char* host = "127.0.0.1") {
    HttpOptions out;
    out.url = std::string(scheme) + "://" + host + ":" + peer.port();
    out.token = "secret-token";
    return out;
}

struct Tail {
    std::mutex mutex; // guards the two
    std::vector<FeedBatch> batches;
    std::vector<Error> ends;

    void open(Client& client) {
        client.link->post([this, &client] {
            client.link->tail(
                {5, 3, {}},
                [this](FeedBatch batch) {
                    const std::lock_guard lock(mutex);
                    batches.push_back(std::move(batch));
                },
                [this](Error error) {
                    const std::lock_guard lock(mutex);
                    ends.push_back(std::move(error));
                });
        });
    }
    std::size_t got() {
        const std::lock_guard lock(mutex);
        return batches.size();
    }
    std::size_t ended() {
        const std::lock_guard lock(mutex);
        return ends.size();
    }
};

Bytes emptyBatch() {
    FeedBatch batch;
    batch.station = Id::fromParts({"station"});
    batch.from = 4;
    batch.to = 3;
    return encode(batch);
}

} // namespace

class TestHttp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        m_authority = toy::makeCertificate("authority", {}, nullptr);
        m_authority.write(file("ca.pem"), file("ca.key"));
        toy::makeCertificate("other authority", {}, nullptr).write(file("other.pem"), file("other.key"));
        toy::makeCertificate("station", "IP:127.0.0.1,DNS:localhost", &m_authority)
            .write(file("station.pem"), file("station.key"));
        toy::makeCertificate("elsewhere", "DNS:elsewhere.local", &m_authority)
            .write(file("elsewhere.pem"), file("elsewhere.key"));
    }

    void requests_carry_token_and_protocol_and_keep_one_connection() {
        HttpPeer peer;
        std::mutex mutex;
        std::vector<std::string> seen;
        peer.onRequest = [&](const HttpPeer::Wire& request) {
            const std::lock_guard lock(mutex);
            seen.push_back(std::string(request.target()));
            const bool good = request[http::field::authorization] == "Bearer secret-token" &&
                              request["Shouwang-Protocol"] == "1";
            return Answer{good ? 200u : 401u,
                          request.target() == "/v1/hello" ? encode(hello()) : emptyBatch()};
        };
        Client client(options(peer));
        QVERIFY(client.askHello().has_value());
        const auto batch = client.ask<FeedBatch>([](StationLink& to, auto reply) {
            to.feed({{5, 3, {}}, 10}, std::move(reply));
        });
        QVERIFY(batch.has_value());
        QCOMPARE(peer.connections(), 1);
        const std::lock_guard lock(mutex);
        QVERIFY(seen[1].starts_with("/v1/feed?epoch=5&after=3&hash="));
    }

    void a_push_goes_up_as_it_was_encoded() {
        HttpPeer peer;
        Push push;
        push.seat = Id::fromParts({"seat"});
        push.first = 1;
        push.commands.push_back(Bytes(100'000, 7));
        PushReply reply;
        reply.epoch = 4;
        peer.onRequest = [&](const HttpPeer::Wire& request) {
            const bool good = request.method() == http::verb::post && request.body() == encode(push);
            return Answer{good ? 200u : 400u, encode(reply)};
        };
        Client client(options(peer));
        const auto got =
            client.ask<PushReply>([&](StationLink& to, auto done) { to.push(push, std::move(done)); });
        QVERIFY(got.has_value());
        QCOMPARE(got->epoch, 4u);
    }

    void what_the_station_says_is_told_apart() {
        HttpPeer peer;
        Answer answer;
        std::mutex mutex;
        peer.onRequest = [&](const HttpPeer::Wire&) {
            const std::lock_guard lock(mutex);
            return answer;
        };
        Client client(options(peer));
        const auto outcome = [&](Answer next) {
            {
                const std::lock_guard lock(mutex);
                answer = std::move(next);
            }
            const auto got = client.askHello();
            return got ? Next::Cancelled : got.error().next;
        };
        QCOMPARE(outcome({401, {}}), Next::Refused);
        QCOMPARE(outcome({403, {}}), Next::Refused);
        QCOMPARE(outcome({429, {}}), Next::Retry);
        QCOMPARE(outcome({503, {}}), Next::Retry);
        QCOMPARE(outcome({400, {}}), Next::Bug);
        QCOMPARE(outcome({302, {}}), Next::Bug); // never followed
        QCOMPARE(outcome({200, encode(VersionAnswer{2, 3})}), Next::Conflict);
        QCOMPARE(outcome({200, toBytes(view("<html>"))}), Next::Corrupt);
        QCOMPARE(outcome({200, Bytes(kMaxSmallBytes + 1, 0)}), Next::Offline);
        Answer noise;
        noise.raw = "SSH-2.0-OpenSSH_9.2\r\n\r\n";
        QCOMPARE(outcome(noise), Next::Offline);
    }

    void another_protocol_is_told_apart_from_a_file() {
        HttpPeer peer;
        Bytes body = encode(VersionAnswer{2, 3});
        std::mutex mutex;
        peer.onRequest = [&](const HttpPeer::Wire&) {
            const std::lock_guard lock(mutex);
            return Answer{200, body};
        };
        Client client(options(peer));
        const auto ask = [&] {
            return client.ask<Bytes>(
                [](StationLink& to, auto reply) { to.fetch("/v1/snapshot", std::move(reply)); });
        };
        QCOMPARE(ask().error().next, Next::Conflict);
        {
            const std::lock_guard lock(mutex);
            body = toBytes(view("a file"));
        }
        QCOMPARE(ask().value(), toBytes(view("a file")));
    }

    void a_station_that_hangs_is_offline_after_the_timeout() {
        HttpPeer peer;
        peer.onRequest = [](const HttpPeer::Wire&) {
            Answer answer;
            answer.hang = true;
            return answer;
        };
        HttpOptions impatient = options(peer);
        impatient.timeout = 100ms;
        Client client(impatient);
        QCOMPARE(client.askHello().error().next, Next::Offline);
    }

    void nobody_there_is_offline() {
        HttpOptions where;
        {
            HttpPeer peer;
            where = options(peer);
        }
        Client client(where);
        QCOMPARE(client.askHello().error().next, Next::Offline);
    }

    void a_kept_connection_that_was_closed_is_opened_anew() {
        HttpPeer peer;
        peer.onRequest = [](const HttpPeer::Wire&) {
            Answer answer{200, encode(hello())};
            answer.closeAfter = true;
            return answer;
        };
        Client client(options(peer));
        for (int i = 0; i < 3; ++i)
            QVERIFY(client.askHello().has_value());
        QVERIFY(peer.connections() >= 3);
    }

    void reset_ends_what_is_under_way() {
        HttpPeer peer;
        std::atomic<bool> hang{true};
        peer.onRequest = [&](const HttpPeer::Wire&) {
            Answer answer{200, encode(hello())};
            answer.hang = hang;
            return answer;
        };
        Client client(options(peer));
        const auto got = client.ask<Hello>([](StationLink& to, auto reply) {
            to.hello(std::move(reply));
            to.after(20ms, [&to] { to.reset(); });
        });
        QCOMPARE(got.error().next, Next::Cancelled);
        hang = false;
        QVERIFY(client.askHello().has_value());
    }

    void tls_with_the_private_authority_works() {
        HttpPeer peer(tls("station"));
        peer.onRequest = [](const HttpPeer::Wire&) { return Answer{200, encode(hello())}; };
        peer.frames = {emptyBatch()};
        for (const char* host : {"127.0.0.1", "localhost"}) {
            HttpOptions secure = options(peer, "https", host);
            secure.authority = file("ca.pem");
            Client client(secure);
            QVERIFY(client.askHello().has_value());
            Tail tail;
            tail.open(client);
            QTRY_COMPARE(tail.got(), std::size_t{1});
        }
    }

    void tls_of_another_authority_name_or_age_is_never_accepted() {
        const auto refused = [&](HttpPeer& peer, const char* authority) {
            peer.onRequest = [](const HttpPeer::Wire&) { return Answer{200, encode(hello())}; };
            HttpOptions secure = options(peer, "https");
            secure.authority = file(authority);
            Client client(secure);
            const auto got = client.askHello();
            Tail tail;
            tail.open(client);
            return !got && got.error().next == Next::Offline &&
                   QTest::qWaitFor([&] { return tail.ended() == 1 && tail.got() == 0; });
        };
        HttpPeer stranger(tls("station"));
        QVERIFY(refused(stranger, "other.pem"));
        HttpPeer elsewhere(tls("elsewhere"));
        QVERIFY(refused(elsewhere, "ca.pem"));
        asio::ssl::context old = tls("station");
        SSL_CTX_set_min_proto_version(old.native_handle(), TLS1_VERSION);
        SSL_CTX_set_max_proto_version(old.native_handle(), TLS1_1_VERSION);
        SSL_CTX_set_security_level(old.native_handle(), 0);
        HttpPeer ancient(std::move(old));
        QVERIFY(refused(ancient, "ca.pem"));
    }

    void a_tail_brings_batches_until_it_ends() {
        HttpPeer peer;
        peer.onRequest = [](const HttpPeer::Wire&) {
            Answer answer;
            answer.closeAfter = true;
            return answer;
        };
        peer.frames = {emptyBatch(), emptyBatch(), emptyBatch()};
        Client client(options(peer));
        Tail tail;
        tail.open(client);
        QTRY_COMPARE(tail.ended(), std::size_t{1});
        QCOMPARE(tail.got(), std::size_t{3});
        QCOMPARE(tail.ends[0].next, Next::Offline);
    }

    void a_tail_of_nonsense_ends() {
        for (const Bytes& bad : {toBytes(view("noise")), Bytes(kMaxFeedBytes + 1, 0)}) {
            HttpPeer peer;
            peer.onRequest = [](const HttpPeer::Wire&) { return Answer{}; };
            peer.frames = {bad};
            Client client(options(peer));
            Tail tail;
            tail.open(client);
            QTRY_COMPARE(tail.ended(), std::size_t{1});
            QCOMPARE(tail.got(), std::size_t{0});
        }
    }

    void bad_settings_are_refused() {
        const auto made = [&](const char* url, std::string token = "t", std::string authority = {}) {
            HttpOptions options;
            options.url = url;
            options.token = std::move(token);
            options.authority = std::move(authority);
            return makeHttpLink(options).has_value();
        };
        QVERIFY(made("http://127.0.0.1:80"));
        QVERIFY(made("http://[::1]:80/"));
        QVERIFY(!made("http://192.168.1.5:80")); // plain text over the net
        QVERIFY(!made("http://station.local"));
        QVERIFY(!made("ftp://127.0.0.1"));
        QVERIFY(!made("http://127.0.0.1:port"));
        QVERIFY(!made("http://127.0.0.1:123456"));
        QVERIFY(!made("http://"));
        QVERIFY(!made("http://127.0.0.1:80", "two words"));
        QVERIFY(!made("http://127.0.0.1:80", "a\r\nHost: evil"));
        QVERIFY(!made("https://station.local"));
        QVERIFY(!made("https://station.local", "t", file("missing.pem")));
        QVERIFY(made("https://station.local", "t", file("ca.pem")));
    }

private:
    std::string file(const char* name) const { return m_folder.filePath(QLatin1String(name)).toStdString(); }
    asio::ssl::context tls(const char* name) const {
        asio::ssl::context context(asio::ssl::context::tls_server);
        context.use_certificate_chain_file(file((std::string(name) + ".pem").c_str()));
        context.use_private_key_file(file((std::string(name) + ".key").c_str()), asio::ssl::context::pem);
        return context;
    }

    QTemporaryDir m_folder;
    toy::KeyPair m_authority;
};

QTEST_GUILESS_MAIN(TestHttp)
#include "tst_http.moc"
