#include "wall/ui/wall_tile.h"

#include "base/log.h"
#include "video/ui/state_words.h"

#include <cmath>

namespace shouwang::wall {

using video::Liveness;

WallTile::WallTile(video::VideoEngine& engine, std::string camera, std::string alarm, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_camera(std::move(camera))
    , m_alarm(std::move(alarm)) {}

WallTile::~WallTile() {
    closeView();
}

void WallTile::setPlace(const Tile& tile, double pixelRatio) {
    const QRect rect(tile.rect.x, tile.rect.y, tile.rect.width, tile.rect.height);
    const video::TileSize size{static_cast<int>(std::ceil(rect.width() * pixelRatio)),
                               static_cast<int>(std::ceil(rect.height() * pixelRatio))};
    const bool resized = size != m_size;
    m_size = size;
    if (m_view.id != 0 && resized) m_engine.resize(m_view.id, m_size);
    if (m_view.id == 0) openView();
    if (rect == m_rect && tile.focused == m_focused) return;
    m_rect = rect;
    m_focused = tile.focused;
    Q_EMIT placed();
}

void WallTile::setNames(const QString& number, const QString& place, const QString& shortPlace) {
    if (number == m_number && place == m_place && shortPlace == m_short_place) return;
    m_number = number;
    m_place = place;
    m_short_place = shortPlace;
    Q_EMIT named();
}

void WallTile::setWatermark(const QString& text) {
    if (text == m_watermark) return;
    m_watermark = text;
    Q_EMIT named();
}

void WallTile::setReachable(NoPicture reason) {
    if (reason != m_unreachable) {
        m_unreachable = reason;
        m_reason = reason;
        Q_EMIT stateChanged();
    }
    if (reason != NoPicture::None) closeView();
}

void WallTile::openView() {
    if (m_camera.empty() || m_unreachable != NoPicture::None || m_size.width <= 0) return;
    m_look_back_failed = false;
    if (m_look_back > 0) {
        auto past = m_engine.lookBack(m_camera, m_look_back * video::kSecond, m_size);
        if (past) {
            m_view = *past;
        } else {
            log::warning("wall", "cannot look back: {}", past.error().text);
            m_look_back_failed = true;
        }
    }
    if (m_view.id == 0) {
        auto view = m_engine.show(m_camera, m_size,
                                  m_alarm.empty() ? video::Importance::Ordinary : video::Importance::Alarm);
        if (!view) return log::warning("wall", "cannot show '{}': {}", m_camera, view.error().text);
        m_view = *view;
    }
    Q_EMIT feedChanged();
}

void WallTile::closeView() {
    if (m_view.id == 0) return;
    const video::ViewId id = m_view.id;
    m_view = {};
    Q_EMIT feedChanged(); // the item lets the mailbox go before the view is gone
    m_engine.hide(id);
}

void WallTile::forgetView() {
    closeView();
    openView();
}

void WallTile::lookBack(int seconds) {
    if (seconds == m_look_back) return;
    m_look_back = seconds;
    forgetView();
    Q_EMIT stateChanged();
}

void WallTile::refresh(video::Nanos now) {
    const Liveness before = m_liveness;
    const NoPicture reason_before = m_reason;
    m_liveness = m_view.id == 0 ? Liveness{} : m_engine.liveness(m_view.id);
    m_reason = noPictureReason(m_engine, m_view, m_unreachable);
    if (now - m_counted_at >= video::kSecond) {
        const quint64 count = m_item ? m_item->picturesShown() : 0;
        if (m_counted_at != 0)
            m_fps = static_cast<double>(count - std::min(count, m_counted)) * 1e9 /
                    static_cast<double>(now - m_counted_at);
        m_counted = count;
        m_counted_at = now;
    }
    const bool said = before.kind == m_liveness.kind && reason_before == m_reason &&
                      (live() || before.age / video::kSecond == m_liveness.age / video::kSecond);
    if (!said) Q_EMIT stateChanged();
}

bool WallTile::stale() const {
    return m_liveness.kind == Liveness::Kind::Late || m_liveness.kind == Liveness::Kind::Lost;
}

QString WallTile::stateText() const {
    if (m_camera.empty()) return {};
    if (m_unreachable != NoPicture::None) return reasonWord(m_unreachable);
    // What is played back from the ring is never called live.
    if (lookingBack() && live()) return {};
    if (live() && m_reason != NoPicture::None) return reasonWord(m_reason); // it moves, and lags behind
    return video::stateText(m_liveness);
}

QString WallTile::reasonText() const {
    if (m_camera.empty()) return tr("未分配摄像机");
    if (m_reason != NoPicture::None) return live() ? QString() : reasonWord(m_reason);
    return m_liveness.kind == Liveness::Kind::Waiting ? tr("连接中") : QString();
}

QString WallTile::lookBackText() const {
    if (m_look_back <= 0) return {};
    if (m_look_back_failed) return tr("无法回看 %1 秒前").arg(m_look_back);
    return tr("回看 %1 秒前").arg(m_look_back);
}

TileReport WallTile::report() const {
    TileReport report;
    report.camera = m_camera;
    report.alarm = m_alarm;
    report.live = static_cast<Live>(m_liveness.kind);
    report.age_ms = std::max<std::int64_t>(0, m_liveness.age / video::kMillisecond);
    if (const auto picture = m_view.mailbox ? m_view.mailbox->latest() : nullptr)
        report.stream = std::string(video::name(picture->stream));
    report.fps = m_fps;
    report.reason = m_reason;
    return report;
}

void WallTile::attach(QObject* item) {
    m_item = qobject_cast<video::TileItem*>(item);
    if (!m_item) return;
    connect(m_item, &video::TileItem::shown, this, [this](qint64 at) {
        if (m_first_said) return;
        m_first_said = true;
        Q_EMIT firstShown(at);
    });
}

} // namespace shouwang::wall
