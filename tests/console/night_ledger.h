// A night in a real ledger, behind a desk that is not real: an alarm that becomes an incident, an exercise
// beside it, persons who move. Times are minutes after kEvening.
#pragma once

#include "alarms/tables.h"
#include "care/tables.h"
#include "dispatch/tables.h"
#include "fake_desk.h"
#include "ledger/ledger.h"
#include "rooms/rooms.h"

#include <QTemporaryDir>

namespace shouwang::console {

constexpr Micros kMinute = 60'000'000;
inline const Id kIncident = Id::fromParts({"incident", "night"});

class NightLedger {
public:
    explicit NightLedger(FakeDesk& desk)
        : m_desk(desk)
        , m_ledger(ledger::Ledger::open({m_folder.path().toStdString() + "/ledger", {}, nullptr}, rooms(),
                                        desk.clock(), m_random)
                       .value()) {
        desk.tables = [this](const auto& query) {
            query(ledger::View(m_ledger->database(), &overlay, m_desk.clock().utc()));
        };
    }

    /// Nobody asks who may do what: nobody is signed on in this night.
    static ledger::Features rooms() {
        ledger::Features rooms = commonRooms();
        std::erase_if(rooms, [](const auto& room) { return room->name() == "people"; });
        return rooms;
    }

    ledger::Verdict say(ledger::Command command, const std::string& actor, Micros at,
                        ledger::Mode mode = ledger::Mode::Real) {
        if (command.id.counter == 0) {
            command.id = {ledger::CommandId::Source::Seat, m_desk.data().seat, 1, ++m_counter, 0};
            command.actor = actor;
            command.seat = m_desk.data().seat;
        }
        command.occurred = at;
        command.recorded = at;
        command.mode = mode;
        return m_ledger->submit(std::vector{std::move(command)}).value().front();
    }

    Id raise(std::size_t point, Micros at, ledger::Mode mode = ledger::Mode::Real) {
        const site::AlarmPoint& of = m_desk.data().site->points.at(point);
        site::Signal signal;
        signal.point = of.id;
        signal.boot = 1;
        signal.counter = ++m_presses;
        ledger::Command command = alarms::raise(of, signal, at, mode);
        const Id alarm = command.entity;
        say(std::move(command), "system", at, mode);
        return alarm;
    }

    /// From the press to the closed incident. Returns the alarm.
    Id playNight(Micros evening) {
        const auto at = [evening](int minute) { return evening + minute * kMinute; };
        const Id alarm = raise(0, at(0));
        say(alarms::acknowledge(alarm, at(1)), "wangli", at(1));
        say(alarms::classify(alarm, alarms::Class::True, "", "两人推搡", at(2)), "wangli", at(2));
        say(dispatch::open(
                {kIncident, "20261121-A-003", "DO", 3, "一层值班室推搡", zoneOf(0), "值班室", alarm}, at(3)),
            "wangli", at(3));
        say(dispatch::addTask(kIncident, Id::fromParts({"task"}), m_desk.data().site->posts.front().id,
                              "带执法记录仪到场", at(8), at(4)),
            "wangli", at(4));
        say(dispatch::stamp(kIncident, dispatch::Moment::Arrived, at(7)), "wangli", at(7));
        say(dispatch::completeTask(kIncident, Id::fromParts({"task"}), "已分开，无人受伤", at(9)), "wangli",
            at(9));
        say(care::receive({"QH26-0001", zoneOf(0), false, ""}, "新接收", at(20)), "brigade", at(20));
        raise(1, at(30), ledger::Mode::Drill);
        return alarm;
    }
    std::string zoneOf(std::size_t point) const { return m_desk.data().site->points.at(point).place.zone; }

    ledger::Overlay overlay;

private:
    FakeDesk& m_desk;
    QTemporaryDir m_folder;
    SeededRandom m_random{1};
    std::uint64_t m_counter = 0;
    std::uint64_t m_presses = 0;
    std::unique_ptr<ledger::Ledger> m_ledger;
};

} // namespace shouwang::console
