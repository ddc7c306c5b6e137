#include "simulation/world/people_at_work.h"

#include "alarms/tables.h"
#include "dispatch/tables.h"
#include "simulation/room.h"

namespace shouwang::simulation {

PeopleAtWork::PeopleAtWork(Env& env, StationNode& station, std::vector<std::unique_ptr<SeatNode>>& seats,
                           std::uint64_t seed)
    : m_env(env)
    , m_station(station)
    , m_seats(seats)
    , m_chance(seed ^ 0x776f726b) {}

void PeopleAtWork::give(SeatNode& seat, ledger::Command command, const char* what) {
    command.reason = marker(what);
    command.actor = fmt::format("officer{}", seat.identity());
    seat.submit(std::move(command));
}

void PeopleAtWork::act() {
    SeatNode& seat = *m_seats[m_chance.upTo(m_seats.size())];
    if (!seat.running() || seat.disk.dead()) return; // nobody can work at a dark screen
    const std::uint64_t burst = m_chance.hit(0.1) ? 2 + m_chance.upTo(6) : 1;
    for (std::uint64_t i = 0; i < burst; ++i)
        actAt(seat);
}

void PeopleAtWork::actAt(SeatNode& seat) {
    const std::uint64_t what = m_chance.upTo(100);
    const bool done =
        (what >= 65 && what < 86 && actOnAlarm(seat, what)) || (what >= 86 && actOnIncident(seat, what));
    if (!done && what < 20) {
        give(seat, room::take(m_chance.hit(0.5) ? "gloves" : "masks", 1 + static_cast<int>(what % 2), {}),
             "take");
    } else if (!done && what < 40) {
        const Id sheet = room::entity("sheet");
        const auto key = 1 + static_cast<std::int64_t>(m_chance.upTo(2));
        const std::int64_t base = room::entryOf(seat.seat().view(), sheet, key).version;
        const std::string value = m_chance.hit(0.15) ? "same" : fmt::format("value {}", m_count);
        give(seat, room::set("sheet", key, value, base, {}), "set");
    } else if (!done) {
        ledger::Command line = m_chance.hit(0.25) ? room::writeTwice("log", {}) : room::write("log", {});
        if (m_chance.hit(0.4)) {
            const auto compartment = static_cast<ledger::Compartment>(1 + m_chance.upTo(4));
            room::seal(line, compartment, seat.identity());
        }
        give(seat, std::move(line), "write");
    }
}

bool PeopleAtWork::actOnAlarm(SeatNode& seat, std::uint64_t what) {
    const auto open = alarms::openAlarms(seat.seat().view());
    if (open.empty()) return false;
    const alarms::State& alarm = open[m_chance.upTo(open.size())];
    const Micros now = seat.clock.utc();
    if (what < 73) {
        give(seat, alarms::acknowledge(alarm.id, now), "acknowledge");
    } else if (what < 80) {
        give(seat, alarms::classify(alarm.id, alarms::Class::False, "wind", {}, now), "classify");
    } else {
        give(seat, alarms::close(alarm.id, "wind", m_chance.hit(0.5) ? "seen" : "", now), "close");
    }
    return true;
}

bool PeopleAtWork::actOnIncident(SeatNode& seat, std::uint64_t what) {
    const Micros now = seat.clock.utc();
    const auto open = dispatch::openIncidents(seat.seat().view());
    if (what < 92 || open.empty()) {
        dispatch::Opening opening;
        opening.incident = Id::random(m_chance);
        opening.number =
            dispatch::incidentNumber(now, static_cast<char>('A' + seat.wire()), 1 + m_incidents++);
        opening.kind = "QT";
        opening.title = "simulated";
        if (const auto alarms = alarms::openAlarms(seat.seat().view()); !alarms.empty() && what % 2 == 0) {
            opening.alarm = alarms.front().id;
        }
        give(seat, dispatch::open(opening, now), "open");
        return true;
    }
    const dispatch::State& incident = open[m_chance.upTo(open.size())];
    if (what < 96) {
        give(seat, dispatch::note(incident.id, fmt::format("note {}", m_count), now), "note");
    } else {
        give(seat, dispatch::close(incident.id, "resolved", "done", now), "end");
    }
    return true;
}

void PeopleAtWork::press() {
    site::Signal signal;
    signal.device = "button";
    signal.point = fmt::format("point-{}", m_chance.upTo(2));
    signal.boot = 1;
    signal.counter = ++m_presses;
    signal.device_time = m_station.clock.utc();
    deliver(m_chance.hit(0.3) ? 2 : 1, signal);
}

// The broker keeps a message for who is away and may bring it twice; seats listen too.
void PeopleAtWork::deliver(std::size_t times, const site::Signal& signal) {
    site::AlarmPoint point;
    point.id = signal.point;
    point.name = signal.point;
    m_env.checker.pressed(alarms::alarmId(signal));
    for (std::size_t i = 0; i < times; ++i) {
        m_env.scheduler.after(
            m_chance.between(1ms, i == 0 ? Nanos(200ms) : Nanos(20s)), [this, point, signal] {
                if (m_station.up())
                    return m_station.press(alarms::raise(point, signal, m_station.clock.utc()));
                m_env.scheduler.after(3s, [this, signal] { deliver(0, signal); });
            });
    }
    for (const auto& seat : m_seats) {
        if (times == 0 || !m_chance.hit(0.4)) continue;
        m_env.scheduler.after(m_chance.between(1ms, 500ms), [this, point, signal, node = seat.get()] {
            if (!node->running() || node->disk.dead()) return;
            ledger::Command raised = alarms::raise(point, signal, node->clock.utc());
            raised.reason = marker("raise");
            node->submit(std::move(raised));
        });
    }
    if (times == 0 && m_station.up()) m_station.press(alarms::raise(point, signal, m_station.clock.utc()));
}

void PeopleAtWork::probe() {
    for (const auto& seat : m_seats) {
        if (seat->running()) give(*seat, room::write("log", {}), "probe");
    }
}

} // namespace shouwang::simulation
