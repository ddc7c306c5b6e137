#include "simulator/clip/clip_library.h"

#include "base/file.h"
#include "base/log.h"

#include <algorithm>
#include <chrono>
#include <sys/resource.h>
#include <unistd.h>

namespace shouwang::simulator {

namespace {

constexpr std::string_view kVersion = "v4"; ///< raise it whenever a picture or the way of encoding changes

std::string describe(const ClipKey& key) {
    return fmt::format("{} {} {}", name(key.place), name(key.quality),
                       key.codec == site::Codec::Hevc ? "hevc" : "h264");
}

std::vector<ClipKey> everything(int places) {
    std::vector<ClipKey> order;
    for (const Quality quality : {Quality::Sub, Quality::Main}) {
        for (const PlaceId place : allPlaces())
            order.push_back({place, quality, site::Codec::H264});
        for (const PlaceId place : hevcPlaces())
            order.push_back({place, quality, site::Codec::Hevc});
    }
    std::erase_if(order, [&](const ClipKey& key) { return static_cast<int>(key.place) >= places; });
    return order;
}

/// Sub streams first, because they are what a wall of many cameras shows; one HEVC clip early, so that no
/// codec is dark.
std::vector<ClipKey> fullOrder(const std::vector<ClipKey>& wanted, int places) {
    std::vector<ClipKey> order;
    const auto add = [&](const ClipKey& key) {
        if (static_cast<int>(key.place) < places && std::find(order.begin(), order.end(), key) == order.end())
            order.push_back(key);
    };
    if (wanted.empty()) return everything(places);
    for (const site::Codec codec : {site::Codec::H264, site::Codec::Hevc}) {
        const auto first = std::find_if(wanted.begin(), wanted.end(),
                                        [&](const ClipKey& key) { return key.codec == codec; });
        if (first != wanted.end()) add({first->place, Quality::Sub, codec});
    }
    for (const Quality quality : {Quality::Sub, Quality::Main}) {
        for (const ClipKey& key : wanted)
            if (key.quality == quality) add(key);
    }
    return order;
}

} // namespace

ClipLibrary::ClipLibrary(ClipSettings settings, const std::vector<ClipKey>& wanted)
    : m_settings(std::move(settings))
    , m_order(fullOrder(wanted, m_settings.places)) {
    std::error_code ignored;
    std::filesystem::create_directories(m_settings.cache, ignored);
    for (const ClipKey& key : m_order) {
        auto clip = openClip(m_settings.cache / fileName(key, shapeOf(key)));
        if (clip) m_ready[key] = std::make_shared<const Clip>(std::move(*clip));
    }
    m_finished = m_ready.size() == m_order.size();
    if (!m_finished) m_worker = std::thread([this] { work(); });
}

ClipLibrary::~ClipLibrary() {
    m_stop = true;
    if (m_worker.joinable()) m_worker.join();
}

std::string ClipLibrary::fileName(const ClipKey& key, const ClipShape& shape) {
    std::string what = fmt::format("{} {} {}x{} {} frames {} kbit key {}", kVersion, describe(key),
                                   shape.width, shape.height, shape.frames, shape.kilobits, shape.keyEvery);
    if (revision(key.place) > 1) what += fmt::format(" revision {}", revision(key.place));
    return fmt::format("{}-{}-{}.swclip", name(key.place), name(key.quality),
                       toHex(sha256(view(what))).substr(0, 16));
}

const ClipShape& ClipLibrary::shapeOf(const ClipKey& key) const {
    return key.quality == Quality::Main ? m_settings.main : m_settings.sub;
}

void ClipLibrary::work() {
    for (const ClipKey& key : m_order) {
        if (m_stop) break;
        bool first = false;
        {
            const std::lock_guard lock(m_mutex);
            if (m_ready.contains(key)) continue;
            first = !findAny(key.codec, Quality::Sub);
            m_now = describe(key);
        }
        // Somebody sits and waits for the first of each codec. On Linux the niceness belongs to the thread.
        if (!first) ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), 10);
        make(key);
        m_changed.notify_all();
    }
    {
        const std::lock_guard lock(m_mutex);
        m_now.clear();
        m_finished = true;
    }
    m_changed.notify_all();
}

void ClipLibrary::make(const ClipKey& key) {
    const auto start = std::chrono::steady_clock::now();
    const auto path = m_settings.cache / fileName(key, shapeOf(key));
    m_frame = 0;
    m_frames = shapeOf(key).frames;
    const auto encoded = encodeClip(key, shapeOf(key), [this] {
        ++m_frame; // asked before each of them
        return m_stop.load();
    });
    Result<void> kept;
    if (encoded) kept = writeFileWhole(path, writeClip(*encoded));
    auto clip =
        encoded && kept ? openClip(path) : Result<Clip>(tl::unexpected(encoded ? Error{} : encoded.error()));
    const std::lock_guard lock(m_mutex);
    if (clip) {
        m_ready[key] = std::make_shared<const Clip>(std::move(*clip));
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        log::info("simulator", "encoded {} in {:.1f} s", describe(key), took.count());
        return;
    }
    const Error error = !encoded ? encoded.error() : !kept ? kept.error() : clip.error();
    if (error.next == Next::Cancelled) return;
    log::warning("simulator", "{} was not encoded: {}", describe(key), error.text);
    m_faults.push_back(describe(key) + ": " + error.text);
    if (encoded && !kept)
        m_ready[key] = std::make_shared<const Clip>(*encoded); // a full disk costs only the cache
}

std::shared_ptr<const Clip> ClipLibrary::findAny(site::Codec codec, Quality quality) const {
    for (const auto& [key, clip] : m_ready)
        if (key.codec == codec && key.quality == quality) return clip;
    return nullptr;
}

std::shared_ptr<const Clip> ClipLibrary::best(const ClipKey& wanted) const {
    const std::lock_guard lock(m_mutex);
    ClipKey key = wanted;
    if (const auto found = m_ready.find(key); found != m_ready.end()) return found->second;
    key.quality = Quality::Sub; // the right place in the small size rather than another place in full
    if (const auto found = m_ready.find(key); found != m_ready.end()) return found->second;
    if (auto other = findAny(wanted.codec, Quality::Sub)) return other;
    return findAny(wanted.codec, Quality::Main);
}

ClipLibrary::Progress ClipLibrary::progress() const {
    const std::lock_guard lock(m_mutex);
    return {m_ready.size(), m_order.size(), m_now, m_frame, m_frames, m_faults};
}

bool ClipLibrary::waitForFirst(double seconds) const {
    std::unique_lock lock(m_mutex);
    const auto any = [this] {
        return findAny(site::Codec::H264, Quality::Sub) || findAny(site::Codec::Hevc, Quality::Sub);
    };
    m_changed.wait_for(lock, std::chrono::duration<double>(seconds), [&] { return m_finished || any(); });
    return any();
}

void ClipLibrary::waitForAll() const {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_finished; });
}

} // namespace shouwang::simulator
