// Who may read what: readers, seats that are revoked, tokens that nobody holds, and the administrator's
// token.
#include "server/commands.h"
#include "support/process.h"
#include "support/station_fixture.h"

#include "base/file.h"

#include <QTemporaryDir>
#include <QTest>
#include <arpa/inet.h>
#include <atomic>
#include <netinet/in.h>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace shouwang;
using testing::get;
using testing::Run;
using testing::Seat;
using testing::Target;

namespace {

/// Listens like a station's control port and answers anything with 200; keeps what it was told.
class Impostor {
public:
    Impostor() {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const to = reinterpret_cast<sockaddr*>(&address);
        if (bind(m_socket, to, size) != 0 || listen(m_socket, 8) != 0 ||
            getsockname(m_socket, to, &size) != 0)
            qFatal("no port for the impostor");
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { serve(); });
    }
    ~Impostor() {
        stop();
        close(m_socket);
    }
    quint16 port() const { return m_port; }
    /// What it was told, all in all.
    QByteArray stop() {
        m_stop = true;
        if (m_thread.joinable()) m_thread.join();
        return m_heard;
    }

private:
    void serve() {
        while (!m_stop) {
            pollfd wait{m_socket, POLLIN, 0};
            if (poll(&wait, 1, 50) != 1) continue;
            const int client = accept(m_socket, nullptr, nullptr);
            if (client >= 0) answer(client);
        }
    }
    void answer(int client) {
        char bytes[4096];
        const ssize_t got = recv(client, bytes, sizeof bytes, 0);
        if (got > 0) m_heard.append(bytes, static_cast<qsizetype>(got));
        constexpr std::string_view kYes =
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nyes!";
        (void)!send(client, kYes.data(), kYes.size(), MSG_NOSIGNAL);
        close(client);
    }

    const int m_socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    quint16 m_port = 0;
    std::atomic<bool> m_stop{false};
    QByteArray m_heard; // the thread's until it was joined
    std::thread m_thread;
};

} // namespace

class TestAccess : public QObject {
    Q_OBJECT

private:
    std::filesystem::path root() const { return m_root->path().toStdString(); }
    QStringList words(const QStringList& command) const {
        return command +
               QStringList{QStringLiteral("--data"), QString::fromStdString(m_folder.root.string())};
    }
    Run run(const QStringList& command) const { return testing::runServer(words(command)); }
    void start() {
        server::StationOptions options;
        options.folder = m_folder;
        auto opened = server::Station::open(options, m_clock, m_random);
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text.c_str());
        m_station = std::move(*opened);
        QVERIFY(m_station->start().has_value());
        m_to.port = m_station->port();
    }
    std::string addReader(const char* name) const {
        const Run added = run({QStringLiteral("reader"), QStringLiteral("add"), QString::fromLatin1(name)});
        return added.code == 0 ? added.out.trimmed().toStdString() : std::string();
    }
    int status(const std::string& path, const std::string& token) const {
        return get(m_to, path, token).status;
    }
    std::uint64_t counter(const char* part, const char* name) const {
        const auto json = nlohmann::json::parse(get(m_to, "/api/v1/health", m_seat.token).body);
        return json["counters"][part][name].get<std::uint64_t>();
    }
    void pretendToRun(quint16 port) const {
        QVERIFY(server::writeRunning(m_folder, {1, port, port, false}).has_value());
    }

    const SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<QTemporaryDir> m_root;
    server::DataFolder m_folder;
    Seat m_seat;
    Target m_to;
    std::unique_ptr<server::Station> m_station;

