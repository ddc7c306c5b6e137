// The port through which pictures come into the house: whole access units of one stream, as packets. The own
// RTSP reader (rtsp_receiver.h) is one source; a library behind a thread of its own may be another. Times are
// nanoseconds of the monotonic clock (base/clock.h) unless their name says otherwise.
#pragma once

#include "base/bytes.h"
#include "base/clock.h"

#include <memory>
#include <optional>
#include <string>

namespace shouwang::video {

using Nanos = std::int64_t; ///< monotonic nanoseconds, or a span of them
constexpr Nanos kMillisecond = 1'000'000;
constexpr Nanos kSecond = 1'000'000'000;

enum class Codec { H264, Hevc };

/// VPS, SPS and PPS of a stream in Annex B. Never changes; a changed set is a new object with a higher
/// generation.
struct ParameterSets {
    Codec codec = Codec::H264;
    std::uint32_t generation = 0; ///< 1, 2, ... within one stream, also over reconnects
    Bytes annex_b;
};

/// All bytes of one picture. Cheap to copy: the bytes are shared and never change.
struct AccessUnit {
    std::shared_ptr<const Bytes> payload; ///< Annex B with start codes of four bytes
    std::shared_ptr<const ParameterSets> sets;
    bool key = false;                 ///< a decoder that has `sets` can start here
    bool discontinuity = false;       ///< packets before this one are missing, or a new connection began here
    std::int64_t rtp_timestamp = 0;   ///< 90 kHz, without wraps; counts on over reconnects
    Nanos arrival = 0;                ///< when its last packet was read from the socket
    std::optional<Micros> camera_utc; ///< what the camera's sender report says; only ever displayed

    Codec codec() const { return sets ? sets->codec : Codec::H264; }
    std::size_t size() const { return payload ? payload->size() : 0; }
};

/// Lost and Refused stand until it plays again: there is no flicker while it is being tried.
enum class StreamState {
    Idle,       ///< nobody has asked for it yet
    Connecting, ///< the first try
    Playing,    ///< access units arrive
    Refused,    ///< the camera said no or is not there, see Refusal; tried again all the same
    Lost        ///< it played and stopped; tried again
};
/// Why a camera gives no picture to believe. The reader knows the first ones; Frozen and Slow are seen on the
/// pictures of a stream that plays.
enum class Refusal {
    None,
    Unreachable,       ///< no way to its address, or it broke off
    ConnectionRefused, ///< the machine is there and takes no connection at this port
    ServerRefuses,     ///< RTSP 4xx or 5xx that is about neither a password nor a path
    WrongPassword,
    NotFound,  ///< no such path
    BadStream, ///< garbage: nobody can make pictures of what it sends
    Silent,    ///< connected, and says nothing any more
    Frozen,    ///< the same picture again and again
    Slow       ///< far fewer pictures than its own clock says
};

std::string_view name(StreamState state);
std::string_view name(Refusal refusal);

struct StreamStatus {
    StreamState state = StreamState::Idle;
    Refusal refusal = Refusal::None;
    std::string text; ///< English, for the log; never holds a password
};

/// Since the stream was added.
struct StreamCounters {
    std::uint64_t bytes = 0;
    std::uint64_t access_units = 0;
    std::uint64_t key_frames = 0;
    std::uint64_t gaps = 0;    ///< RTP sequence numbers did not follow
    std::uint64_t damaged = 0; ///< access units thrown away until the next key frame because of a gap
    std::uint64_t reconnects = 0;
    std::uint64_t garbage =
        0; ///< bytes that were no RTSP, SDP or RTP of ours: each a refusal or a skipped packet
    std::uint64_t stalls = 0;             ///< nothing whole arrived for too long
    Refusal last_refusal = Refusal::None; ///< why it was last broken off; for people
    std::string last_error;               ///< the same for the log, English; empty: none yet

    /// Of `later`, a stream of the same camera that was added after this one.
    StreamCounters& operator+=(const StreamCounters& later);
};

struct Credentials {
    std::string user;
    std::string password;
};

struct StreamRequest {
    std::string url; ///< rtsp://address[:port]/path; the host is a literal address or localhost
    Credentials credentials;
};

/// Takes what a source delivers. Called on the source's thread, never concurrently for one stream and never
/// under a lock. It must return quickly, because it holds up every other camera.
class PacketSink {
public:
    virtual ~PacketSink() = default;
    virtual void accept(const AccessUnit& unit) = 0;
    virtual void stateChanged(const StreamStatus& status) = 0;
};

using StreamId = std::uint64_t; ///< 0 is none

/// Any thread may call these; none of them waits for the network.
class PacketSource {
public:
    virtual ~PacketSource() = default;

    /// Starts to connect and never gives up until it is removed. A URL that cannot be used is reported to the
    /// sink as Refused(BadStream) and is not tried again.
    virtual StreamId add(const StreamRequest& request, std::shared_ptr<PacketSink> sink) = 0;
    /// A call to the sink that is under way may still end after this returns; the source shares the sink
    /// until then.
    virtual void remove(StreamId stream) = 0;
    virtual StreamCounters counters(StreamId stream) const = 0;
};

} // namespace shouwang::video
