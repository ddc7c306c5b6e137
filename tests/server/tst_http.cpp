#include "server/http_server.h"
#include "support/certificates.h"
#include "support/client.h"

#include <QTemporaryDir>
#include <QTest>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

using namespace shouwang;
using namespace shouwang::server;
using testing::Call;
using testing::Reply;
using testing::Target;
using testing::Wire;

namespace {

constexpr const char* kToken = "right";

/// What the network thread has put by for the test.
template <class Item>
class Shelf {
public:
    void push_back(Item item) {
        const std::lock_guard lock(m_mutex);
        m_items.push_back(std::move(item));
    }
    bool empty() const {
        const std::lock_guard lock(m_mutex);
        return m_items.empty();
    }
    Item front() const {
        const std::lock_guard lock(m_mutex);
        return m_items.front();
    }
    void clear() {
        const std::lock_guard lock(m_mutex);
        m_items.clear();
    }

private:
    mutable std::mutex m_mutex;
    std::vector<Item> m_items;
};

Router makeRouter(Shelf<std::shared_ptr<Socket>>* sockets, Shelf<Answer>* later) {
    Router router([](std::string_view token, Router::Verdict verdict) {
        if (token == "busy") return verdict({false, std::nullopt});
        if (token == "admin") return verdict({true, Identity{{}, true, {}}});
        if (token == kToken) return verdict({true, Identity{Id::fromParts({"seat"}), false, {}}});
        verdict({});
    });
    router.add("GET", "/hello", Access::Open, [](const Request& request, const Answer& answer) {
        const auto name = request.query.find("name");
        answer({200, "text/plain", name == request.query.end() ? "hello" : name->second, {}});
    });
    router.add("POST", "/echo", Access::Seat, [](const Request& request, const Answer& answer) {
        answer({200, "application/octet-stream", request.body, {}});
    });
    router.add("POST", "/admin", Access::Admin, [](const Request&, const Answer& answer) { answer({}); });
    router.add("GET", "/throws", Access::Open,
               [](const Request&, const Answer&) { throw std::runtime_error("planted"); });
    router.add("GET", "/later", Access::Open,
               [later](const Request&, Answer answer) { later->push_back(std::move(answer)); });
    router.addSocket("/tail", Access::Seat,
                     {[sockets](const std::shared_ptr<Socket>& socket, const Request&, ByteView message) {
                          sockets->push_back(socket);
                          socket->send(std::make_shared<Bytes>(toBytes(message)));
                      },
                      {}});
    return router;
}

nlohmann::json errorOf(const Reply& reply) {
    return nlohmann::json::parse(reply.body, nullptr, false).value("error", nlohmann::json::object());
}

} // namespace

class TestHttp : public QObject {
    Q_OBJECT

private:
    void start(Limits limits = {}, std::optional<TlsFiles> tls = std::nullopt) {
        m_server.reset();
        m_sockets.clear();
        m_later.clear();
        m_server = std::make_unique<HttpServer>(makeRouter(&m_sockets, &m_later), limits);
        Listen where;
        where.tls = tls;
        const auto port = m_server->listen(where);
        QVERIFY2(port.has_value(), port ? "" : port.error().text.c_str());
        m_to = {*port, {}};
        m_server->start();
    }
    void startTls(Limits limits = {}) {
        QVERIFY(m_folder.isValid());
        const auto files = testing::makeCertificates(m_folder.path().toStdString());
        QVERIFY(files.has_value());
        start(limits, TlsFiles{files->certificate, files->key});
        m_to.ca = files->ca;
    }
    const HttpCounters& counters() const { return m_server->counters(); }

    QTemporaryDir m_folder;
    Shelf<std::shared_ptr<Socket>> m_sockets;
    Shelf<Answer> m_later;
    Target m_to;
    std::unique_ptr<HttpServer> m_server;

private Q_SLOTS:
    void cleanup() { m_server.reset(); }

    void a_request_is_answered_and_the_connection_stays() {
        start();
        Wire wire(m_to);
        for (int i = 0; i < 3; ++i) {
            QVERIFY(wire.write("GET /hello?name=%E5%AE%88 HTTP/1.1\r\nHost: a\r\n\r\n"));
            const Reply reply = wire.readReply();
            QCOMPARE(reply.status, 200);
            QCOMPARE(QByteArray(reply.body.c_str()), QByteArray("守"));
        }
        QCOMPARE(counters().connections.load(), 1);
    }

