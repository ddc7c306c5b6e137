#include "ledger/verify.h"

#include <fmt/format.h>

namespace shouwang::ledger {

namespace {

StoredFact rowOf(const Statement& row) {
    StoredFact fact{static_cast<std::uint64_t>(row.integer(0)), {}, row.bytes(2), row.bytes(3)};
    const Bytes hash = row.bytes(1);
    if (hash.size() == fact.hash.size()) std::copy(hash.begin(), hash.end(), fact.hash.begin());
    return fact;
}

} // namespace

std::string faultOf(const StoredFact& row, const Id& station, const Head& before) {
    if (row.number != before.number + 1)
        return fmt::format("follows number {}: there is a gap", before.number);
    if (sha256(row.bytes) != row.hash) return "the bytes do not have the stored hash";
    const auto fact = decodeFact(row.bytes);
    if (!fact) return "not in canonical form: " + fact.error().text;
    if (fact->number != row.number) return fmt::format("says it is number {}", fact->number);
    if (fact->station != station) return "belongs to another station";
    if (fact->previous != before.hash) return "does not continue the chain";
    // A blob that this reader may not receive is missing; one that is there must be the one that was hashed.
    if (!row.sealed.empty() && (!fact->sealedHash || sha256(row.sealed) != *fact->sealedHash)) {
        return "the sealed part is not the one that was hashed";
    }
    return {};
}

Result<Proof> verifyFile(const std::filesystem::path& path) {
    Database::Options options;
    options.path = path;
    options.access = Database::Access::ReadOnly;
    auto database = Database::open(options);
    if (!database) return tl::unexpected(database.error());
    Proof proof;
    Head head;
    Id station;
    {
        Statement rows = (*database)->prepare("SELECT number, hash, bytes, sealed FROM fact ORDER BY number");
        while (!proof.fault && rows.next()) {
            const StoredFact row = rowOf(rows);
            if (proof.facts == 0) { // the first fact names the station; all others must agree
                if (const auto first = decodeFact(row.bytes)) station = first->station;
                head.hash = genesis(station);
            }
            if (std::string text = faultOf(row, station, head); !text.empty()) {
                proof.fault = Proof::Fault{row.number, std::move(text)};
                break;
            }
            head = {0, row.number, row.hash};
            ++proof.facts;
        }
    }
    if ((*database)->error()) return tl::unexpected(*(*database)->error());
    proof.head = head.hash;
    return proof;
}

} // namespace shouwang::ledger
