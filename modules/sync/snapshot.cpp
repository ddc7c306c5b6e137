#include "sync/snapshot.h"

#include "sync/storage.h"

#include <fmt/format.h>
#include <zstd.h>

namespace shouwang::sync {

using ledger::Array;
using ledger::at;
using ledger::Map;
using ledger::TableRows;
using ledger::Value;

namespace {

constexpr std::int64_t kManifest = 9; // a message of protocol.cpp's kind
constexpr int kLevel = 1;             // fast: it is built anew all day long
enum Key : std::int64_t { Kind = 0, StationKey = 1, AsOf = 2, Rooms = 3, Chunks = 4, Decided = 5 };

Value integer(std::uint64_t value) {
    return Value(stored(value));
}

tl::unexpected<Error> corrupt(const char* what) {
    return fail(Next::Corrupt, what);
}

bool isCount(const Value& value) {
    return value.isInteger() && value.integer() >= 0;
}

bool readChunk(const Array& parts, SnapshotChunk& chunk) {
    const bool formed = parts.size() == 5 && parts[0].bytes().size() == chunk.hash.size() &&
                        isCount(parts[1]) && isCount(parts[2]) && isCount(parts[3]) && isCount(parts[4]);
    if (!formed) return false;
    chunk = {hashOf(parts[0].bytes()), unsignedOf(parts[1].integer()), unsignedOf(parts[2].integer()),
             parts[3].integer(), parts[4].integer() != 0};
    return chunk.packed <= kMaxChunkPacked && chunk.raw <= kMaxChunkRaw && chunk.compartment <= 4;
}

bool readLists(const Map& map, SnapshotManifest& manifest) {
    for (const Value& item : at(map, Rooms).array()) {
        if (item.array().size() != 2 || !item.array()[0].isText()) return false;
        manifest.features[item.array()[0].text()] = item.array()[1].integer();
    }
    if (at(map, Chunks).array().size() > kMaxChunks) return false;
    for (const Value& item : at(map, Chunks).array()) {
        if (!readChunk(item.array(), manifest.chunks.emplace_back())) return false;
    }
    for (const Value& item : at(map, Decided).array()) {
        const Array& parts = item.array();
        if (parts.size() != 3 || parts[0].bytes().size() != 16 || !isCount(parts[1]) || !isCount(parts[2]))
            return false;
        manifest.decided.push_back(
            {parts[0].id(), unsignedOf(parts[1].integer()), unsignedOf(parts[2].integer())});
    }
    return true;
}

} // namespace

Bytes encode(const SnapshotManifest& manifest) {
    Array rooms;
    for (const auto& [name, version] : manifest.features)
        rooms.push_back(Array{Value(name), Value(version)});
    Array chunks;
    for (const SnapshotChunk& chunk : manifest.chunks)
        chunks.push_back(Array{Value(chunk.hash), integer(chunk.packed), integer(chunk.raw),
                               Value(chunk.compartment), Value(chunk.stubs)});
    Array decided;
    for (const SeatProgress& seat : manifest.decided)
        decided.push_back(Array{Value(seat.seat), integer(seat.epoch), integer(seat.counter)});
    const Cursor& asOf = manifest.asOf;
    return ledger::encode(
        Value(Map{{Kind, Value(kManifest)},
                  {StationKey, Value(manifest.station)},
                  {AsOf, Array{integer(asOf.epoch), integer(asOf.number), Value(asOf.hash)}},
                  {Rooms, Value(std::move(rooms))},
                  {Chunks, Value(std::move(chunks))},
                  {Decided, Value(std::move(decided))}}));
}

Result<SnapshotManifest> decodeManifest(ByteView bytes) {
    if (bytes.size() > kMaxManifestBytes) return corrupt("manifest over its bound");
    const auto value = ledger::decode(bytes);
    if (!value) return tl::unexpected(value.error());
    const Map& map = value->map();
    const Array& asOf = at(map, AsOf).array();
    const bool formed = at(map, Kind).integer() == kManifest && at(map, StationKey).bytes().size() == 16 &&
                        asOf.size() == 3 && isCount(asOf[0]) && isCount(asOf[1]) &&
                        asOf[2].bytes().size() == Hash().size();
    if (!formed) return corrupt("not a manifest");
    SnapshotManifest manifest;
    manifest.station = at(map, StationKey).id();
    manifest.asOf = {unsignedOf(asOf[0].integer()), unsignedOf(asOf[1].integer()), hashOf(asOf[2].bytes())};
    if (!readLists(map, manifest)) return corrupt("manifest with a bad list");
    return manifest;
}

SnapshotManifest forCompartments(SnapshotManifest manifest, std::int64_t compartments) {
    std::erase_if(manifest.chunks, [&](const SnapshotChunk& chunk) {
        const bool allowed = (compartments >> chunk.compartment & 1) != 0;
        return chunk.compartment != 0 && allowed == chunk.stubs;
    });
    return manifest;
}

bool fits(const SnapshotManifest& manifest, const ledger::Features& features) {
    if (manifest.asOf.number == 0) return false;
    return std::ranges::all_of(features, [&](const auto& feature) {
        const auto found = manifest.features.find(feature->name());
        return found != manifest.features.end() && found->second == feature->version();
    });
}

Result<PackedChunk> pack(const TableRows& rows) {
    Array columns(rows.columns.begin(), rows.columns.end());
    Array all;
    for (const auto& row : rows.rows)
        all.push_back(Array(row.begin(), row.end()));
    const Bytes raw =
        ledger::encode(Value(Array{Value(rows.table), Value(std::move(columns)), Value(std::move(all))}));
    if (raw.size() > kMaxChunkRaw) return fail(Next::Refused, rows.table + ": a row is larger than a chunk");
    PackedChunk packed;
    packed.bytes.resize(ZSTD_compressBound(raw.size()));
    const std::size_t size =
        ZSTD_compress(packed.bytes.data(), packed.bytes.size(), raw.data(), raw.size(), kLevel);
    if (ZSTD_isError(size) != 0) return fail(Next::Bug, ZSTD_getErrorName(size));
    packed.bytes.resize(size);
    packed.about.hash = sha256(packed.bytes);
    packed.about.packed = size;
    packed.about.raw = raw.size();
    return packed;
}

Result<TableRows> unpack(const SnapshotChunk& about, ByteView packed) {
    if (packed.size() != about.packed || about.raw > kMaxChunkRaw || sha256(packed) != about.hash) {
        return corrupt("not the chunk that was promised");
    }
    Bytes raw(about.raw);
    const std::size_t size = ZSTD_decompress(raw.data(), raw.size(), packed.data(), packed.size());
    if (ZSTD_isError(size) != 0 || size != raw.size()) return corrupt("a chunk that cannot be unpacked");
    auto value = ledger::decode(raw);
    if (!value) return tl::unexpected(value.error());
    const Array& parts = value->array();
    if (parts.size() != 3 || !parts[0].isText() || !parts[1].isArray() || !parts[2].isArray()) {
        return corrupt("a chunk without its rows");
    }
    TableRows rows;
    rows.table = parts[0].text();
    for (const Value& column : parts[1].array())
        rows.columns.push_back(column.text());
    for (const Value& row : parts[2].array()) {
        if (row.array().size() != rows.columns.size()) return corrupt("a row of another length");
        rows.rows.push_back(row.array());
    }
    return rows;
}

} // namespace shouwang::sync
