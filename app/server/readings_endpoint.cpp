// What devices have measured, page by page: GET
// /api/v1/readings?point=ID&from=TIME&to=TIME&after=NEXT&limit=1..500.
#include "server/api_json.h"
#include "server/services.h"

#include "devices/message.h"

#include <charconv>
#include <fmt/format.h>

namespace shouwang::server {

namespace {

using Json = nlohmann::json;
using ledger::Readings;

constexpr std::size_t kMaxLimit = 500;
constexpr std::size_t kMaxText = 256;

Response badQuery(std::string_view text) {
    return errorResponse(400, "malformed", text);
}

template <class Number>
bool readNumber(std::string_view text, Number& value) {
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    return !text.empty() && problem == std::errc() && end == text.data() + text.size();
}

/// "time.id", as it stands in `next`.
std::optional<Readings::Place> placeFrom(std::string_view text) {
    const std::size_t dot = text.find('.');
    Readings::Place place;
    const bool right = dot != std::string_view::npos && readNumber(text.substr(0, dot), place.at) &&
                       readNumber(text.substr(dot + 1), place.id);
    return right ? std::optional(place) : std::nullopt;
}

/// Empty: it has been taken.
std::string_view take(Readings::Query& query, const std::string& key, const std::string& value) {
    if (key == "point") {
        query.source = value;
        return value.empty() || value.size() > kMaxText ? "point is the id of an alarm point or a device"
                                                        : "";
    }
    if (key == "from" || key == "to") {
        const auto time = devices::parseIsoTime(value);
        (key == "from" ? query.from : query.to) = time.value_or(0);
        return time ? "" : "from and to are times such as 2026-01-02T03:04:05Z";
    }
    if (key == "after") {
        query.after = placeFrom(value);
        return query.after ? "" : "after is what stood in next";
    }
    if (key == "limit") {
        const bool right = readNumber(value, query.limit) && query.limit > 0 && query.limit <= kMaxLimit;
        return right ? "" : "limit is a number from 1 to 500";
    }
    return "this path knows the query keys point, from, to, after and limit";
}

tl::expected<Readings::Query, Response> queryOf(const Request& request) {
    Readings::Query query;
    query.to = std::numeric_limits<Micros>::max();
    for (const auto& [key, value] : request.query) {
        if (const std::string_view problem = take(query, key, value); !problem.empty())
            return tl::unexpected(badQuery(problem));
    }
    if (query.source.empty()) return tl::unexpected(badQuery("point must be named"));
    return query;
}

Response pageResponse(const Readings::Page& page) {
    Json list = Json::array();
    for (const ledger::Reading& reading : page.readings)
        list.push_back({{"point", reading.source},
                        {"kind", reading.kind},
                        {"time", toIso(reading.at)},
                        {"value", reading.value}});
    const Json next = page.next ? Json(fmt::format("{}.{}", page.next->at, page.next->id)) : Json(nullptr);
    Response response;
    response.body = Json({{"items", std::move(list)}, {"next", next}})
                        .dump(-1, ' ', false, Json::error_handler_t::replace);
    return response;
}

} // namespace

void addReadingsEndpoint(Router& router, Services& services) {
    router.add(
        "GET", "/api/v1/readings", Access::Reader, [&services](const Request& request, const Answer& answer) {
            auto query = queryOf(request);
            if (!query) return answer(query.error());
            const bool taken =
                services.readings.ask(std::move(*query), [answer](const Result<Readings::Page>& page) {
                    answer(page ? pageResponse(*page) : errorResponse(503, "storage", page.error().text));
                });
            if (!taken) answer(busyResponse());
        });
}

} // namespace shouwang::server
