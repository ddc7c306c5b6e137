// What the command line asks of the running station: only from this machine, only with the token of the data
// folder.
#include "server/services.h"

#include "base/log.h"
#include "server/api_json.h"
#include "server/data_folder.h"
#include "server/site_import.h"

#include <algorithm>

namespace shouwang::server {

namespace {

using Json = nlohmann::json;

Response done(const Json& json) {
    Response response;
    response.body = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    return response;
}

Response verdictResponse(const Result<ledger::Verdict>& verdict) {
    if (!verdict) return storageResponse(verdict.error());
    if (verdict->kind == ledger::Verdict::Kind::Refused) {
        return errorResponse(409, verdict->refusal.code, verdict->refusal.text);
    }
    return done({{"fact", verdict->first}, {"changed", verdict->kind != ledger::Verdict::Kind::NoOp}});
}

void importSite(Services& services, const Request& request, const Answer& answer) {
    const bool named = !request.fileName.empty() && ledger::isUtf8(request.fileName);
    auto command = siteImportCommand(services.station, toBytes(view(request.body)),
                                     named ? request.fileName : "site.json", services.clock.utc());
    if (!command) {
        services.site.noteRefused();
        log::warning("station", "a site file is refused, the one in force stays: {}", command.error().text);
        return answer(errorResponse(409, "site.wrong_file", command.error().text));
    }
    const bool taken =
        services.writer.order(std::move(*command), [answer](const Result<ledger::Verdict>& verdict) {
            answer(verdictResponse(verdict));
        });
    if (!taken) answer(busyResponse());
}

std::string text(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<Hash> hashFrom(const std::string& digits) {
    const auto bytes = fromHex(digits);
    Hash hash{};
    if (!bytes || bytes->size() != hash.size()) return std::nullopt;
    std::copy(bytes->begin(), bytes->end(), hash.begin());
    return hash;
}

/// Writing thread.
void seatsChanged(Services& services) {
    if (auto seats = services.vault.station().seats()) services.status.setSeats(std::move(*seats));
    services.door.forgetAll();
}

void changeReaders(Services& services, const Answer& answer, std::function<Result<void>()> change) {
    const bool taken = services.writer.run([&services, answer, change = std::move(change)] {
        const auto changed = change();
        services.door.setReaders(services.vault.readers().list());
        if (changed) return answer(done({{"changed", true}}));
        const bool refused = changed.error().next == Next::Refused;
        answer(refused ? errorResponse(409, "reader.refused", changed.error().text)
                       : storageResponse(services, changed.error()));
    });
    if (!taken) answer(busyResponse());
}

/// {"id", "letter", "name", "token_hash", "compartments"}: the token itself never comes here.
void addSeat(Services& services, const Request& request, const Answer& answer) {
    const Json json = Json::parse(request.body, nullptr, false);
    const auto id = json.is_object() ? Id::fromText(text(json, "id")) : fail(Next::Refused, "");
    const auto hash = json.is_object() ? hashFrom(text(json, "token_hash")) : std::nullopt;
    if (!id || !hash) {
        return answer(errorResponse(400, "malformed", "this is not a seat"));
    }
    const auto listed = json.find("compartments");
    const std::int64_t compartments = listed != json.end() && listed->is_number_integer()
                                          ? listed->get<std::int64_t>()
                                          : sync::kUsualCompartments;
    const bool taken = services.writer.run([&services, answer, id = *id, letter = text(json, "letter"),
                                            name = text(json, "name"), token = *hash, compartments] {
        if (const auto added = services.vault.station().addSeat(id, letter, name, token, compartments);
            !added) {
            return answer(errorResponse(409, "seat.refused", added.error().text));
        }
        seatsChanged(services);
        answer(done({{"changed", true}}));
    });
    if (!taken) answer(busyResponse());
}

/// {"seat": id or letter}. Its token opens nothing from the next request on, its tails are closed; its facts
/// stay.
void revokeSeat(Services& services, const Request& request, const Answer& answer) {
    const Json json = Json::parse(request.body, nullptr, false);
    const std::string named = json.is_object() ? text(json, "seat") : std::string();
    const bool taken = services.writer.run([&services, answer, named] {
        const auto seats = services.status.seats();
        const auto seat = std::ranges::find_if(
            seats, [&](const sync::SeatInfo& at) { return at.letter == named || at.id.text() == named; });
        if (seat == seats.end()) return answer(errorResponse(409, "seat.unknown", "no such seat: " + named));
        if (const auto revoked = services.vault.station().revoke(seat->id); !revoked) {
            return answer(storageResponse(services, revoked.error()));
        }
        seatsChanged(services);
        services.tails.closeSeat(seat->id);
        answer(done({{"changed", !seat->revoked}}));
    });
    if (!taken) answer(busyResponse());
}

/// {"seat": id or letter, "compartments": bits}. Its tails are closed: it comes back and hears it.
void changeCompartments(Services& services, const Request& request, const Answer& answer) {
    const Json json = Json::parse(request.body, nullptr, false);
    const std::string named = json.is_object() ? text(json, "seat") : std::string();
    if (!json.is_object() || !json.contains("compartments") || !json["compartments"].is_number_integer())
        return answer(errorResponse(400, "malformed", "these are no compartments"));
    const auto bits = json["compartments"].get<std::int64_t>();
    const bool taken = services.writer.run([&services, answer, named, bits] {
        const auto seats = services.status.seats();
        const auto seat = std::ranges::find_if(
            seats, [&](const sync::SeatInfo& at) { return at.letter == named || at.id.text() == named; });
        if (seat == seats.end()) return answer(errorResponse(409, "seat.unknown", "no such seat: " + named));
        if (const auto changed = services.vault.station().setCompartments(seat->id, bits); !changed)
            return answer(storageResponse(services, changed.error()));
        seatsChanged(services);
        services.tails.closeSeat(seat->id);
        answer(done({{"changed", true}}));
    });
    if (!taken) answer(busyResponse());
}

/// {"name", "token_hash"}: the token itself never comes here.
void addReader(Services& services, const Request& request, const Answer& answer) {
    const Json json = Json::parse(request.body, nullptr, false);
    const auto hash = json.is_object() ? hashFrom(text(json, "token_hash")) : std::nullopt;
    if (!hash) return answer(errorResponse(400, "malformed", "this is not a reader"));
    changeReaders(services, answer, [&services, name = text(json, "name"), hash = *hash] {
        return services.vault.readers().add(name, hash);
    });
}

void revokeReader(Services& services, const Request& request, const Answer& answer) {
    const Json json = Json::parse(request.body, nullptr, false);
    const std::string name = json.is_object() ? text(json, "name") : std::string();
    changeReaders(services, answer, [&services, name] { return services.vault.readers().revoke(name); });
}

void prove(Services& services, const Request& request, const Answer& answer) {
    if (!request.loopback) return answer(errorResponse(404, "not_found", "there is nothing here"));
    Response response;
    response.contentType = "text/plain";
    response.body = proofOf(services.adminToken, request.body);
    answer(std::move(response));
}

} // namespace

void addControlEndpoints(Router& router, Services& services) {
    router.add(
        "POST", "/v1/admin/site", Access::Admin,
        [&services](const Request& request, const Answer& answer) { importSite(services, request, answer); },
        kSiteImportLimit + 1); // one more, so that the refusal says why
    using Endpoint = void (*)(Services&, const Request&, const Answer&);
    const auto add = [&](const char* path, Access access, Endpoint endpoint) {
        router.add("POST", path, access, [&services, endpoint](const Request& request, const Answer& answer) {
            endpoint(services, request, answer);
        });
    };
    add("/v1/admin/seat", Access::Admin, addSeat);
    add("/v1/admin/seat/compartments", Access::Admin, changeCompartments);
    add("/v1/admin/seat/revoke", Access::Admin, revokeSeat);
    add("/v1/admin/reader", Access::Admin, addReader);
    add("/v1/admin/reader/revoke", Access::Admin, revokeReader);
    add("/v1/admin/prove", Access::Open, prove);
}

} // namespace shouwang::server
