// The snapshot that new seats begin with, in a folder of files that are named by their hash. Built by a
// thread of its own from a read-only connection, when somebody asks and the last one is old. It outlives a
// restart of the station, so that a seat goes on fetching where it was. Any thread.
#pragma once

#include "sync/snapshot.h"

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>

namespace shouwang::server {

class SnapshotShelf {
public:
    struct Options {
        std::filesystem::path ledger;
        std::filesystem::path folder; ///< for the chunks and what names them; made when it is needed
        std::uint64_t everyFacts = 50'000;
        std::chrono::minutes every{10};
    };
    /// `sparing` is asked by any thread: while it says so, what is left of the disk is not for snapshots.
    SnapshotShelf(Options options, ledger::Features features, std::function<bool()> sparing = {});
    ~SnapshotShelf();
    SnapshotShelf(const SnapshotShelf&) = delete;
    SnapshotShelf& operator=(const SnapshotShelf&) = delete;

    /// The manifest in force; none while the first one is being built. Asks for a newer one where `head` lies
    /// too far ahead of it.
    std::shared_ptr<const sync::SnapshotManifest> current(std::uint64_t head);
    /// Offline: nobody has such a chunk, or a seat with these compartments may not have it.
    Result<std::filesystem::path> chunk(const Hash& hash, std::int64_t compartments) const;

private:
    using Manifest = std::shared_ptr<const sync::SnapshotManifest>;
    void loop();
    void build();
    void tidy();
    void keepManifest(const sync::SnapshotManifest& manifest) const;
    Result<sync::SnapshotManifest> keptManifest() const;
    void goOn();
    bool spares() const { return m_sparing && m_sparing(); }
    std::filesystem::path pathOf(const Hash& hash) const { return m_options.folder / toHex(hash); }

    const Options m_options;
    const ledger::Features m_features;
    const std::function<bool()> m_sparing;
    mutable std::mutex m_mutex; // guards what follows
    std::condition_variable m_wake;
    Manifest m_current;
    Manifest m_before; // seats may still be fetching it
    std::chrono::steady_clock::time_point m_built{};
    bool m_wanted = false;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace shouwang::server
