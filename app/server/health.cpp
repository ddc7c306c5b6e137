#include "server/api_json.h"
#include "server/services.h"
#include "server/upkeep_endpoints.h"

namespace shouwang::server {

namespace {

using Json = nlohmann::json;

Json countersJson(const Services& services) {
    const HttpCounters& http = *services.http;
    const WriterCounters& writer = services.writer.counters();
    const Door::Counters door = services.door.counters();
    return {
        {"http",
         {{"requests", http.requests.load()},
          {"malformed", http.malformed.load()},
          {"unauthorised", http.unauthorised.load()},
          {"forbidden", http.forbidden.load()},
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
          {"commands_set_aside", writer.commandsSetAside.load()},
          {"commands_spared", writer.commandsSpared.load()},
          {"tasks_turned_away", writer.tasksTurnedAway.load()},
          {"reopened", writer.reopened.load()},
          {"failed_reopens", writer.failedReopens.load()}}},
        {"door",
         {{"unknown_tokens", door.unknownTokens}, {"look_ups", door.lookUps}, {"held_off", door.heldOff}}},
        {"site", {{"files_refused", services.site.refused()}}}};
}

std::string brokerWord(const DeviceStatus& status) {
    if (!status.there) return "none";
    switch (status.broker) {
    case devices::MqttState::Offline:
        break;
    case devices::MqttState::Online:
        return "online";
    case devices::MqttState::Refused:
        return "refused";
    case devices::MqttState::Holding:
        return "holding";
    }
    return "offline";
}

Json spoolJson(const devices::SpoolState& spool) {
    return {{"waiting", spool.waiting},
            {"kept", spool.counters.kept},
            {"settled", spool.counters.settled},
            {"refused", spool.counters.refused},
            {"replayed", spool.counters.replayed},
            {"torn", spool.counters.torn},
            {"damaged", spool.counters.damaged},
            {"problem", spool.problem}};
}

Json linkJson(const DeviceStatus& status) {
    if (!status.there) return {{"state", "none"}, {"since", nullptr}};
    return {{"state", status.link.up ? "up" : "down"}, {"since", toIso(status.link.since)}};
}

Json oddJson(const devices::OddMessage& odd) {
    if (odd.at == 0) return nullptr;
    return {{"time", toIso(odd.at)}, {"kind", odd.kind}, {"device", odd.device}};
}

Json refusedJson(const devices::IntakeCounters& intake) {
    return {{"refused", intake.bad_topic + intake.oversized + intake.malformed + intake.other_version +
                            intake.other_device + intake.unknown_device + intake.unknown_point},
            {"malformed", intake.malformed},
            {"oversized", intake.oversized},
            {"bad_topic", intake.bad_topic},
            {"other_version", intake.other_version},
            {"other_device", intake.other_device},
            {"unknown_device", intake.unknown_device},
            {"unknown_point", intake.unknown_point},
            {"duplicate", intake.duplicate},
            {"out_of_order", intake.out_of_order},
            {"clock_suspect", intake.clock_suspect},
            {"future_dated", intake.future_dated}};
}

Json devicesJson(const DeviceStatus& status) {
    const devices::IntakeCounters& intake = status.counters.intake;
    int connected = 0;
    int silent = 0;
    int faulty = 0;
    for (const devices::DeviceState& device : status.devices) {
        connected += device.heard && !device.silent;
        silent += device.silent;
        faulty += device.faulty;
    }
    Json json = refusedJson(intake);
    json.update({{"broker", brokerWord(status)},
                 {"hold_reason", status.holdReason},
                 {"known", status.devices.size()},
                 {"connected", connected},
                 {"silent", silent},
                 {"faulty", faulty},
                 {"accepted", intake.accepted},
                 {"last_odd", oddJson(status.counters.odd.last)},
                 {"last_unknown_device", oddJson(status.counters.odd.unknown)},
                 {"held_back", status.counters.mqtt.held_back},
                 {"spool", spoolJson(status.counters.spool)}});
    return json;
}

Json readingsJson(const Services& services) {
    const ReadingsKeeper::Status status = services.readings.status();
    const devices::ReadingCounters intake = services.devices.status().counters.readings;
    return {{"accepted", intake.accepted},        {"refused", intake.refused + status.counters.refused},
            {"held_off", intake.held_off},        {"stored", status.counters.stored},
            {"dropped", status.counters.dropped}, {"expired", status.counters.expired},
            {"evicted", status.counters.evicted}, {"rows", status.rows},
            {"problem", status.problem}};
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

/// One that has been quiet for a week has been seen to.
constexpr Micros kCloneShown = Micros{7} * 24 * 3600 * 1'000'000;

Json clonesJson(const Services& services, Micros now) {
    Json list = Json::array();
    const auto seats = services.status.seats();
    for (const sync::ClonedSeat& clone : services.status.clones()) {
        const auto seat = std::ranges::find(seats, clone.seat, &sync::SeatInfo::id);
        if (seat == seats.end() || seat->revoked || now - clone.last > kCloneShown) continue;
        list.push_back({{"id", clone.seat.text()},
                        {"letter", seat->letter},
                        {"name", seat->name},
                        {"since", toIso(clone.since)},
                        {"last", toIso(clone.last)},
                        {"commands", clone.commands}});
    }
    return list;
}

std::string stateWord(const WriterState& writer) {
    if (writer.trouble != ledger::Trouble::None) return "ledger_closed";
    return writer.storageError.empty() ? "ok" : "storage_failing";
}

} // namespace

Json closedJson(ledger::Trouble trouble) {
    return trouble == ledger::Trouble::None ? Json(nullptr) : Json(std::string(name(trouble)));
}

Json healthJson(const Services& services) {
    const WriterState writer = services.writer.state();
    const ledger::Head head = services.status.head();
    std::error_code error;
    const auto space = std::filesystem::space(services.folder, error);
    const Micros now = services.clock.utc();
    const DeviceStatus devices = services.devices.status();
    return {{"status", stateWord(writer)},
            {"storage_error", writer.storageError},
            {"ledger_open", writer.ledgerOpen},
            {"ledger_closed", closedJson(writer.trouble)},
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
            {"storage", storageJson(services.upkeep.status())},
            {"devices", devicesJson(devices)},
            {"devices_link", linkJson(devices)},
            {"readings", readingsJson(services)},
            {"seats", seatsJson(services)},
            {"clones", clonesJson(services, now)},
            {"counters", countersJson(services)}};
}

} // namespace shouwang::server
