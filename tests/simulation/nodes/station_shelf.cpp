// Snapshots, as app/server/snapshot_shelf.cpp makes and gives them.
#include "simulation/nodes/station_node.h"

#include <algorithm>

namespace shouwang::simulation {

namespace {

constexpr std::uint64_t kFar = 10; // facts behind the head, after which another one is made
constexpr std::string_view kChunk = "/v1/snapshot/chunk?hash=";

} // namespace

void StationNode::wantShelf() {
    const bool near = m_shelf && m_ledger->head().number <= m_shelf->manifest.asOf.number + kFar;
    if (m_building || near) return;
    m_building = true;
    m_env.scheduler.after(m_chance.between(20ms, 900ms), m_life, [this] { buildShelf(); });
}

void StationNode::buildShelf() {
    m_building = false;
    ledger::Database::Options options;
    options.path = kStationFile;
    options.access = ledger::Database::Access::ReadOnly;
    options.vfs = disk.vfs();
    auto file = ledger::Database::open(options);
    if (!file) return; // a seat takes the feed instead
    auto made = std::make_unique<Shelf>();
    const auto keep = [&made](const sync::PackedChunk& chunk) -> Result<void> {
        made->chunks[chunk.about.hash] = chunk.bytes;
        return {};
    };
    auto built = sync::buildSnapshot(**file, roomsOf(m_env.plant, true, upgrade), keep);
    if (!built || disk.dead()) return;
    made->manifest = std::move(*built);
    m_env.trace.line(m_env.scheduler.now(), "station", "snapshot of {}", made->manifest.asOf.number);
    m_before = std::exchange(m_shelf, std::move(made));
}

void StationNode::fetch(std::size_t seat, const std::string& path, const Answer& answer) {
    const auto may = rights(seat);
    if (!may) return answer(fail(Next::Retry, may.error().text));
    if (!path.starts_with(kChunk)) {
        wantShelf();
        if (!m_shelf) return answer(fail(Next::Retry, "the snapshot is being made"));
        return answer(sync::encode(sync::forCompartments(m_shelf->manifest, *may)));
    }
    for (const Shelf* shelf : {m_shelf.get(), m_before.get()}) {
        if (!shelf) continue;
        for (const sync::SnapshotChunk& chunk : shelf->manifest.chunks) {
            const bool allowed =
                chunk.compartment == 0 || chunk.stubs || (*may >> chunk.compartment & 1) != 0;
            if (allowed && path.ends_with(toHex(chunk.hash))) return answer(shelf->chunks.at(chunk.hash));
        }
    }
    answer(fail(Next::Bug, "there is no such chunk"));
}

} // namespace shouwang::simulation
