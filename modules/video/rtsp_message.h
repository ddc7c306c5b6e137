// What comes over an RTSP connection, cut into messages and interleaved packets. No sockets: bytes in,
// messages out.
#pragma once

#include "base/bytes.h"

#include <optional>
#include <variant>

namespace shouwang::video {

constexpr std::size_t kLongestRtspHeader = 16 * 1024;
constexpr std::size_t kLongestRtspBody = 64 * 1024;

struct RtspHeader {
    std::string name; ///< lower case
    std::string value;
};

/// An answer, or a request of the camera (then `status` is 0 and `method` is set).
struct RtspMessage {
    int status = 0;
    std::string reason;
    std::string method;
    std::vector<RtspHeader> headers;
    std::string body;

    /// The first of that name (lower case), or nothing.
    std::optional<std::string_view> header(std::string_view name) const;
};

/// The text before the empty line. Refused: neither an RTSP answer nor a request.
Result<RtspMessage> parseRtspHead(std::string_view head);

struct InterleavedPacket {
    std::uint8_t channel = 0;
    ByteView bytes; ///< valid until the next call of the framer
};

/// One thread. After an error the connection is of no more use.
class RtspFramer {
public:
    void feed(ByteView bytes);
    /// The next whole thing, nothing when more bytes are needed, Refused for garbage or what is too long.
    Result<std::optional<std::variant<RtspMessage, InterleavedPacket>>> next();
    std::size_t buffered() const { return m_buffer.size() - m_done; }

private:
    Result<std::optional<std::variant<RtspMessage, InterleavedPacket>>> nextMessage(std::string_view text);

    Bytes m_buffer;
    std::size_t m_done = 0; // bytes of m_buffer that are used up
};

} // namespace shouwang::video
