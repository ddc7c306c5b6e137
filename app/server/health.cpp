#include "server/api_json.h"
#include "server/services.h"

namespace shouwang::server {

namespace {

using Json = nlohmann::json;

Json countersJson(const Services& services) {
    const HttpCounters& http = *services.http;
    const WriterCounters& writer = services.writer.counters();
    return {{"http",
             {{"requests", http.requests.load()},
              {"malformed", http.malformed.load()},
              {"unauthorised", http.unauthorised.load()},
              {"not_found", http.notFound.load()},
              {"wrong_method", http.wrongMethod.load()},
              {"too_large", http.tooLarge.load()},
              {"timed_out", http.timedOut.load()},
              {"tls_failed", http.tlsFailed.load()},
              {"connections_refused", http.connectionsRefused.load()},
              {"slow_tails", http.slowSockets.load()},
              {"failed", http.failed.load()},
              {"connections", http.connections.load()},
              {"tails", http.sockets.load()}}},
            {"writer",
             {{"commits", writer.commits.load()},
              {"commands", writer.commands.load()},
              {"failed_commits", writer.failedCommits.load()},
              {"pushes_turned_away", writer.pushesTurnedAway.load()},
              {"commands_dropped", writer.commandsDropped.load()},
              {"tasks_turned_away", writer.tasksTurnedAway.load()}}}};
}

Json devicesJson(const Services& services) {
    const auto gateway = services.devices.current();
    Json json = {{"broker", "none"},   {"known", 0},     {"connected", 0}, {"silent", 0},
                 {"accepted", 0},      {"duplicate", 0}, {"refused", 0},   {"unknown_device", 0},
                 {"unknown_point", 0}, {"dropped", 0}};
    if (!gateway) return json;
    const devices::MqttState state = gateway->state();
    json["broker"] = state == devices::MqttState::Online    ? "online"
                     : state == devices::MqttState::Refused ? "refused"
                                                            : "offline";
    int connected = 0;
    int silent = 0;
    const auto states = gateway->devices();
    for (const devices::DeviceState& device : states) {
        connected += device.heard && !device.silent;
        silent += device.silent;
    }
    const devices::GatewayCounters counters = gateway->counters();
    const devices::IntakeCounters& intake = counters.intake;
    json["known"] = states.size();
    json["connected"] = connected;
    json["silent"] = silent;
    json["accepted"] = intake.accepted;
    json["duplicate"] = intake.duplicate;
    json["refused"] = intake.bad_topic + intake.oversized + intake.malformed + intake.other_version +
                      intake.other_device + intake.unknown_device + intake.unknown_point;
    json["unknown_device"] = intake.unknown_device;
    json["unknown_point"] = intake.unknown_point;
    json["dropped"] = counters.mqtt.dropped;
    return json;
}

Json seatsJson(const Services& services) {
    Json list = Json::array();
    for (const sync::SeatInfo& seat : services.status.seats()) {
        const auto contact = services.door.lastContact(seat.id);
        list.push_back({{"id", seat.id.text()},
                        {"letter", seat.letter},
                        {"name", seat.name},
                        {"revoked", seat.revoked},
                        {"last_contact", contact ? Json(toIso(*contact)) : Json(nullptr)}});
    }
    return list;
}

} // namespace

Json healthJson(const Services& services) {
    const WriterState writer = services.writer.state();
    const ledger::Head head = services.status.head();
    std::error_code error;
    const auto space = std::filesystem::space(services.folder, error);
    const Micros now = services.clock.utc();
    return {{"status", writer.storageError.empty() ? "ok" : "storage_failing"},
            {"storage_error", writer.storageError},
            {"station", {{"id", services.station.text()}, {"name", services.name}}},
            {"protocol", {{"min", sync::kOldestProtocol}, {"max", sync::kProtocol}}},
            {"time", toIso(now)},
            {"started", toIso(services.started)},
            {"head", {{"epoch", head.epoch}, {"number", head.number}, {"hash", toHex(head.hash)}}},
            {"queue",
             {{"pushes", writer.pushes},
              {"commands", writer.commands},
              {"tasks", writer.tasks},
              {"questions", services.reader.waiting()}}},
            {"disk_free_bytes", error ? Json(nullptr) : Json(space.available)},
            {"devices", devicesJson(services)},
            {"seats", seatsJson(services)},
            {"counters", countersJson(services)}};
}

} // namespace shouwang::server
