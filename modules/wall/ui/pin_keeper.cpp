#include "wall/ui/pin_keeper.h"

#include "base/log.h"

#include <QMetaObject>
#include <fmt/format.h>
#include <mutex>

namespace shouwang::wall {

using video::Nanos;

/// Stands between the engine's threads and a keeper that may be gone by then.
struct PinKeeper::Relay {
    std::mutex mutex; // guards keeper
    PinKeeper* keeper = nullptr;

    void post(const std::string& id, const std::string& camera, const video::PinResult& result) {
        const std::lock_guard lock(mutex);
        if (!keeper) return;
        QMetaObject::invokeMethod(
            keeper, [to = keeper, id, camera, result] { to->done(id, camera, result); },
            Qt::QueuedConnection);
    }
};

PinKeeper::PinKeeper(video::VideoEngine& engine, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_clock(clock)
    , m_relay(std::make_shared<Relay>()) {
    m_relay->keeper = this;
}

PinKeeper::~PinKeeper() {
    const std::lock_guard lock(m_relay->mutex);
    m_relay->keeper = nullptr;
}

void PinKeeper::pin(const Pin& order) {
    for (const std::string& camera : order.cameras)
        pinCamera(order, camera);
}

void PinKeeper::pinCamera(const Pin& order, const std::string& camera) {
    if (!m_open.emplace(order.id, camera).second) return;
    std::error_code fault;
    std::filesystem::create_directories(order.folder, fault);
    if (fault) return failed(order.id, camera, fmt::format("cannot make the folder: {}", fault.message()));

    const Micros utc = m_clock.utc();
    // The window as the engine wants it: around a moment that is not in the future.
    const Micros moment = std::clamp(utc, order.from, order.until);
    video::PinRequest request;
    request.camera = camera;
    request.at = m_clock.monotonic().count() + (moment - utc) * 1000;
    request.before = (moment - order.from) * 1000;
    request.after = (order.until - moment) * 1000;
    request.folder = order.folder;
    // Camera ids hold slashes in no site file, but an order is still only input.
    const Hash hash = sha256(view(camera));
    request.stem =
        fmt::format("{}-{}", toHex(sha256(view(order.id))).substr(0, 12), toHex(hash).substr(0, 12));
    const auto pin =
        m_engine.pin(request, [relay = m_relay, id = order.id, camera](const video::PinResult& result) {
            relay->post(id, camera, result);
        });
    if (!pin) failed(order.id, camera, pin.error().text);
}

void PinKeeper::failed(const std::string& id, const std::string& camera, const std::string& why) {
    log::error("wall", "camera '{}' is not pinned: {}", camera, why);
    m_open.erase({id, camera});
    Pinned report;
    report.id = id;
    report.camera = camera;
    report.error = why;
    report.last = true;
    Q_EMIT pinned(report);
}

void PinKeeper::done(const std::string& id, const std::string& camera, const video::PinResult& result) {
    if (result.clips.empty())
        return failed(id, camera, result.errors.empty() ? "no clip" : result.errors.front().text);
    m_open.erase({id, camera});
    for (const video::Clip& clip : result.clips) {
        Pinned report;
        report.id = id;
        report.camera = camera;
        report.file = clip.path.string();
        report.sha256 = toHex(clip.sha256);
        report.size = clip.bytes;
        report.from = clip.first_utc;
        report.until = clip.last_utc;
        report.stream = std::string(video::name(clip.stream));
        if (clip.cut_short)
            report.incomplete = "the stream ended or changed before the end of the window";
        else if (clip.gaps > 0)
            report.incomplete = fmt::format("packets are missing in {} places", clip.gaps);
        else if (!result.errors.empty())
            report.incomplete = result.errors.front().text;
        report.last = &clip == &result.clips.back();
        Q_EMIT pinned(report);
    }
}

} // namespace shouwang::wall
