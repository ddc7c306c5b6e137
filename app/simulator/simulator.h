// A whole running site: clips, cameras, devices, scenario, control. Only this class knows all parts.
#pragma once

#include "simulator/control_server.h"
#include "simulator/options.h"
#include "simulator/rtsp/rtsp_server.h"
#include "simulator/site_life/device_fleet.h"
#include "simulator/site_life/player.h"

#include <nlohmann/json_fwd.hpp>

namespace shouwang::simulator {

class Simulator {
public:
    /// Reads the files, opens the ports, starts encoding; returns when cameras can be opened.
    static Result<std::unique_ptr<Simulator>> start(const Options& options, const Clock& clock);
    ~Simulator();
    Simulator(const Simulator&) = delete;
    Simulator& operator=(const Simulator&) = delete;

    int rtspPort() const { return m_rtsp->port(); }
    int controlPort() const { return m_control->port(); }
    bool stopWanted() const { return m_stop; } ///< somebody said {"do":"stop"}

private:
    explicit Simulator(const Clock& clock)
        : m_clock(clock) {}
    Result<void> open(const Options& options);
    Result<void> openControl(int port);
    Result<void> openDevices(const Options& options);
    Result<void> playScenario(const std::filesystem::path& file);
    Result<void> setDeviceFailure(const std::string& word, const nlohmann::json& request);
    Result<nlohmann::json> publish(const std::string& word, const nlohmann::json& request);
    nlohmann::json answer(const nlohmann::json& request);
    nlohmann::json status() const;
    nlohmann::json clipStatus() const;
    void perform(const Deed& deed);
    Result<nlohmann::json> act(const nlohmann::json& request);

    const Clock& m_clock;
    site::Site m_site;
    std::unique_ptr<CameraTable> m_cameras;
    std::unique_ptr<ClipLibrary> m_library;
    std::unique_ptr<RtspServer> m_rtsp;
    std::unique_ptr<DeviceFleet> m_devices; ///< null without --mqtt
    std::unique_ptr<Player> m_player;       ///< null until a scenario is played
    std::uint64_t m_seed = 1;
    std::unique_ptr<ControlServer> m_control;
    std::atomic<bool> m_open{false}; ///< before, whoever asks hears only how far encoding is
    std::atomic<bool> m_stop{false};
};

} // namespace shouwang::simulator
