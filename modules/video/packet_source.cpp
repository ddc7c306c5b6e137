#include "video/packet_source.h"

namespace shouwang::video {

StreamCounters& StreamCounters::operator+=(const StreamCounters& later) {
    bytes += later.bytes;
    access_units += later.access_units;
    key_frames += later.key_frames;
    gaps += later.gaps;
    damaged += later.damaged;
    reconnects += later.reconnects;
    garbage += later.garbage;
    stalls += later.stalls;
    if (later.last_refusal == Refusal::None) return *this;
    last_refusal = later.last_refusal;
    last_error = later.last_error;
    return *this;
}

std::string_view name(StreamState state) {
    switch (state) {
    case StreamState::Idle:
        return "idle";
    case StreamState::Connecting:
        return "connecting";
    case StreamState::Playing:
        return "playing";
    case StreamState::Refused:
        return "refused";
    case StreamState::Lost:
        return "lost";
    }
    return "lost";
}

std::string_view name(Refusal refusal) {
    switch (refusal) {
    case Refusal::None:
        return "none";
    case Refusal::Unreachable:
        return "unreachable";
    case Refusal::ConnectionRefused:
        return "connection_refused";
    case Refusal::ServerRefuses:
        return "server_refuses";
    case Refusal::WrongPassword:
        return "wrong_password";
    case Refusal::NotFound:
        return "not_found";
    case Refusal::BadStream:
        return "bad_stream";
    case Refusal::Silent:
        return "silent";
    case Refusal::Frozen:
        return "frozen";
    case Refusal::Slow:
        return "slow";
    }
    return "bad_stream";
}

} // namespace shouwang::video
