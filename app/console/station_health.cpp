#include "console/station_health.h"

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

} // namespace shouwang::console
