// RTSP addresses. Pure.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace shouwang::video {

struct RtspUrl {
    std::string host; ///< a literal address without brackets, or localhost
    std::uint16_t port = 554;
    std::string text; ///< the whole URL as it is sent: never with credentials
};

/// Refuses what is not rtsp://, is longer than 2048 bytes, has control characters or blanks, or carries
/// credentials (they would end up in logs; they come in beside the URL).
Result<RtspUrl> parseRtspUrl(std::string_view text);

/// The URL for SETUP: `control` may be absolute, relative or *. Refuses control characters.
Result<std::string> resolveControl(std::string_view base, std::string_view control);

} // namespace shouwang::video
