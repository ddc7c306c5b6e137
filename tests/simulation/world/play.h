// One run's machines, wires, people and faults. Its parts: world.cpp begins, heals and looks; strikes.cpp
// breaks things.
#pragma once

#include "simulation/world/people_at_work.h"
#include "simulation/world/world.h"

namespace shouwang::simulation {

class World {
public:
    World(const Run& run, const Plan& plan)
        : m_run(run)
        , m_plan(plan)
        , m_env(run.seed, kSeats)
        , m_station(m_env, run.seed)
        , m_work(m_env, m_station, m_seats, run.seed)
        , m_chance(run.seed ^ 0x776f726c64) {
        m_env.plant = run.plant;
        if (run.plant == Plant::ForkSkipped) m_env.checker.expectForks();
        m_env.trace.print = run.trace;
        m_env.checker.ledger = [this] { return m_station.running() ? &m_station.ledger() : nullptr; };
        m_station.linkOf = [this](std::size_t wire) { return m_seats[wire]->link(); };
        m_station.seatOf = [this](std::size_t wire) { return seatId(m_seats[wire]->identity()); };
    }

    Outcome play();

private:
    void begin();
    void addSeat(std::size_t identity, const Image& image);
    void spoil(Disk& disk) const;
    void run(Nanos until);
    Disk& diskOf(std::size_t machine);
    void schedule(const Fault& fault);
    void count(const Fault& fault);
    void kill(std::size_t machine, bool power);
    void putBack(const Fault& fault, const Image& image);
    void backUp(std::uint64_t amount);
    void passWeek();
    void strikeBackups(const Fault& fault);
    void later(const Fault& fault, std::function<void()> task);
    void strike(const Fault& fault);
    void jump(const Fault& fault);
    void spoilWire(const Fault& fault);
    void silence(std::size_t seat);
    void watchDownload(std::size_t seat, Nanos lasts);
    void heal();
    void upgradeAll();
    void soundDisk(Disk& disk) const;
    std::string findUnrest();
    void lookAtAll();
    const Run m_run;
    const Plan m_plan;
    Env m_env;
    StationNode m_station;
    Seats m_seats;
    PeopleAtWork m_work;
    Chance m_chance;
    Totals m_totals;
    bool m_healing = false;
};

} // namespace shouwang::simulation
