#include "wall/ui/camera_book.h"

#include "base/log.h"
#include "site/secrets_file.h"

#include <algorithm>

namespace shouwang::wall {

namespace {

bool same(const video::CameraConfig& a, const video::CameraConfig& b) {
    return a.main_url == b.main_url && a.sub_url == b.sub_url && a.credentials.user == b.credentials.user &&
           a.credentials.password == b.credentials.password;
}

bool isPlain(const QString& text) {
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 128; });
}

} // namespace

Result<void> CameraBook::setSite(const SetSite& order) {
    auto site = site::parseSite(order.bytes, order.file_name);
    if (!site) return tl::unexpected(site.error());
    m_site = std::move(*site);
    m_has_site = true;
    feedEngine();
    return {};
}

void CameraBook::setSecrets(const std::vector<CameraSecret>& secrets) {
    m_secrets.clear();
    for (const CameraSecret& secret : secrets)
        m_secrets[secret.camera] = {secret.user, secret.password};
    feedEngine();
}

video::CameraConfig CameraBook::configOf(const site::Camera& camera) const {
    video::CameraConfig config{camera.id, camera.main_url, camera.sub_url, {}};
    if (const site::Secret* secret = site::secretFor(m_secrets, camera.id))
        config.credentials = {secret->user, secret->password};
    return config;
}

void CameraBook::feedEngine() {
    std::map<std::string, video::CameraConfig> wanted;
    for (const site::Camera& camera : m_site.cameras)
        if (!camera.main_url.empty() || !camera.sub_url.empty()) wanted[camera.id] = configOf(camera);
    for (auto fed = m_fed.begin(); fed != m_fed.end();) {
        const auto next = wanted.find(fed->first);
        const bool stays = next != wanted.end() && same(next->second, fed->second);
        if (!stays) {
            m_engine.removeCamera(fed->first);
            ++m_generation[fed->first];
        }
        fed = stays ? std::next(fed) : m_fed.erase(fed);
    }
    for (const auto& [id, config] : wanted) {
        if (m_fed.contains(id)) continue;
        const auto added = m_engine.addCamera(config);
        if (!added) {
            log::error("wall", "camera '{}' is not received: {}", id, added.error().text);
            continue;
        }
        m_fed[id] = config;
        ++m_generation[id];
    }
}

NoPicture CameraBook::reachable(const std::string& camera) const {
    if (m_fed.contains(camera)) return NoPicture::None;
    return m_site.camera(camera) ? NoPicture::NotConnected : NoPicture::UnknownCamera;
}

int CameraBook::generation(const std::string& camera) const {
    const auto found = m_generation.find(camera);
    return found == m_generation.end() ? 0 : found->second;
}

QString cameraNumber(const std::string& camera) {
    const QStringList parts = QString::fromStdString(camera).split(QLatin1Char('-'));
    QStringList plain;
    for (const QString& part : parts)
        if (isPlain(part)) plain << part;
    return plain.isEmpty() ? QString::fromStdString(camera) : plain.join(QLatin1Char('-'));
}

QString CameraBook::place(const std::string& camera) const {
    const site::Camera* known = m_site.camera(camera);
    if (!known) return {};
    QString name = QString::fromStdString(known->name);
    while (!name.isEmpty() && name.back().isDigit())
        name.chop(1); // the number stands in front already
    return name;
}

QString CameraBook::shortPlace(const std::string& camera) const {
    const site::Camera* known = m_site.camera(camera);
    return known ? QString::fromStdString(known->place.name) : QString();
}

QString CameraBook::pointPlace(const std::string& point) const {
    const site::AlarmPoint* known = m_site.point(point);
    if (!known) return QString::fromStdString(point);
    const site::Zone* zone = m_site.zone(known->place.zone);
    QStringList parts;
    parts << QString::fromStdString(known->place.floor.empty() ? known->place.zone : known->place.floor);
    if (zone) parts << QString::fromStdString(zone->name);
    parts << QString::fromStdString(known->place.name);
    parts.removeAll(QString());
    return parts.join(QLatin1Char(' '));
}

bool CameraBook::wantsWatermark(const std::string& camera) const {
    const site::Camera* known = m_site.camera(camera);
    return known && known->privacy != site::PrivacyClass::Open;
}

} // namespace shouwang::wall
