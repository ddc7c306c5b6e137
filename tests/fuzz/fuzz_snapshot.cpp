// Whatever arrives as a manifest or a chunk of a snapshot is one or an error, a chunk never becomes larger
// than it promised, and loading its rows into the next tables ends in a table or in an error.
#include "sync/snapshot.h"

#include "toy_feature.h"

#include <cstdlib>
#include <zstd.h>

using namespace shouwang;

namespace {

const ledger::Features& rooms() {
    static const ledger::Features list{std::make_shared<ledger::toy::Toy>()};
    return list;
}

void manifest(ByteView bytes) {
    const auto read = sync::decodeManifest(bytes);
    if (!read) return;
    (void)sync::fits(*read, rooms());
    const auto some = sync::forCompartments(*read, 5);
    if (some.chunks.size() > read->chunks.size()) std::abort();
    // What was understood can be said again, and is understood in the same way.
    const Bytes again = sync::encode(*read);
    const auto second = sync::decodeManifest(again);
    if (!second || sync::encode(*second) != again) std::abort();
}

/// Into tables of their own, as large as a test needs: a scratch database cannot take anything back.
void load(const ledger::TableRows& rows) {
    const auto tables = ledger::Database::scratch();
    if (!tables) std::abort();
    rooms().front()->createTables(**tables);
    (*tables)->begin();
    auto shadow = ledger::ShadowTables::begin(**tables, rooms());
    if (!shadow) std::abort();
    if (!shadow->add(rows)) return;
    shadow->swap();
    if (!(*tables)->commit()) return;
    auto count = (*tables)->prepare("SELECT count(*) FROM toy_line");
    if (!count.next() || count.integer(0) > static_cast<std::int64_t>(rows.rows.size())) std::abort();
}

void chunk(const sync::SnapshotChunk& about, ByteView packed) {
    const auto rows = sync::unpack(about, packed);
    if (!rows) return;
    load(*rows);
    const auto again = sync::pack(*rows);
    if (again && again->about.raw > about.raw) std::abort(); // there is one form, and it is this
}

/// The bytes as they would travel, with what a manifest would promise of them.
void chunkOf(ByteView packed, std::uint64_t raw) {
    sync::SnapshotChunk about;
    about.hash = sha256(packed);
    about.packed = packed.size();
    about.raw = raw;
    chunk(about, packed);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 4) return 0;
    const ByteView bytes(data + 1, size - 1);
    switch (data[0] % 3) {
    case 0:
        manifest(bytes);
        break;
    case 1: // as it travels; the next two bytes say how large it is said to be
        chunkOf({data + 3, size - 3}, data[1] + std::uint64_t{data[2]} * 256);
        break;
    default: { // packed here, so that the rows themselves are tried
        Bytes packed(ZSTD_compressBound(bytes.size()));
        packed.resize(ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), 1));
        chunkOf(packed, bytes.size());
    }
    }
    return 0;
}
