// The inside of VideoEngine. Inner header of engine_*.cpp.
//
// One lock (m_mutex) guards all that is here. Below it come, in this order, a stream's lock and the pool's;
// nothing that may call back into the engine is called while it is held. conduct() looks at every view and
// camera and makes the world what the governor says; it runs ten times a second on the conductor thread and
// at once when somebody shows something.
#pragma once

#include "video/camera_stream.h"
#include "video/video_engine.h"

#include <array>
#include <map>

namespace shouwang::video {

class VideoEngine::Impl {
public:
    Impl(const Clock& clock, PacketSource& source, const EngineOptions& options);
    ~Impl();
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    Result<void> addCamera(const CameraConfig& config);
    void removeCamera(const std::string& id);
    std::vector<std::string> cameras() const;
    Result<View> show(const std::string& id, TileSize size, Importance importance);
    Result<View> lookBack(const std::string& id, Nanos ago, TileSize size);
    void resize(ViewId view, TileSize size);
    void setImportance(ViewId view, Importance importance);
    void hide(ViewId view);
    void keepMainWarm(const std::string& id, bool warm);
    Result<std::uint64_t> pin(PinRequest request, PinDone done);
    void cancelPin(std::uint64_t pin);
    Liveness liveness(ViewId view) const;
    Liveness liveness(const std::string& id) const;
    StreamStatus status(const std::string& id) const;
    Refusal reason(ViewId view) const;
    Refusal reason(const std::string& id) const;
    void onStatus(std::function<void(const std::string&, const StreamStatus&)> changed);
    EngineStats stats() const;

private:
    using StatusChange = std::pair<std::string, StreamStatus>;

    struct Leg { // one stream of a camera
        std::string url;
        StreamId id = 0; // 0: not connected
        std::shared_ptr<CameraStream> stream;
        std::shared_ptr<Feed> feed; // null: nobody looks
        Nanos busy = 0;             // of the feed, when it was last measured
        double cores = 0;
        int width = 0; // also after the feed is gone
        int height = 0;
        int views = 0; // attached ones
        // Of feeds that are gone; of a feed that is there the feed knows.
        std::uint64_t corrupt = 0;
        std::uint64_t resized = 0;
        StreamCounters before;     // of connections that were let go
        std::uint64_t rubbish = 0; // what could not be used, when it was last measured
        Nanos rubbish_at = 0;      // when that last grew
    };
    struct Camera {
        CameraConfig config;
        std::array<Leg, 2> legs; // by Stream
        bool keep_main = false;
        int pins = 0;
        Nanos main_needed = 0; // last time somebody needed it
        Nanos added = 0;
        StreamStatus reported;
        bool frozen = false; // now
        std::uint64_t freezes = 0;

        Leg& leg(Stream stream) { return legs[static_cast<std::size_t>(stream)]; }
        const Leg& leg(Stream stream) const { return legs[static_cast<std::size_t>(stream)]; }
    };
    struct ViewState {
        std::string camera;
        std::shared_ptr<ViewSlot> slot;
        Importance importance = Importance::Ordinary;
        TileChoice choice;
        std::array<bool, 2> attached{}; // to the camera's feeds, by Stream
        std::shared_ptr<Feed> playback; // a look back has a feed of its own
        Stream playback_stream = Stream::Sub;
    };
    struct Pin {
        PinResult result;
        PinDone done;
        std::vector<ClipId> clips;
        int open = 0;
    };

    Nanos now() const { return m_clock.monotonic().count(); }
    void conductor();
    void touch();
    // All of these want the lock.
    void conduct(Nanos now);
    std::vector<TileDemand> demands() const;
    void apply(ViewState& view, Camera& camera);
    void attach(ViewState& view, Camera& camera, Stream stream);
    void detach(ViewState& view, Camera& camera, Stream stream);
    void settleFeeds(Camera& camera);
    void settleMain(Camera& camera, Nanos now, bool wanted);
    void connect(Camera& camera, Stream stream);
    void disconnect(Camera& camera, Stream stream);
    void measure(Nanos now);
    void measureLeg(Leg& leg, Nanos now, double passed);
    void watchFrozen();
    void dropFeed(Leg& leg);
    void dropView(ViewState& view);
    StreamStatus statusOf(const Camera& camera) const;
    Liveness livenessOfCamera(const Camera& camera, Nanos now) const;
    static std::uint64_t corruptOf(const Leg& leg);
    static bool sendsRubbish(const Camera& camera, Nanos now);
    Refusal reasonOf(const Camera& camera, const ViewState* view, const Liveness& liveness, Nanos now) const;
    CameraStats statsOf(const Camera& camera, Nanos now) const;
    ViewStats statsOf(ViewId id, const ViewState& view) const;
    std::vector<StatusChange> statusChanges();
    std::pair<Stream, Nanos> whereToLookBack(const Camera& camera, Nanos now, Nanos ago) const;
    void startClip(std::uint64_t pin, const PinRequest& request, Camera& camera, Stream stream, Nanos from);
    // Without the lock.
    void clipDone(std::uint64_t pin, const Result<Clip>& clip);

    const Clock& m_clock;
    PacketSource& m_source;
    const EngineOptions m_options;
    DecodePool m_pool;

    mutable std::mutex m_mutex; // guards everything below but m_stop and m_wake's flag
    std::map<std::string, Camera> m_cameras;
    std::map<ViewId, ViewState> m_views;
    std::map<std::uint64_t, Pin> m_pins;
    Governor m_governor;
    ViewId m_next_view = 1;
    std::uint64_t m_next_pin = 1;
    Nanos m_measured = 0;
    std::shared_ptr<std::function<void(const std::string&, const StreamStatus&)>> m_on_status;

    std::mutex m_wake_mutex; // guards the two below; a leaf: nothing else is locked inside
    bool m_touched = false;
    bool m_stop = false;
    std::condition_variable m_wake;
    std::unique_ptr<ClipWriter> m_clips; // made after and ended before what its callbacks use
    std::thread m_thread;
};

} // namespace shouwang::video
