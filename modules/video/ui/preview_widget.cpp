#include "video/ui/preview_widget.h"

#include "video/ui/state_words.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace shouwang::video {

namespace {

constexpr int kNarrow = 180;    // px; below, margins are narrow as well
constexpr int kGap = 8;         // between the label and its state
constexpr int kShortPlace = 36; // a place of fewer pixels would be a dot and a half

} // namespace

PreviewWidget::PreviewWidget(PreviewSource& source, const shell::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_source(source)
    , m_theme(theme) {
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::TabFocus);
    setMinimumSize(160, 90);
    connect(&source, &PreviewSource::changed, this, [this](const QString& camera) {
        if (camera == m_camera) update();
    });
    connect(&source, &PreviewSource::gone, this, [this] {
        m_gone_since.start();
        update();
    });
    connect(&source, &PreviewSource::back, this, [this] {
        m_gone_since.invalidate();
        update();
    });
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, [this] {
        if (liveness().kind != Liveness::Kind::Live) update();
    });
    m_second.start();
    if (!source.isOpen()) m_gone_since.start();
}

PreviewWidget::~PreviewWidget() {
    dropWish();
}

void PreviewWidget::setCamera(const QString& camera, const QString& label) {
    m_label = label;
    if (camera != m_camera) {
        dropWish();
        m_camera = camera;
        wish();
    }
    setAccessibleName(label);
    update();
}

void PreviewWidget::wish() {
    if (m_camera.isEmpty()) return;
    m_wished = true;
    m_source.want(m_camera, size() * devicePixelRatioF());
}

void PreviewWidget::dropWish() {
    if (m_wished) m_source.unwant(m_camera);
    m_wished = false;
}

void PreviewWidget::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (!m_wished) return;
    // The new wish comes first, so that the camera is never unwanted in between.
    m_source.want(m_camera, size() * devicePixelRatioF());
    m_source.unwant(m_camera);
}

Liveness PreviewWidget::liveness() const {
    const Preview* preview = m_source.preview(m_camera);
    Liveness liveness = preview ? preview->liveness : Liveness{};
    // What was never shown cannot be lost: it is waited for.
    if (!m_gone_since.isValid() || !preview || isPlanned()) return liveness;
    const Nanos gone = m_gone_since.nsecsElapsed();
    return {Liveness::Kind::Lost, liveness.age + gone};
}

bool PreviewWidget::isPlanned() const {
    const NoPreview* reason = m_source.reason(m_camera);
    return reason != nullptr && reason->planned;
}

/// It moves, and is not called live all the same.
bool PreviewWidget::isLagging(const Liveness& now) const {
    return now.kind == Liveness::Kind::Live && m_source.reason(m_camera) != nullptr;
}

QString PreviewWidget::stateNow() const {
    if (m_camera.isEmpty()) return {};
    const Liveness now = liveness();
    return isLagging(now) || isPlanned() ? m_source.reason(m_camera)->word : stateText(now);
}

QString PreviewWidget::shortState(const Liveness& now) const {
    if (isPlanned()) return {};
    return isLagging(now) ? QStringLiteral("◆") : stateSign(now);
}

void PreviewWidget::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.background());
    const Preview* preview = m_source.preview(m_camera);
    const Liveness now = liveness();
    if (preview && !preview->bytes.empty()) {
        const QImage image(preview->bytes.data(), preview->width, preview->height, preview->width * 4,
                           QImage::Format_RGB32);
        const QSize fitted = image.size().scaled(size(), Qt::KeepAspectRatio);
        const QRect target({(width() - fitted.width()) / 2, (height() - fitted.height()) / 2}, fitted);
        painter.setRenderHint(QPainter::SmoothPixmapTransform, fitted != image.size());
        painter.drawImage(target, image);
    }
    const bool stale = now.kind == Liveness::Kind::Late || now.kind == Liveness::Kind::Lost;
    if (!m_camera.isEmpty() && stale) shell::hatch(painter, rect(), m_theme);
    if (now.kind != Liveness::Kind::Live) paintReason(painter);
    paintLabel(painter, now);
    painter.setPen(m_theme.line());
    if (hasFocus()) painter.setPen(QPen(m_theme.accent(), 4)); // half of it lies outside
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

/// In the middle, as on the wall, where there is room for it.
void PreviewWidget::paintReason(QPainter& painter) const {
    const NoPreview* reason = m_source.reason(m_camera);
    if (reason == nullptr || m_camera.isEmpty()) return;
    painter.setFont(shell::Theme::font(shell::Type::Body));
    const QFontMetrics metrics = painter.fontMetrics();
    const int room = width() - 16;
    const QString word = metrics.elidedText(reason->word, Qt::ElideRight, room);
    QRect patch(0, 0, std::min(room, metrics.horizontalAdvance(word) + 16), metrics.height() + 8);
    patch.moveCenter(rect().center() - QPoint(0, metrics.height() / 2));
    painter.fillRect(patch, m_theme.background());
    painter.setPen(reason->planned ? m_theme.muted() : m_theme.text());
    painter.drawText(patch, Qt::AlignCenter, word);
}

void PreviewWidget::paintLabel(QPainter& painter, const Liveness& now) const {
    painter.setFont(shell::Theme::font(shell::Type::Secondary));
    const QFontMetrics metrics = painter.fontMetrics();
    const QRect strip(0, height() - metrics.height() - 8, width(), metrics.height() + 8);
    QColor ground = m_theme.background();
    ground.setAlphaF(0.85F);
    painter.fillRect(strip, ground);
    const int margin = width() < kNarrow ? 4 : 8;
    const QRect inner = strip.adjusted(margin, 0, -margin, 0);
    // The number is how people speak of a camera: it stays whole, the place and the word of the state give
    // way.
    const QString number = m_label.section(QLatin1Char(' '), 0, 0);
    QString state = isPlanned() ? QString() : stateNow(); // a planned one is said in the middle already
    const int left = inner.width() - metrics.horizontalAdvance(number) - kGap;
    if (metrics.horizontalAdvance(state) > left) state = shortState(now);
    const int state_width = metrics.horizontalAdvance(state);
    painter.setPen(now.kind == Liveness::Kind::Live ? m_theme.muted() : m_theme.text());
    painter.drawText(inner, Qt::AlignRight | Qt::AlignVCenter, state);
    painter.setPen(m_theme.text());
    const int room = inner.width() - state_width - kGap;
    const bool whole = metrics.horizontalAdvance(m_label) <= room;
    const bool placed = room - metrics.horizontalAdvance(number) > kShortPlace;
    // What tells one camera from its neighbours is the end of its number.
    const QString label = whole || placed ? metrics.elidedText(m_label, Qt::ElideRight, room)
                                          : metrics.elidedText(number, Qt::ElideLeft, room);
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignVCenter, label);
}

void PreviewWidget::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT activated(m_camera);
}

void PreviewWidget::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        Q_EMIT activated(m_camera);
    else
        QWidget::keyPressEvent(event);
}

} // namespace shouwang::video
