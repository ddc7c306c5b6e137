// The vocabulary of incidents and their tasks. Plain values. An incident's number (date, seat letter, seat
// counter) is spoken on the radio, is carried in the command and never changes.
#pragma once

#include "alarms/alarms.h"
#include "ledger/merge.h"

#include <map>

namespace shouwang::dispatch {

/// Numbers of the open fields of commands and facts. Final.
enum class Field : std::int64_t {
    Number = 1,      ///< text, 20261121-A-003
    Kind = 2,        ///< text, code of incidentKinds()
    Grade = 3,       ///< integer 1 (Ⅰ) to 4 (Ⅳ)
    Title = 4,       ///< text
    Zone = 5,        ///< text, code
    Place = 6,       ///< text, for people
    Alarm = 7,       ///< id; missing: reported by a person
    Task = 8,        ///< id
    Post = 9,        ///< text, id of a post of the site
    Text = 10,       ///< text
    Due = 11,        ///< integer, UTC microseconds; 0: none
    Moment = 12,     ///< integer, dispatch::Moment
    Conclusion = 13, ///< text, code of conclusions()
    Overtaken = 14,  ///< map: values that an amendment replaced without its author having seen them
};

namespace kind { // of facts
inline constexpr const char* kOpened = "dispatch.opened";
inline constexpr const char* kAmended = "dispatch.amended";
inline constexpr const char* kTaskAdded = "dispatch.task_added";
inline constexpr const char* kTaskDone = "dispatch.task_done";
inline constexpr const char* kTaskCannot = "dispatch.task_cannot"; ///< the post reports that it cannot
inline constexpr const char* kTaskWaived = "dispatch.task_waived";
inline constexpr const char* kNoted = "dispatch.noted";
inline constexpr const char* kStamped = "dispatch.stamped";
inline constexpr const char* kClosed = "dispatch.closed";
} // namespace kind

namespace code { // of refusals (orders) and of contested reports; translated in ui/
inline constexpr const char* kUnknownCommand = "dispatch.unknown_command";
inline constexpr const char* kMalformed = "dispatch.malformed";
inline constexpr const char* kUnknownIncident = "dispatch.unknown_incident";
inline constexpr const char* kAlreadyOpen =
    "dispatch.already_open"; ///< the entity is taken by another incident
inline constexpr const char* kNumberTaken = "dispatch.number_taken";
/// An exercise has numbers of its own: it uses up none of those that are counted.
inline constexpr const char* kNumberOfOtherMode = "dispatch.number_of_other_mode";
inline constexpr const char* kUnknownAlarm = "dispatch.unknown_alarm";
inline constexpr const char* kAlarmHasIncident = "dispatch.alarm_has_incident";
inline constexpr const char* kKindUnknown = "dispatch.kind_unknown";
inline constexpr const char* kGradeUnknown = "dispatch.grade_unknown";
inline constexpr const char* kTitleMissing = "dispatch.title_missing";
inline constexpr const char* kTextMissing = "dispatch.text_missing";
inline constexpr const char* kReasonMissing = "dispatch.reason_missing"; ///< a waiver says why
inline constexpr const char* kPostMissing = "dispatch.post_missing";
inline constexpr const char* kUnknownTask = "dispatch.unknown_task";
inline constexpr const char* kTaskExists = "dispatch.task_exists";
inline constexpr const char* kTaskFinished = "dispatch.task_finished"; ///< done or waived already
inline constexpr const char* kTasksOpen = "dispatch.tasks_open";
inline constexpr const char* kConclusionMissing = "dispatch.conclusion_missing";
inline constexpr const char* kConclusionUnknown = "dispatch.conclusion_unknown";
inline constexpr const char* kAlreadyClosed = "dispatch.already_closed";
inline constexpr const char* kAfterClosing = "dispatch.after_closing";
inline constexpr const char* kAlreadyStamped = "dispatch.already_stamped";
inline constexpr const char* kMomentUnknown = "dispatch.moment_unknown";
} // namespace code

/// TT ZS DO XJ HZ JB YQ SZ DP SC TD ZR CJ YQX of domain.md section 3.4, and QT for what is none of them.
std::span<const std::string_view> incidentKinds();
bool isIncidentKind(std::string_view code);

/// resolved, handed_over, unfounded, exercise_ended, other. A house list, to be confirmed by the facility.
std::span<const std::string_view> conclusions();
bool isConclusion(std::string_view code);

/// 四个第一时间 (S0#16; the expansion is OK-m): arrived, under control, reported up, evidence secured.
enum class Moment : int { Arrived = 1, Controlled = 2, Reported = 3, Secured = 4 };

using alarms::Stamp;

enum class TaskState : std::uint8_t { Open = 0, Cannot = 1, Waived = 2, Done = 3 }; ///< never goes back

struct Task {
    Id id;
    std::string post;
    std::string text;
    Micros due = 0; ///< 0: none
    Stamp added;
    TaskState state = TaskState::Open;
    std::string result; ///< what the post reported, or why it was waived
    Stamp changed;

