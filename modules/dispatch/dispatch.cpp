#include "dispatch/dispatch.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <tuple>

namespace shouwang::dispatch {

namespace {

constexpr std::array<std::string_view, 15> kKinds = {"TT", "ZS", "DO", "XJ", "HZ", "JB",  "YQ", "SZ",
                                                     "DP", "SC", "TD", "ZR", "CJ", "YQX", "QT"};
constexpr std::array<std::string_view, 5> kConclusions = {"resolved", "handed_over", "unfounded",
                                                          "exercise_ended", "other"};

ledger::Command command(const char* kind, const Id& incident, Micros now, ledger::Nature nature) {
    ledger::Command made;
    made.kind = kind;
    made.nature = nature;
    made.entity = incident;
    made.occurred = now;
    made.recorded = now;
    return made;
}

void put(ledger::Command& command, Field field, ledger::Value value) {
    command.open.insert_or_assign(static_cast<std::int64_t>(field), std::move(value));
}

void putText(ledger::Command& command, Field field, std::string text) {
    if (!text.empty()) put(command, field, ledger::Value(std::move(text)));
}

ledger::Command aboutTask(const char* kind, const Id& incident, const Id& task, std::string text,
                          Micros now) {
    ledger::Command made = command(kind, incident, now, ledger::Nature::Report);
    put(made, Field::Task, task);
    putText(made, Field::Text, std::move(text));
    return made;
}

} // namespace

std::span<const std::string_view> incidentKinds() {
    return kKinds;
}

bool isIncidentKind(std::string_view candidate) {
    return std::ranges::find(kKinds, candidate) != kKinds.end();
}

std::span<const std::string_view> conclusions() {
    return kConclusions;
}

bool isConclusion(std::string_view candidate) {
    return std::ranges::find(kConclusions, candidate) != kConclusions.end();
}

std::span<const Field> amendableFields() {
    static constexpr std::array kFields{Field::Kind, Field::Grade, Field::Title, Field::Zone, Field::Place};
    return kFields;
}

ledger::Map amendable(const State& state) {
    const auto key = [](Field field) { return static_cast<std::int64_t>(field); };
    return {{key(Field::Kind), state.kind},
            {key(Field::Grade), state.grade},
            {key(Field::Title), state.title},
            {key(Field::Zone), state.zone},
            {key(Field::Place), state.place}};
}

const Task* State::task(const Id& wanted) const {
    const auto found = std::ranges::find(tasks, wanted, &Task::id);
    return found == tasks.end() ? nullptr : &*found;
}

std::size_t State::unsettledTasks() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(tasks, [](const Task& each) { return !each.settled(); }));
}

std::string incidentNumber(Micros now, char seatLetter, std::uint32_t counter, int utcOffsetMinutes,
                           ledger::Mode mode) {
    using namespace std::chrono;
    const sys_time<microseconds> local{microseconds(now) + minutes(utcOffsetMinutes)};
    const year_month_day date{floor<days>(local)};
    return fmt::format("{}{:04}{:02}{:02}-{}-{:03}", mode == ledger::Mode::Real ? "" : kExerciseNumber,
                       static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()), seatLetter, counter);
}

ledger::Command open(const Opening& opening, Micros now) {
    ledger::Command made = command("dispatch.open", opening.incident, now, ledger::Nature::Order);
    putText(made, Field::Number, opening.number);
    putText(made, Field::Kind, opening.kind);
    put(made, Field::Grade, opening.grade);
    putText(made, Field::Title, opening.title);
    putText(made, Field::Zone, opening.zone);
    putText(made, Field::Place, opening.place);
    if (!opening.alarm.isNull()) put(made, Field::Alarm, opening.alarm);
    return made;
}

ledger::Command amend(const State& seen, ledger::Map wanted, std::string reason, Micros now) {
    ledger::Command made = command("dispatch.amend", seen.id, now, ledger::Nature::Order);
    for (const auto& [field, value] : wanted) {
        const auto version = seen.versions.find(field);
        if (version != seen.versions.end()) made.base.insert(*version);
    }
    made.open = std::move(wanted);
    made.reason = std::move(reason);
    return made;
}

ledger::Command addTask(const Id& incident, const Id& task, std::string post, std::string text, Micros due,
                        Micros now) {
    ledger::Command made = command("dispatch.add_task", incident, now, ledger::Nature::Order);
    put(made, Field::Task, task);
    putText(made, Field::Post, std::move(post));
    putText(made, Field::Text, std::move(text));
    if (due != 0) put(made, Field::Due, due);
    return made;
}

ledger::Command completeTask(const Id& incident, const Id& task, std::string text, Micros now) {
    return aboutTask("dispatch.complete_task", incident, task, std::move(text), now);
}

ledger::Command cannotDoTask(const Id& incident, const Id& task, std::string text, Micros now) {
    return aboutTask("dispatch.report_cannot", incident, task, std::move(text), now);
}

ledger::Command waiveTask(const Id& incident, const Id& task, std::string reason, Micros now) {
    ledger::Command made = command("dispatch.waive_task", incident, now, ledger::Nature::Order);
    put(made, Field::Task, task);
    made.reason = std::move(reason);
    return made;
}

ledger::Command note(const Id& incident, std::string text, Micros now) {
    ledger::Command made = command("dispatch.note", incident, now, ledger::Nature::Report);
    putText(made, Field::Text, std::move(text));
    return made;
}

ledger::Command stamp(const Id& incident, Moment moment, Micros now) {
    ledger::Command made = command("dispatch.stamp", incident, now, ledger::Nature::Report);
    put(made, Field::Moment, static_cast<std::int64_t>(moment));
    return made;
}

ledger::Command close(const Id& incident, std::string conclusion, std::string text, Micros now) {
    ledger::Command made = command("dispatch.close", incident, now, ledger::Nature::Order);
    putText(made, Field::Conclusion, std::move(conclusion));
    putText(made, Field::Text, std::move(text));
    return made;
}

bool standsBefore(const State& a, const State& b) {
    const auto key = [](const State& state) {
        return std::tuple(!state.isOpen(), state.mode != ledger::Mode::Real, state.grade, -state.opened.at,
                          state.id);
    };
    return key(a) < key(b);
}

} // namespace shouwang::dispatch
