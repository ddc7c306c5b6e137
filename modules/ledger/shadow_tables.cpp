#include "ledger/shadow_tables.h"

#include <fmt/format.h>

namespace shouwang::ledger {

namespace {

constexpr std::string_view kPrefix = "next_";

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

std::vector<std::string> leftTables(Database& database) {
    return textColumn(database, "SELECT name FROM sqlite_master WHERE type='table' AND name LIKE 'next^_%'"
                                " ESCAPE '^' ORDER BY name");
}

std::string sqlOf(Database& database, std::string_view table) {
    const auto sql =
        textColumn(database, "SELECT sql FROM sqlite_master WHERE type='table' AND name=?", table);
    return sql.empty() ? std::string() : sql.front();
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
    return fmt::format("INSERT INTO {}({}) VALUES({})", identifier(std::string(kPrefix) + rows.table), names,
                       marks);
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
        const std::string next = std::string(kPrefix) + name;
        database.run(fmt::format("ALTER TABLE {} RENAME TO {}", identifier(name), identifier(next)));
        m_declared[name] = {sqlOf(database, next), {columns.begin(), columns.end()}};
    }
    if (database.error()) return tl::unexpected(*database.error());
    return {};
}

Result<ShadowTables> ShadowTables::begin(Database& tables, const Features& features) {
    ShadowTables shadow(tables, features);
    if (auto declared = shadow.declare(); !declared) return tl::unexpected(declared.error());
    for (const std::string& left : leftTables(tables))
        tables.run("DROP TABLE " + identifier(left));
    for (const auto& [name, table] : shadow.m_declared)
        tables.run(table.sql);
    if (tables.error()) return tl::unexpected(*tables.error());
    return shadow;
}

Result<ShadowTables> ShadowTables::resume(Database& tables, const Features& features) {
    ShadowTables shadow(tables, features);
    if (auto declared = shadow.declare(); !declared) return tl::unexpected(declared.error());
    bool same = leftTables(tables).size() == shadow.m_declared.size();
    for (const auto& [name, table] : shadow.m_declared)
        same = same && sqlOf(tables, std::string(kPrefix) + name) == table.sql;
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

void ShadowTables::swap() {
    for (const auto& feature : m_features)
        feature->dropTables(*m_tables);
    for (const auto& [name, table] : m_declared) {
        m_tables->run(fmt::format("DROP TABLE IF EXISTS {}; ALTER TABLE {} RENAME TO {}", identifier(name),
                                  identifier(std::string(kPrefix) + name), identifier(name)));
    }
    for (const auto& feature : m_features)
        feature->createTables(*m_tables);
}

void ShadowTables::abandon() {
    for (const auto& [name, table] : m_declared)
        m_tables->run("DROP TABLE IF EXISTS " + identifier(std::string(kPrefix) + name));
}

Result<void> ShadowTables::abandonLeft(Database& tables) {
    const auto left = leftTables(tables);
    if (left.empty() && !tables.error()) return {};
    tables.begin();
    for (const std::string& name : left)
        tables.run("DROP TABLE " + identifier(name));
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
