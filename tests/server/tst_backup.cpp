// The day on which the disk is lost, with the real programs and a seat that had been told of newer facts.
#include "support/process.h"
#include "support/station_fixture.h"

#include "ledger/backup.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace shouwang;
using namespace shouwang::testing;

namespace {

QString text(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

} // namespace

class BackupCommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_root = std::make_unique<QTemporaryDir>();
        m_folder = makeStation(path(""));
        m_seat = addSeat(m_folder, "A");
    }
    void cleanup() {
        if (m_served.process) stop();
    }

    void a_running_station_is_backed_up_and_knows_of_it() {
        start();
        QCOMPARE(push(20).status, 200);
        const Run run = backup("backup.db");
        QVERIFY2(run.code == 0, run.err);
        const auto copy = ledger::inspect(path("backup.db")).value();
        QVERIFY(copy.head.number >= 20);
        const auto hello = sync::decodeHello(get({m_served.port, {}}, "/v1/hello").bytes()).value();
        QCOMPARE(hello.backedUp, copy.head.number);
        QCOMPARE(backup("backup.db").code, 3); // never over another one
    }

    void a_station_that_stands_still_is_backed_up_too() {
        start();
        QCOMPARE(push(5).status, 200);
        stop();
        QCOMPARE(backup("backup.db").code, 0);
        start();
        const auto hello = sync::decodeHello(get({m_served.port, {}}, "/v1/hello").bytes()).value();
        QCOMPARE(hello.backedUp, ledger::inspect(path("backup.db"))->head.number);
    }

    void after_a_restore_what_the_backup_lacks_is_pushed_again_once() {
        start();
        QCOMPARE(push(3).status, 200);
        QCOMPARE(backup("backup.db").code, 0);
        const auto lost = makePush(m_seat, 4);
        QCOMPARE(send({m_served.port, {}}, m_seat, lost).status, 200);
        const auto before = sync::decodeHello(get({m_served.port, {}}, "/v1/hello").bytes()).value();
        QCOMPARE(restore("backup.db").code, 3); // it runs
        stop();
        const Run restored = restore("backup.db");
        QVERIFY2(restored.code == 0, restored.err);
        start();
        const auto after = sync::decodeHello(get({m_served.port, {}}, "/v1/hello").bytes()).value();
        QVERIFY(after.head.number < before.head.number);
        QVERIFY(after.head.epoch != before.head.epoch);
        QCOMPARE(after.epochs.size(), 2u);
        const auto fromSeats = [this] {
            const auto facts = readFacts({m_served.port, {}}, m_seat);
            return std::ranges::count_if(facts, [](const ledger::StoredFact& stored) {
                return ledger::decodeFact(stored.bytes)->command.source == ledger::CommandId::Source::Seat;
            });
        };
        const auto facts = fromSeats();
        for (int twice = 0; twice < 2; ++twice)
            QCOMPARE(send({m_served.port, {}}, m_seat, lost).status, 200);
        QCOMPARE(fromSeats(), facts + 4);
        stop();
        QVERIFY(ledger::inspect(m_folder.ledger()).has_value());
    }

    void a_wrong_backup_is_refused_and_the_station_goes_on() {
        start();
        QCOMPARE(push(3).status, 200);
        stop();
        const auto before = ledger::inspect(m_folder.ledger()).value();
        QVERIFY(writeFileWhole(path("broken.db"), Bytes(9000, 'x')));
        const Run run = restore("broken.db");
        QVERIFY(run.code == 3 || run.code == 4);
        QVERIFY(!run.err.isEmpty());
        QCOMPARE(ledger::inspect(m_folder.ledger())->head.hash, before.head.hash);
        start();
        QCOMPARE(push(1).status, 200);
    }

    void a_folder_that_was_lost_whole_comes_back_from_the_backup_alone() {
        start();
        QCOMPARE(push(3).status, 200);
        QCOMPARE(backup("backup.db").code, 0);
        const auto before = sync::decodeHello(get({m_served.port, {}}, "/v1/hello").bytes()).value();
        stop();
        std::filesystem::remove_all(m_folder.root);
        const Run broken = restore("nothing.db");
        QVERIFY(broken.code != 0);
        const Run restored = restore("backup.db");
        QVERIFY2(restored.code == 0, restored.err);
        QVERIFY2(restored.out.contains(before.station.text().c_str()), restored.out);
        QVERIFY(server::readSettings(m_folder)->station == before.station);
        start();
        const auto after = sync::decodeHello(get({m_served.port, {}}, "/v1/hello").bytes()).value();
        QVERIFY(after.station == before.station);
        QVERIFY(after.head.number >= 3);
        QCOMPARE(push(1).status, 200); // the seat's token holds
        stop();
        const Run other = restore("backup.db"); // the folder has its station again
        QVERIFY2(other.code == 0, other.err);
    }

    void a_checkpoint_on_request_is_signed_by_the_key_that_is_shown() {
        start();
        QCOMPARE(push(2).status, 200);
        const Run note =
            runServer({QStringLiteral("checkpoint"), QStringLiteral("--data"), text(m_folder.root)});
        QVERIFY2(note.code == 0, note.err);
        const Run key = runServer({QStringLiteral("checkpoint"), QStringLiteral("key"),
                                   QStringLiteral("--data"), text(m_folder.root)});
        QCOMPARE(key.code, 0);
        const auto parsed = ledger::parseNote(note.out.toStdString()).value();
        const auto open = ledger::VerifierKey::parse(key.out.trimmed().toStdString()).value();
        QVERIFY(ledger::verifyNote(parsed, open));
        QCOMPARE(get({m_served.port, {}}, "/v1/checkpoint", m_seat.token).body, note.out.toStdString());
        QCOMPARE(std::filesystem::status(m_folder.root / "checkpoint.key").permissions() &
                     std::filesystem::perms::all,
                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    }

    void the_station_signs_by_itself_after_many_facts_and_holds_a_reserve() {
        SystemClock clock;
        SystemRandom random;
        server::StationOptions options;
        options.folder = m_folder;
        options.listen = {"127.0.0.1", 0, std::nullopt};
        options.reserve = 1 << 20;
        options.upkeep.checkpointFacts = 10;
        options.upkeep.look = std::chrono::milliseconds(20);
        auto station = server::Station::open(options, clock, random).value();
        QVERIFY(station->start());
        QVERIFY(std::filesystem::file_size(m_folder.root / "reserve") == 1 << 20);
        const Target to{station->port(), {}};
        QCOMPARE(get(to, "/v1/checkpoint", m_seat.token).body, std::string());
        QCOMPARE(send(to, m_seat, makePush(m_seat, 30)).status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(ledger::parseNote(get(to, "/v1/checkpoint", m_seat.token).body).has_value(),
                                 30000);
        QTRY_VERIFY_WITH_TIMEOUT(get(to, "/api/v1/health", m_seat.token).body.find("\"reserve_held\":true") !=
                                     std::string::npos,
                                 30000);
        station->stop();
    }

private:
    std::filesystem::path path(const std::string& name) const {
        return std::filesystem::path(m_root->path().toStdString()) / name;
    }
    void start() {
        m_served = serve({QStringLiteral("--data"), text(m_folder.root)});
        QVERIFY2(m_served.port != 0, m_served.err);
    }
    void stop() {
        m_served.process->terminate();
        QVERIFY(m_served.process->waitForFinished(60000));
        m_served = {};
    }
    Reply push(std::size_t commands) { return send({m_served.port, {}}, m_seat, makePush(m_seat, commands)); }
    Run backup(const std::string& name) {
        return runServer(
            {QStringLiteral("backup"), text(path(name)), QStringLiteral("--data"), text(m_folder.root)});
    }
    Run restore(const std::string& name) {
        return runServer(
            {QStringLiteral("restore"), text(path(name)), QStringLiteral("--data"), text(m_folder.root)});
    }

    std::unique_ptr<QTemporaryDir> m_root;
    server::DataFolder m_folder;
    Seat m_seat;
    Served m_served;
};

QTEST_GUILESS_MAIN(BackupCommandTest)
#include "tst_backup.moc"
