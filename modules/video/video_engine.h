// The frames of one seat: receives every camera, keeps its last seconds, decodes what is looked at, writes
// clips.
//
// Threads. Every public method may be called from any thread, locks only for a moment, and never waits for
// the network, a disk or a decoder; the GUI thread may call all of them. Callbacks (mailbox, pins, status)
// come from inner threads, outside every lock: they should post an event and return. They may call the
// engine, but not destroy it. The destructor ends pins (Cancelled), stops and joins all inner threads. The
// PacketSource, the Clock and the callbacks' targets must outlive the engine; mailboxes may live longer than
// it.
//
//     SystemClock clock;  SystemRandom random;
//     Receiver cameras(clock, random);               // rtsp_receiver.h, the one receiving thread
//     VideoEngine engine(clock, cameras);
//     engine.addCamera({"Z31-2F-B03", main_url, sub_url, {user, password}});
//     View view = engine.show("Z31-2F-B03", {480, 270}).value();
//     view.mailbox->setNotify([item] { post(item, repaint); });
//     ... PicturePtr picture = view.mailbox->latest();  Liveness truth = engine.liveness(view.id);
//     view.mailbox->setNotify({});  engine.hide(view.id);
#pragma once

#include "video/governor.h"
#include "video/liveness.h"
#include "video/picture.h"
#include "video/recorder.h"

#include <filesystem>

namespace shouwang::video {

struct CameraConfig {
    std::string id;       ///< unique, at most kPreviewIdBytes long
    std::string main_url; ///< either may be empty: then the camera has only the other stream
    std::string sub_url;
    Credentials credentials; ///< in memory only, never logged
};

using ViewId = std::uint64_t; ///< 0 is none
struct View {
    ViewId id = 0;
    std::shared_ptr<Mailbox> mailbox;
};

enum class Importance {
    Ordinary,
    Alarm ///< shown for an alarm: main stream kept warm, quality dropped last
};

struct PinRequest {
    std::string camera;
    Nanos at = 0; ///< the moment of the alarm; 0: now
    Nanos before = 10 * kSecond;
    Nanos after = 60 * kSecond;
    std::filesystem::path folder; ///< must exist
    std::string stem;             ///< files are called STEM-main.mp4 and STEM-sub.mp4
};

/// A pin is done when both lists are complete. `clips` holds one file, or two when the main stream was cold:
/// the sub stream over the whole window and the main stream from its first key frame.
struct PinResult {
    std::uint64_t pin = 0;
    std::string camera;
    std::vector<Clip> clips;
    std::vector<Error> errors; ///< why a file is missing; a pin without clips has at least one
};
using PinDone = std::function<void(const PinResult&)>;

/// What stands behind one camera, for the health page and for "why does it look like this".
struct CameraStats {
    std::string camera;
    StreamStatus main;
    StreamStatus sub;
    StreamCounters main_counters;
    StreamCounters sub_counters;
    Nanos main_ring = 0; ///< how far back a look can go
    Nanos sub_ring = 0;
    std::size_t ring_bytes = 0;
    Liveness liveness;
    Refusal reason = Refusal::None;       ///< as reason() says it
    std::uint64_t corrupt = 0;            ///< access units that the decoder could not use
    std::uint64_t freezes = 0;            ///< times that the picture stood still until it was LOST
    std::uint64_t resolution_changes = 0; ///< seen while somebody looked
};

struct ViewStats {
    ViewId view = 0;
    std::string camera;
    TileSize size;
    TileChoice choice; ///< with the governor's reason
    bool playback = false;
    int source_width = 0;
    int source_height = 0;
    std::uint64_t decoded = 0;
    std::uint64_t corrupt = 0; ///< access units the decoder could not use
    std::uint64_t dropped = 0; ///< skipped to a newer key frame because decoding was behind
    std::uint64_t published = 0;
    double cores = 0; ///< measured, of the decoder that feeds this view
    Nanos behind = 0; ///< from arrival to publishing, of the last picture
};

struct EngineStats {
    std::vector<CameraStats> cameras;
    std::vector<ViewStats> views;
    LoadStep load = LoadStep::None;
    double predicted_cores = 0;
    double budget_cores = 0;
    int workers = 0;
    std::size_t pins_open = 0;
};

struct EngineOptions {
    int workers = 0;         ///< 0: as many as cores
    double budget_cores = 0; ///< 0: cores
    Nanos keep_sub = 30 * kSecond;
    Nanos keep_main = 12 * kSecond; ///< 10 s and the moment that an alarm needs to get here
    std::size_t sub_ring_bytes = std::size_t{8} << 20; ///< bounds, not what is used
    std::size_t main_ring_bytes = std::size_t{24} << 20;
    Nanos main_linger = 20 * kSecond; ///< a main stream that nobody needs any more is let go after this
    LivenessLimits liveness;
    GovernorLimits governor;
};

class VideoEngine {
public:
    VideoEngine(const Clock& clock, PacketSource& source, const EngineOptions& options = {});
    ~VideoEngine();
    VideoEngine(const VideoEngine&) = delete;
    VideoEngine& operator=(const VideoEngine&) = delete;

    /// Sub streams connect at once and stay warm (a camera without one keeps its main stream warm). Refused:
    /// the id is empty, too long or known already, or there is no URL.
    Result<void> addCamera(const CameraConfig& camera);
    /// Its views keep their last picture and become LOST; its pins end with what they have.
    void removeCamera(const std::string& camera);
    std::vector<std::string> cameras() const;

    /// A mailbox that gets the camera's newest picture, at least as large as the tile where the stream allows
    /// it. The first one comes from the ring at once. Two views of one camera share one decoder. Refused:
    /// unknown camera.
    Result<View> show(const std::string& camera, TileSize size, Importance importance = Importance::Ordinary);
    /// Plays from the ring as it was `ago` before now, at normal speed, with that delay, until it is hidden.
    /// Main stream where its ring goes back so far, else sub. Refused: unknown camera; Offline: nothing was
    /// received then.
    Result<View> lookBack(const std::string& camera, Nanos ago, TileSize size);
    void resize(ViewId view, TileSize size);
    void setImportance(ViewId view, Importance importance);
    void hide(ViewId view);

    /// Keeps the main stream connected although no tile needs it: the camera belongs to an open alarm.
    void keepMainWarm(const std::string& camera, bool warm);

    /// Writes -before..+after around the moment into the folder, whole files only. Refused: unknown camera.
    Result<std::uint64_t> pin(PinRequest request, PinDone done);
    void cancelPin(std::uint64_t pin);

    /// Of the picture that this view shows. Waiting until the first picture or `late` has passed. For a look
    /// back the age is that of the playback, not of the past picture.
    Liveness liveness(ViewId view) const;
    /// Of the camera: its newest decoded picture where somebody looks at it, else its packets.
    Liveness liveness(const std::string& camera) const;
    /// Why the camera's shown or warm stream does not play; Playing when it does.
    StreamStatus status(const std::string& camera) const;

    /// Why the picture of this view, or of the camera, is not to be believed. None while it is LIVE or LATE
    /// without a known cause; Slow also while it is LIVE.
    Refusal reason(ViewId view) const;
    Refusal reason(const std::string& camera) const;

    /// Called when a camera's status() changes.
    void onStatus(std::function<void(const std::string& camera, const StreamStatus&)> changed);

    EngineStats stats() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace shouwang::video
