// New tables beside those in use. They are called next_<table>, are filled in as many transactions as it
// takes, and take the place of the old ones inside one, which only gives names; the old ones are then called
// old_<table> and emptied a part at a time. For a seat's snapshot (rows come from outside) and for rebuilding
// tables in the background (rebuild.h).
//
// Every method but clearOld() and abandonLeft() is called between begin() and commit() of the database, so
// that the caller can store what belongs to it in the same transaction. Errors of SQLite stick and also come
// with commit(). One thread.
#pragma once

#include "ledger/feature.h"

#include <functional>
#include <map>

namespace shouwang::ledger {

/// Rows of one table: integers, text and bytes; NULL is an empty array (no column of ours is one).
struct TableRows {
    std::string table;
    std::vector<std::string> columns;
    std::vector<std::vector<Value>> rows; ///< values beside `columns`
};

class ShadowTables {
public:
    /// Makes them empty, in the form in which the rooms' own createTables makes theirs, with their indexes:
    /// these grow with the rows, so that no step has to build one. Older ones that were left are dropped.
    static Result<ShadowTables> begin(Database& tables, const Features& features);
    /// Goes on with those that a run before has left. Conflict: there are none, or of another form.
    static Result<ShadowTables> resume(Database& tables, const Features& features);

    /// Corrupt: a table or column that no room declares, a row of another length, a value that no column can
    /// hold, a row that the table refuses. The transaction must then be rolled back.
    Result<void> add(const TableRows& rows);
    /// The new tables and their indexes take the names of the rooms' own; those are set aside for clearOld().
    void swap();
    void abandon();

    /// Empties and drops what swap() has set aside, until `enough` says so, in one transaction of its own.
    /// Returns whether more is left. After an error nothing is lost: it can be called again.
    static Result<bool> clearOld(Database& tables, const std::function<bool()>& enough);
    static bool hasOld(Database& tables); ///< something is set aside, perhaps by a run before
    /// Drops what a run before has left, half filled or set aside. Outside any transaction.
    static Result<void> abandonLeft(Database& tables);

    /// The rooms' tables in alphabetical order, without `next_`: what a snapshot has to hold.
    std::vector<std::string> names() const;
    bool declares(const std::string& table) const { return m_declared.contains(table); }

private:
    struct Table {
        std::string sql;                            // creates next_<table>
        std::map<std::string, std::string> indexes; // next_<index>, and what creates it
        std::set<std::string> columns;
    };
    ShadowTables(Database& tables, Features features)
        : m_tables(&tables)
        , m_features(std::move(features)) {}
    Result<void> declare();
    bool stands(const std::string& name, const Table& table) const;
    void setAside();

    Database* m_tables;
    Features m_features;
    std::map<std::string, Table> m_declared;
};

struct TablePage {
    TableRows rows;
    std::int64_t last = 0; ///< rowid of the last row: go on after it
    bool end = false;      ///< nothing stands behind it
};

/// At most `limit` rows behind a rowid, in that order, about `byteLimit` bytes of them; from a read-only or a
/// writing connection. The first page is the one after the lowest integer. Corrupt: a real number is stored.
/// Bug: no such table, or one WITHOUT ROWID.
Result<TablePage> readRows(Database& tables, const std::string& table, std::int64_t afterRowid,
                           std::size_t limit, std::size_t byteLimit = std::size_t{1} << 20);
constexpr std::int64_t kBeforeFirstRow = INT64_MIN;

} // namespace shouwang::ledger
