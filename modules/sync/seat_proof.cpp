// Whether a seat's file still holds what was durable, after its disk has failed.
#include "sync/seat_store.h"

#include "ledger/verify.h"
#include "sync/storage.h"

#include <fmt/format.h>

namespace shouwang::sync {

using ledger::Statement;

namespace {

constexpr std::uint64_t kProven = 1000; // facts of the tail

ledger::StoredFact factOf(const Statement& row) {
    return {unsignedOf(row.integer(0)), hashOf(row.bytes(1)), row.bytes(2), row.bytes(3)};
}

} // namespace

Result<void> SeatStore::proveTail(const SeatMeta& known) {
    const auto damaged = [&](std::string text) {
        return fail(Next::Corrupt, m_database->path().string() + ": " + std::move(text));
    };
    // It moves with every transaction: an older one means that something durable is gone.
    if (m_meta.generation < known.generation || (m_meta.generation == known.generation && m_meta != known))
        return damaged("what was saved is not there any more");
    if (m_meta.epoch == known.epoch && m_meta.counter < known.counter)
        return damaged("commands that were saved are not there any more");
    ledger::ChainCheck chain;
    const Cursor& cursor = m_meta.cursor;
    // Below the base may lie what was kept before a snapshot: another piece of the chain.
    const std::uint64_t from = std::max(m_meta.base, cursor.number > kProven ? cursor.number - kProven : 0);
    {
        Statement rows =
            m_database->prepare("SELECT number, hash, bytes, sealed FROM seat_fact WHERE number>? ORDER BY"
                                " number");
        rows.bind(stored(from));
        while (rows.next()) {
            const ledger::StoredFact row = factOf(rows);
            const bool first = chain.facts() == 0 && row.number > 1;
            if (const auto fact = first ? ledger::decodeFact(row.bytes) : fail(Next::Bug, ""))
                chain.startBehind({fact->epoch, row.number - 1, fact->previous});
            if (const std::string fault = chain.add(row); !fault.empty())
                return damaged(fmt::format("fact {} {}", row.number, fault));
        }
    }
    if (auto read = endRead(*m_database); !read) return read;
    const bool kept = chain.facts() > 0 || cursor.number > m_meta.base;
    if (kept && (chain.head().number != cursor.number || chain.head().hash != cursor.hash))
        return damaged("the last fact is not the one that the cursor stands on");
    return {};
}

Result<void> SeatStore::takeBack(const SeatMeta& known) {
    m_waiting.reset();
    begin();
    for (const char* sql :
         {"DELETE FROM seat_attention WHERE sequence IN (SELECT sequence FROM seat_outbox WHERE"
          " epoch=? AND counter>?)",
          "DELETE FROM seat_outbox WHERE epoch=? AND counter>?"})
        m_database->prepare(sql).bind(stored(known.epoch)).bind(stored(known.counter)).run();
    if (m_meta.epoch == known.epoch) m_meta.counter = known.counter;
    return commit();
}

Result<std::vector<ledger::Fact>> SeatStore::factsSince(const Cursor& cursor) {
    std::vector<ledger::Fact> facts;
    {
        Statement rows = m_database->prepare("SELECT bytes FROM seat_fact WHERE number>? ORDER BY number");
        rows.bind(stored(cursor.number));
        while (rows.next()) {
            auto fact = ledger::decodeFact(rows.bytes(0));
            if (!fact) return tl::unexpected(fact.error());
            facts.push_back(std::move(*fact));
        }
    }
    if (auto read = endRead(*m_database); !read) return tl::unexpected(read.error());
    return facts;
}

} // namespace shouwang::sync
