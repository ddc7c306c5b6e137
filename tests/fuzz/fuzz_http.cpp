// Whatever arrives at the station's port before anybody is known: the head of a request, its target and
// query, its bearer token. No input opens a door without the token, and a door answers exactly once.
#include "server/http_core.h"
#include "sync/protocol.h"

#include <boost/beast/http/parser.hpp>
#include <cstdlib>

using namespace shouwang;
using namespace shouwang::server;

namespace {

const std::string kToken = "0123456789abcdef";

/// Knows one token, of the administrator.
Router makeRouter() {
    Router router([](std::string_view token, Router::Verdict verdict) {
        const bool known = fromHex(token).has_value() && token == kToken;
        Identity administrator;
        administrator.admin = true;
        verdict({true, known ? std::optional(administrator) : std::nullopt});
    });
    const Handler handler = [](const Request&, const Answer& answer) { answer({}); };
    router.add("GET", "/v1/feed", Access::Seat, handler);
    router.add("POST", "/v1/push", Access::Seat, handler);
    router.addSocket("/v1/tail", Access::Seat, {});
    router.add("GET", "/v1/hello", Access::Open, handler);
    return router;
}

void knock(const Router& router, Access access, const Request& request) {
    int answers = 0;
    bool opened = false;
    router.authorise(access, request, [&](tl::expected<Identity, Response> verdict) {
        ++answers;
        opened = verdict.has_value();
    });
    const bool token = request.authorization == "Bearer " + kToken;
    const bool may = access == Access::Open || (access == Access::Admin && token && request.loopback);
    if (answers != 1 || opened != may) std::abort();
}

void readQuery(const Request& request) {
    if (request.path.empty() || request.path.front() != '/') std::abort();
    if (const auto query = sync::parseFeedQuery(request.rawQuery)) {
        const auto again = sync::parseFeedQuery(sync::toQuery(*query));
        if (!again || again->cursor != query->cursor || again->limit != query->limit) std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Router router = makeRouter();
    Request bare;
    if (readTarget({reinterpret_cast<const char*>(data), size}, bare)) readQuery(bare);

    http::request_parser<http::string_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(Limits().headerBytes));
    error_code problem;
    parser.put(asio::buffer(data, size), problem);
    if (!parser.is_header_done()) return 0;
    for (const bool loopback : {false, true}) {
        const auto request = toRequest(parser.get(), loopback);
        if (!request) return 0;
        readQuery(*request);
        HttpCounters counters;
        for (const bool upgrade : {false, true}) {
            const auto found = router.find(*request, upgrade, counters);
            if (!found.handler && !found.socket && found.refusal.status < 400) std::abort();
        }
        for (const Access access : {Access::Open, Access::Seat, Access::Reader, Access::Admin})
            knock(router, access, *request);
    }
    return 0;
}