    bool settled() const { return state == TaskState::Done || state == TaskState::Waived; }
    bool operator==(const Task&) const = default;
};

struct Conclusion {
    std::string code;
    std::string text;
    Stamp by;
    bool operator==(const Conclusion&) const = default;
};

struct Act {          ///< one line of the timeline
    std::string kind; ///< of the fact
    Stamp by;
    std::string reason;
    std::string text;
    std::string detail;     ///< post, conclusion code
    std::int64_t value = 0; ///< moment
    Id task;
    std::uint64_t number = 0; ///< of the fact at the station; 0: saved at this seat only
    std::vector<std::string> contested;
    ledger::Map amended;   ///< of an amendment: the new values, by Field
    ledger::Map overtaken; ///< of those: what somebody else had set meanwhile
    bool operator==(const Act&) const = default;
};

struct State {
    Id id;
    ledger::Mode mode = ledger::Mode::Real;
    std::string number;
    std::string kind;
    int grade = 4;
    std::string title;
    std::string zone;
    std::string place;
    Id alarm;     ///< null: none
    Stamp opened; ///< opened.at is 0 when it was never opened
    std::vector<Task> tasks;
    std::map<Moment, Stamp> moments;
    std::optional<Conclusion> closed;
    std::vector<Act> timeline;
    ledger::Versions versions; ///< of the fields that can be amended

    bool exists() const { return opened.at != 0; }
    bool isOpen() const { return exists() && !closed; }
    const Task* task(const Id& wanted) const;
    std::size_t unsettledTasks() const;
    bool operator==(const State&) const = default;
};

/// Begins the number of an incident that is not real: 演练.
inline constexpr std::string_view kExerciseNumber = "YL-";
/// 20261121-A-003, in an exercise YL-20261121-A-003; the date is the facility's (UTC+8 by default).
std::string incidentNumber(Micros now, char seatLetter, std::uint32_t counter, int utcOffsetMinutes = 480,
                           ledger::Mode mode = ledger::Mode::Real);

struct Opening {
    Id incident; ///< random
    std::string number;
    std::string kind;
    int grade = 4;
    std::string title;
    std::string zone;
    std::string place;
    Id alarm; ///< null: none
};

/// Kind, Grade, Title, Zone, Place.
std::span<const Field> amendableFields();
ledger::Map amendable(const State& state); ///< their values now

// Commands. The caller fills in id, actor, seat and recorded.
ledger::Command open(const Opening& opening, Micros now); ///< an order
/// An order. `wanted` holds only what the officer changed; `seen` is the incident as it stood on the screen.
ledger::Command amend(const State& seen, ledger::Map wanted, std::string reason, Micros now);
ledger::Command addTask(const Id& incident, const Id& task, std::string post, std::string text, Micros due,
                        Micros now); ///< an order
ledger::Command completeTask(const Id& incident, const Id& task, std::string text, Micros now);
ledger::Command cannotDoTask(const Id& incident, const Id& task, std::string text, Micros now);
ledger::Command waiveTask(const Id& incident, const Id& task, std::string reason, Micros now); ///< an order
ledger::Command note(const Id& incident, std::string text, Micros now);
ledger::Command stamp(const Id& incident, Moment moment, Micros now);
ledger::Command close(const Id& incident, std::string conclusion, std::string text, Micros now); ///< an order

/// What decide may know beside the entity.
struct Ground {
    const alarms::State* alarm = nullptr; ///< of the incident to be opened or closed
    bool numberTaken = false;             ///< another incident has the number
};

/// Pure. `state` is that of command.entity.
ledger::Decision decide(const State& state, const Ground& ground, const ledger::Command& command);
/// Pure; never refuses. A kind of this room that it does not know only gets a line in the timeline; facts of
/// other rooms change nothing.
State evolve(State state, const ledger::Fact& fact);

/// What stands where a refused order wanted to change something, by the same field numbers.
ledger::Map present(const State& state, const ledger::Command& command);

/// Newest and worst first: real before drill and test, then the grade, then the newest.
bool standsBefore(const State& a, const State& b);

// What is wrong with a form before it is sent; empty: nothing. Codes as above.
std::vector<std::string> problemsOfOpening(const Opening& opening);
std::vector<std::string> problemsOfAmending(const ledger::Map& wanted, std::string_view reason);
std::vector<std::string> problemsOfTask(std::string_view post, std::string_view text);
std::vector<std::string> problemsOfClosing(const State& state, std::string_view conclusion,
                                           std::string_view text);

} // namespace shouwang::dispatch
