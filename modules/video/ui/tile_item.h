// Shows the newest picture of a mailbox inside the scene graph: software and OpenGL alike, without a copy of
// our own. It repaints when a picture arrives, and remembers when the first and the latest one stood on the
// glass. GUI thread; the scene graph calls updatePaintNode() while the GUI thread waits.
#pragma once

#include "video/picture.h"

#include <QQuickItem>
#include <QVariant>
#include <atomic>

Q_DECLARE_METATYPE(std::shared_ptr<shouwang::video::Mailbox>)

namespace shouwang::video {

class TileItem : public QQuickItem {
    Q_OBJECT
    /// A std::shared_ptr<Mailbox>; another one keeps the last picture until the new one has its first.
    Q_PROPERTY(QVariant feed READ feed WRITE setFeed NOTIFY feedChanged)
    Q_PROPERTY(bool hasPicture READ hasPicture NOTIFY hasPictureChanged)
public:
    explicit TileItem(QQuickItem* parent = nullptr);
    ~TileItem() override;

    QVariant feed() const { return QVariant::fromValue(m_mailbox); }
    void setFeed(const QVariant& feed);
    bool hasPicture() const { return m_picture != nullptr; }
    quint64 shownSequence() const { return m_shown ? m_shown->sequence : 0; }
    quint64 picturesShown() const { return m_count; }  ///< since the item was made
    Nanos firstShown() const { return m_first_shown; } ///< monotonic, of this feed; 0: not yet
    Nanos latestShown() const { return m_latest_shown; }

    /// Where a picture of this size stands in an item of that size: as large as it goes, nothing cut.
    static QRectF fit(QSize picture, QSizeF item);

Q_SIGNALS:
    void feedChanged();
    void hasPictureChanged();
    /// A new picture stands on the glass: the buffers were swapped. Queued to the GUI thread.
    void shown(qint64 monotonicNanos);

protected:
    QSGNode* updatePaintNode(QSGNode* node, UpdatePaintNodeData* data) override;

private:
    void follow(QQuickWindow* window);
    void arrived();
    void swapped();

    std::shared_ptr<Mailbox> m_mailbox;
    std::shared_ptr<std::atomic<bool>>
        m_posted;          // true while a call of arrived() is on its way; workers set it
    PicturePtr m_picture;  // to be drawn
    PicturePtr m_uploaded; // in the texture; render thread while the GUI thread waits
    PicturePtr m_shown;    // on the glass
    PicturePtr m_swapping; // handed over, not swapped yet
    Nanos m_first_shown = 0;
    Nanos m_latest_shown = 0;
    quint64 m_count = 0;
    QMetaObject::Connection m_swap;
};

} // namespace shouwang::video
