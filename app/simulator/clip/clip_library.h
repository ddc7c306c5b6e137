// All clips of a run: those in the cache at once, the others encoded one after the other on a thread of low
// priority (but the first of a codec, for which somebody waits). The name of a cached file says everything
// that its content depends on, so nothing stale is ever served.
#pragma once

#include "simulator/clip/clip.h"

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace shouwang::simulator {

struct ClipSettings {
    std::filesystem::path cache;
    ClipShape main{1920, 1080, 1500, 4000, 50};
    ClipShape sub{640, 360, 1500, 512, 50};
    int places = kPlaceCount; ///< fewer in tests
};

class ClipLibrary {
public:
    /// `wanted`: in order of need. When it is empty, all places.
    ClipLibrary(ClipSettings settings, const std::vector<ClipKey>& wanted);
    ~ClipLibrary(); ///< stops encoding and joins
    ClipLibrary(const ClipLibrary&) = delete;
    ClipLibrary& operator=(const ClipLibrary&) = delete;

    /// What a camera of this place serves now: its own clip, else one that is ready (another place; for main
    /// also a sub stream). Null while there is nothing at all in this codec. Any thread.
    std::shared_ptr<const Clip> best(const ClipKey& wanted) const;

    struct Progress {
        std::size_t ready = 0;
        std::size_t total = 0;
        std::string now; ///< what is being encoded; empty when all is done
        int frame = 0;   ///< of it, how far
        int frames = 0;
        std::vector<std::string> faults;
    };
    Progress progress() const;
    /// Waits until the first sub stream is there, or `seconds` are over.
    bool waitForFirst(double seconds) const;
    /// Waits until all is done.
    void waitForAll() const;

    static std::string fileName(const ClipKey& key, const ClipShape& shape);

private:
    void work();
    void make(const ClipKey& key);
    const ClipShape& shapeOf(const ClipKey& key) const;
    std::shared_ptr<const Clip> findAny(site::Codec codec, Quality quality) const;

    const ClipSettings m_settings;
    std::vector<ClipKey> m_order;
    mutable std::mutex m_mutex; // guards the four below
    mutable std::condition_variable m_changed;
    std::map<ClipKey, std::shared_ptr<const Clip>> m_ready;
    std::string m_now;
    std::vector<std::string> m_faults;
    bool m_finished = false;
    std::atomic<bool> m_stop{false};
    std::atomic<int> m_frame{0}; // of what is being encoded; written by the worker
    std::atomic<int> m_frames{0};
    std::thread m_worker;
};

} // namespace shouwang::simulator
