#include "simulation/world/play.h"

namespace shouwang::simulation {

namespace {

constexpr Nanos kQuiescence = 60s;
constexpr std::size_t kMostLog = 8u << 20;

} // namespace

Outcome World::play() {
    begin();
    run(m_plan.ends);
    if (!m_env.checker.violation()) heal();
    Outcome outcome;
    outcome.violation = m_env.checker.violation();
    outcome.hash = m_env.trace.hash();
    m_totals.seeds = 1;
    m_totals.steps = m_env.scheduler.steps();
    m_totals.hours = static_cast<double>(m_env.scheduler.now().count()) / 3.6e12;
    m_totals.messages = m_env.net.messages;
    m_totals.lost = m_env.net.lost;
    m_totals.acts = m_work.acts();
    m_totals.facts = m_env.checker.known().size();
    m_totals.backups = m_env.checker.ring.backups();
    m_totals.letGo = m_env.checker.ring.letGo();
    m_totals.beyond = m_env.checker.ring.lostInAll();
    outcome.totals = m_totals;
    return outcome;
}

void World::begin() {
    m_station.disk.restore(freshFiles().station);
    spoil(m_station.disk);
    m_station.start();
    for (std::size_t i = 0; i < kSeats; ++i)
        addSeat(i, freshFiles().seats[i]);
    for (std::size_t i = 0; i < m_plan.acts; ++i)
        m_env.scheduler.at(m_chance.between(100ms, m_plan.ends), [this] { m_work.act(); });
    for (std::uint64_t i = m_chance.upTo(5); i > 0; --i)
        m_env.scheduler.at(m_chance.between(100ms, m_plan.ends), [this] { m_work.press(); });
    for (int i = 0; i < 8; ++i) {
        m_env.scheduler.at(m_chance.between(100ms, m_plan.ends),
                           [this] { m_seats[m_chance.upTo(m_seats.size())]->look(); });
    }
    for (const Fault& fault : m_plan.faults) {
        if (fault.kind == FaultKind::RestoreStation && !m_station.hasBackup()) m_station.backUp(0ns);
        schedule(fault);
    }
    if (m_chance.hit(0.3))
        m_env.scheduler.at(m_chance.between(1s, m_plan.ends), [this] { m_station.read(); });
    if (!m_chance.hit(0.3)) return;
    m_env.scheduler.at(m_chance.between(5s, m_plan.ends), [this] { // a desk more: it begins with a snapshot
        if (m_healing) return;
        m_env.net.add();
        addSeat(kSeats, freshFiles().stranger);
    });
}

/// In the end everybody runs the same version: a seat that has only a snapshot waits for a station of its
/// own.
void World::upgradeAll() {
    int newest = m_station.upgrade;
    for (const auto& seat : m_seats)
        newest = std::max(newest, seat->upgrade);
    if (std::exchange(m_station.upgrade, newest) != newest && m_station.alive()) m_station.kill(false);
    for (const auto& seat : m_seats) {
        if (std::exchange(seat->upgrade, newest) != newest && seat->running()) seat->kill(false);
    }
}

void World::addSeat(std::size_t identity, const Image& image) {
    const std::size_t wire = m_seats.size();
    m_seats.push_back(std::make_unique<SeatNode>(m_env, m_station, wire, identity, m_run.seed));
    m_seats.back()->disk.restore(image);
    spoil(m_seats.back()->disk);
    m_seats.back()->start();
}

void World::spoil(Disk& disk) const {
    disk.faults().lyingSync = m_run.plant == Plant::NoSync;
    disk.faults().lyingLogSync = m_run.plant == Plant::NoLogSync;
}

void World::run(Nanos until) {
    while (!m_env.checker.violation() && m_env.scheduler.step(until)) {
    }
}

void World::heal() {
    m_healing = true;
    m_env.trace.line(m_env.scheduler.now(), "world", "heals");
    m_env.net.calm();
    soundDisk(m_station.disk);
    upgradeAll();
    m_station.freeze(0ns);
    m_station.start();
    for (const auto& seat : m_seats) {
        soundDisk(seat->disk);
        seat->freeze(0ns);
        seat->start();
    }
    const Nanos from = m_env.scheduler.now();
    run(from + 5s);
    m_env.checker.healed();
    m_work.probe();
    run(from + 6s);
    std::string unrest = "has not begun";
    while (!unrest.empty() && !m_env.checker.violation() && m_env.scheduler.now() < from + kQuiescence) {
        run(m_env.scheduler.now() + 1s);
        unrest = findUnrest();
    }
    if (!unrest.empty()) m_env.checker.broken("I12", "after a minute of calm " + unrest);
    if (m_env.checker.violation()) return;
    lookAtAll();
}

void World::soundDisk(Disk& disk) const {
    DiskFaults& faults = disk.faults();
    faults.syncsToFail = faults.failures = 0;
    faults.full = false;
    faults.operationsLeft = -1;
}

std::string World::findUnrest() {
    if (!m_station.running() || !m_station.idle()) return "the station has work left or does not run";
    if (m_station.ledger().rebuildPending()) return "the station still rebuilds its tables";
    for (const auto& seat : m_seats) {
        if (auto unrest = seat->unrest(m_station.ledger().head()); !unrest.empty())
            return seat->name() + " " + unrest;
    }
    return {};
}

void World::lookAtAll() {
    for (const auto& seat : m_seats)
        seat->look();
    Disk disk(Chance(1), "simulated-auditor"); // outlives the seat that stands on it
    std::unique_ptr<sync::Seat> auditor;
    if (m_run.seed % 4 == 0) {
        disk.restore(freshFiles().stranger);
        auto opened = sync::Seat::open(kSeatFile, seatId(kSeats), roomsOf(Plant::None, false, 0),
                                       m_station.clock, m_chance, disk.vfs());
        if (opened) auditor = std::move(*opened);
    }
    checkAll(m_env, m_station, m_seats, auditor.get());
    m_env.checker.bounded("write-ahead log of the station", m_station.disk.largestLog(), kMostLog);
}

void Totals::add(const Totals& other) {
    seeds += other.seeds;
    steps += other.steps;
    hours += other.hours;
    messages += other.messages;
    lost += other.lost;
    acts += other.acts;
    facts += other.facts;
    backups += other.backups;
    letGo += other.letGo;
    beyond += other.beyond;
    for (const auto& [kind, number] : other.faults)
        faults[kind] += number;
}

Outcome simulate(const Run& run, const Plan& plan) {
    return World(run, plan).play();
}

Plan shrink(const Run& run, Plan plan, const std::string& rule) {
    for (std::size_t i = plan.faults.size(); i-- > 0;) {
        Plan smaller = plan;
        smaller.faults.erase(smaller.faults.begin() + static_cast<std::ptrdiff_t>(i));
        const Outcome outcome = simulate(run, smaller);
        if (outcome.violation && outcome.violation->rule == rule) plan = std::move(smaller);
    }
    while (plan.acts > 0) {
        Plan smaller = plan;
        --smaller.acts;
        const Outcome outcome = simulate(run, smaller);
        if (!outcome.violation || outcome.violation->rule != rule) break;
        plan = std::move(smaller);
    }
    return plan;
}

} // namespace shouwang::simulation
