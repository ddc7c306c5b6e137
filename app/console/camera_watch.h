// What the wall's health says of cameras becomes reports: one LOST for ten seconds is lost, one with a
// picture again is back. Plain values, no clock of its own. GUI thread.
#pragma once

#include "outages/camera_loss.h"
#include "wall/protocol.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <set>

namespace shouwang::console {

class CameraWatch {
public:
    using Moment = std::chrono::nanoseconds; ///< of a monotonic clock
    struct Ports {
        std::function<void(ledger::Command)> submit;
        std::function<std::shared_ptr<const site::Site>()> site; ///< never null
        /// The tables hold that this seat has said so: also what it said before it was started.
        std::function<bool(const std::string& camera)> isLostHere;
    };

    explicit CameraWatch(Ports ports)
        : m_ports(std::move(ports)) {}

    void follow(const std::vector<wall::CameraHealth>& cameras, Moment now, Micros utc);
    /// Nothing is known of any camera until the wall is back.
    void wallLost() { m_lost.clear(); }

private:
    struct Loss {
        Moment since{0};
        bool told = false;
    };
    void see(const wall::CameraHealth& camera, Moment now, Micros utc);

    const Ports m_ports;
    std::map<std::string, Loss> m_lost; // of the cameras that the wall knows
    std::set<std::string> m_back;       // said, and not in the tables yet
};

} // namespace shouwang::console
