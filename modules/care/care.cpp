#include "care/care.h"

#include <algorithm>
#include <array>

namespace shouwang::care {

namespace {

constexpr std::array<std::string_view, 5> kOutKinds{"hospital", "medical_leave", "home_visit", "court",
                                                    "other"};
constexpr std::array<std::string_view, 3> kDepartures{"released", "transferred", "died"};
constexpr std::size_t kLongest = 32; // bytes of a number or a zone

bool isNumberLetter(char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= 'a' && letter <= 'z') || letter == '-';
}

ledger::Command report(const char* kind, std::string_view number, std::string reason, Micros now) {
    ledger::Command made;
    made.kind = kind;
    made.entity = entityOf(number);
    made.reason = std::move(reason);
    made.occurred = now;
    made.recorded = now;
    made.open = {{static_cast<std::int64_t>(Field::Number), number}};
    return made;
}

ledger::Command with(ledger::Command command, Field field, ledger::Value value) {
    command.open.emplace(static_cast<std::int64_t>(field), std::move(value));
    return command;
}

} // namespace

std::span<const std::string_view> outKinds() {
    return kOutKinds;
}

bool isOutKind(std::string_view code) {
    return std::ranges::find(kOutKinds, code) != kOutKinds.end();
}

std::span<const std::string_view> departureKinds() {
    return kDepartures;
}

bool isDepartureKind(std::string_view code) {
    return std::ranges::find(kDepartures, code) != kDepartures.end();
}

bool isNumber(std::string_view text) {
    return !text.empty() && text.size() <= kLongest && std::ranges::all_of(text, isNumberLetter);
}

bool isCode(std::string_view text) {
    const auto isControl = [](char letter) { return static_cast<unsigned char>(letter) < 0x20; };
    return !text.empty() && text.size() <= kLongest && std::ranges::none_of(text, isControl);
}

Id entityOf(std::string_view number) {
    return Id::fromParts({"person", number});
}

ledger::Command receive(const Receiving& person, std::string reason, Micros now) {
    ledger::Command made = report("care.receive", person.number, std::move(reason), now);
    made = with(std::move(made), Field::Zone, person.zone);
    if (person.woman) made = with(std::move(made), Field::Woman, true);
    if (!person.out.empty()) made = with(std::move(made), Field::Kind, person.out);
    return made;
}

ledger::Command assign(std::string_view number, std::string zone, std::string reason, Micros now) {
    return with(report("care.assign", number, std::move(reason), now), Field::Zone, std::move(zone));
}

ledger::Command move(std::string_view number, std::string zone, std::string reason, Micros now) {
    return with(report("care.move", number, std::move(reason), now), Field::Zone, std::move(zone));
}

ledger::Command leave(std::string_view number, std::string outKind, std::string reason, Micros now) {
    return with(report("care.leave", number, std::move(reason), now), Field::Kind, std::move(outKind));
}

ledger::Command comeBack(std::string_view number, std::string zone, Micros now) {
    return with(report("care.come_back", number, {}, now), Field::Zone, std::move(zone));
}

ledger::Command depart(std::string_view number, std::string departureKind, std::string reason, Micros now) {
    return with(report("care.depart", number, std::move(reason), now), Field::Kind, std::move(departureKind));
}

ledger::Command reportMissing(std::string_view number, std::string reason, Micros now) {
    return report("care.report_missing", number, std::move(reason), now);
}

ledger::Command reportFound(std::string_view number, std::string zone, std::string reason, Micros now) {
    return with(report("care.report_found", number, std::move(reason), now), Field::Zone, std::move(zone));
}

ledger::Command reportFoundOut(std::string_view number, std::string outKind, std::string reason, Micros now) {
    return with(report("care.report_found", number, std::move(reason), now), Field::Kind, std::move(outKind));
}

ZoneCount& ZoneCount::operator+=(const ZoneCount& other) {
    registered += other.registered;
    out += other.out;
    elsewhere += other.elsewhere;
    missing += other.missing;
    guests += other.guests;
    women += other.women;
    return *this;
}

void tally(ZoneCounts& counts, const State& person, int persons) {
    if (!person.inRegister()) return;
    const auto at = [&counts](const std::string& zone) -> ZoneCount& {
        ZoneCount& count = counts[zone];
        count.zone = zone;
        return count;
    };
    ZoneCount& home = at(person.home);
    home.registered += persons;
    if (person.woman) home.women += persons;
    if (person.where == Where::Out) home.out += persons;
    if (person.where == Where::Missing) home.missing += persons;
    if (person.where != Where::InZone || person.zone == person.home) return;
    home.elsewhere += persons;
    at(person.zone).guests += persons;
}

ZoneCount wholeFacility(std::span<const ZoneCount> zones) {
    ZoneCount whole;
    for (const ZoneCount& zone : zones)
        whole += zone;
    return whole;
}

} // namespace shouwang::care
