#include "site/stream_url.h"

#include <algorithm>
#include <charconv>

namespace shouwang::site {

namespace {

constexpr std::string_view kHost = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-_";
constexpr std::string_view kIpv6 = "0123456789abcdefABCDEF:.";

bool portIsRight(std::string_view port) {
    int value = 0;
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), value);
    return error == std::errc() && end == port.data() + port.size() && value >= 1 && value <= 65535;
}

std::string_view authorityFault(std::string_view authority) {
    std::string_view host = authority;
    std::string_view rest;
    if (authority.starts_with('[')) {
        const std::size_t close = authority.find(']');
        if (close == authority.npos) return "the bracket of the host is not closed";
        host = authority.substr(1, close - 1);
        rest = authority.substr(close + 1);
        if (host.find_first_not_of(kIpv6) != host.npos) return "the host is not an IPv6 address";
    } else {
        const std::size_t colon = std::min(authority.find(':'), authority.size());
        host = authority.substr(0, colon);
        rest = authority.substr(colon);
        if (host.find_first_not_of(kHost) != host.npos)
            return "the host has characters that no host name has";
    }
    if (host.empty()) return "the host is missing";
    if (rest.empty()) return {};
    if (!rest.starts_with(':') || !portIsRight(rest.substr(1))) return "the port must be 1 to 65535";
    return {};
}

} // namespace

std::string_view streamUrlFault(std::string_view url) {
    if (url.size() > 512) return "longer than 512 bytes";
    const bool printable = std::all_of(url.begin(), url.end(), [](char c) { return c > 0x20 && c < 0x7F; });
    if (!printable) return "only printable ASCII without blanks, percent-encode the rest";
    std::string_view rest = url;
    if (rest.starts_with("rtsp://")) {
        rest.remove_prefix(7);
    } else if (rest.starts_with("rtsps://")) {
        rest.remove_prefix(8);
    } else {
        return "must begin with rtsp:// or rtsps://";
    }
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    const std::string_view authority = rest.substr(0, slash);
    if (authority.find('@') != authority.npos) return "user name and password belong into the secrets file";
    if (const std::string_view fault = authorityFault(authority); !fault.empty()) return fault;
    return slash == rest.size() ? "the path is missing" : std::string_view();
}

} // namespace shouwang::site
