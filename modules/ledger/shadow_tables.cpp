#include "ledger/shadow_tables.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace shouwang::ledger {

namespace {

constexpr std::string_view kNext = "next_";
constexpr std::string_view kOld = "old_";
constexpr int kRowsAtOnce = 64;

std::string identifier(std::string_view name) {
    std::string out = "\"";
    for (const char c : name) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

std::vector<std::string> textColumn(Database& database, std::string_view sql,
                                    std::string_view argument = {}) {
    std::vector<std::string> out;
    Statement rows = database.prepare(sql);
    if (!argument.empty()) rows.bind(argument);
    while (rows.next())
        out.push_back(rows.text(0));
    return out;
}

std::vector<std::string> tablesOf(Database& database) {
    return textColumn(database, "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE"
                                " 'sqlite^_%' ESCAPE '^' ORDER BY name");
}

std::vector<std::string> columnsOf(Database& database, std::string_view table) {
    return textColumn(database, "SELECT name FROM pragma_table_info(?)", table);
}

std::vector<std::string> tablesOf(Database& database, std::string_view prefix) {
    auto names = tablesOf(database);
    std::erase_if(names, [&](const std::string& name) { return !name.starts_with(prefix); });
    return names;
}

std::string named(std::string_view prefix, std::string_view name) {
    return std::string(prefix).append(name);
}

std::string sqlOf(Database& database, std::string_view name) {
    const auto sql = textColumn(database, "SELECT sql FROM sqlite_master WHERE name=?", name);
    return sql.empty() ? std::string() : sql.front();
}

/// Those that somebody has made; SQLite's own have no text, and go by the name of their table.
struct Index {
    std::string name;
    std::string table;
    std::string sql;
};

std::vector<Index> indexesOf(Database& database) {
    std::vector<Index> out;
    Statement rows = database.prepare("SELECT name, tbl_name, sql FROM sqlite_master WHERE type='index' AND"
                                      " sql IS NOT NULL ORDER BY name");
    while (rows.next())
        out.push_back({rows.text(0), rows.text(1), rows.text(2)});
    return out;
}

/// SQLite keeps "CREATE [UNIQUE] INDEX name ON ...". Empty: that name needs quotes, as none of ours does.
std::string renamed(const Index& index, std::string_view name) {
    constexpr std::string_view kBefore = " INDEX ";
    std::string sql = index.sql;
    const auto at = sql.find(kBefore);
    if (at == std::string::npos || sql.compare(at + kBefore.size(), index.name.size(), index.name) != 0)
        return {};
    return sql.replace(at + kBefore.size(), index.name.size(), name);
}

/// SQLite has no statement for this. Its manual shows the way: what is stored of the schema is changed by
/// hand and read again. Should it fail, rollback() closes the schema again.
void renameIndex(Database& database, const Index& index, std::string_view name) {
    const std::string sql = renamed(index, name);
    if (sql.empty()) return; // createTables makes one of the right name
    database.prepare("UPDATE sqlite_master SET name=?, sql=? WHERE type='index' AND name=?")
        .bind(name)
        .bind(sql)
        .bind(index.name)
        .run();
}

/// After the tables have their names: first the old indexes, so that theirs are free.
void renameIndexes(Database& database) {
    const auto indexes = indexesOf(database);
    database.run("PRAGMA writable_schema=ON");
    for (const Index& index : indexes) {
        if (index.table.starts_with(kOld) && !index.name.starts_with(kOld))
            renameIndex(database, index, named(kOld, index.name));
    }
    for (const Index& index : indexes) {
        if (index.name.starts_with(kNext) && !index.table.starts_with(kNext))
            renameIndex(database, index, index.name.substr(kNext.size()));
    }
    database.run("PRAGMA writable_schema=RESET");
}

void drop(Database& database, std::string_view table) {
    database.run("DROP TABLE IF EXISTS " + identifier(table));
}

void rename(Database& database, std::string_view from, std::string_view to) {
    database.run(fmt::format("ALTER TABLE {} RENAME TO {}", identifier(from), identifier(to)));
}

/// An emptied table goes as a whole. Each page of a full one would be overwritten by that in one step.
void clearPage(Database& database, std::string_view table) {
    database
        .prepare(
            fmt::format("DELETE FROM {0} WHERE rowid IN (SELECT rowid FROM {0} ORDER BY rowid LIMIT {1})",
                        identifier(table), kRowsAtOnce))
        .run();
    if (!database.error() && database.changes() == 0) drop(database, table);
}

std::size_t sizeOf(const Value& value) {
    return 8 + value.text().size() + value.bytes().size();
}

Result<Value> valueAt(const Statement& row, int column) {
    switch (row.type(column)) {
    case Statement::Type::Null:
        return Value(Array());
    case Statement::Type::Integer:
        return Value(row.integer(column));
    case Statement::Type::Text:
        return Value(row.text(column));
    case Statement::Type::Blob:
        return Value(row.bytes(column));
    default:
        return fail(Next::Corrupt, "a table holds a real number");
    }
}

bool bindValue(Statement& statement, const Value& value) {
    if (value.isInteger()) {
        statement.bind(value.integer());
    } else if (value.isText()) {
        statement.bind(value.text());
    } else if (value.isBytes()) {
        statement.bind(ByteView(value.bytes()));
    } else if (value.isArray() && value.array().empty()) {
        statement.bindNull();
    } else {
        return false;
    }
    return true;
}

std::string insertInto(const TableRows& rows) {
    std::string names;
    std::string marks;
    for (const std::string& column : rows.columns) {
        names += (names.empty() ? "" : ", ") + identifier(column);
        marks += marks.empty() ? "?" : ", ?";
    }
    return fmt::format("INSERT INTO {}({}) VALUES({})", identifier(named(kNext, rows.table)), names, marks);
}

} // namespace

// SQLite itself gives the form: the rooms make their tables in an empty database, and there they are renamed.
Result<void> ShadowTables::declare() {
    auto scratch = Database::scratch();
    if (!scratch) return tl::unexpected(scratch.error());
    Database& database = **scratch;
    for (const auto& feature : m_features)
        feature->createTables(database);
    for (const std::string& name : tablesOf(database)) {
        const auto columns = columnsOf(database, name);
        rename(database, name, named(kNext, name));
        m_declared[name] = {sqlOf(database, named(kNext, name)), {}, {columns.begin(), columns.end()}};
    }
    for (const Index& index : indexesOf(database)) {
        const std::string next = named(kNext, index.name);
        const std::string sql = renamed(index, next);
        if (!sql.empty()) m_declared[index.table.substr(kNext.size())].indexes[next] = sql;
    }
    if (database.error()) return tl::unexpected(*database.error());
    return {};
}

Result<ShadowTables> ShadowTables::begin(Database& tables, const Features& features) {
    ShadowTables shadow(tables, features);
    if (auto declared = shadow.declare(); !declared) return tl::unexpected(declared.error());
    for (const std::string& left : tablesOf(tables, kNext))
        drop(tables, left);
    for (const auto& [name, table] : shadow.m_declared) {
        tables.run(table.sql);
        for (const auto& [index, sql] : table.indexes)
            tables.run(sql);
    }
    if (tables.error()) return tl::unexpected(*tables.error());
    return shadow;
}

bool ShadowTables::stands(const std::string& name, const Table& table) const {
    bool same = sqlOf(*m_tables, named(kNext, name)) == table.sql;
    for (const auto& [index, sql] : table.indexes)
        same = same && sqlOf(*m_tables, index) == sql;
    return same;
}

Result<ShadowTables> ShadowTables::resume(Database& tables, const Features& features) {
    ShadowTables shadow(tables, features);
    if (auto declared = shadow.declare(); !declared) return tl::unexpected(declared.error());
    bool same = tablesOf(tables, kNext).size() == shadow.m_declared.size();
    for (const auto& [name, table] : shadow.m_declared)
        same = same && shadow.stands(name, table);
    if (tables.error()) return tl::unexpected(*tables.error());
    if (!same) return fail(Next::Conflict, "there are no tables of this form to go on with");
    return shadow;
}

Result<void> ShadowTables::add(const TableRows& rows) {
    const auto table = m_declared.find(rows.table);
    if (table == m_declared.end()) return fail(Next::Corrupt, "no room has a table " + rows.table);
    const std::set<std::string> columns(rows.columns.begin(), rows.columns.end());
    if (columns.empty() || columns.size() != rows.columns.size()) {
        return fail(Next::Corrupt, rows.table + ": columns are missing or named twice");
    }
    for (const std::string& column : columns) {
        if (!table->second.columns.contains(column))
            return fail(Next::Corrupt, rows.table + " has no column " + column);
    }
    Statement insert = m_tables->prepare(insertInto(rows));
    for (const std::vector<Value>& row : rows.rows) {
        bool fits = row.size() == rows.columns.size();
        for (std::size_t i = 0; fits && i < row.size(); ++i)
            fits = bindValue(insert, row[i]);
        if (!fits) return fail(Next::Corrupt, rows.table + ": a row that cannot stand there");
        insert.run();
        insert.again();
    }
    if (const auto& error = m_tables->error()) {
        // A constraint that a row from outside breaks is not a fault of ours.
        return fail(error->next == Next::Bug ? Next::Corrupt : error->next, error->text);
    }
    return {};
}

/// The tables in use give their names free; those that are not declared any more are dropped by their rooms.
void ShadowTables::setAside() {
    for (const std::string& name : tablesOf(*m_tables)) {
        if (!declares(name)) continue;
        drop(*m_tables, named(kOld, name));
        rename(*m_tables, name, named(kOld, name));
    }
    for (const auto& feature : m_features)
        feature->dropTables(*m_tables);
}

void ShadowTables::swap() {
    setAside();
    for (const auto& [name, table] : m_declared)
        rename(*m_tables, named(kNext, name), name);
    renameIndexes(*m_tables);
    for (const auto& feature : m_features)
        feature->createTables(*m_tables); // finds all of them
}

void ShadowTables::abandon() {
    for (const auto& [name, table] : m_declared)
        drop(*m_tables, named(kNext, name));
}

Result<bool> ShadowTables::clearOld(Database& tables, const std::function<bool()>& enough) {
    tables.begin();
    auto old = tablesOf(tables, kOld);
    while (!old.empty() && !tables.error()) {
        clearPage(tables, old.back());
        if (enough()) break;
        old = tablesOf(tables, kOld);
    }
    if (auto committed = tables.commit(); !committed) return tl::unexpected(committed.error());
    return !old.empty();
}

bool ShadowTables::hasOld(Database& tables) {
    return !tablesOf(tables, kOld).empty();
}

Result<void> ShadowTables::abandonLeft(Database& tables) {
    auto left = tablesOf(tables, kNext);
    std::ranges::copy(tablesOf(tables, kOld), std::back_inserter(left));
    if (left.empty() && !tables.error()) return {};
    tables.begin();
    for (const std::string& name : left)
        drop(tables, name);
    return tables.commit();
}

std::vector<std::string> ShadowTables::names() const {
    std::vector<std::string> names;
    for (const auto& [name, table] : m_declared)
        names.push_back(name);
    return names;
}

Result<TablePage> readRows(Database& tables, const std::string& table, std::int64_t afterRowid,
                           std::size_t limit, std::size_t byteLimit) {
    TablePage page;
    page.rows.table = table;
    page.rows.columns = columnsOf(tables, table);
    if (page.rows.columns.empty()) return fail(Next::Bug, "no table " + table);
    std::string names;
    for (const std::string& column : page.rows.columns)
        names += ", " + identifier(column);
    page.last = afterRowid;
    page.end = true;
    std::size_t bytes = 0;
    Statement rows = tables.prepare(
        fmt::format("SELECT rowid{} FROM {} WHERE rowid>? ORDER BY rowid LIMIT ?", names, identifier(table)));
    rows.bind(afterRowid).bind(static_cast<std::int64_t>(limit) + 1);
    while (rows.next()) {
        page.end = page.rows.rows.size() < limit && (bytes < byteLimit || page.rows.rows.empty());
        if (!page.end) break;
        std::vector<Value>& row = page.rows.rows.emplace_back();
        for (std::size_t i = 0; i < page.rows.columns.size(); ++i) {
            auto value = valueAt(rows, static_cast<int>(i) + 1);
            if (!value) return tl::unexpected(value.error());
            bytes += sizeOf(*value);
            row.push_back(std::move(*value));
        }
        page.last = rows.integer(0);
    }
    if (tables.error()) return tl::unexpected(*tables.error());
    return page;
}

} // namespace shouwang::ledger
