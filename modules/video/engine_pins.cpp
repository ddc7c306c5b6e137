// Pins: the seconds around an alarm become files.
#include "video/engine_impl.h"

#include <algorithm>

namespace shouwang::video {

namespace {

constexpr Nanos kLongestPin = 600 * kSecond;

bool sensibleStem(const std::string& stem) {
    return !stem.empty() && stem.size() <= 150 && stem[0] != '.' && stem.find('/') == std::string::npos &&
           stem.find('\0') == std::string::npos;
}

} // namespace

// One file is enough where the main stream was warm for all of the time before; else the sub stream tells the
// whole story and the main stream follows as soon as it has a key frame.
Result<std::uint64_t> VideoEngine::Impl::pin(PinRequest request, PinDone done) {
    if (!sensibleStem(request.stem)) return fail(Next::Refused, "pin: the file name is unusable");
    if (request.before < 0 || request.after < 0 || request.before + request.after > kLongestPin) {
        return fail(Next::Refused, "pin: the window makes no sense");
    }
    const std::lock_guard lock(m_mutex);
    const auto found = m_cameras.find(request.camera);
    if (found == m_cameras.end()) return fail(Next::Refused, "pin: unknown camera " + request.camera);
    Camera& camera = found->second;
    if (request.at == 0) request.at = now();
    const std::uint64_t id = m_next_pin++;
    Pin& pin = m_pins[id];
    pin.result.pin = id;
    pin.result.camera = request.camera;
    pin.done = std::move(done);
    const Nanos from = request.at - request.before;
    const Leg& main = camera.leg(Stream::Main);
    const bool has_sub = !camera.leg(Stream::Sub).url.empty();
    const Nanos oldest = main.stream->ring()->oldestArrival();
    const bool warm = main.stream->playing() && oldest != 0 && oldest <= from + kSecond;
    if (has_sub && !warm) startClip(id, request, camera, Stream::Sub, from);
    if (!main.url.empty()) startClip(id, request, camera, Stream::Main, from);
    ++camera.pins;
    conduct(now());
    return id;
}

void VideoEngine::Impl::startClip(std::uint64_t pin, const PinRequest& request, Camera& camera, Stream stream,
                                  Nanos from) {
    ClipRequest clip;
    clip.camera = request.camera;
    clip.stream = stream;
    clip.from = from;
    clip.until = request.at + request.after;
    clip.utc_at_zero = m_clock.utc() - now() / 1000;
    clip.path = request.folder / (request.stem + "-" + std::string(name(stream)) + ".mp4");
    const ClipDone done = [this, pin](ClipId, const Result<Clip>& result) { clipDone(pin, result); };
    Pin& state = m_pins.at(pin);
    ++state.open;
    state.clips.push_back(m_clips->start(std::move(clip), camera.leg(stream).stream->ring(), done));
}

void VideoEngine::Impl::clipDone(std::uint64_t pin, const Result<Clip>& clip) {
    PinResult result;
    PinDone done;
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_pins.find(pin);
        if (found == m_pins.end()) return;
        Pin& state = found->second;
        if (clip)
            state.result.clips.push_back(*clip);
        else
            state.result.errors.push_back(clip.error());
        if (--state.open > 0) return;
        result = std::move(state.result);
        done = std::move(state.done);
        m_pins.erase(found);
        const auto camera = m_cameras.find(result.camera);
        if (camera != m_cameras.end()) camera->second.pins = std::max(camera->second.pins - 1, 0);
    }
    if (done) done(result);
}

void VideoEngine::Impl::cancelPin(std::uint64_t pin) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_pins.find(pin);
    if (found == m_pins.end()) return;
    for (const ClipId clip : found->second.clips)
        m_clips->cancel(clip);
}

} // namespace shouwang::video
