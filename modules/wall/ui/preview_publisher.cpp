#include "wall/ui/preview_publisher.h"

#include "base/log.h"
#include "wall/ui/no_picture.h"

#include <algorithm>

namespace shouwang::wall {

namespace {

constexpr int kPublishMs = 40; // 25 times a second

} // namespace

PreviewPublisher::PreviewPublisher(video::VideoEngine& engine, video::SharedPictureWriter writer,
                                   Reachable reachable, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_writer(std::move(writer))
    , m_reachable(std::move(reachable)) {
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kPublishMs);
    connect(&m_timer, &QTimer::timeout, this, &PreviewPublisher::publish);
}

PreviewPublisher::~PreviewPublisher() {
    for (auto& [camera, shown] : m_shown)
        drop(shown);
}

void PreviewPublisher::setWishes(const std::vector<PreviewWish>& wishes) {
    const auto wished = [&](const std::string& camera) {
        return std::any_of(wishes.begin(), wishes.end(),
                           [&](const PreviewWish& wish) { return wish.camera == camera; });
    };
    for (auto shown = m_shown.begin(); shown != m_shown.end();) {
        if (!wished(shown->first)) drop(shown->second);
        shown = wished(shown->first) ? std::next(shown) : m_shown.erase(shown);
    }
    for (const PreviewWish& wish : wishes) {
        const auto known = m_shown.find(wish.camera);
        if (known != m_shown.end()) {
            known->second.wish = wish;
            if (known->second.view.id != 0) m_engine.resize(known->second.view.id, {wish.width, wish.height});
            continue;
        }
        const int slot = freeSlot();
        if (slot < 0) break;
        Shown& shown = m_shown[wish.camera];
        shown.wish = wish;
        shown.slot = slot;
        open(shown);
    }
    if (m_shown.empty())
        m_timer.stop();
    else if (!m_timer.isActive())
        m_timer.start();
}

void PreviewPublisher::retry() {
    for (auto& [camera, shown] : m_shown) {
        if (shown.view.id != 0) m_engine.hide(shown.view.id);
        shown.view = {};
        shown.written = false;
        open(shown);
    }
}

int PreviewPublisher::freeSlot() const {
    for (int slot = 0; slot < video::kPreviewSlots; ++slot) {
        const bool taken = std::any_of(m_shown.begin(), m_shown.end(),
                                       [slot](const auto& entry) { return entry.second.slot == slot; });
        if (!taken) return slot;
    }
    return -1;
}

void PreviewPublisher::open(Shown& shown) {
    auto view = m_engine.show(shown.wish.camera, {shown.wish.width, shown.wish.height});
    if (view) shown.view = *view; // otherwise the slot says why, or LOST
}

void PreviewPublisher::drop(Shown& shown) {
    if (shown.view.id != 0) m_engine.hide(shown.view.id);
    shown.view = {};
    const auto cleared = m_writer.clear(shown.slot);
    if (!cleared) log::warning("wall", "cannot clear a preview: {}", cleared.error().text);
}

std::vector<PreviewSlot> PreviewPublisher::slotsInUse() const {
    std::vector<PreviewSlot> used;
    for (const auto& [camera, shown] : m_shown)
        used.push_back({camera, shown.slot, noPictureReason(m_engine, shown.view, m_reachable(camera))});
    return used;
}

void PreviewPublisher::publish() {
    for (auto& [camera, shown] : m_shown)
        publishOne(shown);
}

video::Liveness PreviewPublisher::livenessOf(const Shown& shown) const {
    if (shown.view.id != 0) return m_engine.liveness(shown.view.id);
    // As on a tile: a camera without a stream was never there, so it is not lost either.
    const bool planned = isPlanned(m_reachable(shown.wish.camera));
    return planned ? video::Liveness{} : video::Liveness{video::Liveness::Kind::Lost, 0};
}

void PreviewPublisher::publishOne(Shown& shown) {
    const video::Liveness liveness = livenessOf(shown);
    const video::PicturePtr picture = shown.view.id != 0 ? shown.view.mailbox->latest() : nullptr;
    const std::uint64_t sequence = picture ? picture->sequence : 0;
    const bool same = shown.written && sequence == shown.sequence && liveness.kind == shown.liveness.kind &&
                      liveness.age / video::kSecond == shown.liveness.age / video::kSecond;
    if (same) return;
    const auto written = m_writer.write(shown.slot, shown.wish.camera, picture, liveness);
    if (!written) return log::warning("wall", "cannot write a preview: {}", written.error().text);
    shown.written = true;
    shown.sequence = sequence;
    shown.liveness = liveness;
}

} // namespace shouwang::wall
