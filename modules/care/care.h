// The movement register of persons in care (戒毒人员): under a number, where each is registered, where each
// is now and why. Plain values. No name, no file, nothing sealed; a reason never names an illness (G5,
// domain.md section 8). For the number of persons in each zone and for the headcount of the handover:
// register − out + in (domain.md section 3.2).
//
// Every command is a report: it happened, so it is never refused. What breaks a rule is contested, and the
// register follows all the same what somebody saw, but for three things: a number that is not in the register
// moves nobody, who is missing stays missing until somebody reports where the person was found, and who has
// departed is in the register again only when received again. An escaped person is missing, never gone.
//
// A man in a women's zone (G4) is not seen here: decide does not know the site. The import does
// (person_file.h).
#pragma once

#include "ledger/feature.h"

namespace shouwang::care {

/// Numbers of the open fields of commands and facts. Final.
enum class Field : std::int64_t {
    Number = 1,   ///< text, QH26-0001; in every command
    Zone = 2,     ///< text, code
    Woman = 3,    ///< 0 or 1
    Kind = 4,     ///< text, code of outKinds() or departureKinds()
    Register = 5, ///< text, kRegister, in every fact: it names the range that a headcount has read
};
inline constexpr const char* kRegister = "care"; ///< a movement changes sums of zones that it does not name

namespace kind { // of facts
inline constexpr const char* kReceived = "care.received";
inline constexpr const char* kAssigned = "care.assigned"; ///< another home zone
inline constexpr const char* kMoved = "care.moved";       ///< to another zone for a time
inline constexpr const char* kLeft = "care.left";
inline constexpr const char* kCameBack = "care.came_back";
inline constexpr const char* kDeparted = "care.departed"; ///< for good
inline constexpr const char* kMissed = "care.missed";
inline constexpr const char* kFound = "care.found";
} // namespace kind

namespace code { // of contested reports; translated in ui/
inline constexpr const char* kUnknownCommand = "care.unknown_command";
inline constexpr const char* kMalformed = "care.malformed"; ///< no number or no place: nothing is followed
inline constexpr const char* kUnknownPerson = "care.unknown_person";
inline constexpr const char* kAlreadyReceived = "care.already_received"; ///< and otherwise than now said
inline constexpr const char* kHasDeparted = "care.has_departed"; ///< released, transferred or died before
inline constexpr const char* kIsOut = "care.is_out";             ///< moves in the house while out of it
inline constexpr const char* kAlreadyOut = "care.already_out";   ///< leaves while out
inline constexpr const char* kNotOut = "care.not_out";           ///< comes back without having left
inline constexpr const char* kIsMissing = "care.is_missing";
inline constexpr const char* kNotMissing = "care.not_missing"; ///< found without having been missed
inline constexpr const char* kKindUnknown = "care.kind_unknown";
inline constexpr const char* kReasonMissing = "care.reason_missing";
} // namespace code

/// hospital (离所就医、住院), medical_leave (所外就医), home_visit (外出探视), court, other.
std::span<const std::string_view> outKinds();
bool isOutKind(std::string_view code);
/// released (解除), transferred, died.
std::span<const std::string_view> departureKinds();
bool isDepartureKind(std::string_view code);

/// Letters, digits and '-', at most 32.
bool isNumber(std::string_view text);
/// A zone or a kind: not empty, at most 32 bytes without control characters.
bool isCode(std::string_view text);

enum class Where : std::uint8_t {
    Unknown = 0, ///< never received
    InZone = 1,
    Out = 2,
    Missing = 3, ///< unaccounted for, escaped too; in the register
    Gone = 4,    ///< departed for good
};

struct Movement {     ///< the last one: it put the person where the person is
    std::string kind; ///< of the fact
    std::string actor;
    Id seat;
    Micros at = 0; ///< as the reporter says; for display
    std::string reason;
    bool operator==(const Movement&) const = default;
};

struct State { ///< of one person
    Id id;
    ledger::Mode mode = ledger::Mode::Real;
    std::string number;
    bool woman = false;
    std::string home; ///< zone where the person is registered
    Where where = Where::Unknown;
    std::string zone; ///< InZone: where. Missing: where last seen, empty when the person was out
    std::string kind; ///< Out, and Missing after it: of outKinds(). Gone: of departureKinds()
    Movement last;

    bool exists() const { return where != Where::Unknown; }
    bool inRegister() const { return exists() && where != Where::Gone; }
    bool operator==(const State&) const = default;
};

Id entityOf(std::string_view number);

struct Receiving {
    std::string number;
    std::string zone;
    bool woman = false;
    std::string out; ///< of outKinds(): the register is taken over while the person is out; empty: present
    bool operator==(const Receiving&) const = default;
};

// Commands, all reports. The caller fills in id, actor, seat and recorded.
ledger::Command receive(const Receiving& person, std::string reason, Micros now);
ledger::Command assign(std::string_view number, std::string zone, std::string reason, Micros now);
ledger::Command move(std::string_view number, std::string zone, std::string reason, Micros now);
ledger::Command leave(std::string_view number, std::string outKind, std::string reason, Micros now);
ledger::Command comeBack(std::string_view number, std::string zone, Micros now);
ledger::Command depart(std::string_view number, std::string departureKind, std::string reason, Micros now);
/// Needs no reason: nothing may keep an officer from saying that somebody is missing.
ledger::Command reportMissing(std::string_view number, std::string reason, Micros now);
ledger::Command reportFound(std::string_view number, std::string zone, std::string reason, Micros now);
/// Found outside: in a hospital, with the police.
ledger::Command reportFoundOut(std::string_view number, std::string outKind, std::string reason, Micros now);

/// Pure. `state` is that of command.entity.
ledger::Decision decide(const State& state, const ledger::Command& command);
/// Pure; never refuses. Facts of other rooms, and what the three exceptions above name, change nothing.
State evolve(State state, const ledger::Fact& fact);

struct ZoneCount {
    std::string zone;   ///< empty: of the whole facility
    int registered = 0; ///< in the register, home here
    int out = 0;        ///< home here, out of the facility
    int elsewhere = 0;  ///< home here, in another zone
    int missing = 0;    ///< home here, unaccounted for
    int guests = 0;     ///< here, home elsewhere
    int women = 0;      ///< of those registered

    bool isEmpty() const { return registered == 0 && guests == 0; } ///< the others are of those registered
    int present() const { return registered - out - elsewhere - missing + guests; }
    ZoneCount& operator+=(const ZoneCount& other);
    bool operator==(const ZoneCount&) const = default;
};

/// By zone code. A zone without anybody has no line.
using ZoneCounts = std::map<std::string, ZoneCount>;
/// Adds `persons` that are as this one; a negative number takes them away again.
void tally(ZoneCounts& counts, const State& person, int persons = 1);
/// Elsewhere and guests of the whole are the same persons.
ZoneCount wholeFacility(std::span<const ZoneCount> zones);

} // namespace shouwang::care
