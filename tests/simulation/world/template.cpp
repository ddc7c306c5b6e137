// Making empty files with all their tables costs more than a whole run, so it is done once a process; always
// alike, so that a seed means the same everywhere.
#include "people/people.h"
#include "simulation/nodes/env.h"
#include "simulation/world/world.h"
#include "sync/station.h"

namespace shouwang::simulation {

namespace {

struct Files {
    Scheduler scheduler;
    MachineClock clock{scheduler};
    Chance chance{7};
    Disk stationDisk{Chance(8), "template-station"};
    std::unique_ptr<ledger::Ledger> ledger;
    std::unique_ptr<sync::Station> station;

    void openStation() {
        ledger = std::move(*ledger::Ledger::open({kStationFile, stationId(), stationDisk.vfs()},
                                                 roomsOf(Plant::None, true, 0), clock, chance));
        station = std::move(*sync::Station::open(*ledger, clock));
    }
    std::unique_ptr<sync::Seat> openSeat(Disk& disk, std::size_t index) {
        return std::move(*sync::Seat::open(kSeatFile, seatId(index), roomsOf(Plant::None, false, 0), clock,
                                           chance, disk.vfs()));
    }
    /// One that receives everything, two usual ones, one of the doctor's.
    void addSeat(std::size_t index) {
        constexpr std::array<std::int64_t, kSeats + 1> kRights = {
            sync::kAllCompartments, sync::kUsualCompartments, 1 | sync::bitOf(ledger::Compartment::Health),
            sync::kUsualCompartments};
        const std::string letter(1, static_cast<char>('A' + index));
        (void)station->addSeat(seatId(index), letter, "desk", sha256(view(letter)), kRights[index]);
    }
    void signOn(sync::Seat& seat, std::size_t index) {
        addSeat(index);
        ledger::Command command =
            people::signOn({fmt::format("officer{}", index), people::Role::ShiftLeader, false, {}}, {});
        command.actor = fmt::format("officer{}", index);
        command.reason = fmt::format("sign-on {}", index);
        (void)seat.submit(std::move(command));
        const auto push = seat.nextPush();
        (void)seat.onPushReply(*station->push(seatId(index), **push));
    }
};

Template make() {
    Template made;
    Files files;
    files.openStation();
    std::vector<std::unique_ptr<Disk>> disks;
    std::vector<std::unique_ptr<sync::Seat>> seats;
    for (std::size_t i = 0; i <= kSeats; ++i) {
        disks.push_back(std::make_unique<Disk>(Chance(9 + i), fmt::format("template-{}", i)));
        seats.push_back(files.openSeat(*disks.back(), i));
        if (i < kSeats) files.signOn(*seats.back(), i);
        if (i == kSeats) files.addSeat(i);
    }
    for (std::size_t i = 0; i < kSeats; ++i)
        (void)seats[i]->onFeed(*files.station->feed(seats[i]->wanted()));
    seats.clear();
    files.station.reset();
    files.ledger.reset();
    made.station = files.stationDisk.image();
    for (std::size_t i = 0; i < kSeats; ++i)
        made.seats[i] = disks[i]->image();
    made.stranger = disks[kSeats]->image();
    return made;
}

} // namespace

const Template& freshFiles() {
    static const Template made = make();
    return made;
}

} // namespace shouwang::simulation
