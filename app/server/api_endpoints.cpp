// The open data interface: read only, JSON, for readers and seats.
#include "server/api_json.h"
#include "server/services.h"

#include "alarms/tables.h"
#include "dispatch/tables.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace shouwang::server {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kDefaultLimit = 100;
constexpr std::size_t kMaxLimit = 500;
constexpr std::size_t kNewest = 5000; ///< of alarms and incidents; what is older is read as facts

struct Paging {
    std::string after;
    std::size_t limit = kDefaultLimit;
};

Response json(const Json& value) {
    Response response;
    response.body = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    return response;
}

Response badQuery(std::string_view text) {
    return errorResponse(400, "malformed", text);
}

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

tl::expected<Paging, Response> pagingOf(const Request& request,
                                        std::initializer_list<std::string_view> others = {}) {
    Paging paging;
    for (const auto& [key, value] : request.query) {
        if (key == "after") {
            paging.after = value;
        } else if (key == "limit") {
            const auto limit = number(value);
            if (!limit || *limit == 0 || *limit > kMaxLimit) {
                return tl::unexpected(badQuery(fmt::format("limit is a number from 1 to {}", kMaxLimit)));
            }
            paging.limit = static_cast<std::size_t>(*limit);
        } else if (std::find(others.begin(), others.end(), key) == others.end()) {
            return tl::unexpected(badQuery("this path does not know the query key " + key));
        }
    }
    return paging;
}

/// The page behind the item whose id is `after`.
template <class Item, class IdOf, class ToJson>
Response page(const std::vector<Item>& items, const Paging& paging, IdOf idOf, ToJson toJson) {
    std::size_t at = 0;
    if (!paging.after.empty()) {
        while (at < items.size() && idOf(items[at]) != paging.after)
            ++at;
        if (at == items.size()) return badQuery("after names nothing in this list");
        ++at;
    }
    Json list = Json::array();
    for (; at < items.size() && list.size() < paging.limit; ++at)
        list.push_back(toJson(items[at]));
    const bool more = at < items.size();
    return json({{"items", std::move(list)}, {"next", more ? Json(idOf(items[at - 1])) : Json(nullptr)}});
}

template <class Entry>
Response noSiteOr(const std::shared_ptr<const SiteBoard::Entry>& entry, Entry answer) {
    if (!entry) return errorResponse(404, "no_site", "no site file was imported yet");
    return answer(*entry);
}

void cameras(Services& services, const Request& request, const Answer& answer) {
    const auto paging = pagingOf(request);
    if (!paging) return answer(paging.error());
    answer(noSiteOr(services.site.current(), [&](const SiteBoard::Entry& entry) {
        return page(
            entry.site.cameras, *paging, [](const site::Camera& camera) { return camera.id; }, cameraJson);
    }));
}

void points(Services& services, const Request& request, const Answer& answer) {
    const auto paging = pagingOf(request);
    if (!paging) return answer(paging.error());
    answer(noSiteOr(services.site.current(), [&](const SiteBoard::Entry& entry) {
        return page(
            entry.site.points, *paging, [](const site::AlarmPoint& point) { return point.id; }, pointJson);
    }));
}

/// state=open (default all).
tl::expected<bool, Response> onlyOpen(const Request& request) {
    const auto state = request.query.find("state");
    if (state == request.query.end() || state->second == "all") return false;
    if (state->second == "open") return true;
    return tl::unexpected(badQuery("state is open or all"));
}

void alarmsEndpoint(Services& services, const Request& request, const Answer& answer) {
    const auto paging = pagingOf(request, {"state"});
    const auto open = onlyOpen(request);
    if (!paging || !open) return answer(paging ? open.error() : paging.error());
    services.reader.ask(
        [paging = *paging, open = *open](const ledger::View& view) {
            const auto list = open ? alarms::openAlarms(view) : alarms::recentAlarms(view, kNewest);
            return page(
                list, paging, [](const alarms::State& alarm) { return alarm.id.text(); }, alarmJson);
        },
        answer);
}

