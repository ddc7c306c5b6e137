// What the station has beside the facts: the site, the accounts, the cameras' passwords, its health. What
// makes no sense changes nothing, and the officer hears of it once.
#include "base/log.h"
#include "console/desk_session.h"
#include "site/secrets_file.h"
#include "site/site_file.h"

namespace shouwang::console {
namespace {

constexpr const char* kSiteName = "site.json";

} // namespace

/// What this seat knew last, so that it works before the station answers, or without it.
void DeskSession::takeKept() {
    if (const auto bytes = m_files.siteBytes()) takeSite(*bytes, false);
    if (!m_files.hasKeys()) return;
    auto keys = m_files.keys();
    if (!keys) return tell(Trouble::KeysRefused, {}, keys.error().text);
    m_data.keys = std::make_shared<people::KeyStore>(std::move(*keys));
}

void DeskSession::tell(Trouble trouble, const std::string& what, const std::string& detail) {
    log::warning("desk", "{}", detail);
    std::string& told = m_told[{trouble, what}];
    if (std::exchange(told, detail) == detail) return; // it is fetched again every few minutes
    // Later, because at the start no window listens yet.
    QMetaObject::invokeMethod(
        this, [this, trouble, text = QString::fromStdString(detail)] { Q_EMIT Desk::trouble(trouble, text); },
        Qt::QueuedConnection);
}

void DeskSession::settle(Trouble trouble, const std::string& what) {
    m_told.erase({trouble, what});
}

void DeskSession::keep(const char* what, const Result<void>& kept) {
    if (kept) return settle(Trouble::NotKept, what);
    tell(Trouble::NotKept, what, kept.error().text);
}

void DeskSession::fetch(const char* path, std::function<void(Bytes)> take) {
    m_service->fetch(path, [this, path, take = std::move(take)](Result<Bytes> body) {
        if (!body) {
            log::info("desk", "{} did not come: {}", path, body.error().text);
            return;
        }
        QMetaObject::invokeMethod(
            this, [take, bytes = std::move(*body)]() mutable { take(std::move(bytes)); },
            Qt::QueuedConnection);
    });
}

void DeskSession::fetchAll() {
    fetch("/v1/site", [this](const Bytes& bytes) { takeSite(bytes, true); });
    fetch("/v1/keystore", [this](const Bytes& bytes) { takeKeys(bytes); });
    fetchHealth();
    if (!m_wall) return;
    fetch("/v1/secrets", [this](const Bytes& bytes) { takeSecrets(bytes); });
}

void DeskSession::takeSecrets(const Bytes& bytes) {
    const auto secrets = site::parseSecrets(bytes, "secrets");
    if (!secrets) return tell(Trouble::SecretsRefused, {}, secrets.error().text);
    settle(Trouble::SecretsRefused, {});
    if (m_wall) m_wall->setSecrets(*secrets);
}

void DeskSession::takeSite(const Bytes& bytes, bool fresh) {
    auto parsed = site::parseSite(bytes, kSiteName);
    if (!parsed) {
        if (fresh) return tell(Trouble::SiteRefused, {}, parsed.error().text);
        // The station sends it anew.
        return log::warning("desk", "the kept site file is refused: {}", parsed.error().text);
    }
    if (fresh) settle(Trouble::SiteRefused, {});
    const bool same = parsed->content_hash == m_data.site->content_hash;
    const bool missing = m_told.contains({Trouble::NotKept, kSiteName});
    if (fresh && (!same || missing)) keep(kSiteName, m_files.keepSite(bytes));
    if (same) return;
    m_data.site = std::make_shared<const site::Site>(std::move(*parsed));
    if (m_watch) m_watch->follow(m_data.site);
    if (m_wall) {
        m_wall->setSite(QLatin1String(kSiteName), bytes);
        const auto& scenes = m_data.site->scenes;
        const bool known = m_data.site->scene(m_scene.toStdString()) != nullptr;
        if (!known && !scenes.empty()) m_scene = QString::fromStdString(scenes.front().id);
        // What an officer has made of the wall stays, as long as its scene does.
        const bool stands = m_data.site->scene(m_wall->state().scene) != nullptr;
        if (!scenes.empty() && !stands) m_wall->setScene(m_scene);
    }
    Q_EMIT siteChanged();
}

void DeskSession::takeKeys(const Bytes& bytes) {
    auto keys = people::KeyStore::parse(bytes);
    if (!keys) {
        tell(Trouble::KeysRefused, {}, keys.error().text);
        return;
    }
    settle(Trouble::KeysRefused, {});
    keep("keystore.json", m_files.keepKeys(bytes));
    m_data.keys = std::make_shared<const people::KeyStore>(std::move(*keys));
    followOfficer();
    Q_EMIT changed();
}

} // namespace shouwang::console