private Q_SLOTS:
    void init() {
        m_root = std::make_unique<QTemporaryDir>();
        m_folder = testing::makeStation(root());
        m_seat = testing::addSeat(m_folder, "A");
    }
    void cleanup() { m_station.reset(); }

    void a_reader_reads_the_open_data_and_nothing_else() {
        start();
        const std::string token = addReader("dashboard");
        QCOMPARE(token.size(), std::size_t{64});
        for (const char* path : {"/api/v1/health", "/api/v1/alarms", "/api/v1/incidents", "/api/v1/facts"})
            QCOMPARE(status(path, token), 200);
        for (const char* path : {"/v1/feed", "/v1/keystore", "/v1/secrets", "/v1/site"})
            QCOMPARE(status(path, token), 403);
        QCOMPARE(testing::call(m_to, {"POST", "/v1/push", token, "x", {}}).status, 403);
        QCOMPARE(testing::call(m_to, {"POST", "/v1/admin/seat", token, "{}", {}}).status, 403);
        QVERIFY(!testing::WebSocket::open(m_to, "/v1/tail", token));
        QVERIFY(counter("http", "forbidden") >= 6);
        QCOMPARE(status("/api/v1/health", m_seat.token), 200); // a seat goes on reading
    }

    void a_readers_token_stands_nowhere_and_outlives_a_restart_until_it_is_revoked() {
        const std::string token = addReader("board"); // while the station does not run
        QCOMPARE(token.size(), std::size_t{64});
        for (const auto& entry : std::filesystem::recursive_directory_iterator(m_folder.root)) {
            if (!entry.is_regular_file()) continue;
            const auto bytes = readFile(entry.path());
            QVERIFY(bytes.has_value());
            const std::string text(bytes->begin(), bytes->end());
            const Bytes raw = *fromHex(token);
            QVERIFY(text.find(token) == std::string::npos);
            QVERIFY(text.find(std::string(raw.begin(), raw.end())) == std::string::npos);
        }
        start();
        QCOMPARE(status("/api/v1/alarms", token), 200);
        QCOMPARE(run({QStringLiteral("reader"), QStringLiteral("add"), QStringLiteral("board")}).code,
                 int(server::kRefused));
        QCOMPARE(run({QStringLiteral("reader"), QStringLiteral("revoke"), QStringLiteral("board")}).code, 0);
        QCOMPARE(status("/api/v1/alarms", token), 401);
        QCOMPARE(run({QStringLiteral("reader"), QStringLiteral("revoke"), QStringLiteral("nobody")}).code,
                 int(server::kRefused));
        m_station.reset();
        start();
        QCOMPARE(status("/api/v1/alarms", token), 401);
    }

    void a_revoked_seat_is_out_at_once_and_its_tail_ends() {
        start();
        QCOMPARE(status("/v1/site", m_seat.token), 404); // nothing imported, but let in
        auto tail = testing::WebSocket::open(m_to, "/v1/tail", m_seat.token);
        QVERIFY(tail.has_value());
        QVERIFY((*tail)->send(sync::encode(sync::Cursor())));
        QVERIFY((*tail)->receive().has_value());
        const Seat other = testing::addSeat(m_folder, "B");
        QCOMPARE(run({QStringLiteral("seat"), QStringLiteral("revoke"), QStringLiteral("A")}).code, 0);
        QCOMPARE(status("/v1/site", m_seat.token), 401);
        QCOMPARE(status("/api/v1/health", m_seat.token), 401);
        const auto tails = [&] {
            return nlohmann::json::parse(
                       get(m_to, "/api/v1/health", other.token).body)["counters"]["http"]["tails"]
                .get<int>();
        };
        QTRY_COMPARE_WITH_TIMEOUT(tails(), 0, 20'000);
        QCOMPARE(status("/v1/site", other.token), 404);
        const QString id = QString::fromStdString(other.id.text());
        QCOMPARE(run({QStringLiteral("seat"), QStringLiteral("revoke"), id}).code, 0);
        QCOMPARE(status("/v1/site", other.token), 401);
        QCOMPARE(run({QStringLiteral("seat"), QStringLiteral("revoke"), QStringLiteral("Q")}).code,
                 int(server::kRefused));
    }

    void a_seat_is_revoked_also_while_the_station_does_not_run() {
        QCOMPARE(run({QStringLiteral("seat"), QStringLiteral("revoke"), QStringLiteral("A")}).code, 0);
        start();
        QCOMPARE(status("/api/v1/health", m_seat.token), 401);
    }

    void a_token_that_nobody_holds_is_looked_up_once_and_then_refused_without_the_ledger() {
        start();
        const std::string stranger(64, 'a');
        const auto before = counter("door", "look_ups");
        for (int i = 0; i < 20; ++i)
            QCOMPARE(status("/v1/site", stranger), 401);
        QCOMPARE(counter("door", "look_ups"), before + 1);
        QCOMPARE(counter("door", "unknown_tokens"), std::uint64_t{20});
        // What was refused is not remembered past a change of the seats.
        (void)testing::addSeat(m_folder, "C");
        QCOMPARE(status("/v1/site", stranger), 401);
        QVERIFY(counter("door", "look_ups") > before + 1);
    }

    void the_administrators_token_is_not_sent_where_no_station_runs() {
        Impostor impostor; // whoever has the port of a station that was killed
        pretendToRun(impostor.port());
        const auto file = testing::writeSampleSite(root());
        const Run imported =
            run({QStringLiteral("site"), QStringLiteral("import"), QString::fromStdString(file)});
        QVERIFY2(imported.code == 0, imported.err); // done in the folder itself
        QCOMPARE(impostor.stop(), QByteArray());
    }

    void the_administrators_token_is_not_sent_to_one_that_cannot_prove_itself() {
        Impostor impostor;
        pretendToRun(impostor.port());
        const auto lock =
            FileLock::take(m_folder.ledger().string() + ".lock"); // some process works in the folder
        QVERIFY(lock.has_value());
        const Run revoked = run({QStringLiteral("seat"), QStringLiteral("revoke"), QStringLiteral("A")});
        QCOMPARE(revoked.code, int(server::kRefused));
        const QByteArray heard = impostor.stop();
        QVERIFY(heard.contains("/v1/admin/prove"));
        QVERIFY(!heard.toLower().contains("authorization"));
        QVERIFY(!heard.contains(QByteArray::fromStdString(*server::readAdminToken(m_folder))));
    }

    void a_station_forgets_the_ports_of_the_one_that_was_killed_before_it_serves() {
        pretendToRun(1);
        server::StationOptions options;
        options.folder = m_folder;
        const auto opened = server::Station::open(options, m_clock, m_random);
        QVERIFY(opened.has_value());
        QCOMPARE(server::readRunning(m_folder).error().next, Next::Offline);
    }
};

QTEST_GUILESS_MAIN(TestAccess)
#include "tst_access.moc"
