// Who may read the open data interface without being a seat: names and the SHA-256 of their tokens, in a
// table of the ledger's file. One thread: the one that owns the ledger.
#pragma once

#include "ledger/database.h"

namespace shouwang::server {

struct DataReader {
    std::string name;
    Hash token{}; ///< SHA-256
    bool revoked = false;
};

class ReaderBook {
public:
    static constexpr std::size_t kMost = 256;

    /// The database outlives it. Adds its table.
    static Result<ReaderBook> open(ledger::Database& database);

    /// Refused: the name is taken (also by a revoked one) or empty or longer than 64 bytes, or there are too
    /// many.
    Result<void> add(const std::string& name, const Hash& token);
    /// Refused: nobody has this name.
    Result<void> revoke(const std::string& name);
    const std::vector<DataReader>& list() const { return m_list; }

private:
    explicit ReaderBook(ledger::Database& database)
        : m_database(&database) {}

    ledger::Database* m_database;
    std::vector<DataReader> m_list;
};

} // namespace shouwang::server
