// A room to test the river with: a log that only grows, and a stock that must not run out.
#pragma once

#include "base/random.h"
#include "ledger/ledger.h"
#include "sync/protocol.h"

#include <QTemporaryDir>
#include <fmt/format.h>

namespace shouwang::sync::toy {

using ledger::Command;
using ledger::Database;
using ledger::Decision;
using ledger::Draft;
using ledger::Fact;
using ledger::Nature;
using ledger::Statement;
using ledger::View;

enum class Field : std::int64_t { Text = 1, Amount = 2 };
constexpr std::int64_t kStockAtFirst = 3;
inline const Id kSeatA = Id::fromParts({"seat", "a"});
inline const Id kSeatB = Id::fromParts({"seat", "b"});
using Lines = std::vector<std::string>;

inline Id entity(std::string_view name) {
    return Id::fromParts({"toy", name});
}

inline Command command(std::string kind, Nature nature, std::string_view name) {
    Command command;
    command.kind = std::move(kind);
    command.nature = nature;
    command.entity = entity(name);
    command.actor = "tester";
    return command;
}
inline Command write(std::string_view name, std::string text) {
    Command draft = command("toy.write", Nature::Report, name);
    draft.open = {{1, ledger::Value(std::move(text))}};
    return draft;
}
inline Command take(std::string_view name, std::int64_t amount = 1) {
    Command draft = command("toy.take", Nature::Order, name);
    draft.open = {{2, ledger::Value(amount)}};
    draft.reason = "typed by hand";
    return draft;
}
/// One command that becomes two facts.
inline Command writeTwice(std::string_view name, std::string text) {
    Command draft = write(name, std::move(text));
    draft.kind = "toy.write_twice";
    return draft;
}

struct Stock {
    std::int64_t left = kStockAtFirst;
};
inline Stock evolve(Stock stock, const Fact& fact) {
    if (fact.kind == "toy.taken") stock.left -= ledger::field(fact.open, Field::Amount).integer();
    return stock;
}

inline Stock stockOf(const View& view, const Id& id) {
    Stock stock;
    {
        Statement row = view.tables().prepare("SELECT value FROM toy_stock WHERE entity=?");
        if (row.bind(id).next()) stock.left = row.integer(0);
    }
    return ledger::withOverlay(view, id, stock, evolve);
}
inline std::vector<std::string> lines(const View& view) {
    std::vector<std::string> texts;
    Statement rows = view.tables().prepare("SELECT text FROM toy_line ORDER BY number");
    while (rows.next())
        texts.push_back(rows.text(0));
    for (const Fact& fact : view.overlay()) {
        if (fact.kind == "toy.written") texts.push_back(ledger::field(fact.open, Field::Text).text());
    }
    return texts;
}

class ToyFeature : public ledger::Feature {
public:
    explicit ToyFeature(int version = 1)
        : m_version(version) {}
    std::string name() const override { return "toy"; }
    int version() const override { return m_version; }
    void createTables(Database& tables) const override {
        tables.run("CREATE TABLE IF NOT EXISTS toy_line(number INTEGER PRIMARY KEY, entity BLOB, text TEXT);"
                   "CREATE TABLE IF NOT EXISTS toy_stock(entity BLOB PRIMARY KEY, value INTEGER)");
    }
    void dropTables(Database& tables) const override {
        tables.run("DROP TABLE IF EXISTS toy_line; DROP TABLE IF EXISTS toy_stock");
    }
    Decision decide(const View& view, const Command& command) const override {
        const Draft written{"toy.written", command.entity, command.open, {}, {}, {}, {}, {}};
        if (command.kind == "toy.write") return Decision::one(written);
        if (command.kind == "toy.write_twice") return {{written, written}, {}, false};
        if (stockOf(view, command.entity).left < ledger::field(command.open, Field::Amount).integer()) {
            return Decision::refuse("toy.empty", "nothing is left", "house rule 1");
        }
        return Decision::one({"toy.taken", command.entity, command.open, {}, {}, {}, {}, {}});
    }
    void apply(Database& tables, const Fact& fact) const override {
        if (fact.kind == "toy.written") {
            tables.prepare("INSERT INTO toy_line VALUES(?, ?, ?)")
                .bind(static_cast<std::int64_t>(fact.number))
                .bind(fact.entity)
                .bind(ledger::field(fact.open, Field::Text).text())
                .run();
        } else if (fact.kind == "toy.taken") {
            const Stock stock = evolve(stockOf(View(tables, {}, 0), fact.entity), fact);
            tables.prepare("INSERT OR REPLACE INTO toy_stock VALUES(?, ?)")
                .bind(fact.entity)
                .bind(stock.left)
                .run();
        }
    }

private:
    int m_version;
};

inline ledger::Features features(int version = 1) {
    return {std::make_shared<ToyFeature>(version)};
}

inline std::filesystem::path pathIn(const QTemporaryDir& folder, const char* name) {
    return std::filesystem::path(folder.path().toStdString()) / name;
}

/// All that the tables hold, to compare two replicas.
inline std::string dump(Database& tables) {
    std::string out;
    Statement lines = tables.prepare("SELECT number, hex(entity), text FROM toy_line ORDER BY number");
    while (lines.next())
        out += fmt::format("{} {} {}\n", lines.integer(0), lines.text(1), lines.text(2));
    Statement stock = tables.prepare("SELECT hex(entity), value FROM toy_stock ORDER BY 1");
    while (stock.next())
        out += fmt::format("{} {}\n", stock.text(0), stock.integer(1));
    return out;
}

/// Runs a statement of the test on any database, outside a transaction.
inline std::int64_t number(Database& database, std::string_view sql) {
    Statement row = database.prepare(sql);
    return row.next() ? row.integer(0) : -1;
}

} // namespace shouwang::sync::toy
