// A toy room before and after an upgrade, for the tests of new tables beside old ones.
#pragma once

#include "base/random.h"
#include "ledger/ledger.h"
#include "ledger/rebuild.h"
#include "toy_feature.h"

#include <QTemporaryDir>
#include <QTest>

namespace shouwang::ledger::toy {

/// The toy after an upgrade: a column and an index more; version 1 can be read and written still.
class NewToy final : public Feature {
public:
    explicit NewToy(int readable)
        : m_readable(readable) {}
    std::string name() const override { return "toy"; }
    int version() const override { return 2; }
    int readableSince() const override { return m_readable; }
    void createTables(Database& tables) const override {
        tables.run(
            "CREATE TABLE IF NOT EXISTS toy_line(number INTEGER PRIMARY KEY, kind TEXT, text TEXT,"
            " length INTEGER NOT NULL) STRICT; CREATE INDEX IF NOT EXISTS toy_length ON toy_line(length);"
            "CREATE TABLE IF NOT EXISTS toy_total(kind TEXT PRIMARY KEY, lines INTEGER)");
    }
    void dropTables(Database& tables) const override {
        tables.run("DROP TABLE IF EXISTS toy_line; DROP TABLE IF EXISTS toy_total");
    }
    Decision decide(const View&, const Command& command) const override {
        return Decision::one({"toy.logged", command.entity, command.open, {}, {}, {}, {}, {}});
    }
    void apply(Database& tables, const Fact& fact) const override {
        const std::string text = at(fact.open, 1).text();
        if (text == "planted" && !m_forgiving) throw std::runtime_error("planted");
        if (!hasLength(tables)) { // the tables of version 1 are still in use
            tables.prepare("INSERT INTO toy_line VALUES(?, ?, ?)")
                .bind(static_cast<std::int64_t>(fact.number))
                .bind(fact.kind)
                .bind(text)
                .run();
            return;
        }
        tables.prepare("INSERT INTO toy_line VALUES(?, ?, ?, ?)")
            .bind(static_cast<std::int64_t>(fact.number))
            .bind(fact.kind)
            .bind(text)
            .bind(static_cast<std::int64_t>(text.size()))
            .run();
        tables.prepare("INSERT INTO toy_total VALUES(?, 1) ON CONFLICT DO UPDATE SET lines=lines+1")
            .bind(fact.kind)
            .run();
    }
    static bool hasLength(Database& tables) {
        Statement column = tables.prepare("SELECT 1 FROM pragma_table_info('toy_line') WHERE name='length'");
        return column.next();
    }
    mutable bool m_forgiving = false;

private:
    int m_readable;
};

/// A ledger of 300 lines that the old toy has written.
class UpgradeTest : public QObject {
protected:
    std::filesystem::path path() const { return m_folder->path().toStdString() + "/ledger"; }
    void open(std::shared_ptr<const Feature> room, const char* vfs = nullptr) {
        m_ledger.reset();
        auto opened = Ledger::open({path(), {}, vfs}, {std::move(room)}, m_clock, m_random);
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text.c_str());
        m_ledger = std::move(*opened);
    }
    void submit(const std::string& text) {
        const Command line = command("toy.log", Nature::Report, ++m_counter, text);
        QVERIFY(m_ledger->submit({&line, 1}).has_value());
    }
    /// -1: there is no such table.
    std::int64_t count(const std::string& what) {
        std::int64_t rows = -1;
        {
            Statement statement = m_ledger->database().prepare("SELECT count(*) FROM " + what);
            if (statement.next()) rows = statement.integer(0);
        }
        if (m_ledger->database().error()) m_ledger->database().rollback();
        return rows;
    }
    /// The tables as a rebuild of all facts by the same code makes them.
    void expectAsFromTheStart() {
        auto scratch = Database::scratch().value();
        NewToy room(1);
        room.m_forgiving = true;
        room.createTables(*scratch);
        const auto facts = m_ledger->after(0, 100000).value();
        for (const StoredFact& stored : facts)
            room.apply(*scratch, decodeFact(stored.bytes).value());
        for (const char* table : {"toy_line", "toy_total"}) {
            const auto expected = readRows(*scratch, table, kBeforeFirstRow, 100000, 100u << 20).value();
            const auto actual = readRows(m_ledger->database(), table, kBeforeFirstRow, 100000, 100u << 20);
            QVERIFY(actual.has_value());
            QVERIFY(actual->rows.columns == expected.rows.columns);
            QVERIFY(actual->rows.rows == expected.rows.rows);
        }
        QCOMPARE(count("sqlite_master WHERE name='toy_length'"), 1);
    }

    void write() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_counter = 0;
        open(std::make_shared<Toy>());
        std::vector<Command> lines;
        for (int i = 0; i < 300; ++i)
            lines.push_back(command("toy.log", Nature::Report, ++m_counter, "line " + std::to_string(i)));
        QVERIFY(m_ledger->submit(lines).has_value());
    }
    /// One step of the rebuild; whether more is to be done.
    bool step() {
        return m_ledger->rebuildSlice([] { return true; }).value();
    }

    ManualClock m_clock;
    SeededRandom m_random{1};
    std::uint64_t m_counter = 0;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ledger> m_ledger;
};

} // namespace shouwang::ledger::toy
