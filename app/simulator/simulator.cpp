#include "simulator/simulator.h"

#include "base/file.h"
#include "base/log.h"
#include "site/secrets_file.h"
#include "site/site_file.h"

#include <nlohmann/json.hpp>

namespace shouwang::simulator {

namespace {

using nlohmann::json;

constexpr double kFirstClipSeconds = 120;

json refusal(const Error& error) {
    return {{"ok", false}, {"error", error.text}};
}

std::string textOf(const json& request, const char* key) {
    const auto found = request.find(key);
    return found != request.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

Result<std::unique_ptr<Simulator>> Simulator::start(const Options& options, const Clock& clock) {
    std::unique_ptr<Simulator> simulator(new Simulator(clock));
    if (auto opened = simulator->open(options); !opened) return tl::unexpected(opened.error());
    return simulator;
}

Simulator::~Simulator() {
    m_control.reset(); // first those who ask for things, then the things
    m_player.reset();
    m_devices.reset();
    m_rtsp.reset();
}

Result<void> Simulator::open(const Options& options) {
    auto site = site::readSite(options.site);
    if (!site) return tl::unexpected(site.error());
    auto secrets = site::readSecrets(options.secrets);
    if (!secrets) return tl::unexpected(secrets.error());
    m_site = std::move(*site);
    m_cameras = std::make_unique<CameraTable>(m_site, *secrets, options.clips.places, options.spread);
    m_library = std::make_unique<ClipLibrary>(options.clips, m_cameras->clips());
    m_seed = options.seed;
    // The first clip takes a while; whoever waits may ask how far it is.
    if (auto control = openControl(options.controlPort); !control) return control;
    if (!m_library->waitForFirst(kFirstClipSeconds)) return fail(Next::Offline, "no clip could be encoded");
    auto rtsp = RtspServer::start(options.rtspPort, *m_cameras, *m_library, m_clock, options.spread);
    if (!rtsp) return tl::unexpected(rtsp.error());
    m_rtsp = std::move(*rtsp);
    if (auto devices = openDevices(options); !devices) return devices;
    m_open = true;
    return {};
}

Result<void> Simulator::openControl(int port) {
    auto control = ControlServer::start(port, [this](const json& request) { return answer(request); });
    if (!control) return tl::unexpected(control.error());
    m_control = std::move(*control);
    return {};
}

Result<void> Simulator::openDevices(const Options& options) {
    if (!options.mqttHost.empty()) {
        auto devices = DeviceFleet::start(m_site, options.mqttHost, options.mqttPort, options.seed, m_clock);
        if (!devices) return tl::unexpected(devices.error());
        m_devices = std::move(*devices);
    }
    return options.scenario.empty() ? Result<void>{} : playScenario(options.scenario);
}

/// From its beginning; what was being played before ends.
Result<void> Simulator::playScenario(const std::filesystem::path& file) {
    auto bytes = readFile(file);
    if (!bytes) return tl::unexpected(bytes.error());
    auto scenario = parseScenario(*bytes, m_site);
    if (!scenario) return fail(scenario.error().next, file.string() + ": " + scenario.error().text);
    m_player = std::make_unique<Player>(plan(*scenario, m_site, m_seed),
                                        [this](const Deed& deed) { perform(deed); });
    return {};
}

void Simulator::perform(const Deed& deed) {
    Result<void> done;
    if (const auto* raise = std::get_if<Raise>(&deed)) {
        if (!m_devices) return;
        if (auto said = m_devices->say(raise->point, raise->kind, raise->detail); !said)
            done = tl::unexpected(said.error());
    } else if (const auto* camera = std::get_if<FailCamera>(&deed)) {
        if (CameraState* state = m_cameras->byId(camera->camera)) m_rtsp->setFailure(*state, camera->failure);
    } else if (const auto* device = std::get_if<FailDevice>(&deed)) {
        if (m_devices) done = m_devices->setFailure(device->device, device->failure);
    }
    if (!done) log::warning("simulator", "scenario: {}", done.error().text);
}

json Simulator::answer(const json& request) {
    if (textOf(request, "do") == "status") return m_open ? status() : clipStatus();
    auto acted = act(request);
    if (!acted) return refusal(acted.error());
    (*acted)["ok"] = true;
    return *acted;
}

Result<json> Simulator::act(const json& request) {
    const std::string word = textOf(request, "do");
    if (word == "stop") {
        m_stop = true;
        return json::object();
    }
    if (!m_open) return fail(Next::Offline, "the first pictures are still being encoded");
    if (word == "play") {
        if (auto playing = playScenario(textOf(request, "scenario")); !playing)
            return tl::unexpected(playing.error());
        return json::object();
    }
    if (word == "fail_camera" || word == "heal_camera") {
        CameraState* camera = m_cameras->byId(textOf(request, "camera"));
        if (!camera)
            return fail(Next::Refused, fmt::format("no streaming camera '{}'", textOf(request, "camera")));
        auto failure = cameraFailure(word == "heal_camera" ? "none" : textOf(request, "failure"));
        if (!failure) return tl::unexpected(failure.error());
        m_rtsp->setFailure(*camera, *failure);
        return json::object();
    }
    if (!m_devices) return fail(Next::Offline, "this simulator runs without devices (no --mqtt)");
    if (word == "fail_device" || word == "heal_device") {
        if (auto set = setDeviceFailure(word, request); !set) return tl::unexpected(set.error());
        return json::object();
    }
    return publish(word, request);
}

Result<void> Simulator::setDeviceFailure(const std::string& word, const json& request) {
    auto failure = deviceFailure(word == "heal_device" ? "none" : textOf(request, "failure"));
    if (!failure) return tl::unexpected(failure.error());
    return m_devices->setFailure(textOf(request, "device"), *failure);
}

Result<json> Simulator::publish(const std::string& word, const json& request) {
    auto kind = site::Signal::Kind::Raised;
    if (word == "clear")
        kind = site::Signal::Kind::Cleared;
    else if (word == "fault")
        kind = site::Signal::Kind::Fault;
    else if (word != "press" && word != "raise")
        return fail(Next::Refused, fmt::format("unknown request '{}'", word));
    auto said = m_devices->say(textOf(request, "point"), kind, textOf(request, "detail"));
    if (!said) return tl::unexpected(said.error());
    return json{{"time_us", *said}};
}

json Simulator::clipStatus() const {
    const ClipLibrary::Progress progress = m_library->progress();
    return {{"ok", true},
            {"ready", m_open.load()},
            {"clips",
             {{"ready", progress.ready},
              {"total", progress.total},
              {"encoding", progress.now},
              {"frame", progress.frame},
              {"frames", progress.frames},
              {"faults", progress.faults}}}};
}

json Simulator::status() const {
    json cameras = json::array();
    for (const auto& camera : m_cameras->all())
        cameras.push_back({{"camera", camera->id},
                           {"path", camera->mainPath},
                           {"place", name(camera->place)},
                           {"codec", camera->codec == site::Codec::Hevc ? "hevc" : "h264"},
                           {"phase_us", camera->phaseMicros},
                           {"clients", camera->clients.load()},
                           {"failure", name(camera->failure.load())}});
    json out = clipStatus();
    out["rtsp_port"] = m_rtsp->port();
    out["cameras"] = std::move(cameras);
    if (m_devices) {
        json failing = json::object();
        for (const auto& [device, failure] : m_devices->failures())
            failing[device] = name(failure);
        out["devices"] = {{"connected", m_devices->connected()},
                          {"published", m_devices->published()},
                          {"failing", failing}};
    }
    if (m_player) out["scenario"] = {{"done", m_player->done()}, {"total", m_player->total()}};
    return out;
}

} // namespace shouwang::simulator
