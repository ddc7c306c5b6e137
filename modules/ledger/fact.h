// What happened and who says so: the fact, and the command that asked for it. FINAL: changing a field number
// here means rewriting every feature and every stored ledger (ARCHITECTURE.md).
#pragma once

#include "base/clock.h"
#include "ledger/value.h"

#include <map>
#include <optional>

namespace shouwang::ledger {

/// Belongs to the entity, is inherited by cause, and is never taken from the seat's state.
enum class Mode : std::uint8_t { Real = 0, Drill = 1, Test = 2 };

/// A report says that it happened and is never refused; an order says that it shall happen and may be.
enum class Nature : std::uint8_t { Report = 0, Order = 1 };

/// Who may receive the sealed part (design section 5).
enum class Compartment : std::uint8_t { Open = 0, Management = 1, Health = 2, Psychology = 3, Family = 4 };

/// The identity of a command. The same identity always carries the same payload; a second arrival gets the
/// first verdict again.
struct CommandId {
    enum class Source : std::uint8_t {
        Seat = 0,   ///< origin: seat; epoch: the seat's; counter: the seat's
        React = 1,  ///< origin: rule; epoch: the station's; counter: number of the fact; part: index
        Timer = 2,  ///< origin: entity; epoch: hash of the rule; counter: due time in microseconds
        Device = 3, ///< origin: alarm point; epoch: boot id of the device; counter: the device's
    };
    Source source = Source::Seat;
    Id origin;
    std::uint64_t epoch = 0;
    std::uint64_t counter = 0;
    std::uint64_t part = 0;

    auto operator<=>(const CommandId&) const = default;
    Value value() const;
    static Result<CommandId> from(const Value& value);
    /// One printable key, for tables and logs.
    std::string text() const;
};

/// What made something happen. The number is 0 while the causing fact is not yet numbered by the station.
struct Cause {
    Id entity;
    std::uint64_t number = 0;

    bool none() const { return entity.isNull() && number == 0; }
    bool operator==(const Cause&) const = default;
};

struct Command {
    CommandId id; ///< given by the seat that keeps it, by react, by a timer or by a device
    std::string kind;
    Nature nature = Nature::Report;
    Id entity;
    std::string actor;       ///< account, or "system"
    std::string secondActor; ///< empty where one signature is enough
    Id seat;
    std::string reason;
    Micros occurred = 0;
    Micros recorded = 0;
    Cause cause;
    Mode mode = Mode::Real;
    Compartment compartment = Compartment::Open;
    std::string keyId;
    Map open;     ///< fields by the feature's own numbers
    Bytes sealed; ///< opaque; empty: none
    std::map<std::int64_t, std::int64_t>
        base; ///< versions of the fields that were on the screen, for merging
};

Bytes encode(const Command& command);
Result<Command> decodeCommand(ByteView bytes);
Hash payloadHash(const Command& command);

constexpr std::uint64_t kSuite = 1;  ///< SHA-256 chain
constexpr std::uint64_t kSchema = 1; ///< version of this header

struct Fact {
    Id station;
    std::uint64_t epoch = 0;
    std::uint64_t number = 0; ///< 1, 2, 3 ... without gaps; 0 while provisional on a seat
    std::uint64_t suite = kSuite;
    std::uint64_t schema = kSchema;
    std::string kind;
    Id entity;
    CommandId command;
    std::string actor;
    std::string secondActor;
    Id seat;
    std::string reason;
    Micros occurred = 0;  ///< as the reporter says
    Micros recorded = 0;  ///< by the clock of the seat
    Micros committed = 0; ///< by the clock of the station; 0 while provisional
    Cause cause;
    Mode mode = Mode::Real;
    Compartment compartment = Compartment::Open;
    std::string keyId;
    std::vector<std::string> contested; ///< codes of the rules that it breaks; empty: none
    Hash previous{};                    ///< hash of the fact before it
    Map open;
    std::optional<Hash> sealedHash; ///< SHA-256 of the sealed blob, which travels beside the fact
};

/// Canonical bytes: header, open fields and the hash of the sealed blob. Their SHA-256 is the fact's hash.
Bytes encode(const Fact& fact);
/// Refuses bytes that are not canonical. Keys that this version does not know are left out of the struct;
/// keep the bytes, never the re-encoded struct.
Result<Fact> decodeFact(ByteView bytes);

/// The hash that stands before the first fact of a station.
Hash genesis(const Id& station);

} // namespace shouwang::ledger
