// The video stream that a camera describes (SDP, RFC 4566; RFC 6184 and RFC 7798 for the parameter sets).
// Pure.
#pragma once

#include "video/packet_source.h"

namespace shouwang::video {

struct SdpVideo {
    Codec codec = Codec::H264;
    std::uint8_t payload_type = 96;
    std::string control;         ///< of the medium; empty: the session's
    std::string session_control; ///< often *
    Bytes parameter_sets;        ///< Annex B; empty: they come in the stream
};

/// The first usable video medium. Refused: none, an unknown codec, or interleaved HEVC decoding order.
Result<SdpVideo> parseSdp(std::string_view text);

/// Standard base64 with or without padding; refuses anything else and more than `limit` bytes.
Result<Bytes> fromBase64(std::string_view text, std::size_t limit = 64 * 1024);

} // namespace shouwang::video