    void pipelined_requests_are_answered_in_order() {
        start();
        Wire wire(m_to);
        QVERIFY(wire.write(
            "GET /hello?name=a HTTP/1.1\r\nHost: a\r\n\r\nGET /hello?name=b HTTP/1.1\r\nHost: a\r\n\r\n"));
        QCOMPARE(wire.readReply().body, std::string("a"));
        QCOMPARE(wire.readReply().body, std::string("b"));
    }

    void unknown_paths_wrong_methods_and_bad_tokens_are_told_apart() {
        start();
        const Reply lost = testing::get(m_to, "/nowhere");
        QCOMPARE(lost.status, 404);
        QCOMPARE(errorOf(lost).value("code", ""), std::string("not_found"));
        const Reply method = testing::call(m_to, {"DELETE", "/hello", {}, {}, {}});
        QCOMPARE(method.status, 405);
        QCOMPARE(errorOf(method).value("code", ""), std::string("wrong_method"));
        for (const std::string token : {"", "wrong", "admin"}) {
            const Reply reply = testing::call(m_to, {"POST", "/echo", token, "x", {}});
            QCOMPARE(reply.status, 401);
            QCOMPARE(errorOf(reply).value("code", ""), std::string("unauthorised"));
        }
        QCOMPARE(testing::call(m_to, {"POST", "/echo", "busy", "x", {}}).status, 503);
        QCOMPARE(testing::call(m_to, {"POST", "/echo", kToken, "abc", {}}).body, std::string("abc"));
        QCOMPARE(testing::call(m_to, {"POST", "/admin", kToken, "", {}}).status, 401);
        QCOMPARE(testing::call(m_to, {"POST", "/admin", "admin", "", {}}).status, 200);
        QCOMPARE(counters().notFound.load(), 1u);
        QCOMPARE(counters().wrongMethod.load(), 1u);
        QCOMPARE(counters().unauthorised.load(), 4u);
    }

