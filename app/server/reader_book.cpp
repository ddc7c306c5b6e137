#include "server/reader_book.h"

#include "ledger/value.h"

#include <algorithm>

namespace shouwang::server {

Result<ReaderBook> ReaderBook::open(ledger::Database& database) {
    ReaderBook book(database);
    database.begin();
    database.run("CREATE TABLE IF NOT EXISTS server_reader(name TEXT PRIMARY KEY, token BLOB NOT NULL UNIQUE,"
                 " revoked INTEGER NOT NULL) STRICT;");
    {
        ledger::Statement rows =
            database.prepare("SELECT name, token, revoked FROM server_reader ORDER BY name");
        while (rows.next()) {
            DataReader reader{rows.text(0), {}, rows.integer(2) != 0};
            const Bytes token = rows.bytes(1);
            if (token.size() != reader.token.size())
                return fail(Next::Corrupt, "a reader's token is no hash");
            std::copy(token.begin(), token.end(), reader.token.begin());
            book.m_list.push_back(std::move(reader));
        }
    }
    if (auto committed = database.commit(); !committed) return tl::unexpected(committed.error());
    return book;
}

Result<void> ReaderBook::add(const std::string& name, const Hash& token) {
    if (name.empty() || name.size() > 64 || !ledger::isUtf8(name)) {
        return fail(Next::Refused, "a reader needs a name of at most 64 bytes");
    }
    if (m_list.size() >= kMost) return fail(Next::Refused, "there are too many readers");
    if (std::ranges::find(m_list, name, &DataReader::name) != m_list.end()) {
        return fail(Next::Refused, "the reader " + name + " is there already, or was");
    }
    m_database->begin();
    m_database->prepare("INSERT INTO server_reader VALUES(?, ?, 0)").bind(name).bind(ByteView(token)).run();
    if (auto committed = m_database->commit(); !committed) return committed;
    m_list.push_back({name, token, false});
    return {};
}

Result<void> ReaderBook::revoke(const std::string& name) {
    const auto found = std::ranges::find(m_list, name, &DataReader::name);
    if (found == m_list.end()) return fail(Next::Refused, "no such reader: " + name);
    m_database->begin();
    m_database->prepare("UPDATE server_reader SET revoked=1 WHERE name=?").bind(name).run();
    if (auto committed = m_database->commit(); !committed) return committed;
    found->revoked = true;
    return {};
}

} // namespace shouwang::server
