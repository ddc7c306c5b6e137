// One tile as QML sees it: where it stands, which pictures it gets and what is said about them. It owns its
// view of the engine. GUI thread.
#pragma once

#include "video/ui/tile_item.h"
#include "video/video_engine.h"
#include "wall/scene.h"
#include "wall/ui/no_picture.h"

#include <QObject>
#include <QPointer>
#include <QRect>

namespace shouwang::wall {

class WallTile : public QObject {
    Q_OBJECT
    Q_PROPERTY(QRect rect READ rect NOTIFY placed)
    Q_PROPERTY(bool focused READ focused NOTIFY placed)
    Q_PROPERTY(QString number READ number NOTIFY named)
    Q_PROPERTY(QString place READ place NOTIFY named)
    Q_PROPERTY(QString shortPlace READ shortPlace NOTIFY named)
    Q_PROPERTY(QString watermark READ watermark NOTIFY named)
    Q_PROPERTY(QVariant feed READ feed NOTIFY feedChanged)
    Q_PROPERTY(QString stateText READ stateText NOTIFY stateChanged)
    Q_PROPERTY(QString reasonText READ reasonText NOTIFY stateChanged)
    Q_PROPERTY(bool stale READ stale NOTIFY stateChanged)
    Q_PROPERTY(bool live READ live NOTIFY stateChanged)
    Q_PROPERTY(bool lookingBack READ lookingBack NOTIFY stateChanged)
    Q_PROPERTY(QString lookBackText READ lookBackText NOTIFY stateChanged)
public:
    /// The engine must outlive it.
    WallTile(video::VideoEngine& engine, std::string camera, std::string alarm, QObject* parent = nullptr);
    ~WallTile() override;

    const std::string& camera() const { return m_camera; }
    const std::string& alarm() const { return m_alarm; }

    void setPlace(const Tile& tile, double pixelRatio);
    void setNames(const QString& number, const QString& place, const QString& shortPlace);
    void setWatermark(const QString& text);
    /// Whether the engine knows this camera; otherwise why not.
    void setReachable(NoPicture reason);
    /// Seconds; 0: live. A look that goes back further than the ring stays live and says so.
    void lookBack(int seconds);
    /// Reads liveness, status and counters. To be called a few times a second.
    void refresh(video::Nanos now);
    void retranslate() { Q_EMIT stateChanged(); }
    /// The camera was taken away from the engine or given to it anew.
    void forgetView();

    QRect rect() const { return m_rect; }
    bool focused() const { return m_focused; }
    QString number() const { return m_number; }
    QString place() const { return m_place; }
    QString shortPlace() const { return m_short_place; }
    QString watermark() const { return m_watermark; }
    QVariant feed() const { return QVariant::fromValue(m_view.mailbox); }
    QString stateText() const;
    QString reasonText() const;
    bool stale() const;
    bool live() const { return m_liveness.kind == video::Liveness::Kind::Live; }
    bool lookingBack() const { return m_look_back > 0 && !m_look_back_failed && m_view.id != 0; }
    QString lookBackText() const;
    TileReport report() const;
    quint64 shownSequence() const { return m_item ? m_item->shownSequence() : 0; }

    /// QML hands over its item, so that the pictures are counted without a detour through JavaScript.
    Q_INVOKABLE void attach(QObject* item);

Q_SIGNALS:
    void placed();
    void named();
    void feedChanged();
    void stateChanged();
    /// The first picture of this tile stands on the glass.
    void firstShown(qint64 monotonicNanos);

private:
    void openView();
    void closeView();

    video::VideoEngine& m_engine;
    const std::string m_camera;
    const std::string m_alarm;
    QRect m_rect;
    video::TileSize m_size;
    bool m_focused = false;
    QString m_number, m_place, m_short_place, m_watermark;
    NoPicture m_unreachable = NoPicture::None;
    video::View m_view;
    int m_look_back = 0;
    bool m_look_back_failed = false;
    video::Liveness m_liveness;
    NoPicture m_reason = NoPicture::None;
    QPointer<video::TileItem> m_item;
    bool m_first_said = false;
    double m_fps = 0;
    quint64 m_counted = 0;
    video::Nanos m_counted_at = 0;
};

} // namespace shouwang::wall
