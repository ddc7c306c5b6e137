// A house with all rooms that an exercise touches, over a real ledger in a folder of its own.
#pragma once

#include "alarms/tables.h"
#include "attention/attention.h"
#include "base/random.h"
#include "care/tables.h"
#include "dispatch/tables.h"
#include "drill/tables.h"
#include "duty/tables.h"
#include "evidence/evidence.h"
#include "ledger/ledger.h"
#include "linkage/linkage.h"
#include "people/tables.h"
#include "site/sample.h"

#include <QTemporaryDir>

namespace shouwang::drill::test {

inline constexpr Micros kStart = 1'790'000'000'000'000;
inline constexpr Micros kSecond = 1'000'000;
inline constexpr Micros kMinute = 60 * kSecond;
inline const Id kExercise = Id::fromParts({"exercise"});

inline Id seatId(const std::string& seat) {
    return Id::fromParts({"seat", seat});
}

inline ledger::Command by(ledger::Command command, const std::string& actor, const std::string& seat = "A") {
    static std::uint64_t counter = 0;
    command.id = {ledger::CommandId::Source::Seat, seatId(seat), 1, ++counter, 0};
    command.actor = actor;
    command.seat = seatId(seat);
    return command;
}

inline const site::Site& sample() {
    static const site::Site site = site::sampleSite();
    return site;
}

inline Item itemAt(std::size_t point, Micros after, const std::string& note = {}) {
    Item item;
    item.id = Id::fromParts({"item", std::to_string(point), std::to_string(after)});
    item.after = after;
    item.point = alarms::described(sample().points.at(point));
    item.note = note;
    return item;
}

inline Plan plan(std::vector<Item> items = {}) {
    return {kExercise, "夜间处突", "季度计划第 3 项", kStart + 60 * kMinute, std::move(items)};
}

inline people::Proof leader(const std::string& account = "zhao") {
    return {account, people::Role::Commander, false, toBytes(view("signature"))};
}

inline ledger::Command signedBy(ledger::Command command, const people::Proof& second = leader()) {
    sign(command, second);
    return command;
}

inline ledger::Command started(std::vector<Item> items = {}, Micros now = kStart) {
    return signedBy(by(start(plan(std::move(items)), now), "wang"));
}

inline ledger::Command press(std::size_t point, std::uint64_t counter, Micros now = kStart) {
    site::Signal signal;
    signal.point = sample().points.at(point).id;
    signal.boot = 1;
    signal.counter = counter;
    return alarms::raise(sample().points.at(point), signal, now);
}

inline ledger::Command signedOn(const char* account, const char* seat) {
    return by(people::signOn({account, people::Role::ShiftLeader, false, {}}, {}), account, seat);
}

inline const Id kIncident = Id::fromParts({"incident"});
inline const Id kTask = Id::fromParts({"task"});

inline dispatch::Opening opening(const Id& alarm, const std::string& number, const Id& incident = kIncident) {
    return {incident, number, "DO", 4, "二层走廊打架", "Z31", "二层走廊", alarm};
}

inline std::string drillNumber(std::uint32_t counter = 1) {
    return dispatch::incidentNumber(kStart, 'A', counter, 480, ledger::Mode::Drill);
}
inline std::string realNumber(std::uint32_t counter = 1) {
    return dispatch::incidentNumber(kStart, 'A', counter);
}

class House {
public:
    House() {
        reopen();
        for (const char* account : {"wang", "li"}) {
            for (const char* seat : {"A", "B"})
                submit(signedOn(account, seat));
        }
    }
    House(const House&) = delete;
    House& operator=(const House&) = delete;

    void reopen() {
        ledger.reset(); // the one writer
        ledger =
            ledger::Ledger::open({folder.path().toStdString() + "/ledger", {}, nullptr}, rooms, clock, random)
                .value();
    }
    ledger::Verdict submit(const ledger::Command& command) {
        return ledger->submit(std::vector{command}).value().front();
    }
    std::string refusalOf(const ledger::Command& command) {
        const ledger::Verdict verdict = submit(command);
        return verdict.kind == ledger::Verdict::Kind::Refused ? verdict.refusal.code : std::string();
    }
    std::vector<ledger::Fact> facts() {
        std::vector<ledger::Fact> all;
        const auto page = ledger->after(0, 100'000, std::size_t{1} << 30).value();
        for (const ledger::StoredFact& stored : page)
            all.push_back(ledger::decodeFact(stored.bytes).value());
        return all;
    }
    ledger::View view() { return ledger->view(); }
    State exercise() { return drill::exercise(view(), kExercise).value_or(State()); }
    Id raise(const Item& item, Micros now = kStart) {
        submit(by(drill::raise(exercise(), item, now), "wang"));
        return alarmOf(kExercise, item.id);
    }

    QTemporaryDir folder;
    ManualClock clock{kStart};
    SeededRandom random{1};
    ledger::Features rooms{people::makeFeature(),
                           attention::makeFeature(),
                           evidence::makeFeature(),
                           alarms::makeFeature(),
                           care::makeFeature(),
                           dispatch::makeFeature(),
                           duty::makeFeature(),
                           drill::makeFeature(),
                           linkage::makeFeature(std::make_shared<const site::Site>(sample()))};
    std::unique_ptr<ledger::Ledger> ledger;
};

} // namespace shouwang::drill::test
