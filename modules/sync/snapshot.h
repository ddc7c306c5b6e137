// A first sync as a file: the rooms' tables as they stood at one fact, in chunks that are named by their
// SHA-256, so that they can be kept, fetched again and checked one by one. What a seat may not receive lies
// in chunks of its own, a compartment each, and once more without the sealed parts.
//   GET /v1/snapshot               -> SnapshotManifest
//   GET /v1/snapshot/chunk?hash=…  -> one packed chunk
#pragma once

#include "ledger/shadow_tables.h"
#include "sync/protocol.h"

#include <functional>
#include <map>

namespace shouwang::sync {

constexpr std::size_t kMaxChunkRaw = std::size_t{4} << 20;    ///< unpacked; more is refused before unpacking
constexpr std::size_t kMaxChunkPacked = std::size_t{5} << 20; ///< what cannot be packed grows a little
constexpr std::size_t kMaxChunks = 50'000;
constexpr std::size_t kMaxManifestBytes = std::size_t{8} << 20;
/// Not a room's table: sealed parts of the facts up to the snapshot, one a row: number, entity, compartment,
/// key, hash, sealed (NULL: a stub).
constexpr std::string_view kPatchTable = "seat_patch";

struct SnapshotChunk {
    Hash hash{};
    std::uint64_t packed = 0; ///< bytes that travel
    std::uint64_t raw = 0;
    std::int64_t compartment = 0; ///< 0: open tables
    bool stubs = false;           ///< of that compartment, without the sealed parts
};

/// The last command of a seat's epoch that was decided by then: its facts are in the tables.
struct SeatProgress {
    Id seat;
    std::uint64_t epoch = 0;
    std::uint64_t counter = 0;
};

struct SnapshotManifest {
    Id station;
    Cursor asOf;
    std::map<std::string, std::int64_t> features; ///< versions of the rooms' tables
    std::vector<SnapshotChunk> chunks;
    std::vector<SeatProgress> decided;
};

Bytes encode(const SnapshotManifest& manifest);
Result<SnapshotManifest> decodeManifest(ByteView bytes);
/// What a seat with these compartments gets of it.
SnapshotManifest forCompartments(SnapshotManifest manifest, std::int64_t compartments);
/// The rooms have just these versions here, and their tables can be taken.
bool fits(const SnapshotManifest& manifest, const ledger::Features& features);

struct PackedChunk {
    Bytes bytes;
    SnapshotChunk about;
};
/// Refused: the rows are larger than a chunk may be.
Result<PackedChunk> pack(const ledger::TableRows& rows);
/// Corrupt: not the chunk that was promised, or more than it promised. Bounded before anything is unpacked.
Result<ledger::TableRows> unpack(const SnapshotChunk& about, ByteView packed);

/// Station. Reads one state of the ledger's file through a read-only connection of the caller's thread; every
/// chunk goes to `keep` as it is made. The tables in it must be those of these rooms.
Result<SnapshotManifest> buildSnapshot(ledger::Database& file, const ledger::Features& features,
                                       const std::function<Result<void>(const PackedChunk&)>& keep);

} // namespace shouwang::sync