    void garbage_gets_400_and_the_next_client_is_served_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("binary") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15);
        QTest::newRow("no version") << QByteArray("GET /hello\r\n\r\n");
        QTest::newRow("two lengths") << QByteArray("POST /echo HTTP/1.1\r\nContent-Length: 1\r\n"
                                                   "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        QTest::newRow("negative length") << QByteArray("POST /echo HTTP/1.1\r\nContent-Length: -1\r\n\r\n");
        QTest::newRow("huge length") << QByteArray(
            "POST /echo HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n");
        QTest::newRow("broken percent") << QByteArray("GET /hello?name=%zz HTTP/1.1\r\n\r\n");
        QTest::newRow("key twice") << QByteArray("GET /hello?a=1&a=2 HTTP/1.1\r\n\r\n");
        QTest::newRow("absolute target") << QByteArray("GET http://a/hello HTTP/1.1\r\n\r\n");
        QTest::newRow("token twice") << QByteArray("GET /hello HTTP/1.1\r\nAuthorization: Bearer a\r\n"
                                                   "Authorization: Bearer b\r\n\r\n");
    }
    void garbage_gets_400_and_the_next_client_is_served() {
        QFETCH(QByteArray, bytes);
        start();
        Wire wire(m_to);
        QVERIFY(wire.write({bytes.constData(), static_cast<std::size_t>(bytes.size())}));
        const Reply reply = wire.readReply();
        QCOMPARE(reply.status, 400);
        QCOMPARE(errorOf(reply).value("code", ""), std::string("malformed"));
        QVERIFY(counters().malformed.load() >= 1);
        QCOMPARE(testing::get(m_to, "/hello").status, 200);
    }

    void a_header_over_16_KiB_gets_431() {
        start();
        const Reply reply = testing::call(m_to, {"GET", "/hello", {}, {}, {{"X", std::string(20'000, 'x')}}});
        QCOMPARE(reply.status, 431);
        QCOMPARE(counters().tooLarge.load(), 1u);
    }

    void a_body_over_the_limit_gets_413_without_being_read() {
        start();
        const Reply declared =
            testing::call(m_to, {"POST", "/echo", kToken, std::string((1u << 20) + 1, 'x'), {}});
        QCOMPARE(declared.status, 413);
        Wire wire(m_to);
        QVERIFY(wire.write(
            "POST /echo HTTP/1.1\r\nAuthorization: Bearer right\r\nTransfer-Encoding: chunked\r\n\r\n"));
        QVERIFY(wire.write("200001\r\n"));
        QCOMPARE(wire.readReply().status, 413);
        QCOMPARE(testing::call(m_to, {"POST", "/echo", kToken, std::string(1u << 20, 'x'), {}}).status, 200);
    }

    void an_unauthorised_body_is_not_read() {
        start();
        Wire wire(m_to);
        QVERIFY(wire.write("POST /echo HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n"));
        QCOMPARE(wire.readReply().status, 401);
        QVERIFY(wire.closedWithin(std::chrono::seconds(5)));
    }

    void a_slow_client_is_closed() {
        Limits limits;
        limits.request = std::chrono::milliseconds(200);
        start(limits);
        Wire silent(m_to);
        Wire half(m_to);
        QVERIFY(half.write("GET /hello HT"));
        Wire body(m_to);
        QVERIFY(
            body.write("POST /echo HTTP/1.1\r\nAuthorization: Bearer right\r\nContent-Length: 5\r\n\r\nab"));
        QVERIFY(silent.closedWithin(std::chrono::seconds(5)));
        QVERIFY(half.closedWithin(std::chrono::seconds(5)));
        QVERIFY(body.closedWithin(std::chrono::seconds(5)));
        QTRY_COMPARE(counters().timedOut.load(), 3u);
        QTRY_COMPARE(counters().connections.load(), 0);
    }

    void a_client_that_drips_bytes_is_closed_all_the_same() {
        Limits limits;
        limits.request = std::chrono::milliseconds(300);
        start(limits);
        Wire wire(m_to);
        const auto begin = std::chrono::steady_clock::now();
        while (std::chrono::steady_clock::now() - begin < std::chrono::seconds(8)) {
            if (!wire.write("G") || wire.closedWithin(std::chrono::milliseconds(50))) break;
        }
        QVERIFY(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
    }

    void connections_over_the_bound_are_refused_and_counted() {
        Limits limits;
        limits.connections = 3;
        start(limits);
        std::vector<std::unique_ptr<Wire>> wires;
        for (int i = 0; i < 3; ++i)
            wires.push_back(std::make_unique<Wire>(m_to));
        QTRY_COMPARE(counters().connections.load(), 3);
        Wire fourth(m_to);
        QVERIFY(fourth.closedWithin(std::chrono::seconds(5)));
        QCOMPARE(counters().connectionsRefused.load(), 1u);
        wires.clear();
        QTRY_COMPARE(counters().connections.load(), 0);
        QCOMPARE(testing::get(m_to, "/hello").status, 200);
    }

    void an_exception_of_a_handler_becomes_500() {
        start();
        const Reply reply = testing::get(m_to, "/throws");
        QCOMPARE(reply.status, 500);
        QVERIFY(reply.body.find("planted") == std::string::npos);
        QCOMPARE(testing::get(m_to, "/hello").status, 200);
    }

    void an_answer_may_come_later_and_from_another_thread() {
        start();
        Wire wire(m_to);
        QVERIFY(wire.write("GET /later HTTP/1.1\r\n\r\n"));
        QTRY_COMPARE(counters().requests.load(), 1u);
        QTRY_VERIFY(!m_later.empty());
        std::thread other([this] {
            m_later.front()({200, "text/plain", "first", {}});
            m_later.front()({200, "text/plain", "second", {}}); // an answer is given once
        });
        other.join();
        QCOMPARE(wire.readReply().body, std::string("first"));
        QVERIFY(wire.write("GET /hello HTTP/1.1\r\n\r\n"));
        QCOMPARE(wire.readReply().body, std::string("hello"));
    }

    void answering_after_the_client_and_the_server_have_gone_does_nothing() {
        start();
        {
            Wire wire(m_to);
            QVERIFY(wire.write("GET /later HTTP/1.1\r\n\r\n"));
            QTRY_VERIFY(!m_later.empty());
        }
        m_server.reset();
        m_later.front()({});
    }

    void without_a_certificate_only_loopback_is_served() {
        HttpServer server(makeRouter(&m_sockets, &m_later), {});
        for (const char* address : {"0.0.0.0", "::", "192.0.2.1"}) {
            const auto port = server.listen({address, 0, {}});
            QVERIFY(!port.has_value());
            QVERIFY(port.error().next == Next::Refused);
        }
        QVERIFY(!server.listen({"localhost", 0, {}}).has_value());
    }

    void tls_serves_and_turns_plain_talk_away() {
        startTls();
        QCOMPARE(testing::get(m_to, "/hello").status, 200);
        Wire plain({m_to.port, {}});
        QVERIFY(plain.write("GET /hello HTTP/1.1\r\n\r\n"));
        QVERIFY(plain.closedWithin(std::chrono::seconds(5)));
        QTRY_COMPARE(counters().tlsFailed.load(), 1u);
        QCOMPARE(testing::get(m_to, "/hello").status, 200);
    }

    void a_key_that_does_not_fit_its_certificate_is_refused() {
        const std::string folder = m_folder.path().toStdString();
        const auto one = testing::makeCertificates(folder, "one");
        const auto two = testing::makeCertificates(folder, "two");
        HttpServer server(makeRouter(&m_sockets, &m_later), {});
        QVERIFY(!server.listen({"127.0.0.1", 0, TlsFiles{one->certificate, two->key}}).has_value());
        QVERIFY(!server.listen({"127.0.0.1", 0, TlsFiles{folder + "/absent.pem", one->key}}).has_value());
    }

    void a_websocket_echoes_over_tls_and_needs_a_token() {
        startTls();
        QVERIFY(!testing::WebSocket::open(m_to, "/tail", "wrong").has_value());
        QVERIFY(!testing::WebSocket::open(m_to, "/hello", kToken).has_value());
        QCOMPARE(testing::get(m_to, "/tail", kToken).status, 426);
        auto socket = testing::WebSocket::open(m_to, "/tail", kToken);
        QVERIFY(socket.has_value());
        QVERIFY((*socket)->send(view("ping")));
        QVERIFY((*socket)->receive() == toBytes(view("ping")));
        QCOMPARE(counters().sockets.load(), 1);
        socket->reset();
        QTRY_COMPARE(counters().sockets.load(), 0);
    }

    void a_websocket_message_over_its_bound_closes_it() {
        start();
        auto socket = testing::WebSocket::open(m_to, "/tail", kToken);
        QVERIFY(socket.has_value());
        QVERIFY((*socket)->send(Bytes(5000, 1)));
        QVERIFY(!(*socket)->receive());
        QTRY_COMPARE(counters().sockets.load(), 0);
    }

    void a_reader_that_does_not_read_is_closed_and_counted() {
        Limits limits;
        limits.socketQueueBytes = std::size_t{1} << 20;
        start(limits);
        auto socket = testing::WebSocket::open(m_to, "/tail", kToken);
        QVERIFY((*socket)->send(view("go")));
        QTRY_VERIFY(!m_sockets.empty());
        const auto frame = std::make_shared<Bytes>(std::size_t{256} << 10);
        const auto queue = m_sockets.front();
        for (int i = 0; i < 200 && counters().slowSockets.load() == 0; ++i)
            queue->send(frame);
        QTRY_COMPARE(counters().slowSockets.load(), 1u);
    }

    void stopping_gives_the_answers_that_are_owed() {
        start();
        Wire wire(m_to);
        QVERIFY(wire.write("GET /later HTTP/1.1\r\n\r\n"));
        QTRY_VERIFY(!m_later.empty());
        std::thread stopping([this] { m_server->stop(); });
        m_later.front()({200, "text/plain", "last", {}});
        QCOMPARE(wire.readReply().body, std::string("last"));
        stopping.join();
        QVERIFY(!Wire(m_to).connected());
    }
};

QTEST_GUILESS_MAIN(TestHttp)
#include "tst_http.moc"
