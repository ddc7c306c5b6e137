#include "simulation/nodes/env.h"

#include "alarms/tables.h"
#include "attention/attention.h"
#include "dispatch/tables.h"
#include "people/tables.h"
#include "simulation/room.h"

namespace shouwang::simulation {

ledger::Features roomsOf(Plant plant, bool station, int upgrade) {
    room::Spoil spoil = room::Spoil::None;
    if (plant == Plant::LastWriterWins) spoil = room::Spoil::LastWriterWins;
    if (plant == Plant::Oversold) spoil = room::Spoil::Oversells;
    if (plant == Plant::TornBatch && !station) spoil = room::Spoil::SkipsSome;
    ledger::Features rooms = {people::makeFeature(), attention::makeFeature(), alarms::makeFeature(),
                              dispatch::makeFeature(), room::makeFeature(spoil)};
    for (auto& room : rooms)
        room = room::upgraded(std::move(room), upgrade);
    return rooms;
}

Id stationId() {
    return Id::fromParts({"station"});
}

Id seatId(std::size_t index) {
    return Id::fromParts({"seat", std::to_string(index)});
}

} // namespace shouwang::simulation
