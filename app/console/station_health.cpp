#include "console/station_health.h"

#include "devices/message.h"

#include <nlohmann/json.hpp>

namespace shouwang::console {

namespace {

using Json = nlohmann::json;

std::optional<double> number(const Json& from, const char* name) {
    const auto found = from.find(name);
    if (found == from.end() || !found->is_number()) return std::nullopt;
    const double value = found->get<double>();
    return value >= 0 ? std::optional(value) : std::nullopt;
}

std::optional<std::uint64_t> bytes(const Json& from, const char* name) {
    const auto found = from.find(name);
    if (found == from.end() || !found->is_number_unsigned()) return std::nullopt;
    return found->get<std::uint64_t>();
}

bool flag(const Json& from, const char* name, bool otherwise) {
    const auto found = from.find(name);
    return found != from.end() && found->is_boolean() ? found->get<bool>() : otherwise;
}

std::string text(const Json& from, const char* name) {
    const auto found = from.find(name);
    return found != from.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<StationDevices::Odd> oddFrom(const Json& devices, const char* name) {
    const auto found = devices.find(name);
    if (found == devices.end() || !found->is_object()) return std::nullopt;
    const auto at = devices::parseIsoTime(text(*found, "time"));
    if (!at) return std::nullopt;
    return StationDevices::Odd{*at, text(*found, "kind"), text(*found, "device")};
}

} // namespace

Result<sync::StationStorage> storageFrom(ByteView health, Micros now) {
    const Json json = Json::parse(health.begin(), health.end(), nullptr, false);
    const auto part = json.is_object() ? json.find("storage") : json.end();
    if (!json.is_object() || part == json.end() || !part->is_object())
        return fail(Next::Corrupt, "the health answer has no part about storage");
    sync::StationStorage storage;
    storage.at = now;
    storage.daysLeft = number(*part, "days_left");
    storage.freeBytes = bytes(*part, "free_bytes");
    storage.ledgerBytes = bytes(*part, "ledger_bytes");
    storage.reserveBytes = bytes(*part, "reserve_bytes").value_or(0);
    storage.reserveHeld = flag(*part, "reserve_held", true); // what is not said is no alarm
    storage.sparing = flag(*part, "sparing", false);
    storage.logBytes = bytes(*part, "log_bytes").value_or(0);
    storage.logLarge = flag(*part, "log_large", false);
    const auto error = json.find("storage_error");
    storage.failing = error != json.end() && error->is_string() && !error->get<std::string>().empty();
    return storage;
}

std::map<Id, std::string> seatLettersFrom(ByteView health) {
    const Json json = Json::parse(health.begin(), health.end(), nullptr, false);
    const auto seats = json.is_object() ? json.find("seats") : json.end();
    std::map<Id, std::string> letters;
    if (!json.is_object() || seats == json.end() || !seats->is_array()) return letters;
    for (const Json& seat : *seats) {
        const auto text = [&seat](const char* name) {
            const auto found = seat.is_object() ? seat.find(name) : seat.end();
            const bool there = seat.is_object() && found != seat.end() && found->is_string();
            return there ? found->get<std::string>() : std::string();
        };
        const auto id = Id::fromText(text("id"));
        if (const std::string letter = text("letter"); id && !letter.empty()) letters.emplace(*id, letter);
    }
    return letters;
}

std::vector<sync::StationClone> clonesFrom(ByteView health) {
    const Json json = Json::parse(health.begin(), health.end(), nullptr, false);
    const auto list = json.is_object() ? json.find("clones") : json.end();
    std::vector<sync::StationClone> clones;
    if (!json.is_object() || list == json.end() || !list->is_array()) return clones;
    for (const Json& one : *list) {
        if (!one.is_object()) continue;
        const auto id = Id::fromText(text(one, "id"));
        const auto since = devices::parseIsoTime(text(one, "since"));
        if (id && since)
            clones.push_back({*id, text(one, "letter"), *since, bytes(one, "commands").value_or(0)});
    }
    return clones;
}

std::optional<StationDevices> devicesFrom(ByteView health) {
    const Json json = Json::parse(health.begin(), health.end(), nullptr, false);
    if (!json.is_object()) return std::nullopt;
    const auto part = json.find("devices");
    const auto link = json.find("devices_link");
    if (part == json.end() || !part->is_object() || link == json.end() || !link->is_object())
        return std::nullopt;
    const auto count = [&](const char* name) { return bytes(*part, name).value_or(0); };
    StationDevices news;
    const std::string state = text(*link, "state");
    if (state == "up") news.link = StationDevices::Link::Up;
    if (state == "down") news.link = StationDevices::Link::Down;
    news.since = devices::parseIsoTime(text(*link, "since"));
    news.unknownDevice = count("unknown_device");
    news.unknownPoint = count("unknown_point");
    news.malformed = count("malformed") + count("bad_topic") + count("other_version") + count("other_device");
    news.oversized = count("oversized");
    news.duplicate = count("duplicate");
    news.outOfOrder = count("out_of_order");
    news.clockSuspect = count("clock_suspect");
    news.last = oddFrom(*part, "last_odd");
    news.lastUnknown = oddFrom(*part, "last_unknown_device");
    return news;
}

} // namespace shouwang::console
