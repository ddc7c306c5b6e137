// The desk's view of the shared pictures: reads the slots that somebody looks at, at most 25 times a second,
// and says what changed. GUI thread only.
#pragma once

#include "video/shared_pictures.h"

#include <QHash>
#include <QObject>
#include <QSize>
#include <QString>
#include <QTimer>
#include <optional>

namespace shouwang::video {

/// Why a camera has no picture, as the wall says it.
struct NoPreview {
    QString word;         ///< translated, never empty
    bool planned = false; ///< the site gives it no stream: it is not lost, it was never there
    bool operator==(const NoPreview&) const = default;
};

class PreviewSource : public QObject {
    Q_OBJECT
public:
    explicit PreviewSource(QObject* parent = nullptr);

    /// Opens the segment of a wall that is ready. A failure is logged and the previews stay gone.
    void open(const QString& name);
    /// The wall is gone: every preview becomes stale at once.
    void close();
    bool isOpen() const { return m_reader.has_value(); }

    /// Slots as the wall's heartbeat names them.
    void setSlots(const QHash<QString, int>& slotOfCamera);
    /// Cameras that have no picture, and why. Stays while the wall is gone.
    void setReasons(const QHash<QString, NoPreview>& reasons);
    /// Null where there is nothing to say.
    const NoPreview* reason(const QString& camera) const;

    /// Somebody looks at this camera in this size. Counted: each want() needs its unwant().
    void want(const QString& camera, QSize size);
    void unwant(const QString& camera);
    /// What is wanted, largest size each.
    QHash<QString, QSize> wanted() const;

    /// The newest preview of a camera; nothing before the first one.
    const Preview* preview(const QString& camera) const;

Q_SIGNALS:
    void wantedChanged();
    void changed(const QString& camera); ///< picture or liveness
    void gone();                         ///< the wall is gone, all previews are stale
    void back();

private:
    struct Wish {
        int count = 0;
        QSize size;
    };
    void poll();
    void pollCamera(const QString& camera);

    std::optional<SharedPictureReader> m_reader;
    QHash<QString, int> m_slots;
    QHash<QString, Wish> m_wishes;
    QHash<QString, Preview> m_previews;
    QHash<QString, NoPreview> m_reasons;
    QTimer m_timer;
};

} // namespace shouwang::video
