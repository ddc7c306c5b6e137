#include "video/ui/tile_item.h"

#include <QImage>
#include <QQuickWindow>
#include <QSGImageNode>
#include <chrono>
#include <cmath>

namespace shouwang::video {

namespace {

Nanos now() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

void letGo(void* picture) {
    delete static_cast<PicturePtr*>(picture);
}

/// The picture's own bytes as an image that keeps them alive.
QImage asImage(const PicturePtr& picture) {
    return {picture->data(),      picture->width, picture->height,        picture->stride,
            QImage::Format_RGB32, letGo,          new PicturePtr(picture)};
}

} // namespace

TileItem::TileItem(QQuickItem* parent)
    : QQuickItem(parent)
    , m_posted(std::make_shared<std::atomic<bool>>(false)) {
    setFlag(ItemHasContents);
    // Not itemChange(): with a parent given here, it is called before this class exists.
    connect(this, &QQuickItem::windowChanged, this, &TileItem::follow);
    follow(window());
}

TileItem::~TileItem() {
    if (m_mailbox) m_mailbox->setNotify({}); // waits for a call under way, so nobody posts to us any more
    disconnect(m_swap);
}

void TileItem::setFeed(const QVariant& feed) {
    auto mailbox = feed.value<std::shared_ptr<Mailbox>>();
    if (mailbox == m_mailbox) return;
    if (m_mailbox) m_mailbox->setNotify({});
    m_mailbox = std::move(mailbox);
    m_first_shown = 0;
    if (m_mailbox) {
        m_mailbox->setNotify([this, posted = m_posted] {
            if (posted->exchange(true)) return;
            QMetaObject::invokeMethod(this, &TileItem::arrived, Qt::QueuedConnection);
        });
        arrived();
    }
    Q_EMIT feedChanged();
}

void TileItem::arrived() {
    m_posted->store(false);
    PicturePtr newest = m_mailbox ? m_mailbox->latest() : nullptr;
    if (!newest || newest == m_picture || newest->width <= 0 || newest->height <= 0) return;
    const bool first = !m_picture;
    m_picture = std::move(newest);
    if (first) Q_EMIT hasPictureChanged();
    update();
}

QRectF TileItem::fit(QSize picture, QSizeF item) {
    if (picture.isEmpty() || item.isEmpty()) return {};
    // A few missing lines are not worth a scaled picture: it would cost time and sharpness.
    if (std::abs(item.width() - picture.width()) <= 4 && std::abs(item.height() - picture.height()) <= 4)
        return {QPointF(0, 0), item};
    const QSizeF size = QSizeF(picture).scaled(item, Qt::KeepAspectRatio);
    const QSizeF whole(std::round(size.width()), std::round(size.height()));
    return {QPointF(std::floor((item.width() - whole.width()) / 2),
                    std::floor((item.height() - whole.height()) / 2)),
            whole};
}

QSGNode* TileItem::updatePaintNode(QSGNode* old, UpdatePaintNodeData*) {
    auto* node = static_cast<QSGImageNode*>(old);
    if (!m_picture || !window()) {
        delete node;
        m_uploaded.reset();
        return nullptr;
    }
    if (!node) {
        node = window()->createImageNode();
        node->setOwnsTexture(true);
        m_uploaded.reset();
    }
    if (m_uploaded != m_picture) {
        node->setTexture(window()->createTextureFromImage(asImage(m_picture), QQuickWindow::TextureIsOpaque));
        m_uploaded = m_picture;
        m_swapping = m_picture;
    }
    const QSize size(m_picture->width, m_picture->height);
    const QRectF target = fit(size, {width(), height()});
    node->setRect(target);
    node->setSourceRect(QRectF(QPointF(0, 0), QSizeF(size)));
    node->setFiltering(target.size().toSize() == size ? QSGTexture::Nearest : QSGTexture::Linear);
    return node;
}

void TileItem::follow(QQuickWindow* window) {
    disconnect(m_swap);
    if (window) m_swap = connect(window, &QQuickWindow::frameSwapped, this, &TileItem::swapped);
}

void TileItem::swapped() {
    if (!m_swapping || m_swapping == m_shown) return;
    m_shown = m_swapping;
    m_latest_shown = now();
    if (m_first_shown == 0) m_first_shown = m_latest_shown;
    ++m_count;
    Q_EMIT shown(m_latest_shown);
}

} // namespace shouwang::video
