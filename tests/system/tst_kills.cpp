// A station and two seats under load of reports and orders, killed with SIGKILL at any moment, one or two at
// once, over and over. Afterwards: what any of them had been told was saved is in the ledger, once; what was
// told as applied is so; the chain holds; and every replica has the same tables.
#include "base/file.h"
#include "dispatch/tables.h"
#include "ledger/verify.h"
#include "people/key_store.h"
#include "people/tables.h"
#include "rooms/rooms.h"
#include "server/commands.h"
#include "support/frozen_rooms.h"
#include "support/process.h"
#include "support/station_fixture.h"
#include "sync/seat_store.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <map>
#include <random>
#include <set>
#include <thread>

using namespace shouwang;
using namespace std::chrono_literals;

namespace {

constexpr int kDefaultKills = 12;

QString text(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

struct SeatProcess {
    testing::Seat card;
    std::filesystem::path file;
    std::filesystem::path log;
    std::unique_ptr<QProcess> process;
};

/// The lines of a seat's log by their first word.
std::map<std::string, std::set<std::string>> wordsOf(const std::filesystem::path& log) {
    std::map<std::string, std::set<std::string>> words;
    QFile file(text(log));
    if (!file.open(QIODevice::ReadOnly)) return words;
    while (!file.atEnd()) {
        const std::string line = file.readLine().trimmed().toStdString();
        const auto space = line.find(' ');
        if (space != std::string::npos) words[line.substr(0, space)].insert(line.substr(space + 1));
    }
    return words;
}

} // namespace

class TestKills : public QObject {
    Q_OBJECT

private:
    std::filesystem::path root() const { return m_root->path().toStdString(); }