void incidentsEndpoint(Services& services, const Request& request, const Answer& answer) {
    const auto paging = pagingOf(request, {"state"});
    const auto open = onlyOpen(request);
    if (!paging || !open) return answer(paging ? open.error() : paging.error());
    services.reader.ask(
        [paging = *paging, open = *open](const ledger::View& view) {
            const auto list = open ? dispatch::openIncidents(view) : dispatch::incidents(view, kNewest);
            return page(
                list, paging, [](const dispatch::State& incident) { return incident.id.text(); },
                incidentJson);
        },
        answer);
}

Response factsPage(Services& services, std::uint64_t after, std::size_t limit) {
    const auto facts = services.vault.ledger().after(after, limit);
    if (!facts) return storageResponse(services, facts.error());
    Json list = Json::array();
    for (const ledger::StoredFact& stored : *facts) {
        if (const auto fact = ledger::decodeFact(stored.bytes)) list.push_back(factJson(*fact, stored.hash));
    }
    const bool more = !facts->empty() && facts->back().number < services.vault.ledger().head().number;
    return json({{"items", std::move(list)}, {"next", more ? Json(facts->back().number) : Json(nullptr)}});
}

/// The number of a fact to read on after; none: it is no such number.
std::optional<std::uint64_t> afterFact(const Paging& paging) {
    const auto after = paging.after.empty() ? std::optional<std::uint64_t>(0) : number(paging.after);
    const bool possible =
        after && *after <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return possible ? after : std::nullopt;
}

void facts(Services& services, const Request& request, const Answer& answer) {
    const auto paging = pagingOf(request);
    if (!paging) return answer(paging.error());
    const auto after = afterFact(*paging);
    if (!after) return answer(badQuery("after is the number of a fact"));
    const bool taken = services.writer.run([&services, after = *after, limit = paging->limit, answer] {
        answer(factsPage(services, after, limit));
    });
    if (!taken) answer(busyResponse());
}

Response checkpointsPage(const ledger::View& view, std::uint64_t after, std::size_t limit) {
    auto rows = view.tables().prepare("SELECT number, note FROM checkpoint WHERE number>? ORDER BY number"
                                      " LIMIT ?");
    rows.bind(static_cast<std::int64_t>(after)).bind(static_cast<std::int64_t>(limit) + 1);
    Json list = Json::array();
    bool more = false;
    while (rows.next()) {
        more = list.size() == limit;
        if (!more) list.push_back({{"number", rows.integer(0)}, {"note", rows.text(1)}});
    }
    const Json next = more ? list.back()["number"] : Json(nullptr);
    return json({{"items", std::move(list)}, {"next", next}});
}

/// The signed notes as they stand, for whoever proves the ledger from outside.
void checkpoints(Services& services, const Request& request, const Answer& answer) {
    const auto paging = pagingOf(request);
    if (!paging) return answer(paging.error());
    const auto after = afterFact(*paging);
    if (!after) return answer(badQuery("after is the number of a fact"));
    services.reader.ask([after = *after, limit = paging->limit](
                            const ledger::View& view) { return checkpointsPage(view, after, limit); },
                        answer);
}

} // namespace

void addApiEndpoints(Router& router, Services& services) {
    using Endpoint = void (*)(Services&, const Request&, const Answer&);
    const auto add = [&](const char* path, Endpoint endpoint) {
        router.add("GET", path, Access::Reader,
                   [&services, endpoint](const Request& request, const Answer& answer) {
                       endpoint(services, request, answer);
                   });
    };
    add("/api/v1/health",
        [](Services& all, const Request&, const Answer& answer) { answer(json(healthJson(all))); });
    add("/api/v1/site", [](Services& all, const Request&, const Answer& answer) {
        answer(noSiteOr(all.site.current(), [](const SiteBoard::Entry& entry) {
            return json(siteJson(entry.site, entry.number));
        }));
    });
    add("/api/v1/cameras", cameras);
    add("/api/v1/points", points);
    add("/api/v1/alarms", alarmsEndpoint);
    add("/api/v1/incidents", incidentsEndpoint);
    add("/api/v1/facts", facts);
    add("/api/v1/checkpoints", checkpoints);
}

} // namespace shouwang::server
