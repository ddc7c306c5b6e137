// Sends one camera's stream into one GStreamer source, in step with the wall clock, with whatever is wrong
// with that camera. One thread: the pacer's.
#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "simulator/clip/clip_library.h"
#include "simulator/rtsp/camera_table.h"

#include <optional>

using GstAppSrc = struct _GstAppSrc;

namespace shouwang::simulator {

class StreamFeed {
public:
    /// Takes a reference to `source`. `camera` and `library` must outlive the feed.
    StreamFeed(GstAppSrc* source, CameraState& camera, Quality quality, const ClipLibrary& library);
    ~StreamFeed();
    StreamFeed(const StreamFeed&) = delete;
    StreamFeed& operator=(const StreamFeed&) = delete;

    /// Sends what is due at this time. Never blocks: what nobody fetches is dropped in the source.
    void tick(Micros now);

private:
    void choose(std::int64_t step, CameraFailure failure);
    void use(std::shared_ptr<const Clip> clip);
    void send(ByteView bytes, std::int64_t step, std::shared_ptr<const Clip> keep);
    void sendUnit(std::size_t index, std::int64_t step);
    void sendGarbage(std::int64_t step);
    void sendSlow(std::int64_t step);

    GstAppSrc* m_source;
    CameraState& m_camera;
    const Quality m_quality;
    const ClipLibrary& m_library;
    std::shared_ptr<const Clip> m_clip;
    std::int64_t m_lastStep = -1;
    std::optional<std::int64_t> m_origin; ///< nanoseconds from a step's time to the pipeline's running time
    bool m_sentAny = false;
    bool m_waitForKey = false; ///< after a change of clip nothing but a key frame can be decoded
    SeededRandom m_random;
};

} // namespace shouwang::simulator
