#include "server/http_core.h"

#include <charconv>

namespace shouwang::server {

namespace {

std::string_view plain(beast::string_view text) {
    return {text.data(), text.size()};
}

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

} // namespace

Result<Request> toRequest(const http::request_header<>& header, bool loopback) {
    Request request;
    request.method = std::string(plain(header.method_string()));
    request.authorization = std::string(plain(header[http::field::authorization]));
    request.protocol = number(plain(header["Shouwang-Protocol"]));
    request.fileName = std::string(plain(header["Shouwang-File"]));
    request.loopback = loopback;
    // Two of these headers would let two readers see two requests.
    if (header.count(http::field::authorization) > 1 || header.count("Shouwang-Protocol") > 1) {
        return fail(Next::Refused, "a header is named twice");
    }
    if (auto read = readTarget(plain(header.target()), request); !read) return tl::unexpected(read.error());
    return request;
}

http::response<http::string_body> toWire(Response response, unsigned version, bool keepAlive) {
    http::response<http::string_body> wire(static_cast<http::status>(response.status), version);
    wire.set(http::field::server, "shouwang");
    wire.set("Shouwang-Protocol", "1");
    wire.set(http::field::cache_control, "no-store");
    wire.set("X-Content-Type-Options", "nosniff");
    if (response.retryAfter_s) wire.set(http::field::retry_after, std::to_string(*response.retryAfter_s));
    if (!response.contentType.empty()) wire.set(http::field::content_type, response.contentType);
    wire.body() = std::move(response.body);
    wire.keep_alive(keepAlive);
    wire.prepare_payload();
    return wire;
}

} // namespace shouwang::server
