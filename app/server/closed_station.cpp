#include "server/closed_station.h"

#include "ledger/backup.h"
#include "server/api_json.h"
#include "server/services.h"

#include <fmt/format.h>

namespace shouwang::server {

namespace {

using Json = nlohmann::json;

constexpr std::pair<const char*, const char*> kSync[] = {
    {"GET", "/v1/hello"},   {"POST", "/v1/push"},    {"POST", "/v1/recover"}, {"GET", "/v1/feed"},
    {"GET", "/v1/history"}, {"GET", "/v1/snapshot"}, {"GET", "/v1/tail"},     {"GET", "/v1/snapshot/chunk"}};
constexpr const char* kOthers[] = {"/v1/keystore",      "/v1/secrets",      "/v1/site",
                                   "/v1/checkpoint",    "/api/v1/site",     "/api/v1/cameras",
                                   "/api/v1/points",    "/api/v1/alarms",   "/api/v1/facts",
                                   "/api/v1/incidents", "/api/v1/readings", "/api/v1/checkpoints"};

Response statusOf(const Id& station, ledger::Trouble why, Micros now) {
    Response response;
    response.body = Json{
        {"status", "ledger_closed"},
        {"ledger_open", false},
        {"ledger_closed", closedJson(why)},
        {"station", {{"id", station.text()}}},
        {"protocol", {{"min", sync::kOldestProtocol}, {"max", sync::kProtocol}}},
        {"time",
         toIso(now)}}.dump();
    return response;
}

Response nothing(ledger::Trouble why) {
    Response response = errorResponse(
        503, "ledger_closed", fmt::format("the station's ledger waits for a person: {}", ledger::name(why)));
    response.retryAfter_s = 60;
    return response;
}

} // namespace

// Open to anybody: whose token is right stands in the ledger, and nothing is told that would need one.
Result<std::unique_ptr<ClosedStation>> ClosedStation::open(const StationOptions& options, const Id& station,
                                                           ledger::Trouble why, const Clock& clock) {
    Router router([](std::string_view, const Router::Verdict& verdict) { verdict({false, std::nullopt}); });
    const Handler closed = [station, why](const Request&, const Answer& answer) {
        answer(closedResponse(station, why));
    };
    for (const auto& [method, path] : kSync)
        router.add(method, path, Access::Open, versioned(closed));
    for (const char* path : {"/api/v1/health", "/api/v1/status"}) {
        router.add("GET", path, Access::Open, [station, why, &clock](const Request&, const Answer& answer) {
            answer(statusOf(station, why, clock.utc()));
        });
    }
    for (const char* path : kOthers) {
        router.add("GET", path, Access::Open,
                   [why](const Request&, const Answer& answer) { answer(nothing(why)); });
    }
    std::unique_ptr<ClosedStation> out(new ClosedStation);
    out->m_http = std::make_unique<HttpServer>(std::move(router), options.limits);
    const auto port = out->m_http->listen(options.listen);
    if (!port) return tl::unexpected(port.error());
    out->m_port = *port;
    return out;
}

void ClosedStation::start() {
    m_http->start();
}

void ClosedStation::stop() {
    m_http->stop();
}

LedgerStamp LedgerStamp::of(const std::filesystem::path& ledger) {
    LedgerStamp stamp;
    std::error_code error;
    stamp.bytes = std::filesystem::file_size(ledger, error);
    if (error) stamp.bytes = 0;
    stamp.written = std::filesystem::last_write_time(ledger, error);
    stamp.halfRestored = !ledger::refuseHalfRestored(ledger).has_value();
    return stamp;
}

} // namespace shouwang::server
