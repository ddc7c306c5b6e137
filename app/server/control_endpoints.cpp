// What the command line asks of the running station: only from this machine, only with the token of the data
// folder.
#include "server/services.h"

#include "server/api_json.h"
#include "server/site_import.h"

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
    if (!command) return answer(errorResponse(409, "site.wrong_file", command.error().text));
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

/// {"id", "letter", "name", "token_hash"}: the token itself never comes here.
void addSeat(Services& services, const Request& request, const Answer& answer) {
    const Json json = Json::parse(request.body, nullptr, false);
    const auto id = json.is_object() ? Id::fromText(text(json, "id")) : fail(Next::Refused, "");
    const auto hash = json.is_object() ? fromHex(text(json, "token_hash")) : fail(Next::Refused, "");
    if (!id || !hash || hash->size() != Hash().size()) {
        return answer(errorResponse(400, "malformed", "this is not a seat"));
    }
    const bool taken = services.writer.run([&services, answer, id = *id, letter = text(json, "letter"),
                                            name = text(json, "name"), hash = *hash] {
        Hash token{};
        std::copy(hash.begin(), hash.end(), token.begin());
        if (const auto added = services.sync.addSeat(id, letter, name, token); !added) {
            return answer(errorResponse(409, "seat.refused", added.error().text));
        }
        if (auto seats = services.sync.seats()) services.status.setSeats(std::move(*seats));
        answer(done({{"changed", true}}));
    });
    if (!taken) answer(busyResponse());
}

} // namespace

void addControlEndpoints(Router& router, Services& services) {
    router.add(
        "POST", "/v1/admin/site", Access::Admin,
        [&services](const Request& request, const Answer& answer) { importSite(services, request, answer); },
        kSiteImportLimit + 1); // one more, so that the refusal says why
    router.add(
        "POST", "/v1/admin/seat", Access::Admin,
        [&services](const Request& request, const Answer& answer) { addSeat(services, request, answer); });
}

} // namespace shouwang::server
