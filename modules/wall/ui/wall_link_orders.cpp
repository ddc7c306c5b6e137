// What the desk says to the wall, order by order.
#include "wall/ui/wall_link.h"

#include <algorithm>

namespace shouwang::wall {

void WallLink::followPreviews() {
    SetPreviews order;
    const auto wanted = m_previews.wanted();
    for (auto wish = wanted.begin(); wish != wanted.end(); ++wish) {
        if (order.wishes.size() >= static_cast<std::size_t>(video::kPreviewSlots)) break;
        order.wishes.push_back({wish.key().toStdString(), std::clamp(wish->width(), 16, video::kPreviewWidth),
                                std::clamp(wish->height(), 9, video::kPreviewHeight)});
    }
    std::sort(order.wishes.begin(), order.wishes.end(),
              [](const PreviewWish& a, const PreviewWish& b) { return a.camera < b.camera; });
    if (order.wishes != m_state.previews) say(order);
}

void WallLink::setSite(const QString& fileName, const Bytes& bytes) {
    say(SetSite{fileName.toStdString(), bytes});
}

void WallLink::setSecrets(const site::Secrets& secrets) {
    SetSecrets order;
    for (const auto& [camera, secret] : secrets)
        order.secrets.push_back({camera, secret.user, secret.password});
    say(order);
}

void WallLink::setScene(const QString& scene) {
    say(SetScene{scene.toStdString()});
}
void WallLink::arrange(const Arrange& arrangement) {
    say(arrangement);
}
void WallLink::openAlarm(const OpenAlarm& alarm) {
    say(alarm);
}
void WallLink::acknowledgeAlarm(const QString& alarm) {
    say(AcknowledgeAlarm{alarm.toStdString()});
}
void WallLink::closeAlarm(const QString& alarm) {
    say(CloseAlarm{alarm.toStdString()});
}
void WallLink::lookBack(const QString& camera, int seconds) {
    say(LookBack{camera.toStdString(), std::clamp(seconds, 0, 30)});
}
void WallLink::focus(const QString& camera) {
    say(Focus{camera.toStdString()});
}
void WallLink::pin(const Pin& pin) {
    say(pin);
}
void WallLink::setBanner(const QString& text, bool drill) {
    say(Banner{text.toStdString(), drill});
}
void WallLink::setWatermark(const QString& text) {
    say(Watermark{text.toStdString()});
}
void WallLink::showOn(const QString& screen) {
    say(ShowOn{screen.toStdString()});
}
void WallLink::setLanguage(const QString& code) {
    say(Language{code.toStdString()});
}

} // namespace shouwang::wall
