#include "server/snapshot_shelf.h"

#include "base/file.h"
#include "base/log.h"

#include <algorithm>

namespace shouwang::server {

namespace {

constexpr std::chrono::seconds kAfterFault{10}; // before a build that failed is tried again
constexpr const char* kManifestFile = "manifest";

} // namespace

SnapshotShelf::SnapshotShelf(Options options, ledger::Features features, std::function<bool()> sparing)
    : m_options(std::move(options))
    , m_features(std::move(features))
    , m_sparing(std::move(sparing))
    , m_thread([this] { loop(); }) {}

SnapshotShelf::~SnapshotShelf() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

std::shared_ptr<const sync::SnapshotManifest> SnapshotShelf::current(std::uint64_t head) {
    const std::lock_guard lock(m_mutex);
    const auto age = std::chrono::steady_clock::now() - m_built;
    const bool far = m_current && head > m_current->asOf.number + m_options.everyFacts;
    const bool old = m_current && head > m_current->asOf.number && age > m_options.every;
    const bool failed = !m_current && age > kAfterFault;
    if (far || old || failed) {
        m_wanted = true;
        m_wake.notify_all();
    }
    return m_current;
}

Result<std::filesystem::path> SnapshotShelf::chunk(const Hash& hash, std::int64_t compartments) const {
    const std::lock_guard lock(m_mutex);
    for (const Manifest& manifest : {m_current, m_before}) {
        if (!manifest) continue;
        const auto found = std::ranges::find(manifest->chunks, hash, &sync::SnapshotChunk::hash);
        if (found == manifest->chunks.end()) continue;
        const bool allowed =
            found->compartment == 0 || found->stubs || (compartments >> found->compartment & 1) != 0;
        if (allowed) return pathOf(hash);
    }
    return fail(Next::Offline, "there is no such chunk");
}

void SnapshotShelf::keepManifest(const sync::SnapshotManifest& manifest) const {
    if (auto kept = writeFileWhole(m_options.folder / kManifestFile, sync::encode(manifest), 0600); !kept)
        log::warning("station", "after a restart seats begin their snapshot anew: {}", kept.error().text);
}

/// Of our chain as it is now, for the rooms as they are now, with all its chunks.
Result<sync::SnapshotManifest> SnapshotShelf::keptManifest() const {
    const auto bytes = readFile(m_options.folder / kManifestFile);
    if (!bytes) return tl::unexpected(bytes.error());
    auto manifest = sync::decodeManifest(*bytes);
    if (!manifest) return manifest;
    if (!sync::fits(*manifest, m_features)) return fail(Next::Conflict, "of other versions of the rooms");
    ledger::Database::Options options;
    options.path = m_options.ledger;
    options.access = ledger::Database::Access::ReadOnly;
    auto file = ledger::Database::open(options);
    if (!file) return tl::unexpected(file.error());
    ledger::Statement row = (*file)->prepare("SELECT 1 FROM fact, ledger_meta WHERE number=? AND hash=? AND"
                                             " epoch=?");
    row.bind(static_cast<std::int64_t>(manifest->asOf.number)).bind(ByteView(manifest->asOf.hash));
    row.bind(static_cast<std::int64_t>(manifest->asOf.epoch));
    if (!row.next()) return fail(Next::Conflict, "of another branch of the chain");
    std::error_code error;
    for (const sync::SnapshotChunk& chunk : manifest->chunks)
        if (!std::filesystem::exists(pathOf(chunk.hash), error))
            return fail(Next::Corrupt, "a chunk is gone");
    return manifest;
}

void SnapshotShelf::goOn() {
    auto manifest = keptManifest();
    if (!manifest) {
        if (manifest.error().next != Next::Offline)
            log::info("station", "the snapshot on the shelf is of no use: {}", manifest.error().text);
        return;
    }
    const std::lock_guard lock(m_mutex);
    m_current = std::make_shared<const sync::SnapshotManifest>(std::move(*manifest));
    m_built = std::chrono::steady_clock::now();
    m_wanted = false; // by who asked while we looked
}

void SnapshotShelf::loop() {
    try {
        goOn();
    } catch (const std::exception& fault) {
        log::error("station", "the snapshot on the shelf: {}", fault.what());
    }
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || m_wanted; });
            if (m_stopping) return;
            m_wanted = false;
        }
        try {
            build();
        } catch (const std::exception& fault) { // a seat takes the feed instead
            log::error("station", "no snapshot: {}", fault.what());
        }
        const std::lock_guard lock(m_mutex);
        m_built = std::chrono::steady_clock::now();
    }
}

void SnapshotShelf::build() {
    if (spares()) return log::warning("station", "no snapshot: the disk is full");
    std::error_code error;
    std::filesystem::create_directories(m_options.folder, error);
    std::filesystem::permissions(m_options.folder, std::filesystem::perms::owner_all, error);
    ledger::Database::Options options;
    options.path = m_options.ledger;
    options.access = ledger::Database::Access::ReadOnly;
    auto file = ledger::Database::open(options);
    if (!file) return log::error("station", "no snapshot: {}", file.error().text);
    const auto keep = [this](const sync::PackedChunk& chunk) -> Result<void> {
        std::error_code ignored;
        if (spares()) return fail(Next::Retry, "the disk is full");
        const auto path = pathOf(chunk.about.hash);
        if (std::filesystem::exists(path, ignored)) return {}; // the same rows as last time
        return writeFileWhole(path, chunk.bytes, 0600);
    };
    auto built = sync::buildSnapshot(**file, m_features, keep);
    if (!built) {
        log::warning("station", "no snapshot: {}", built.error().text);
        return tidy(); // what was made of it takes room that others need
    }
    log::info("station", "snapshot of fact {} in {} chunks", built->asOf.number, built->chunks.size());
    keepManifest(*built);
    {
        const std::lock_guard lock(m_mutex);
        m_before =
            std::exchange(m_current, std::make_shared<const sync::SnapshotManifest>(std::move(*built)));
    }
    tidy();
}

/// Chunks that neither of the two last snapshots names.
void SnapshotShelf::tidy() {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(m_options.folder, error)) {
        const std::string name = entry.path().filename().string();
        const auto named = [&](const Manifest& manifest) {
            return manifest && std::ranges::any_of(manifest->chunks, [&](const sync::SnapshotChunk& chunk) {
                       return toHex(chunk.hash) == name;
                   });
        };
        std::error_code ignored;
        if (name != kManifestFile && !named(m_current) && !named(m_before))
            std::filesystem::remove(entry.path(), ignored);
    }
}

} // namespace shouwang::server
