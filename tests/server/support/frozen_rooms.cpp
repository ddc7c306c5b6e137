#include "support/frozen_rooms.h"

#include "../../ledger/as_text.h"
#include "base/file.h"
#include "base/random.h"
#include "ledger/shadow_tables.h"

#include <algorithm>

namespace shouwang::testing::frozen {

namespace {

std::vector<std::string> namesIn(ledger::Database& tables, const char* type) {
    std::vector<std::string> names;
    auto rows =
        tables.prepare("SELECT name FROM sqlite_master WHERE type=? AND sql IS NOT NULL ORDER BY name");
    rows.bind(std::string_view(type));
    while (rows.next())
        names.push_back(rows.text(0));
    return names;
}

/// SQLite quotes the name of a table that was renamed: the same table.
std::string unquoted(std::string sql) {
    std::erase(sql, '"');
    return sql;
}

std::string cell(const ledger::Statement& row, int column) {
    using Type = ledger::Statement::Type;
    if (row.type(column) == Type::Null) return "NULL";
    if (row.type(column) == Type::Integer) return std::to_string(row.integer(column));
    if (row.type(column) == Type::Text) return "'" + row.text(column) + "'";
    const auto value = ledger::decode(row.bytes(column));
    return value && value->isMap() ? ledger::frozen::textOf(*value) : "h" + toHex(row.bytes(column));
}

std::string rowsText(ledger::Database& tables, const std::string& table) {
    const auto page = ledger::readRows(tables, table, ledger::kBeforeFirstRow, 1);
    std::string columns;
    for (const std::string& name : page->rows.columns)
        columns += (columns.empty() ? "" : ", ") + name;
    std::vector<std::string> lines;
    auto rows = tables.prepare("SELECT " + columns + " FROM " + table);
    while (rows.next()) {
        std::string line = " ";
        for (int i = 0; i < static_cast<int>(page->rows.columns.size()); ++i)
            line += " " + page->rows.columns[static_cast<std::size_t>(i)] + "=" + cell(rows, i);
        lines.push_back(line + "\n");
    }
    std::ranges::sort(lines); // in which order rows lie is no matter
    std::string out;
    for (const std::string& line : lines)
        out += line;
    return out;
}

} // namespace

std::string tablesText(ledger::Database& tables, const ledger::Features& of) {
    auto fresh = ledger::Database::scratch().value(); // knows which tables the rooms have
    std::string out;
    for (const auto& room : of)
        room->createTables(*fresh);
    const auto wanted = namesIn(*fresh, "table");
    for (const char* type : {"table", "index"}) {
        auto rows = tables.prepare("SELECT tbl_name, sql FROM sqlite_master WHERE type=? AND sql IS NOT NULL"
                                   " ORDER BY name");
        rows.bind(std::string_view(type));
        while (rows.next())
            if (std::ranges::find(wanted, rows.text(0)) != wanted.end()) out += unquoted(rows.text(1)) + "\n";
    }
    for (const std::string& table : wanted)
        out += table + "\n" + rowsText(tables, table);
    return out;
}

std::string tablesFromFacts(ledger::Ledger& ledger) {
    auto scratch = ledger::Database::scratch().value();
    for (const auto& room : rooms()) {
        room->createTables(*scratch);
        const auto facts = ledger.after(0, 1000).value();
        for (const ledger::StoredFact& stored : facts)
            room->apply(*scratch, ledger::decodeFact(stored.bytes).value());
    }
    return tablesText(*scratch);
}

bool freeze(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    const std::filesystem::path file = folder / "ledger.db";
    bool written = writeNight(file);
    if (written) {
        ManualClock clock;
        SeededRandom random(7);
        auto ledger = ledger::Ledger::open({file, {}, nullptr}, rooms(), clock, random).value();
        written = writeFileWhole(folder / "tables.txt", view(tablesText(ledger->database()))).has_value();
    }
    written = written && writeFileWhole(folder / "ledger.sql", view(ledger::frozen::dump(file))).has_value();
    for (const char* end : {"", "-wal", "-shm", ".lock"})
        std::filesystem::remove(file.string() + end);
    return written;
}

} // namespace shouwang::testing::frozen
