// The vocabulary of alarms: what one alarm is, what officers do with it, and the facts that follow. Plain
// values. The life of an alarm only goes forward: raised, acknowledged, classified, closed. What officers do
// are reports and are never refused; only closing is an order, because no alarm is closed without a cause
// code (S3 柳州).
#pragma once

#include "ledger/feature.h"
#include "outages/bypass.h"
#include "site/site.h"

#include <array>
#include <span>

namespace shouwang::alarms {

/// Numbers of the open fields of commands and facts. Final.
enum class Field : std::int64_t {
    Point = 1,         ///< text, id of the alarm point
    PointKind = 2,     ///< integer, site::PointKind
    Priority = 3,      ///< integer, site::Priority
    Zone = 4,          ///< text, code
    Floor = 5,         ///< text, code; may be missing
    Place = 6,         ///< text, for people
    Name = 7,          ///< text, name of the point, for people
    Procedure = 8,     ///< text, id of the site's procedure
    DeviceTime = 9,    ///< integer, UTC microseconds as the device claims
    ClockSuspect = 10, ///< integer 0 or 1
    Press = 11,        ///< id: which press of the device this was
    Detail = 12,       ///< text from the device
    Camera = 13,       ///< text, id of the camera that was looked at
    Seconds = 14,      ///< integer, how far back
    Class = 15,        ///< integer, alarms::Class
    Cause = 16,        ///< text, code of causes()
    Text = 17,         ///< text by the officer
    Incident = 18,     ///< id
    Number = 19,       ///< text, spoken number of the incident
    Bypass = 40,       ///< id of the bypass in spite of which it was raised
};

namespace kind { // of facts
inline constexpr const char* kRaised = "alarms.raised";
inline constexpr const char* kRepeated = "alarms.repeated";
inline constexpr const char* kAcknowledged = "alarms.acknowledged";
inline constexpr const char* kLookedBack = "alarms.looked_back";
inline constexpr const char* kClassified = "alarms.classified";
inline constexpr const char* kCorrected = "alarms.classification_corrected";
inline constexpr const char* kClosed = "alarms.closed";
inline constexpr const char* kEnded = "alarms.ended"; ///< of a technical alarm: the outage is over
inline constexpr const char* kIncidentLinked =
    "alarms.incident_linked"; ///< drafted by dispatch, with its own fact
inline constexpr const char* kIncidentClosed =
    "alarms.incident_closed"; ///< drafted by dispatch, with its own fact
} // namespace kind

namespace code { // of refusals (close) and of contested reports; translated in ui/
inline constexpr const char* kUnknownAlarm = "alarms.unknown_alarm";
inline constexpr const char* kMalformed = "alarms.malformed";
inline constexpr const char* kUnknownCommand = "alarms.unknown_command";
inline constexpr const char* kAlreadyClosed = "alarms.already_closed";
inline constexpr const char* kNotClassified = "alarms.not_classified";
inline constexpr const char* kIncidentOpen = "alarms.incident_open";
inline constexpr const char* kCauseMissing = "alarms.cause_missing";
inline constexpr const char* kCauseUnknown = "alarms.cause_unknown";
inline constexpr const char* kTextMissing = "alarms.text_missing"; ///< the cause "other" says what it was
inline constexpr const char* kClassUnknown = "alarms.class_unknown";
inline constexpr const char* kAlreadyClassified = "alarms.already_classified";
inline constexpr const char* kNothingToCorrect = "alarms.nothing_to_correct";
inline constexpr const char* kReasonMissing = "alarms.reason_missing"; ///< a correction says why
inline constexpr const char* kAfterClosing = "alarms.after_closing";
} // namespace code

/// 定性, domain.md section 4. The numbers are final.
enum class Class : int { True = 1, False = 2, Drill = 3, Test = 4, Duplicate = 5, DeviceFault = 6 };
bool isClass(std::int64_t number);

/// Codes of what made an alarm: wind, rain_snow, animal, plant, light, construction, pressed_by_mistake,
/// trespass, climbing, aged_device, handled (an incident was worked off), other (text required). A house list
/// (domain.md section 4), to be confirmed by the facility.
std::span<const std::string_view> causes();
bool isCause(std::string_view code);
inline constexpr std::string_view kOther = "other";

/// Ids of points so begin that no site file names: a device that is silent or faulty. Such an alarm is
/// technical: one an outage, no camera looks at it, nobody is called for it, and it stays until an officer
/// closes it.
inline constexpr std::string_view kDevicePoint = "DEV-";

enum class Stage : std::uint8_t { None = 0, Raised = 1, Acknowledged = 2, Classified = 3, Closed = 4 };

struct Stamp { ///< who did it, where and when
    std::string actor;
    Id seat;
    Micros at = 0;
    bool operator==(const Stamp&) const = default;
};

struct Classification {
    Class is = Class::True;
    std::string cause; ///< code; may be empty for what is not a false alarm
    std::string text;
    Stamp by;
    bool operator==(const Classification&) const = default;
};

struct IncidentLink {
    Id incident;
    std::string number;
    bool open = true;
    bool operator==(const IncidentLink&) const = default;
};

struct Act {          ///< one line of the timeline
    std::string kind; ///< of the fact
    Stamp by;
    std::string reason;
    std::string text;         ///< what the officer wrote, or what the device said
    std::string detail;       ///< a code: cause, camera, number of the incident
    std::int64_t value = 0;   ///< class, seconds back, or how many repeats stand in this line
    std::uint64_t number = 0; ///< of the fact at the station; 0: saved at this seat only
    std::vector<std::string> contested;
    bool operator==(const Act&) const = default;
};

struct State {
    Id id;
    ledger::Mode mode = ledger::Mode::Real;
    std::string point;
    std::string name;
    site::PointKind pointKind = site::PointKind::Button;
    site::Priority priority = site::Priority::Critical;
    std::string zone;
    std::string floor;
    std::string place;
    std::string procedure;
    std::string detail;
    Micros raisedAt = 0; ///< 0: not raised; by the clock of who took the signal
    Micros lastRaisedAt = 0;
    Micros deviceTime = 0; ///< only displayed
    bool clockSuspect = false;
    std::int64_t repeats = 0; ///< further presses that were counted instead of making an alarm each
    std::optional<Stamp> acknowledged;
    std::vector<Stamp> alsoAcknowledged;
    std::optional<Stamp> lookedBack; ///< the first time
    std::optional<Classification> classified;
    std::vector<IncidentLink> incidents;
    Id bypass;                            ///< in spite of which it was raised; null: none
    std::optional<Stamp> ended;           ///< technical alarms: the outage is over
    std::optional<Classification> closed; ///< `is` repeats the classification that it was closed with
    std::vector<Act> timeline;

