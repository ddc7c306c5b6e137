// A ledger's or a seat's file as text, for tests/data: a person can read it in a review, and it is the same
// on every machine.
#pragma once

#include "ledger/value.h"

#include <filesystem>
#include <sqlite3.h>

namespace shouwang::ledger::frozen {

inline std::string textOf(const Value& value) {
    if (value.isInteger()) return std::to_string(value.integer());
    if (value.isText()) return "\"" + value.text() + "\"";
    if (value.isBytes()) return "h" + toHex(value.bytes());
    std::string out;
    for (const Value& item : value.array())
        out += (out.empty() ? "" : ", ") + textOf(item);
    if (value.isArray()) return "[" + out + "]";
    for (const auto& [key, item] : value.map())
        out += (out.empty() ? "" : ", ") + std::to_string(key) + ": " + textOf(item);
    return "{" + out + "}";
}

/// The file as SQL: what a person can read in a review, and the same on every machine.
inline std::string dump(const std::filesystem::path& path) {
    sqlite3* handle = nullptr;
    sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READONLY, nullptr);
    const auto column = [&](const std::string& sql) {
        std::vector<std::string> out;
        sqlite3_stmt* rows = nullptr;
        sqlite3_prepare_v2(handle, sql.c_str(), -1, &rows, nullptr);
        while (sqlite3_step(rows) == SQLITE_ROW)
            out.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(rows, 0)));
        sqlite3_finalize(rows);
        return out;
    };
    std::string out = "PRAGMA application_id=" + column("PRAGMA application_id").at(0) + ";\n";
    for (const std::string& sql :
         column("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name"))
        out += sql + ";\n";
    for (const std::string& table :
         column("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")) {
        std::string values;
        for (const std::string& name : column("SELECT name FROM pragma_table_info('" + table + "')"))
            values += (values.empty() ? "quote(" : "||','||quote(") + name + ")";
        for (const std::string& row : column("SELECT " + values + " FROM " + table + " ORDER BY rowid"))
            out += "INSERT INTO " + table + " VALUES(" + row + ");\n";
    }
    sqlite3_close(handle);
    return out;
}

/// The file that such SQL describes.
inline bool load(const std::filesystem::path& path, const std::string& sql) {
    sqlite3* handle = nullptr;
    const bool made =
        sqlite3_open(path.c_str(), &handle) == SQLITE_OK &&
        sqlite3_exec(handle, ("BEGIN;" + sql + "COMMIT").c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(handle);
    return made;
}

} // namespace shouwang::ledger::frozen
