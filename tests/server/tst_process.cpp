#include "server/commands.h"
#include "support/process.h"
#include "support/station_fixture.h"

#include "base/file.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <fstream>

using namespace shouwang;
using testing::Run;
using testing::Seat;
using testing::Served;
using testing::Target;

namespace {

QString text(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

} // namespace

class TestProcess : public QObject {
    Q_OBJECT

private:
    QStringList data() const { return {QStringLiteral("--data"), text(m_folder.root)}; }
    Served serve() const { return testing::serve(data()); }
    std::filesystem::path root() const { return m_root->path().toStdString(); }
    void damage() const {
        std::fstream file(m_folder.ledger(), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(4096);
        const std::string noise(60'000, '\x5a');
        file.write(noise.data(), static_cast<std::streamsize>(noise.size()));
    }
    static bool isOpen(const Target& to) {
        const auto hello = sync::decodeHello(testing::get(to, "/v1/hello").bytes());
        return hello && !hello->closed;
    }

    std::unique_ptr<QTemporaryDir> m_root;
    server::DataFolder m_folder;
    Seat m_seat;

private Q_SLOTS:
    void init() {
        m_root = std::make_unique<QTemporaryDir>();
        QVERIFY(m_root->isValid());
        m_folder = testing::makeStation(root());
        m_seat = testing::addSeat(m_folder, "A");
        QCOMPARE(m_seat.token.size(), std::size_t{64});
    }

    void nothing_acknowledged_is_lost_when_it_is_killed() {
        std::uint64_t acknowledged = 0;
        std::optional<sync::Push> waiting; // not acknowledged: the seat keeps it and offers it again
        for (int round = 0; round < 3; ++round) {
            Served station = serve();
            QVERIFY2(station.port != 0, station.err);
            const Target to{station.port, {}};
            for (int i = 0; i < 20; ++i) {
                if (!waiting) waiting = testing::makePush(m_seat, 7);
                if (i == 12) kill(static_cast<pid_t>(station.process->processId()), SIGKILL);
                const auto reply = sync::decodePushReply(view(testing::send(to, m_seat, *waiting).body));
                if (!reply) break;
                for (const sync::CommandVerdict& verdict : reply->verdicts)
                    QVERIFY(!verdict.verdict.quarantined && verdict.verdict.first > 0);
                acknowledged += reply->verdicts.size();
                waiting.reset();
            }
            QVERIFY(station.process->waitForFinished(10'000));
        }
        QVERIFY(acknowledged >= 3 * 7);
        Served station = serve();
        QVERIFY2(station.port != 0, station.err);
        const Target to{station.port, {}};
        const auto facts = testing::readFacts(to, m_seat);
        QVERIFY(facts.size() >= acknowledged);
        Hash previous{};
        for (std::size_t i = 0; i < facts.size(); ++i) {
            const auto fact = ledger::decodeFact(facts[i].bytes);
            QVERIFY(fact.has_value());
            QCOMPARE(fact->number, static_cast<std::uint64_t>(i + 1));
            QVERIFY(sha256(facts[i].bytes) == facts[i].hash);
            if (i > 0) QVERIFY(fact->previous == previous);
            previous = facts[i].hash;
        }
        station.process->terminate();
        QVERIFY(station.process->waitForFinished(20'000));
        QCOMPARE(station.process->exitCode(), 0);
    }

    void a_second_writer_is_refused_clearly() {
        Served first = serve();
        QVERIFY2(first.port != 0, first.err);
        const Run second = testing::runServer(QStringList{QStringLiteral("run")} + data());
        QCOMPARE(second.code, int(server::kRefused));
        QVERIFY2(second.err.contains("lock"), second.err);
        QCOMPARE(testing::get({first.port, {}}, "/v1/hello").status, 200);
        first.process->terminate();
        QVERIFY(first.process->waitForFinished(20'000));
        QCOMPARE(first.process->exitCode(), 0);
        QVERIFY(!std::filesystem::exists(m_folder.running()));
    }

    void a_wrong_site_file_is_refused_with_file_line_and_reason() {
        const std::filesystem::path wrong =
            std::filesystem::path(SHOUWANG_TEST_DATA) / "site" / "camera_twice.json";
        const QStringList words =
            QStringList{QStringLiteral("site"), QStringLiteral("import"), text(wrong)} + data();
        const Run offline = testing::runServer(words);
        QCOMPARE(offline.code, int(server::kRefused));
        const QRegularExpression fileAndLine(QStringLiteral("camera_twice\\.json:[0-9]+: .+"));
        QVERIFY2(fileAndLine.match(QString::fromUtf8(offline.err)).hasMatch(), offline.err);
        Served station = serve();
        QVERIFY2(station.port != 0, station.err);
        const Run online = testing::runServer(words);
        QCOMPARE(online.code, int(server::kRefused));
        QVERIFY2(fileAndLine.match(QString::fromUtf8(online.err)).hasMatch(), online.err);
        station.process->terminate();
        QVERIFY(station.process->waitForFinished(20'000));
    }

    void a_site_import_after_a_crash_does_not_wait_for_the_dead() {
        Served station = serve();
        QVERIFY2(station.port != 0, station.err);
        station.process->kill();
        QVERIFY(station.process->waitForFinished(10'000));
        QVERIFY(std::filesystem::exists(m_folder.running()));
        const auto file = testing::writeSampleSite(root());
        const Run run = testing::runServer(
            QStringList{QStringLiteral("site"), QStringLiteral("import"), text(file)} + data());
        QVERIFY2(run.code == 0, run.err);
    }

    void a_damaged_ledger_is_said_to_the_seats_and_a_restore_brings_the_station_back() {
        const QString backup = text(root() / "backup.db");
        QCOMPARE(testing::runServer(QStringList{QStringLiteral("backup"), backup} + data()).code, 0);
        damage();
        const quint16 port = testing::freePort();
        const Served closed = testing::serve(
            data() + QStringList{QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(port)});
        QCOMPARE(closed.closed, QStringLiteral("damaged"));
        QCOMPARE(closed.closedPort, port);
        QVERIFY2(closed.err.contains("restore"), closed.err);
        const Target to{port, {}};
        const auto hello = sync::decodeHello(testing::get(to, "/v1/hello").bytes());
        QVERIFY(hello && hello->closed && hello->closed->why == ledger::Trouble::Damaged);
        QVERIFY(hello->station == server::readSettings(m_folder)->station);
        Seat again = m_seat;
        const sync::Push push = testing::makePush(again, 1);
        QVERIFY(sync::closedAnswer(testing::send(to, again, push).bytes()).has_value());
        QVERIFY(sync::closedAnswer(testing::get(to, "/v1/feed").bytes()).has_value());
        const testing::Reply newer =
            testing::call(to, {"GET", "/v1/feed", {}, {}, {{"Shouwang-Protocol", "99"}}});
        QVERIFY(sync::versionAnswer(newer.bytes()).has_value());
        const testing::Reply status = testing::get(to, "/api/v1/status");
        QCOMPARE(status.status, 200);
        QVERIFY(status.body.find("\"ledger_closed\":\"damaged\"") != std::string::npos);
        QCOMPARE(testing::get(to, "/api/v1/facts").status, 503);
        const Run restored = testing::runServer(QStringList{QStringLiteral("restore"), backup} + data());
        QVERIFY2(restored.code == 0, restored.err);
        const auto taken = [&] { return testing::send(to, m_seat, push).status == 200 && isOpen(to); };
        QTRY_VERIFY_WITH_TIMEOUT(taken(), 60'000);
        closed.process->terminate();
        QVERIFY(closed.process->waitForFinished(20'000));
        QCOMPARE(closed.process->exitCode(), 0);
    }

    void what_is_wrong_with_a_ledger_is_told_apart_and_nothing_is_changed() {
        const auto served = [this](const QString& why, int code) {
            const auto before = readFile(m_folder.ledger());
            const Served closed = serve();
            QCOMPARE(closed.closed, why);
            QVERIFY(!closed.err.isEmpty());
            closed.process->terminate();
            QVERIFY(closed.process->waitForFinished(20'000));
            QCOMPARE(closed.process->exitCode(), code);
            QVERIFY(*before == *readFile(m_folder.ledger()));
        };
        {
            ledger::Database::Options options;
            options.path = m_folder.ledger();
            auto file = ledger::Database::open(options).value();
            file->begin();
            file->run("UPDATE ledger_meta SET version=version+1");
            QVERIFY(file->commit().has_value());
        }
        served(QStringLiteral("newer"), server::kRefused);
        QVERIFY(std::filesystem::remove(m_folder.ledger()));
        {
            ledger::Database::Options options;
            options.path = m_folder.ledger();
            options.applicationId = 7;
            QVERIFY(ledger::Database::open(options).has_value());
        }
        served(QStringLiteral("foreign"), server::kRefused);
        QVERIFY(writeFileWhole(m_folder.ledger(), view(std::string(8192, 'x'))).has_value());
        served(QStringLiteral("damaged"), server::kDamaged);
    }

    void a_ledger_that_is_gone_is_not_silently_begun_anew() {
        const auto away = m_folder.ledger().string() + ".elsewhere";
        std::filesystem::rename(m_folder.ledger(), away);
        const quint16 port = testing::freePort();
        const Served closed = testing::serve(
            data() + QStringList{QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(port)});
        QCOMPARE(closed.closed, QStringLiteral("missing"));
        QVERIFY2(closed.err.contains("mounted"), closed.err);
        const Target to{port, {}};
        const auto hello = sync::decodeHello(testing::get(to, "/v1/hello").bytes());
        QVERIFY(hello && hello->closed && hello->closed->why == ledger::Trouble::Missing);
        const Run offline = testing::runServer(QStringList{QStringLiteral("seat"), QStringLiteral("add"),
                                                           QStringLiteral("--name"), QStringLiteral("Z")} +
                                               data());
        QVERIFY(offline.code != 0);
        QVERIFY(!std::filesystem::exists(m_folder.ledger()));
        std::filesystem::rename(away, m_folder.ledger()); // its disk is mounted again
        QTRY_VERIFY_WITH_TIMEOUT(isOpen(to), 60'000);
        closed.process->terminate();
        QVERIFY(closed.process->waitForFinished(20'000));
    }

    void what_is_wrong_beside_the_ledger_ends_the_program() {
        QVERIFY(writeFileWhole(m_folder.adminToken(), view("short"), 0600).has_value());
        const Run run = testing::runServer(QStringList{QStringLiteral("run")} + data());
        QVERIFY2(run.code != 0 && run.err.contains("token"), run.err);
    }

    void wrong_words_get_the_help_and_code_2() {
        for (const QStringList& words :
             {QStringList{}, QStringList{QStringLiteral("fly")}, QStringList{QStringLiteral("run")},
              QStringList{QStringLiteral("run"), QStringLiteral("--what"), QStringLiteral("x")},
              QStringList{QStringLiteral("seat"), QStringLiteral("add")}}) {
            const Run run = testing::runServer(words);
            QCOMPARE(run.code, int(server::kUsage));
            QVERIFY(!run.err.isEmpty());
        }
        QCOMPARE(testing::runServer({QStringLiteral("help")}).code, 0);
        const QStringList open{QStringLiteral("--listen"), QStringLiteral("0.0.0.0:0")};
        QCOMPARE(testing::runServer(QStringList{QStringLiteral("run")} + data() + open).code,
                 int(server::kRefused));
    }
};

QTEST_GUILESS_MAIN(TestProcess)
#include "tst_process.moc"