    bool exists() const { return raisedAt != 0; }
    bool isOpen() const { return exists() && !closed; }
    bool isTechnical() const { return point.starts_with(kDevicePoint); }
    Stage stage() const;
    const IncidentLink* openIncident() const;
    bool operator==(const State&) const = default;
};

/// hash(point, device boot, device counter), else (point, kind, device time): one press seen by the station
/// and by seats is one alarm.
Id alarmId(const site::Signal& signal);
/// The entity of an alarm point, which is also the origin of its device's commands.
Id pointId(std::string_view point);
/// The press that a fact tells of without being its alarm: counted on an open one, or silenced by a bypass.
Id pressIn(const ledger::Fact& fact);

// Commands. The caller fills in id, actor, seat and recorded; `occurred` is `now` where given. A raise is
// complete: its identity is the device's, its actor "system".
ledger::Command raise(const site::AlarmPoint& point, const site::Signal& signal, Micros now,
                      ledger::Mode mode = ledger::Mode::Real);
/// The outage of a technical point is over. Complete like a raise.
ledger::Command end(std::string_view point, Micros now);
ledger::Command acknowledge(const Id& alarm, Micros now);
ledger::Command lookBack(const Id& alarm, std::string camera, std::int64_t seconds, Micros now);
ledger::Command classify(const Id& alarm, Class as, std::string cause, std::string text, Micros now);
ledger::Command correctClassification(const Id& alarm, Class as, std::string cause, std::string text,
                                      std::string reason, Micros now);
ledger::Command close(const Id& alarm, std::string cause, std::string note, Micros now); ///< an order

// What dispatch adds to its own decision when it opens or closes an incident of an alarm.
ledger::Draft incidentLinked(const Id& alarm, const Id& incident, std::string number);
ledger::Draft incidentClosed(const Id& alarm, const Id& incident, std::string number);

// What drill adds to its own decision: the alarm that an exercise raises at a point, and that it is over.
ledger::Map described(const site::AlarmPoint& point); ///< the fields of a raise that come from the point
/// Nothing is wrong with it, and it is a point of the site: a device's own alarm is no exercise.
bool canBeExercised(const ledger::Map& described);
ledger::Draft exerciseRaised(const Id& alarm, ledger::Map described, std::string detail);
/// Classified as an exercise where nobody has classified it, and closed. Empty: closed already, or real.
std::vector<ledger::Draft> exerciseOver(const State& alarm, std::string text);

/// A further press of the same point within this time of the last one is counted on the open alarm.
inline constexpr Micros kRepeatWindow = 30'000'000;

/// What decide may know beside the entity.
struct Ground {
    bool pressKnown = false;            ///< this press already stands in an alarm
    const State* openAtPoint = nullptr; ///< the newest open alarm of the point in the mode of the command
    const State* lastAtPoint = nullptr; ///< technical points only: its newest alarm, open or closed
    std::optional<outages::Bypass> bypass{}; ///< the last one of the point in the mode of the command
};

/// Pure. `state` is that of command.entity.
ledger::Decision decide(const State& state, const Ground& ground, const ledger::Command& command);
/// What stands where a refused order wanted to say something: the classification and the closing.
ledger::Map present(const State& state);
/// Pure; never refuses. A kind of this room that it does not know only gets a line in the timeline; facts of
/// other rooms change nothing.
State evolve(State state, const ledger::Fact& fact);

/// What is wrong with a form before it is sent; empty: nothing. Codes as above.
std::vector<std::string> problemsOfClassification(Class as, std::string_view cause, std::string_view text);
std::vector<std::string> problemsOfClosing(std::string_view cause, std::string_view note);

enum class Escalation : std::uint8_t { None = 0, SecondSeat = 1, ShiftLeader = 2, DutyCommander = 3 };
/// House defaults (domain.md section 4, to be confirmed by the facility): not acknowledged after 10 s a
/// second seat, after 30 s the shift leader, after 60 s the commander on duty.
struct EscalationTimes {
    std::array<Micros, 3> after{10'000'000, 30'000'000, 60'000'000};
};
Escalation escalationDue(const State& state, Micros now, const EscalationTimes& times = {});

/// Real before drill and test; then the worst priority; then not acknowledged; then the newest.
bool standsBefore(const State& a, const State& b);

} // namespace shouwang::alarms
