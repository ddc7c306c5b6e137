#include "simulator/rtsp/stream_feed.h"

#include "simulator/frame_code.h"

#include <gst/app/gstappsrc.h>

namespace shouwang::simulator {

namespace {

constexpr std::int64_t kWrongClockSteps = std::int64_t{17} * kFrameRate;
constexpr std::int64_t kSwitchSteps = std::int64_t{5} * kFrameRate;
constexpr std::int64_t kSlowRate = 10;

GstCaps* capsOf(const Clip& clip) {
    GstBuffer* data = gst_buffer_new_memdup(clip.codecData.data(), clip.codecData.size());
    const bool avc = clip.codec == site::Codec::H264;
    GstCaps* caps =
        gst_caps_new_simple(avc ? "video/x-h264" : "video/x-h265", "stream-format", G_TYPE_STRING,
                            avc ? "avc" : "hvc1", "alignment", G_TYPE_STRING, "au", "width", G_TYPE_INT,
                            clip.shape.width, "height", G_TYPE_INT, clip.shape.height, "framerate",
                            GST_TYPE_FRACTION, kFrameRate, 1, "codec_data", GST_TYPE_BUFFER, data, nullptr);
    gst_buffer_unref(data);
    return caps;
}

/// Nothing until the element plays: a starting pipeline hands out its clock first and its base time last of
/// all to the source; a picture stamped in between would lie as far ahead as the machine has been up, and the
/// sink would wait for that time with it.
std::optional<std::int64_t> runningTime(GstElement* element) {
    GST_OBJECT_LOCK(element);
    const bool plays = GST_STATE(element) == GST_STATE_PLAYING;
    GST_OBJECT_UNLOCK(element);
    if (!plays) return std::nullopt;
    GstClock* clock = gst_element_get_clock(element);
    if (!clock) return std::nullopt;
    const auto running =
        static_cast<std::int64_t>(gst_clock_get_time(clock) - gst_element_get_base_time(element));
    gst_object_unref(clock);
    return running;
}

} // namespace

StreamFeed::StreamFeed(GstAppSrc* source, CameraState& camera, Quality quality, const ClipLibrary& library)
    : m_source(GST_APP_SRC(gst_object_ref(source)))
    , m_camera(camera)
    , m_quality(quality)
    , m_library(library)
    , m_random(0x5eed) {}

StreamFeed::~StreamFeed() {
    gst_object_unref(m_source);
}

void StreamFeed::use(std::shared_ptr<const Clip> clip) {
    if (clip == m_clip) return;
    m_waitForKey = m_clip != nullptr;
    m_clip = std::move(clip);
    GstCaps* caps = capsOf(*m_clip);
    gst_app_src_set_caps(m_source, caps);
    gst_caps_unref(caps);
}

void StreamFeed::choose(std::int64_t step, CameraFailure failure) {
    // A clip is only left at a key frame, so that no picture is torn by the change.
    const bool keyStep = !m_clip || m_clip->units[static_cast<std::size_t>(step % m_clip->shape.frames)].key;
    if (!keyStep) return;
    Quality quality = m_quality;
    if (failure == CameraFailure::ResolutionChange && (step / kSwitchSteps) % 2 == 1)
        quality = quality == Quality::Main ? Quality::Sub : Quality::Main;
    if (auto clip = m_library.best({m_camera.place, quality, m_camera.codec})) use(std::move(clip));
}

void StreamFeed::tick(Micros now) {
    const std::int64_t step = (now - m_camera.phaseMicros) / kFrameMicros;
    if (step == m_lastStep) return;
    m_lastStep = step;
    const CameraFailure failure = m_camera.failure;
    choose(step, failure);
    if (!m_clip) return;
    const auto frames = static_cast<std::int64_t>(m_clip->shape.frames);
    const auto index = static_cast<std::size_t>(step % frames);
    const auto wrong = static_cast<std::size_t>((step + frames * 60 - kWrongClockSteps) % frames);
    switch (failure) {
    case CameraFailure::Silent: // the server needs one packet to describe the stream; this one shows nothing
        if (!m_sentAny && !m_clip->units[index].key) sendUnit(index, step);
        return;
    case CameraFailure::Frozen: // five key frames a second: all the same picture, each with a new time
        if (step % 5 == 0)
            send(m_clip->unit(m_clip->keyBefore(static_cast<std::size_t>(frames / 2))), step, m_clip);
        return;
    case CameraFailure::Garbage:
        return sendGarbage(step);
    case CameraFailure::Slow:
        return sendSlow(step);
    case CameraFailure::ClockOff:
        return sendUnit(wrong, step);
    case CameraFailure::None:
    case CameraFailure::Refuses:
    case CameraFailure::WrongPassword:
    case CameraFailure::Flapping:
    case CameraFailure::ResolutionChange:
        return sendUnit(index, step);
    }
}

void StreamFeed::sendUnit(std::size_t index, std::int64_t step) {
    if (m_waitForKey && !m_clip->units[index].key) return;
    m_waitForKey = false;
    send(m_clip->unit(index), step, m_clip);
}

void StreamFeed::sendSlow(std::int64_t step) {
    if (step % kSlowRate != 0) return;
    const auto frames = static_cast<std::int64_t>(m_clip->shape.frames);
    const auto gop = static_cast<std::int64_t>(m_clip->shape.keyEvery);
    const std::int64_t key = step - (step % frames) % gop;
    const std::int64_t late =
        key + (step - key) / kSlowRate; // each picture later than the one before, until the next key
    sendUnit(static_cast<std::size_t>(late % frames), late);
}

void StreamFeed::sendGarbage(std::int64_t step) {
    Bytes noise(500 + m_random.below(4000));
    m_random.fill(noise);
    const auto body = noise.size() - 4;
    for (std::size_t i = 0; i < 4;
         ++i) // a true length, so that the garbage passes the payloader and reaches the reader
        noise[i] = static_cast<std::uint8_t>(body >> (24 - 8 * i));
    auto keep = std::make_shared<Clip>();
    keep->data = std::move(noise);
    send(keep->data, step, keep);
}

void StreamFeed::send(ByteView bytes, std::int64_t step, std::shared_ptr<const Clip> keep) {
    const auto running = runningTime(GST_ELEMENT(m_source));
    if (!running) return;
    const std::int64_t taken = step * kFrameMicros * 1000;
    if (!m_origin || std::abs(taken + *m_origin - *running) > 3'000'000'000) m_origin = *running - taken;
    auto* holder =
        new std::shared_ptr<const Clip>(std::move(keep)); // given to GStreamer, freed by the callback below
    GstBuffer* buffer = gst_buffer_new_wrapped_full(
        GST_MEMORY_FLAG_READONLY, const_cast<std::uint8_t*>(bytes.data()), bytes.size(), 0, bytes.size(),
        holder, [](gpointer data) { delete static_cast<std::shared_ptr<const Clip>*>(data); });
    GST_BUFFER_PTS(buffer) = static_cast<GstClockTime>(std::max<std::int64_t>(0, taken + *m_origin));
    GST_BUFFER_DTS(buffer) = GST_BUFFER_PTS(buffer);
    GST_BUFFER_DURATION(buffer) = static_cast<GstClockTime>(kFrameMicros * 1000);
    gst_app_src_push_buffer(m_source, buffer);
    m_sentAny = true;
}

} // namespace shouwang::simulator
