#include "server/router.h"

#include "base/log.h"

#include <algorithm>
#include <exception>
#include <nlohmann/json.hpp>

namespace shouwang::server {

namespace {

std::optional<int> hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return std::nullopt;
}

Result<std::string> percentDecoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out.push_back(text[i] == '+' ? ' ' : text[i]);
            continue;
        }
        const auto high = i + 1 < text.size() ? hexDigit(text[i + 1]) : std::nullopt;
        const auto low = i + 2 < text.size() ? hexDigit(text[i + 2]) : std::nullopt;
        if (!high || !low) return fail(Next::Refused, "broken percent encoding");
        out.push_back(static_cast<char>(*high * 16 + *low));
        i += 2;
    }
    return out;
}

/// The token behind "Bearer ", or nothing.
std::string_view bearer(std::string_view header) {
    constexpr std::string_view kScheme = "Bearer ";
    if (header.substr(0, kScheme.size()) != kScheme) return {};
    return header.substr(kScheme.size());
}

tl::unexpected<Response> unauthorised() {
    return tl::unexpected(errorResponse(401, "unauthorised", "this needs a valid bearer token"));
}

tl::unexpected<Response> forbidden() {
    return tl::unexpected(errorResponse(403, "forbidden", "this token only reads the open data interface"));
}

} // namespace

Response errorResponse(int status, std::string_view code, std::string_view text) {
    const nlohmann::json body = {{"error", {{"code", code}, {"text", text}}}};
    Response response;
    response.status = status;
    // A text may quote what came in, and that may be any bytes.
    response.body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return response;
}

Response bytesResponse(ByteView bytes, std::string contentType) {
    Response response;
    response.contentType = std::move(contentType);
    response.body.assign(bytes.begin(), bytes.end());
    return response;
}

Result<void> readTarget(std::string_view target, Request& request) {
    for (const char c : target) {
        if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7f)
            return fail(Next::Refused, "bad character in target");
    }
    if (target.empty() || target.front() != '/') return fail(Next::Refused, "target is not a path");
    const std::size_t mark = target.find('?');
    request.path = std::string(target.substr(0, mark));
    if (mark == std::string_view::npos) return {};
    std::string_view rest = target.substr(mark + 1);
    request.rawQuery = std::string(rest);
    while (!rest.empty()) {
        const std::string_view pair = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
        const std::size_t equals = pair.find('=');
        auto key = percentDecoded(pair.substr(0, equals));
        auto value = equals == std::string_view::npos ? Result<std::string>(std::string())
                                                      : percentDecoded(pair.substr(equals + 1));
        if (!key || !value) return fail(Next::Refused, "broken percent encoding");
        // The same key twice means two readers could see two requests: nobody gets to choose.
        if (!request.query.emplace(*key, *value).second)
            return fail(Next::Refused, "a query key is named twice");
    }
    return {};
}

void Router::add(std::string method, std::string path, Access access, Handler handler,
                 std::size_t bodyLimit) {
    m_routes.emplace(std::move(path), Route{std::move(method), access, std::move(handler), bodyLimit});
}

void Router::addSocket(std::string path, Access access, SocketHandlers handlers) {
    m_sockets.emplace(std::move(path), SocketRoute{access, std::move(handlers)});
}

void Router::authorise(Access access, const Request& request, Authorised done) const {
    if (access == Access::Open) return done(Identity());
    const std::string_view token = bearer(request.authorization);
    if (token.empty()) return done(unauthorised());
    m_authenticate(
        token, [access, loopback = request.loopback, done = std::move(done)](const Answered& answered) {
            if (!answered.available) {
                Response busy = errorResponse(503, "busy", "the station has too much to do; come again");
                busy.retryAfter_s = 1;
                return done(tl::unexpected(std::move(busy)));
            }
            const auto& who = answered.identity;
            if (!who) return done(unauthorised());
            if (!who->reader.empty() && access != Access::Reader) return done(forbidden());
            const bool right = access == Access::Admin ? who->admin && loopback : !who->admin;
            if (!right) return done(unauthorised());
            done(*who);
        });
}

std::string Router::allowedMethods(const std::string& path) const {
    std::string methods;
    const auto [first, last] = m_routes.equal_range(path);
    for (auto route = first; route != last; ++route) {
        if (!methods.empty()) methods += ", ";
        methods += route->second.method;
    }
    return methods;
}

Router::Found Router::find(const Request& request, bool upgrade, HttpCounters& counters) const {
    if (upgrade) return findSocket(request, counters);
    Found found;
    const auto [first, last] = m_routes.equal_range(request.path);
    if (first == last) {
        const bool socket = m_sockets.contains(request.path);
        ++(socket ? counters.malformed : counters.notFound);
        found.refusal = socket ? errorResponse(426, "upgrade_required", "this path speaks WebSocket")
                               : errorResponse(404, "not_found", "there is nothing at " + request.path);
        return found;
    }
    const auto route =
        std::find_if(first, last, [&](const auto& at) { return at.second.method == request.method; });
    if (route == last) {
        ++counters.wrongMethod;
        found.refusal = errorResponse(405, "wrong_method", "this path knows " + allowedMethods(request.path));
    } else {
        found.handler = &route->second.handler;
        found.access = route->second.access;
        found.bodyLimit = route->second.bodyLimit;
    }
    return found;
}

Router::Found Router::findSocket(const Request& request, HttpCounters& counters) const {
    Found found;
    const auto route = m_sockets.find(request.path);
    if (route == m_sockets.end()) {
        ++counters.notFound;
        found.refusal = errorResponse(404, "not_found", "there is no WebSocket at " + request.path);
    } else {
        found.socket = &route->second.handlers;
        found.access = route->second.access;
    }
    return found;
}

void Router::call(const Handler& handler, const Request& request, const Answer& answer) {
    try {
        handler(request, answer);
    } catch (const std::exception& error) {
        log::error("http", "{} {}: {}", request.method, request.path, error.what());
        answer(errorResponse(500, "internal", "the station met an error of its own; it is in its log"));
    }
}

} // namespace shouwang::server
