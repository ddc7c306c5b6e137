#include "base/random.h"
#include "ledger/verify.h"
#include "toy_feature.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>

using namespace shouwang;
using namespace shouwang::ledger;

class LedgerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        reopen();
    }
    void cleanup() { m_ledger.reset(); }

    void facts_are_numbered_without_gaps_and_chained() {
        submit(toy::command("toy.log", Nature::Report, 1));
        submit(toy::command("toy.nothing", Nature::Report, 2));
        submit(toy::command("toy.log", Nature::Report, 3));
        const auto facts = m_ledger->after(0, 100).value();
        QCOMPARE(facts.size(), 2u);
        Hash previous = genesis(m_ledger->station());
        for (std::size_t i = 0; i < facts.size(); ++i) {
            const Fact fact = decodeFact(facts[i].bytes).value();
            QCOMPARE(fact.number, i + 1);
            QCOMPARE(fact.previous, previous);
            QCOMPARE(sha256(facts[i].bytes), facts[i].hash);
            previous = facts[i].hash;
        }
        QCOMPARE(m_ledger->head().hash, previous);
    }

    void a_second_arrival_gets_the_first_verdict_again() {
        const Command open = toy::command("toy.open", Nature::Order, 1);
        const Verdict first = submit(open);
        QCOMPARE(first.kind, Verdict::Kind::Applied);
        reopen();
        const Verdict again = submit(open);
        QCOMPARE(again.kind, Verdict::Kind::Applied);
        QCOMPARE(again.first, first.first);
        QCOMPARE(m_ledger->head().number, 2u); // opened, and what followed from it
    }

    void the_same_identity_with_another_payload_is_quarantined() {
        submit(toy::command("toy.log", Nature::Report, 1, "mine"));
        const Verdict verdict = submit(toy::command("toy.log", Nature::Report, 1, "the clone's"));
        QVERIFY(verdict.quarantined);
        QCOMPARE(m_ledger->head().number, 1u);
        Statement kept = m_ledger->database().prepare("SELECT count(*) FROM quarantine");
        QVERIFY(kept.next());
        QCOMPARE(kept.integer(0), 1);
    }

    void a_refused_order_has_a_code_and_leaves_no_fact() {
        submit(toy::command("toy.open", Nature::Order, 1));
        const auto before = m_ledger->head().number;
        const Verdict verdict = submit(toy::command("toy.open", Nature::Order, 2));
        QCOMPARE(verdict.kind, Verdict::Kind::Refused);
        QCOMPARE(verdict.refusal.code, std::string("toy.already_open"));
        QCOMPARE(m_ledger->head().number, before);
    }

    void a_report_is_never_refused() {
        submit(toy::command("toy.open", Nature::Order, 1));
        const Verdict verdict = submit(toy::command("toy.open", Nature::Report, 2));
        QCOMPARE(verdict.kind, Verdict::Kind::Contested);
        const Verdict unknown = submit(toy::command("newroom.happened", Nature::Report, 3));
        QCOMPARE(unknown.kind, Verdict::Kind::Contested);
        const Fact fact = decodeFact(m_ledger->fact(unknown.last).value()->bytes).value();
        QCOMPARE(fact.kind, std::string("newroom.happened.contested"));
        QVERIFY(!fact.contested.empty());
    }

    void a_report_that_names_a_fact_does_not_become_that_fact() {
        const Verdict verdict = submit(toy::command("toy.opened", Nature::Report, 1));
        QCOMPARE(verdict.kind, Verdict::Kind::Contested);
        const Fact fact = decodeFact(m_ledger->fact(1).value()->bytes).value();
        QCOMPARE(fact.kind, std::string("toy.opened.contested"));
        QCOMPARE(m_ledger->head().number, 1u); // nothing followed from it
    }

    void a_contested_report_keeps_its_sealed_part_and_compartment() {
        Command command = toy::command("newroom.happened", Nature::Report, 1);
        command.compartment = Compartment::Health;
        command.sealed = toBytes(view("sealed"));
        submit(command);
        const StoredFact stored = *m_ledger->fact(1).value();
        QCOMPARE(stored.sealed, command.sealed);
        QCOMPARE(decodeFact(stored.bytes).value().compartment, Compartment::Health);
    }

    void without_the_right_an_order_is_refused_and_a_report_contested() {
        const std::string text = "needs a right";
        QCOMPARE(submit(toy::command("toy.open", Nature::Order, 1, text)).refusal.code,
                 std::string("toy.no_right"));
        QCOMPARE(submit(toy::command("toy.log", Nature::Report, 2, text)).kind, Verdict::Kind::Contested);
        Command holder = toy::command("toy.log", Nature::Report, 3, text);
        holder.actor = "holder";
        QCOMPARE(submit(holder).kind, Verdict::Kind::Applied);
    }

    void a_room_that_fails_leaves_the_chain_whole() {
        submit(toy::command("toy.log", Nature::Report, 1));
        const std::vector<Command> batch{toy::command("toy.log", Nature::Report, 2),
                                         toy::command("toy.fail", Nature::Report, 3)};
        const auto failed = m_ledger->submit(batch);
        QVERIFY(!failed);
        QCOMPARE(failed.error().next, Next::Bug);
        submit(toy::command("toy.log", Nature::Report, 4));
        submit(toy::command("toy.log", Nature::Report, 5));
        QCOMPARE(m_ledger->head().number, 3u);
        m_ledger.reset();
        const Proof proof = verifyFile(path()).value();
        QVERIFY(!proof.fault);
        QCOMPARE(proof.facts, 3u);
    }

    void react_runs_once_and_never_on_rebuild() {
        submit(toy::command("toy.open", Nature::Order, 1));
        QCOMPARE(m_ledger->head().number, 2u);
        const Fact followed = decodeFact(m_ledger->fact(2).value()->bytes).value();
        QCOMPARE(followed.command.source, CommandId::Source::React);
        QCOMPARE(followed.cause.number, 1u);
        reopen(2); // another version of the tables: they are rebuilt
        QCOMPARE(m_ledger->head().number, 2u);
        QCOMPARE(rows(), 2);
    }

    void what_a_device_says_twice_happened_once() {
        Command press = toy::command("toy.log", Nature::Report, 1, "pressed");
        press.id.source = CommandId::Source::Device;
        submit(press);
        press.open = {{1, Value("pressed, said again with another clock")}};
        QCOMPARE(submit(press).kind, Verdict::Kind::NoOp);
        QCOMPARE(m_ledger->head().number, 1u);
    }

    void a_full_disk_is_a_clear_error_and_nothing_happened() {
        submit(toy::command("toy.log", Nature::Report, 1));
        const Head before = m_ledger->head();
        m_ledger->database().run("PRAGMA max_page_count=1"); // SQLite takes the present size: no page more
        Result<std::vector<Verdict>> full;
        for (std::uint64_t i = 2; i < 200 && full; ++i) {
            const Command large = toy::command("toy.log", Nature::Report, i, std::string(4000, 'x'));
            full = m_ledger->submit({&large, 1});
        }
        QVERIFY(!full);
        QCOMPARE(full.error().next, Next::Retry);
        QVERIFY(full.error().text.find("disk full") != std::string::npos);
        const auto stored = m_ledger->head();
        m_ledger->database().run("PRAGMA max_page_count=1000000");
        submit(toy::command("toy.log", Nature::Report, 500));
        QCOMPARE(m_ledger->head().number, stored.number + 1);
        QVERIFY(m_ledger->head().number > before.number);
        QCOMPARE(m_ledger->after(0, 10000).value().size(), m_ledger->head().number);
    }

    void a_second_writer_fails_to_open() {
        SystemClock clock;
        SystemRandom random;
        const auto second = Ledger::open({path(), {}, nullptr}, features(1), clock, random);
        QVERIFY(!second);
        QCOMPARE(second.error().next, Next::Refused);
    }

    void a_reader_sees_what_is_committed_and_cannot_write() {
        submit(toy::command("toy.log", Nature::Report, 1));
        auto reader = Database::open({path(), Database::Access::ReadOnly});
        QVERIFY(reader.has_value());
        {
            Statement count = (*reader)->prepare("SELECT count(*) FROM fact");
            QVERIFY(count.next());
            QCOMPARE(count.integer(0), 1);
        }
        (*reader)->run("DELETE FROM fact");
        QVERIFY((*reader)->error().has_value());
    }

    void a_file_that_is_not_ours_is_refused_and_untouched() {
        const std::filesystem::path foreign = m_folder->path().toStdString() + "/foreign";
        std::ofstream(foreign) << std::string(5000, 'x');
        SystemClock clock;
        SystemRandom random;
        QVERIFY(!Ledger::open({foreign, {}, nullptr}, features(1), clock, random));
        QCOMPARE(readFile(foreign).value(), Bytes(5000, 'x'));
    }

    void a_damaged_file_is_said_to_be_damaged() {
        for (std::uint64_t i = 1; i < 50; ++i)
            submit(toy::command("toy.log", Nature::Report, i, std::string(3000, 'a')));
        m_ledger.reset();
        Bytes bytes = readFile(path()).value();
        QVERIFY(bytes.size() > 40000);
        for (std::size_t i = 8192; i < 30000; ++i)
            bytes[i] = 0x5a;
        QVERIFY(writeFileWhole(path(), bytes));
        SystemClock clock;
        SystemRandom random;
        const auto opened = Ledger::open({path(), {}, nullptr}, features(1), clock, random);
        QVERIFY(!opened);
        QCOMPARE(opened.error().next, Next::Corrupt);
    }

    void another_station_is_refused() {
        m_ledger.reset();
        SystemClock clock;
        SystemRandom random;
        QVERIFY(!Ledger::open({path(), Id::fromParts({"other"}), nullptr}, features(1), clock, random));
    }

private:
    std::filesystem::path path() const { return m_folder->path().toStdString() + "/ledger"; }
    static Features features(int version) { return {std::make_shared<toy::Toy>(version)}; }
    void reopen(int version = 1) {
        m_ledger.reset();
        auto opened = Ledger::open({path(), {}, nullptr}, features(version), m_clock, m_random);
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text.c_str());
        m_ledger = std::move(*opened);
    }
    Verdict submit(const Command& command) { return m_ledger->submit({&command, 1}).value().front(); }
    std::int64_t rows() {
        Statement count = m_ledger->database().prepare("SELECT count(*) FROM toy_line");
        return count.next() ? count.integer(0) : -1;
    }

    SystemClock m_clock;
    SeededRandom m_random{1};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ledger> m_ledger;
};

QTEST_GUILESS_MAIN(LedgerTest)
#include "tst_ledger.moc"
