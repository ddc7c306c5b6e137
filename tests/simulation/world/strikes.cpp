// How the faults of a plan strike.
#include "simulation/world/play.h"

namespace shouwang::simulation {

Disk& World::diskOf(std::size_t machine) {
    return machine == kStation ? m_station.disk : m_seats[machine - 1]->disk;
}

void World::schedule(const Fault& fault) {
    if (fault.kind == FaultKind::RestoreStation) {
        m_env.scheduler.at(fault.backup, [this, fault] { backUp(fault.amount / 7); });
        m_env.scheduler.at(fault.at, [this, fault] { strike(fault); });
    } else if (fault.kind == FaultKind::RestoreSeat || fault.kind == FaultKind::LoseTail) {
        auto image = std::make_shared<Image>();
        m_env.scheduler.at(fault.backup, [this, fault, image] { *image = diskOf(fault.machine).image(); });
        m_env.scheduler.at(fault.at, [this, fault, image] { putBack(fault, *image); });
    } else {
        m_env.scheduler.at(fault.at, [this, fault] { strike(fault); });
    }
}

void World::count(const Fault& fault) {
    ++m_totals.faults[std::string(name(fault.kind))];
    m_env.trace.line(m_env.scheduler.now(), "fault", "{}", text(fault));
}

void World::kill(std::size_t machine, bool power) {
    if (machine == kStation) {
        if (m_station.alive()) m_station.kill(power);
    } else if (m_seats[machine - 1]->running()) {
        m_seats[machine - 1]->kill(power);
    }
}

void World::putBack(const Fault& fault, const Image& image) {
    count(fault);
    kill(fault.machine, false);
    if (fault.machine == kStation) return m_station.putBack(image, fault.backup);
    m_seats[fault.machine - 1]->disk.restore(image);
    m_env.checker.seatPutBack(fault.machine - 1, fault.backup);
}

// Of some the station never hears; those are found again when one is looked for to be put back.
void World::backUp(std::uint64_t amount) {
    const auto later = Nanos(static_cast<std::int64_t>(amount % 5000) * 1'000'000);
    m_station.backUp(amount % 4 == 0 ? std::nullopt : std::optional(amount % 4 == 1 ? 0ns : later));
}

void World::passWeek() {
    constexpr Micros kMoreThanSevenDays = Micros{8} * 86'400'000'000;
    m_station.clock.offset += kMoreThanSevenDays;
    for (const auto& seat : m_seats) {
        seat->clock.offset += kMoreThanSevenDays;
        for (const Nanos pause : {1s, 12s}) // at least one of them is not too soon after the last tidying
            m_env.scheduler.after(pause, [node = seat.get()] { node->idle(); });
    }
}

void World::later(const Fault& fault, std::function<void()> task) {
    m_env.scheduler.after(fault.lasts, [this, task = std::move(task)] {
        if (!m_healing) task();
    });
}

void World::strikeBackups(const Fault& fault) {
    if (fault.kind == FaultKind::Week) return passWeek();
    if (fault.kind == FaultKind::Backup) return backUp(fault.amount);
    if (!m_station.hasBackup()) return;
    kill(kStation, false);
    m_station.putBackup(fault.amount % 4 < 2 ? 0 : fault.amount % 4 - 1);
}

void World::strike(const Fault& fault) {
    count(fault);
    switch (fault.kind) {
    case FaultKind::Kill:
    case FaultKind::PowerLoss:
        return kill(fault.machine, fault.kind == FaultKind::PowerLoss);
    case FaultKind::DieInWork:
        diskOf(fault.machine).faults().operationsLeft = static_cast<int>(fault.amount % 300);
        return;
    case FaultKind::SyncFails:
        diskOf(fault.machine).faults().syncsToFail = 1 + static_cast<int>(fault.amount % 3);
        return;
    case FaultKind::IoErrors:
        diskOf(fault.machine).faults().failures = 1 + static_cast<int>(fault.amount % 20);
        return;
    case FaultKind::DiskFull:
        diskOf(fault.machine).faults().full = true;
        return later(fault, [this, fault] { diskOf(fault.machine).faults().full = false; });
    case FaultKind::CloneSeat:
        if (m_seats.size() >= kSeats + 2) return;
        m_env.net.add();
        return addSeat(m_seats[fault.machine - 1]->identity(), diskOf(fault.machine).image());
    case FaultKind::Upgrade:
        ++(fault.machine == kStation ? m_station.upgrade : m_seats[fault.machine - 1]->upgrade);
        return kill(fault.machine, false);
    case FaultKind::Freeze:
        return fault.machine == kStation ? m_station.freeze(fault.lasts)
                                         : m_seats[fault.machine - 1]->freeze(fault.lasts);
    case FaultKind::ClockJump:
        return jump(fault);
    case FaultKind::RestoreStation:
    case FaultKind::Backup:
    case FaultKind::Week:
        return strikeBackups(fault);
    default:
        return spoilWire(fault);
    }
}

void World::jump(const Fault& fault) {
    MachineClock& clock = fault.machine == kStation ? m_station.clock : m_seats[fault.machine - 1]->clock;
    const auto days = static_cast<Micros>(fault.amount % 11) - 5;
    clock.offset += days * 86'400'000'000;
}

void World::spoilWire(const Fault& fault) {
    const std::size_t seat = fault.machine - 1;
    Weather& wire = m_env.net.wire(seat);
    if (fault.kind == FaultKind::BadWire) {
        wire.lose = 0.05 * static_cast<double>(fault.amount % 7);
        wire.repeat = 0.05 * static_cast<double>(fault.amount / 7 % 7);
        wire.late = 0.05 * static_cast<double>(fault.amount / 49 % 7);
        return later(fault, [this, seat] {
            Weather& again = m_env.net.wire(seat);
            again.lose = again.repeat = again.late = 0;
        });
    }
    const int up = fault.kind == FaultKind::CutUp || fault.kind == FaultKind::CutBoth;
    const int down = fault.kind == FaultKind::CutDown || fault.kind == FaultKind::CutBoth;
    const int push = fault.kind == FaultKind::NoPush;
    const auto change = [this, seat, up, down, push](int by) {
        Weather& now = m_env.net.wire(seat);
        now.cutUp += by * up;
        now.cutDown += by * down;
        now.noPush += by * push;
    };
    change(1);
    if (push) watchDownload(seat, fault.lasts);
    if (up + down > 0) m_env.scheduler.after(kSilence, [this, seat] { silence(seat); });
    later(fault, [this, change, seat, up, down] {
        change(-1);
        if (up + down > 0 && m_chance.hit(0.5)) m_seats[seat]->cableBack();
    });
}

// Nothing came for so long that both ends know: the tail is dead.
void World::silence(std::size_t seat) {
    const Weather& wire = m_env.net.wire(seat);
    const auto link = m_seats[seat]->link();
    if (link && (wire.cutUp > 0 || wire.cutDown > 0)) link->breakTail("silence");
}

// A stuck upload never stops download: with a wire that only swallows pushes, and nothing else wrong,
// what the station has now is at the seat a minute later.
void World::watchDownload(std::size_t seat, Nanos lasts) {
    if (lasts < 70s) return;
    const auto sound = [this, seat] {
        const Weather& wire = m_env.net.wire(seat);
        return !m_healing && m_station.up() && m_seats[seat]->running() && wire.cutUp == 0 &&
               wire.cutDown == 0 && wire.lose == 0 && wire.late == 0;
    };
    auto calm = std::make_shared<bool>(true);
    const std::uint64_t lives = m_env.checker.lives();
    const std::uint64_t head = m_env.checker.headOfStation().number;
    for (int i = 0; i <= 65; ++i)
        m_env.scheduler.after(std::chrono::seconds(i), [calm, sound] { *calm = *calm && sound(); });
    m_env.scheduler.after(65s, [this, seat, head, calm, lives] {
        if (!*calm || lives != m_env.checker.lives() || m_seats[seat]->disk.faults().full) return;
        const sync::SeatMeta& meta = m_seats[seat]->seat().store().meta();
        if (meta.forked || meta.cursor.number >= head) return;
        m_env.checker.broken("I12", fmt::format("seat {} stays at {} of {} while its upload is stuck", seat,
                                                meta.cursor.number, head));
    });
}

} // namespace shouwang::simulation
