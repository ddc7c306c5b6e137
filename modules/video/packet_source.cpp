#include "video/packet_source.h"

namespace shouwang::video {

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
    case Refusal::WrongPassword:
        return "wrong_password";
    case Refusal::NotFound:
        return "not_found";
    case Refusal::BadStream:
        return "bad_stream";
    }
    return "bad_stream";
}

} // namespace shouwang::video
