// What the command line asks of the running station about its ledger, and what health tells of it.
#include "server/upkeep_endpoints.h"

#include "server/api_json.h"

#include <algorithm>

namespace shouwang::server {

namespace {

using Json = nlohmann::json;

Response done(const Json& json) {
    Response response;
    response.body = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    return response;
}

/// {"number", "hash"}: of the last fact in the backup.
void backedUp(Services& services, Upkeep& upkeep, const Request& request, const Answer& answer) {
    const Json json = Json::parse(request.body, nullptr, false);
    const bool named = json.is_object() && json.contains("number") && json["number"].is_number_unsigned() &&
                       json.contains("hash") && json["hash"].is_string();
    const auto bytes = named ? fromHex(json["hash"].get<std::string>()) : fail(Next::Refused, "");
    Hash hash{};
    if (!bytes || bytes->size() != hash.size()) {
        return answer(errorResponse(400, "malformed", "this names no fact"));
    }
    std::copy(bytes->begin(), bytes->end(), hash.begin());
    const auto number = json["number"].get<std::uint64_t>();
    const bool taken = services.writer.run([&services, &upkeep, answer, number, hash] {
        const auto noted = upkeep.backedUp(number, hash);
        if (noted) return answer(done({{"changed", true}}));
        const bool refused = noted.error().next == Next::Refused;
        answer(refused ? errorResponse(409, "ledger.not_ours", noted.error().text)
                       : storageResponse(services, noted.error()));
    });
    if (!taken) answer(busyResponse());
}

void checkpoint(Services& services, Upkeep& upkeep, const Answer& answer) {
    const bool taken = services.writer.run([&services, &upkeep, answer] {
        if (const auto made = upkeep.checkpointNow(); !made)
            return answer(storageResponse(services, made.error()));
        std::string note;
        {
            auto row = services.vault.ledger().database().prepare(
                "SELECT note FROM checkpoint ORDER BY number DESC LIMIT 1");
            if (row.next()) note = row.text(0);
        }
        answer(done({{"note", note}}));
    });
    if (!taken) answer(busyResponse());
}

/// The latest note as it is: a seat that keeps it can tell later whether the ledger was rewritten.
Response latestCheckpoint(const ledger::View& view) {
    Response response;
    response.contentType = "text/plain; charset=utf-8";
    auto row = view.tables().prepare("SELECT note FROM checkpoint ORDER BY number DESC LIMIT 1");
    if (row.next()) response.body = row.text(0);
    return response;
}

} // namespace

void addUpkeepEndpoints(Router& router, Services& services, Upkeep& upkeep) {
    router.add(
        "POST", "/v1/admin/backed-up", Access::Admin,
        [&](const Request& request, const Answer& answer) { backedUp(services, upkeep, request, answer); });
    router.add("GET", "/v1/checkpoint", Access::Seat,
               [&](const Request&, const Answer& answer) { services.reader.ask(latestCheckpoint, answer); });
    router.add("POST", "/v1/admin/checkpoint", Access::Admin,
               [&](const Request&, const Answer& answer) { checkpoint(services, upkeep, answer); });
}

Json storageJson(const UpkeepStatus& status) {
    const auto& forecast = status.forecast;
    const auto number = [](const std::optional<double>& value) {
        return value ? Json(static_cast<std::int64_t>(*value)) : Json(nullptr);
    };
    return {{"ledger_bytes", forecast ? Json(forecast->fileBytes) : Json(nullptr)},
            {"free_bytes", forecast ? Json(forecast->freeBytes) : Json(nullptr)},
            {"bytes_per_day", forecast ? number(forecast->bytesPerDay) : Json(nullptr)},
            {"days_left", forecast ? number(forecast->daysLeft) : Json(nullptr)},
            {"reserve_bytes", status.reserveBytes},
            {"reserve_held", status.reserveHeld},
            {"reserve_releases", status.reserveReleases},
            {"backed_up", status.backedUp},
            {"checkpointed", status.checkpointed},
            {"rebuilding", status.rebuilding},
            {"reactions_waiting", status.reactionsWaiting},
            {"sparing", status.sparing},
            {"log_bytes", status.logBytes},
            {"log_large", status.logLarge}};
}

} // namespace shouwang::server
