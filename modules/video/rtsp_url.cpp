#include "video/rtsp_url.h"

#include <algorithm>
#include <charconv>

namespace shouwang::video {

namespace {

constexpr std::size_t kLongestUrl = 2048;
constexpr std::string_view kScheme = "rtsp://";

bool sendable(std::string_view text) {
    return text.size() <= kLongestUrl &&
           std::none_of(text.begin(), text.end(), [](unsigned char c) { return c <= ' ' || c == 0x7f; });
}

bool startsWithScheme(std::string_view text) {
    if (text.size() < kScheme.size()) return false;
    return std::equal(kScheme.begin(), kScheme.end(), text.begin(), [](char wanted, char c) {
        return wanted == (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    });
}

Result<std::uint16_t> parsePort(std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc() || end != text.data() + text.size() || port == 0) {
        return fail(Next::Refused, "RTSP URL: the port is not a number from 1 to 65535");
    }
    return port;
}

} // namespace

Result<RtspUrl> parseRtspUrl(std::string_view text) {
    if (!sendable(text))
        return fail(Next::Refused, "RTSP URL: too long or with blanks or control characters");
    if (!startsWithScheme(text)) return fail(Next::Refused, "RTSP URL: does not begin with rtsp://");
    const std::string_view rest = text.substr(kScheme.size());
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?"));
    if (authority.find('@') != std::string_view::npos) {
        return fail(Next::Refused, "RTSP URL: user and password do not belong into it");
    }
    RtspUrl url;
    url.text = std::string(text);
    const bool bracketed = authority.starts_with('[');
    const std::size_t host_end = bracketed ? authority.find(']') : authority.find(':');
    if (bracketed && host_end == std::string_view::npos) return fail(Next::Refused, "RTSP URL: ] is missing");
    url.host = std::string(bracketed ? authority.substr(1, host_end - 1) : authority.substr(0, host_end));
    if (url.host.empty()) return fail(Next::Refused, "RTSP URL: there is no address");
    const std::string_view after =
        host_end == std::string_view::npos ? "" : authority.substr(host_end + (bracketed ? 1 : 0));
    if (after.empty()) return url;
    if (after[0] != ':') return fail(Next::Refused, "RTSP URL: something stands after the address");
    const auto port = parsePort(after.substr(1));
    if (!port) return tl::unexpected(port.error());
    url.port = *port;
    return url;
}

Result<std::string> resolveControl(std::string_view base, std::string_view control) {
    if (!sendable(control) || !sendable(base)) return fail(Next::Refused, "SDP: unusable control URL");
    if (control.empty() || control == "*") return std::string(base);
    if (startsWithScheme(control)) return std::string(control);
    std::string joined(base);
    if (!joined.ends_with('/') && !control.starts_with('/')) joined += '/';
    if (joined.ends_with('/') && control.starts_with('/')) control.remove_prefix(1);
    return joined.append(control);
}

} // namespace shouwang::video
