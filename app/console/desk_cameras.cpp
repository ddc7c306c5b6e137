// Which cameras this desk reports as lost.
#include "console/desk_session.h"

#include <algorithm>

namespace shouwang::console {

bool DeskSession::isLostHere(const std::string& camera) const {
    return std::ranges::any_of(m_data.lostCameras, [&](const outages::CameraLoss& loss) {
        return loss.camera == camera && loss.seats.contains(m_data.seat);
    });
}

void DeskSession::watchCameras() {
    CameraWatch::Ports ports;
    ports.submit = [this](ledger::Command command) {
        command.actor = "system";
        submit(std::move(command), {});
    };
    ports.site = [this] { return m_data.site; };
    ports.isLostHere = [this](const std::string& camera) { return isLostHere(camera); };
    m_cameras = std::make_unique<CameraWatch>(std::move(ports));
    connect(m_wall.get(), &wall::WallLink::statsChanged, this, [this](const wall::Stats& stats) {
        m_cameras->follow(stats.cameras, m_clock.monotonic(), m_clock.utc());
    });
    connect(m_wall.get(), &wall::WallLink::wallLost, this, [this] { m_cameras->wallLost(); });
}

} // namespace shouwang::console
