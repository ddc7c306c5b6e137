#include "video/ui/preview_source.h"

#include "base/log.h"

#include <utility>

namespace shouwang::video {

namespace {

constexpr int kPollMs = 40; // 25 times a second

} // namespace

PreviewSource::PreviewSource(QObject* parent)
    : QObject(parent) {
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kPollMs);
    connect(&m_timer, &QTimer::timeout, this, &PreviewSource::poll);
}

void PreviewSource::open(const QString& name) {
    close();
    auto reader = SharedPictureReader::open(name.toStdString());
    if (!reader) return log::error("preview", "no previews: {}", reader.error().text);
    m_reader = std::move(*reader);
    m_timer.start();
    Q_EMIT back();
}

void PreviewSource::close() {
    if (!m_reader) return;
    m_timer.stop();
    m_reader.reset();
    m_slots.clear();
    Q_EMIT gone();
}

void PreviewSource::setSlots(const QHash<QString, int>& slotOfCamera) {
    m_slots = slotOfCamera;
}

void PreviewSource::setReasons(const QHash<QString, NoPreview>& reasons) {
    const QHash<QString, NoPreview> before = std::exchange(m_reasons, reasons);
    if (before == m_reasons) return;
    const QList<QString> cameras = m_wishes.keys();
    for (const QString& camera : cameras)
        Q_EMIT changed(camera);
}

const NoPreview* PreviewSource::reason(const QString& camera) const {
    const auto found = m_reasons.find(camera);
    return found == m_reasons.end() ? nullptr : &*found;
}

void PreviewSource::want(const QString& camera, QSize size) {
    Wish& wish = m_wishes[camera];
    ++wish.count;
    const QSize before = wish.size;
    wish.size = wish.size.expandedTo(size);
    if (wish.count == 1 || wish.size != before) Q_EMIT wantedChanged();
}

void PreviewSource::unwant(const QString& camera) {
    const auto wish = m_wishes.find(camera);
    if (wish == m_wishes.end() || --wish->count > 0) return;
    m_wishes.erase(wish);
    m_previews.remove(camera);
    Q_EMIT wantedChanged();
}

QHash<QString, QSize> PreviewSource::wanted() const {
    QHash<QString, QSize> wanted;
    for (auto wish = m_wishes.begin(); wish != m_wishes.end(); ++wish)
        wanted.insert(wish.key(), wish->size);
    return wanted;
}

const Preview* PreviewSource::preview(const QString& camera) const {
    const auto found = m_previews.find(camera);
    return found == m_previews.end() ? nullptr : &*found;
}

void PreviewSource::poll() {
    const QList<QString> cameras = m_wishes.keys();
    for (const QString& camera : cameras) {
        if (!m_reader) return; // a receiver of changed() may have closed us
        pollCamera(camera);
    }
}

void PreviewSource::pollCamera(const QString& camera) {
    const auto slot = m_slots.find(camera);
    if (slot == m_slots.end()) return;
    const auto known = m_previews.find(camera);
    auto read = m_reader->read(*slot, known == m_previews.end() ? 0 : known->sequence);
    if (!read) {
        if (read.error().next == Next::Retry) return; // the wall is just writing: 40 ms later it is done
        log::error("preview", "the shared pictures are unusable: {}", read.error().text);
        return close();
    }
    if (!read->has_value() || (*read)->camera != camera.toStdString()) return;
    m_previews.insert(camera, **read);
    Q_EMIT changed(camera);
}

} // namespace shouwang::video
