// The station's side of a snapshot.
#include "sync/snapshot.h"

#include "sync/storage.h"

#include <map>

namespace shouwang::sync {

using ledger::Array;
using ledger::CommandId;
using ledger::Database;
using ledger::Statement;
using ledger::TableRows;
using ledger::Value;

namespace {

constexpr std::size_t kRows = 5000;
constexpr std::size_t kBytes = std::size_t{2} << 20; // packed with room to the bound, heads and all

using Keep = std::function<Result<void>(const PackedChunk&)>;

Result<void> put(const TableRows& rows, std::int64_t compartment, bool stubs, SnapshotManifest& manifest,
                 const Keep& keep) {
    auto packed = pack(rows);
    if (!packed) return tl::unexpected(packed.error());
    packed->about.compartment = compartment;
    packed->about.stubs = stubs;
    manifest.chunks.push_back(packed->about);
    return keep(*packed);
}

/// The tables that the rooms declare, by asking them in an empty database.
Result<std::vector<std::string>> tableNames(const ledger::Features& features) {
    auto scratch = Database::scratch();
    if (!scratch) return tl::unexpected(scratch.error());
    (*scratch)->begin();
    auto shadow = ledger::ShadowTables::begin(**scratch, features);
    if (!shadow) return tl::unexpected(shadow.error());
    auto names = shadow->names();
    (*scratch)->rollback();
    return names;
}

Result<void> putTables(Database& file, const ledger::Features& features, SnapshotManifest& manifest,
                       const Keep& keep) {
    const auto names = tableNames(features);
    if (!names) return tl::unexpected(names.error());
    for (const std::string& name : *names) {
        std::int64_t after = ledger::kBeforeFirstRow;
        for (bool end = false; !end;) {
            auto page = ledger::readRows(file, name, after, kRows, kBytes);
            if (!page) return tl::unexpected(page.error());
            after = page->last;
            end = page->end;
            if (page->rows.rows.empty()) continue;
            if (auto kept = put(page->rows, 0, false, manifest, keep); !kept) return kept;
        }
    }
    return {};
}

/// Sealed parts of one compartment that wait for their chunk.
struct Patches {
    std::vector<std::vector<Value>> rows;
    std::size_t bytes = 0;
};

Result<void> flush(std::int64_t compartment, Patches& patches, SnapshotManifest& manifest, const Keep& keep) {
    if (patches.rows.empty()) return {};
    TableRows rows{std::string(kPatchTable),
                   {"number", "entity", "compartment", "key", "hash", "sealed"},
                   std::move(patches.rows)};
    patches = {};
    if (auto kept = put(rows, compartment, false, manifest, keep); !kept) return kept;
    for (auto& row : rows.rows)
        row.back() = Value(Array()); // NULL: a stub
    return put(rows, compartment, true, manifest, keep);
}

Result<void> putPatches(Database& file, SnapshotManifest& manifest, const Keep& keep) {
    std::map<std::int64_t, Patches> waiting;
    Statement rows = file.prepare("SELECT number, bytes, sealed FROM fact WHERE sealed IS NOT NULL ORDER BY"
                                  " number");
    while (rows.next()) {
        const auto fact = ledger::decodeFact(rows.bytes(1));
        if (!fact || !fact->sealedHash) continue;
        // A sealed part that is called open is nobody's: no seat gets it.
        const auto compartment = static_cast<std::int64_t>(fact->compartment);
        if (compartment == 0) continue;
        Bytes sealed = rows.bytes(2);
        Patches& patches = waiting[compartment];
        patches.bytes += sealed.size() + 128;
        patches.rows.push_back({Value(rows.integer(0)), Value(fact->entity), Value(compartment),
                                Value(fact->keyId), Value(*fact->sealedHash), Value(std::move(sealed))});
        if (patches.bytes < kBytes && patches.rows.size() < kRows) continue;
        if (auto kept = flush(compartment, patches, manifest, keep); !kept) return kept;
    }
    for (auto& [compartment, patches] : waiting) {
        if (auto kept = flush(compartment, patches, manifest, keep); !kept) return kept;
    }
    return {};
}

/// As Station::lastCounter: the stored counter may lag, the verdicts say the rest.
void readDecided(Database& file, SnapshotManifest& manifest) {
    {
        Statement rows = file.prepare("SELECT seat, epoch, last FROM sync_epoch");
        while (rows.next())
            manifest.decided.push_back(
                {rows.id(0), unsignedOf(rows.integer(1)), unsignedOf(rows.integer(2))});
    }
    for (SeatProgress& seat : manifest.decided) {
        const auto decided = [&](std::uint64_t counter) {
            Statement row = file.prepare("SELECT 1 FROM verdict WHERE command=?");
            return row.bind(CommandId{CommandId::Source::Seat, seat.seat, seat.epoch, counter, 0}.text())
                .next();
        };
        while (decided(seat.counter + 1))
            ++seat.counter;
    }
}

Result<void> readHead(Database& file, const ledger::Features& features, SnapshotManifest& manifest) {
    {
        Statement meta = file.prepare("SELECT station, epoch FROM ledger_meta");
        if (!meta.next()) return fail(Next::Corrupt, "not a ledger");
        manifest.station = meta.id(0);
        manifest.asOf.epoch = unsignedOf(meta.integer(1));
    }
    {
        Statement last = file.prepare("SELECT number, hash FROM fact ORDER BY number DESC LIMIT 1");
        if (!last.next()) return fail(Next::Retry, "there is no fact yet");
        manifest.asOf.number = unsignedOf(last.integer(0));
        manifest.asOf.hash = hashOf(last.bytes(1));
    }
    for (const auto& feature : features) {
        Statement row = file.prepare("SELECT version FROM feature WHERE name=?");
        if (!row.bind(feature->name()).next() || row.integer(0) != feature->version()) {
            return fail(Next::Retry, "the tables of " + feature->name() + " are being rebuilt");
        }
        manifest.features[feature->name()] = feature->version();
    }
    return {};
}

} // namespace

Result<SnapshotManifest> buildSnapshot(Database& file, const ledger::Features& features, const Keep& keep) {
    SnapshotManifest manifest;
    file.begin(); // one state of the file, however long it takes
    Result<void> done = readHead(file, features, manifest);
    if (done) done = putTables(file, features, manifest, keep);
    if (done) done = putPatches(file, manifest, keep);
    if (done) readDecided(file, manifest);
    if (done && file.error()) done = tl::unexpected(*file.error());
    file.rollback();
    if (!done) return tl::unexpected(done.error());
    return manifest;
}

} // namespace shouwang::sync