    void startStation() {
        m_station = testing::serve({QStringLiteral("--data"), text(m_folder.root), QStringLiteral("--listen"),
                                    QStringLiteral("127.0.0.1:%1").arg(m_port)});
        QVERIFY2(m_station.port == m_port, m_station.err);
    }
    void startSeat(SeatProcess& seat, int pause_ms) {
        seat.process = std::make_unique<QProcess>();
        seat.process->setProcessChannelMode(QProcess::SeparateChannels);
        seat.process->start(QStringLiteral(KILL_SEAT),
                            {QStringLiteral("http://127.0.0.1:%1").arg(m_port),
                             QString::fromStdString(seat.card.token),
                             QString::fromStdString(seat.card.id.text()), text(seat.file), text(seat.log),
                             QString::number(pause_ms)});
        QVERIFY(seat.process->waitForStarted(20'000));
    }
    static void killNow(QProcess& process) {
        ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
        QVERIFY(process.waitForFinished(20'000));
    }
    /// Both die before either is there again.
    void killAndStart(const std::set<int>& victims) {
        for (const int victim : victims)
            killNow(victim == 0 ? *m_station.process : *seatOf(victim).process);
        for (const int victim : victims) {
            if (victim == 0) {
                startStation();
            } else {
                startSeat(seatOf(victim), 2);
            }
        }
    }
    SeatProcess& seatOf(int victim) { return m_seats.at(static_cast<std::size_t>(victim - 1)); }
    /// "op1" is signed on at each seat: orders need a right.
    void signOn() {
        const auto password = root() / "password";
        QVERIFY(writeFileWhole(password, view("Long-enough-1\n"), 0600).has_value());
        QCOMPARE(server::runProgram({"account", "add", "--data", m_folder.root.string(), "--account", "op1",
                                     "--name", "值班长", "--role", "shift_leader", "--password-file",
                                     password.string()}),
                 0);
        const auto store = people::KeyStore::read(m_folder.keyStore());
        QVERIFY(store.has_value());
        const auto key = store->unlock("op1", "Long-enough-1");
        QVERIFY(key.has_value());
        for (SeatProcess& seat : m_seats) {
            const people::SignOn as{"op1", people::Role::ShiftLeader, false, {}};
            const Micros now = SystemClock().utc();
            ledger::Command command =
                people::signOn(as, key->sign(people::signOnText(seat.card.id, as, now)));
            command.id = {ledger::CommandId::Source::Seat, seat.card.id, seat.card.epoch, 1, 0};
            command.seat = seat.card.id;
            command.actor = "op1";
            command.occurred = command.recorded = now;
            const sync::Push push{
                sync::kProtocol, seat.card.id, seat.card.epoch, 1, {ledger::encode(command)}};
            QCOMPARE(testing::send({m_port, {}}, seat.card, push).status, 200);
        }
    }
    /// Not at a chosen point but at any: between 20 and 400 ms after whatever came before.
    void waitAMoment() {
        std::uniform_int_distribution<int> milliseconds(20, 400);
        std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds(m_engine)));
    }

    std::unique_ptr<QTemporaryDir> m_root;
    server::DataFolder m_folder;
    quint16 m_port = 0;
    testing::Served m_station;
    std::array<SeatProcess, 2> m_seats;
    std::mt19937 m_engine{20261122};

private Q_SLOTS:
    void what_was_shown_as_saved_outlives_any_kill() {
        m_root = std::make_unique<QTemporaryDir>();
        m_folder = testing::makeStation(root());
        m_port = testing::freePort();
        for (std::size_t i = 0; i < m_seats.size(); ++i) {
            m_seats[i].card = testing::addSeat(m_folder, std::string(1, static_cast<char>('A' + i)));
            m_seats[i].file = root() / ("seat" + std::to_string(i) + ".db");
            m_seats[i].log = root() / ("seat" + std::to_string(i) + ".log");
        }
        startStation();
        signOn();
        if (QTest::currentTestFailed()) return;
        for (SeatProcess& seat : m_seats)
            startSeat(seat, 2);
        const int kills = qEnvironmentVariableIsSet("SHOUWANG_KILLS")
                              ? qEnvironmentVariableIntValue("SHOUWANG_KILLS")
                              : kDefaultKills;
        std::uniform_int_distribution<int> which(0, 3); // the station twice as often as a seat
        std::uniform_int_distribution<int> another(0, 3);
        int done = 0;
        while (done < kills) {
            waitAMoment();
            std::set<int> victims{which(m_engine) % 3};
            if (const int second = another(m_engine); second < 3 && done + 1 < kills) victims.insert(second);
            killAndStart(victims);
            done += static_cast<int>(victims.size());
            if (QTest::currentTestFailed()) return;
        }
        for (SeatProcess& seat : m_seats)
            killNow(*seat.process);
        for (int round = 0; round < 2;
             ++round) { // now everything comes to rest; the first hears of the second
            for (SeatProcess& seat : m_seats) {
                startSeat(seat, 0);
                QVERIFY2(seat.process->waitForFinished(300'000), "a seat does not come to rest");
                QCOMPARE(seat.process->exitCode(), 0);
            }
        }
        m_station.process->terminate();
        QVERIFY(m_station.process->waitForFinished(30'000));
        checkLedger(kills);
        if (!QTest::currentTestFailed()) checkTables();
    }

private:
    void checkLedger(int kills) {
        const auto proof = ledger::verifyFile(m_folder.ledger());
        QVERIFY(proof.has_value());
        QVERIFY2(!proof->fault, "the chain does not hold");
        std::map<std::string, int> effects;
        std::set<std::string> opened;
        ledger::Database::Options options;
        options.path = m_folder.ledger();
        options.access = ledger::Database::Access::ReadOnly;
        auto tables = ledger::Database::open(options);
        QVERIFY(tables.has_value());
        ledger::Statement rows = (*tables)->prepare("SELECT command, kind FROM fact");
        while (rows.next()) {
            ++effects[rows.text(0)];
            if (rows.text(1) == dispatch::kind::kOpened) opened.insert(rows.text(0));
        }
        std::size_t saved = 0;
        std::size_t told = 0;
        std::size_t applied = 0;
        for (const SeatProcess& seat : m_seats) {
            const auto words = wordsOf(seat.log);
            const auto of = [&words](const char* word) {
                const auto found = words.find(word);
                return found == words.end() ? std::set<std::string>() : found->second;
            };
            for (const std::string& command : of("saved")) {
                ++saved;
                QVERIFY2(effects.contains(command), ("lost: " + command).c_str());
                QCOMPARE(effects.at(command), 1);
            }
            for (const std::string& command : of("station")) {
                ++told;
                QVERIFY2(effects.contains(command), ("taken back: " + command).c_str());
            }
            for (const std::string& command : of("applied")) {
                ++applied;
                QVERIFY2(opened.contains(command), ("told as applied: " + command).c_str());
            }
        }
        qInfo("%d kills: %zu acts shown as saved, %zu told to be at the station, %zu orders to be applied, "
              "%zu facts; none lost, none twice",
              kills, saved, told, applied, static_cast<std::size_t>(proof->facts));
        QVERIFY(saved > 0 && told > 0 && applied > 0);
    }
    /// The rooms that a seat has too.
    static std::string tablesOf(const std::filesystem::path& file, std::int32_t application) {
        ledger::Database::Options options;
        options.path = file;
        options.access = ledger::Database::Access::ReadOnly;
        options.applicationId = application;
        const auto tables = ledger::Database::open(options);
        if (!tables) return {};
        return testing::frozen::tablesText(**tables, commonRooms());
    }
    void checkTables() const {
        const std::string station = tablesOf(m_folder.ledger(), ledger::Database::Options().applicationId);
        QVERIFY(station.size() > 10'000); // incidents and contested reports are in it
        const std::string wanted = toHex(sha256(view(station)));
        for (const SeatProcess& seat : m_seats)
            QCOMPARE(toHex(sha256(view(tablesOf(seat.file, sync::kSeatApplicationId)))), wanted);
    }
};

QTEST_GUILESS_MAIN(TestKills)
#include "tst_kills.moc"
