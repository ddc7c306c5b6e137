// The vocabulary of exercises (应急演练, domain.md section 6). Plain values. An exercise and everything that
// it causes has the mode Drill, whatever a seat claims: the ledger sees to that (ledger::modeOf).
#pragma once

#include "alarms/alarms.h"
#include "people/proof.h"

namespace shouwang::drill {

/// Numbers of the open fields of commands and facts. Final.
enum class Field : std::int64_t {
    Name = 1,       ///< text
    PlannedEnd = 2, ///< integer, UTC microseconds
    Items = 3,      ///< array of [id, microseconds after the start, alarms::described(), note]
    Second = 4,     ///< people::Proof of the second person
    Item = 5,       ///< id of an item, of the list or chosen by who raises it
    Point = 6,      ///< map, alarms::described()
    Note = 7,       ///< text, what the alarm says beside its point
    Alarm = 8,      ///< id
    Register = 9,   ///< text, kRegister, in facts that begin or end one: the range that a start has read
};
inline constexpr const char* kRegister = "drill";

namespace kind { // of facts
inline constexpr const char* kStarted = "drill.started";
inline constexpr const char* kRaised = "drill.raised";
inline constexpr const char* kLeftOut = "drill.left_out"; ///< its time had passed when the station came back
inline constexpr const char* kStopped = "drill.stopped";
inline constexpr const char* kAborted = "drill.aborted";
} // namespace kind

namespace code { // of refusals (orders) and of contested aborts; translated in ui/
inline constexpr const char* kUnknownCommand = "drill.unknown_command";
inline constexpr const char* kMalformed = "drill.malformed";
inline constexpr const char* kNameMissing = "drill.name_missing";
inline constexpr const char* kReasonMissing = "drill.reason_missing";
inline constexpr const char* kSecondMissing = "drill.second_missing";
inline constexpr const char* kSamePerson = "drill.same_person";
inline constexpr const char* kSecondNotAllowed = "drill.second_not_allowed";
inline constexpr const char* kBadSignature = "drill.bad_signature";
inline constexpr const char* kEndInPast = "drill.end_in_past";
inline constexpr const char* kTooLong = "drill.too_long";
inline constexpr const char* kItemAfterEnd = "drill.item_after_end";
inline constexpr const char* kTooManyItems = "drill.too_many_items";
inline constexpr const char* kPointUnknown = "drill.point_unknown";
inline constexpr const char* kAnotherRuns = "drill.another_runs";
inline constexpr const char* kAlreadyStarted = "drill.already_started";
inline constexpr const char* kUnknownExercise = "drill.unknown_exercise";
inline constexpr const char* kNotRunning = "drill.not_running"; ///< stopped or aborted before
} // namespace code

/// The right to start, raise and stop, and to be the second person. An abort needs only kRightAbort, and is
/// followed without it too.
inline constexpr const char* kRightCoordinate = "coordinate_drills";
inline constexpr const char* kRightAbort = "stand_duty";

/// House defaults, to be confirmed by the facility.
inline constexpr std::size_t kMostItems = 100;
inline constexpr Micros kLongest = 24LL * 3'600'000'000;
inline constexpr Micros kLate = 120'000'000; ///< an item that could not be raised for longer is left out

using alarms::Stamp;

struct Item {
    enum class State : std::uint8_t { Waiting = 0, Raised = 1, LeftOut = 2 };
    static constexpr Micros kByHand = -1;

    Id id;
    Micros after = kByHand; ///< the start of the exercise; kByHand: not of the list
    ledger::Map point;      ///< alarms::described()
    std::string note;
    State state = State::Waiting;
    Micros at = 0; ///< when it was raised or left out
    Id alarm{};    ///< of a raised one

    bool isListed() const { return after >= 0; }
    const std::string& pointId() const { return ledger::field(point, alarms::Field::Point).text(); }
    const std::string& pointName() const { return ledger::field(point, alarms::Field::Name).text(); }
    bool operator==(const Item&) const = default;
};

struct Ending {
    bool aborted = false;
    Stamp by;
    std::string second; ///< of a stop
    std::string reason;
    bool operator==(const Ending&) const = default;
};

struct State {
    Id id;
    std::string name;
    std::string reason;
    Stamp started; ///< at: by the station's clock where it has spoken; 0: never started
    std::string second;
    Micros plannedEnd = 0;
    std::vector<Item> items; ///< of the list by time, then those raised by hand
    std::optional<Ending> ended;

    bool exists() const { return started.at != 0; }
    bool isRunning() const { return exists() && !ended; }
    const Item* item(const Id& wanted) const;
    Micros dueOf(const Item& item) const { return started.at + item.after; }
    bool operator==(const State&) const = default;
};

/// One throw of an item is one alarm, wherever it is decided.
Id alarmOf(const Id& exercise, const Id& item);

struct Plan {
    Id exercise; ///< random
    std::string name;
    std::string reason;
    Micros plannedEnd = 0;
    std::vector<Item> items; ///< id, after, point, note
};

// Commands. The caller fills in id, actor, seat and recorded.
ledger::Command start(const Plan& plan, Micros now);                        ///< an order; sign it
ledger::Command stop(const Id& exercise, std::string reason, Micros now);   ///< an order; sign it
ledger::Command raise(const State& exercise, const Item& item, Micros now); ///< an order
ledger::Command abort(const Id& exercise, std::string reason, Micros now);  ///< a report
/// Of the list, when its time has come: complete, by the station's clock.
ledger::Command raiseDue(const State& exercise, const Item& item, Micros now);

/// What the second person signs: this command by this actor at this seat, and nothing else.
people::Act actOf(const ledger::Command& command);
void sign(ledger::Command& command, const people::Proof& second);

/// What decide may know beside the exercise.
struct Ground {
    const State* running = nullptr;           ///< another one
    std::vector<alarms::State> alarms;        ///< of the exercise to be ended
    const people::SignatureCheck* check = {}; ///< null: a seat, which keeps the signature for the station
};

/// Pure. `state` is that of command.entity.
ledger::Decision decide(const State& state, const Ground& ground, const ledger::Command& command);
/// Pure; never refuses. Facts of other rooms change nothing.
State evolve(State state, const ledger::Fact& fact);

/// What is wrong with a form before it is sent; empty: nothing. Codes as above.
std::vector<std::string> problemsOfPlan(const Plan& plan, Micros now);

ledger::Value toValue(const std::vector<Item>& list); ///< as it stands in Field::Items
std::vector<Item> listFrom(const ledger::Value& value);
ledger::Value toValue(const State& state);
State stateFrom(const ledger::Value& value);

} // namespace shouwang::drill
