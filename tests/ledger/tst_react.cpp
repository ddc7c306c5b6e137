// What follows from new facts is never lost and never happens twice, however much it is at once.
#include "base/random.h"
#include "ledger/verify.h"
#include "toy_feature.h"

#include <QTemporaryDir>
#include <QTest>

using namespace shouwang;
using namespace shouwang::ledger;

namespace {

/// From each "burst.open" follow three lines; from each "burst.again" one of its kind; "burst.poison" is
/// followed by what its room throws on, and from "burst.unsaid" nobody can say what follows.
class Burst final : public Feature {
public:
    std::string name() const override { return "burst"; }
    int version() const override { return 1; }
    void createTables(Database& tables) const override {
        tables.run("CREATE TABLE IF NOT EXISTS burst_line(number INTEGER PRIMARY KEY, kind TEXT, text TEXT)");
    }
    void dropTables(Database& tables) const override { tables.run("DROP TABLE IF EXISTS burst_line"); }
    Decision decide(const View&, const Command& command) const override {
        if (command.kind == "burst.fail") throw std::runtime_error("planted");
        return Decision::one({command.kind + "ed", command.entity, command.open, {}, {}, {}, {}, {}});
    }
    void apply(Database& tables, const Fact& fact) const override {
        if (roomOf(fact.kind) != "burst") return;
        tables.prepare("INSERT INTO burst_line VALUES(?, ?, ?)")
            .bind(static_cast<std::int64_t>(fact.number))
            .bind(fact.kind)
            .bind(at(fact.open, 1).text())
            .run();
    }
    std::vector<Command> react(const Fact& fact) const override {
        const std::string of = std::to_string(fact.command.counter);
        if (fact.kind == "burst.opened")
            return {follow("burst.log", of + "a"), follow("burst.log", of + "b"),
                    follow("burst.log", of + "c")};
        if (fact.kind == "burst.agained") return {follow("burst.again", "on")};
        if (fact.kind == "burst.poisoned") return {follow("burst.fail", "never")};
        if (fact.kind == "burst.unsaided") throw std::runtime_error("planted");
        return {};
    }

private:
    static Command follow(std::string kind, std::string text) {
        Command command;
        command.kind = std::move(kind);
        command.entity = Id::fromParts({"entity"});
        command.open = {{1, Value(std::move(text))}};
        return command;
    }
};

} // namespace

class ReactTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->path().toStdString() + "/ledger";
        m_counter = 0;
        reopen();
    }
    void cleanup() { m_ledger.reset(); }

    void all_that_follows_from_a_large_batch_happens_once_and_in_order() {
        QCOMPARE(submit("burst.open", 40).size(), std::size_t{40});
        QCOMPARE(lines().size(), std::size_t{12}); // as much as one transaction takes here
        QVERIFY(m_ledger->reactionsWaiting() > 0);
        submit("burst.open", 1); // waits behind the others
        QCOMPARE(lines().size(), std::size_t{12});
        workOff();
        QCOMPARE(lines(), expected(41));
        QVERIFY(!m_ledger->reactSlice().value());
        QCOMPARE(lines(), expected(41));
        submit("burst.open", 1); // nothing waits: at once, as ever
        QCOMPARE(lines(), expected(42));
        proveChain();
    }

    void what_waits_is_found_again_after_a_crash() {
        submit("burst.open", 40);
        for (int i = 0; i < 3; ++i) {
            const std::filesystem::path copy = path().string() + std::to_string(i);
            for (const char* end : {"", "-wal"}) // as kill -9 leaves it
                std::filesystem::copy_file(path().string() + end, copy.string() + end);
            m_file = copy;
            reopen();
            QVERIFY(m_ledger->reactionsWaiting() > 0);
            QVERIFY(m_ledger->reactSlice().value());
            QCOMPARE(lines().size(), static_cast<std::size_t>(24 + 12 * i));
        }
        workOff();
        QCOMPARE(lines(), expected(40));
        reopen();
        QCOMPARE(m_ledger->reactionsWaiting(), 0u);
        QCOMPARE(lines(), expected(40));
        proveChain();
    }

    void a_commit_that_fails_leaves_all_of_it_waiting() {
        submit("burst.open", 40);
        const auto waiting = m_ledger->reactionsWaiting();
        m_ledger->database().run("PRAGMA query_only=ON");
        QVERIFY(!m_ledger->reactSlice().has_value());
        QCOMPARE(m_ledger->reactionsWaiting(), waiting);
        m_ledger->database().run("PRAGMA query_only=OFF");
        workOff();
        QCOMPARE(lines(), expected(40));
    }

    void a_rule_that_triggers_itself_ends() {
        submit("burst.again", 20);
        for (int i = 0; i < 1000 && m_ledger->reactSlice().value(); ++i) {
        }
        QCOMPARE(m_ledger->reactionsWaiting(), 0u);
        QCOMPARE(m_ledger->head().number, 20u + 20u * 8u);
    }

    void what_a_room_fails_on_holds_up_no_other_and_is_kept_to_be_seen() {
        submit("burst.open", 10);
        QVERIFY(m_ledger->reactionsWaiting() > 0);
        submit("burst.poison", 1);
        submit("burst.unsaid", 1);
        submit("burst.open", 2);
        int failures = 0;
        for (int i = 0; i < 100 && m_ledger->reactionsWaiting() > 0; ++i)
            failures += m_ledger->reactSlice() ? 0 : 1;
        QCOMPARE(m_ledger->reactionsWaiting(), 0u);
        QCOMPARE(failures, 4); // patience with each of the two
        QCOMPARE(lines().size(), std::size_t{36});
        Statement contested =
            m_ledger->database().prepare("SELECT count(*) FROM fact WHERE kind='burst.fail.contested'");
        QVERIFY(contested.next());
        QCOMPARE(contested.integer(0), 1);
    }

    void nothing_follows_from_the_copy_of_a_lost_fact_that_waits() {
        submit("burst.open", 10);
        Fact lost;
        lost.station = m_ledger->station();
        lost.epoch = 77;
        lost.number = 5;
        lost.kind = "burst.opened";
        lost.entity = Id::fromParts({"entity"});
        lost.command = {CommandId::Source::Device, Id::fromParts({"device"}), 1, 99, 0};
        StoredFact copy{5, {}, encode(lost), {}};
        copy.hash = sha256(copy.bytes);
        QCOMPARE(m_ledger->recover({&copy, 1}).value().front().kind, Verdict::Kind::Contested);
        workOff();
        QCOMPARE(lines(), expected(10));
    }

private:
    std::vector<Verdict> submit(const char* kind, std::size_t count) {
        std::vector<Command> batch;
        for (std::size_t i = 0; i < count; ++i)
            batch.push_back(toy::command(kind, Nature::Report, ++m_counter));
        return m_ledger->submit(batch).value();
    }
    void workOff() {
        for (int i = 0; i < 1000 && m_ledger->reactionsWaiting() > 0; ++i)
            QVERIFY(m_ledger->reactSlice().has_value());
        QCOMPARE(m_ledger->reactionsWaiting(), 0u);
    }
    std::vector<std::string> lines() {
        std::vector<std::string> found;
        Statement rows = m_ledger->database().prepare(
            "SELECT text FROM burst_line WHERE kind='burst.loged' ORDER BY number");
        while (rows.next())
            found.push_back(rows.text(0));
        return found;
    }
    static std::vector<std::string> expected(int opened) {
        std::vector<std::string> lines;
        for (int i = 1; i <= opened; ++i) {
            for (const char* which : {"a", "b", "c"})
                lines.push_back(std::to_string(i) + which);
        }
        return lines;
    }
    void proveChain() {
        m_ledger.reset();
        const Proof proof = verifyFile(path()).value();
        QVERIFY(!proof.fault);
    }
    std::filesystem::path path() const { return m_file; }
    void reopen() {
        m_ledger.reset();
        auto opened = Ledger::open({path(), {}, nullptr, 12}, {std::make_shared<Burst>()}, m_clock, m_random);
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text.c_str());
        m_ledger = std::move(*opened);
    }

    SystemClock m_clock;
    SeededRandom m_random{1};
    std::filesystem::path m_file;
    std::uint64_t m_counter = 0;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ledger> m_ledger;
};

QTEST_GUILESS_MAIN(ReactTest)
#include "tst_react.moc"
