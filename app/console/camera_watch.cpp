#include "console/camera_watch.h"

namespace shouwang::console {

void CameraWatch::follow(const std::vector<wall::CameraHealth>& cameras, Moment now, Micros utc) {
    for (const wall::CameraHealth& camera : cameras)
        see(camera, now, utc);
}

void CameraWatch::see(const wall::CameraHealth& health, Moment now, Micros utc) {
    const auto site = m_ports.site();
    const site::Camera* camera = site->camera(health.camera);
    if (!camera) return;
    if (health.live == wall::Live::Lost) {
        m_back.erase(health.camera);
        Loss& loss = m_lost.try_emplace(health.camera, Loss{now, false}).first->second;
        const Micros lasted = std::chrono::duration_cast<std::chrono::microseconds>(now - loss.since).count();
        if (loss.told || lasted < outages::kLostAfter) return;
        loss.told = true;
        if (m_ports.isLostHere(health.camera)) return; // said before this desk was started
        const wall::NoPicture why =
            health.reason == wall::NoPicture::None ? health.last_error : health.reason;
        m_ports.submit(outages::cameraLost(*camera, std::string(wall::name(why)), utc - lasted, utc));
        return;
    }
    if (health.live == wall::Live::Waiting) return; // asked for just now: neither lost nor back
    const auto lost = m_lost.find(health.camera);
    const bool told = lost != m_lost.end() && lost->second.told;
    if (lost != m_lost.end()) m_lost.erase(lost);
    const bool here = m_ports.isLostHere(health.camera);
    if (!here) m_back.erase(health.camera);
    if (!told && !here) return;
    if (!m_back.insert(health.camera).second) return; // until the tables have followed
    m_ports.submit(outages::cameraBack(health.camera, utc));
}

} // namespace shouwang::console
