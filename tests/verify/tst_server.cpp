// What an auditor is told of a running station: a real one, asked by the real program.
#include "ledger/checkpoint.h"
#include "support/process.h"
#include "support/station_case.h"

#include <QProcess>
#include <sqlite3.h>

using namespace shouwang;

class ServerTest final : public testing::StationCase {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        prepare();
        start();
        m_noted.clear();
        for (int i = 0; i < 3; ++i) { // 3 checkpoints, and facts behind the last one
            QCOMPARE(push(4).status, 200);
            QCOMPARE(server::runProgram({"checkpoint", "--data", m_folder.root.string()}), 0);
            m_noted.push_back(head());
        }
        QCOMPARE(push(2).status, 200);
        QCOMPARE(m_noted.size(), std::size_t{3});
        QVERIFY(m_noted[1] < m_noted[2] && m_noted[2] < head());
    }
    void cleanup() { m_station.reset(); }

    void a_good_station_is_proven_with_all_its_checkpoints() {
        QCOMPARE(verify(), 0);
        QVERIFY2(m_out.contains("proven: " + QByteArray::number(qulonglong{head()}) + " facts"), m_out);
        QVERIFY2(m_out.contains("3 checkpoints"), m_out);
        QCOMPARE(verify(key()), 0);
        QVERIFY2(m_out.contains("3 checkpoints, signed by this key"), m_out);
    }

    void another_key_is_a_fault_of_the_first_checkpoint() {
        const auto other = ledger::SignerKey::make("another", m_random).value();
        QCOMPARE(verify(other.verifier().text()), 1);
        QVERIFY2(namesFact(m_noted[0]), m_out);
    }

    void a_wrong_note_is_a_fault_also_where_it_is_not_the_latest() {
        change(
            "UPDATE checkpoint SET note=(SELECT note FROM checkpoint ORDER BY number LIMIT 1) WHERE number=" +
            std::to_string(m_noted[1]));
        QCOMPARE(verify(), 1);
        QVERIFY2(namesFact(m_noted[1]), m_out);
        QVERIFY2(m_out.contains("names another number"), m_out);
    }

    void a_note_that_cannot_be_read_is_a_fault() {
        change("UPDATE checkpoint SET note='nonsense' WHERE number=" + std::to_string(m_noted[2]));
        QCOMPARE(verify(), 1);
        QVERIFY2(namesFact(m_noted[2]), m_out);
    }

    void a_checkpoint_of_another_chain_is_a_fault() {
        change(m_noted[2], note("another station", m_noted[2]));
        QCOMPARE(verify(), 1);
        QVERIFY2(namesFact(m_noted[2]) && m_out.contains("of another chain"), m_out);
    }

    void a_checkpoint_beyond_the_head_is_a_fault() {
        const std::uint64_t beyond = head() + 5;
        change("INSERT INTO checkpoint VALUES(" + std::to_string(beyond) + ", 1, 'x')");
        QCOMPARE(verify(), 1);
        QVERIFY2(namesFact(beyond) && m_out.contains("not there"), m_out);
    }

    void a_fact_that_was_changed_behind_the_stations_back_is_a_fault() {
        change("UPDATE fact SET bytes=(SELECT bytes FROM fact WHERE number=3) WHERE number=5");
        QCOMPARE(verify(), 1);
        QVERIFY2(namesFact(5), m_out);
    }

    void a_fact_that_was_changed_with_its_hash_does_not_meet_the_next_one() {
        const auto facts = testing::readFacts(m_to, m_seat);
        ledger::Fact forged = ledger::decodeFact(facts[4].bytes).value();
        forged.actor = "somebody else";
        const Bytes bytes = ledger::encode(forged);
        change("UPDATE fact SET bytes=x'" + toHex(bytes) + "', hash=x'" + toHex(sha256(bytes)) +
               "' WHERE number=5");
        QCOMPARE(verify(), 1);
        QVERIFY2(namesFact(6), m_out); // which follows another one
    }

    void a_missing_end_is_a_fault() {
        const std::uint64_t last = head();
        change("DELETE FROM fact WHERE number=" + std::to_string(last));
        QCOMPARE(verify(), 1);
        QVERIFY2(namesFact(last) && m_out.contains("not there"), m_out);
    }

    void a_missing_fact_in_the_middle_is_a_fault() {
        change("DELETE FROM fact WHERE number=4");
        QCOMPARE(verify(), 1);
        QVERIFY2(namesFact(4), m_out);
    }

    void a_station_that_does_not_answer_or_know_the_token_is_no_fault() {
        m_seat.token = std::string(64, 'f');
        QCOMPARE(verify(), 2);
        m_station.reset();
        QCOMPARE(verify(), 2);
    }

private:
    std::uint64_t head() { return testing::readFacts(m_to, m_seat).back().number; }
    bool namesFact(std::uint64_t number) const {
        return m_out.contains("FAULT at fact " + QByteArray::number(qulonglong{number}) + ":");
    }
    std::string key() const {
        const auto run =
            testing::runServer({QStringLiteral("checkpoint"), QStringLiteral("key"), QStringLiteral("--data"),
                                QString::fromStdString(m_folder.root.string())});
        return run.out.trimmed().toStdString();
    }
    std::string note(const std::string& station, std::uint64_t number) {
        const auto signer = ledger::SignerKey::make("another", m_random).value();
        const auto facts = testing::readFacts(m_to, m_seat);
        return ledger::makeNote({ledger::originOf(Id::fromParts({station})), number, facts[number - 1].hash},
                                signer);
    }
    void change(std::uint64_t number, const std::string& text) {
        change("UPDATE checkpoint SET note='" + text + "' WHERE number=" + std::to_string(number));
    }
    /// By somebody who can write the file while the station runs.
    void change(const std::string& sql) const {
        sqlite3* handle = nullptr;
        QCOMPARE(sqlite3_open(m_folder.ledger().c_str(), &handle), SQLITE_OK);
        sqlite3_busy_timeout(handle, 20'000);
        const int done = sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr);
        sqlite3_close(handle);
        QCOMPARE(done, SQLITE_OK);
    }
    int verify(const std::string& signedBy = {}) {
        const std::filesystem::path token = root() / "token";
        if (!writeFileWhole(token, view(m_seat.token + "\n"), 0600)) return -1;
        QStringList words{QStringLiteral("--url"), QStringLiteral("http://127.0.0.1:%1").arg(m_to.port),
                          QStringLiteral("--token"), QString::fromStdString(token.string())};
        if (!signedBy.empty()) words << QStringLiteral("--key") << QString::fromStdString(signedBy);
        QProcess program;
        program.setProcessChannelMode(QProcess::MergedChannels);
        program.start(QStringLiteral(SHOUWANG_VERIFY), words);
        if (!program.waitForFinished(60'000)) return -1;
        m_out = program.readAll();
        return program.exitCode();
    }

    std::vector<std::uint64_t> m_noted; // facts that checkpoints name
    QByteArray m_out;
};

QTEST_GUILESS_MAIN(ServerTest)
#include "tst_server.moc"
