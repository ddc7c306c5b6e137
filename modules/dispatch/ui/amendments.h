// What amendments have done to an incident's fields: who set a field last, and what was overtaken. Pure.
#pragma once

#include "dispatch/dispatch.h"

namespace shouwang::dispatch {

/// Who gave the field the value that it has now; for a field that was never amended, who opened the incident.
Stamp settingOf(const State& incident, Field field);

struct Overtaken { ///< two people changed one field: the station's order decided
    Field field;
    ledger::Value was;
    Stamp wasBy;
    ledger::Value now;
    Stamp nowBy;
};
/// Of the fields that nobody has amended since, oldest first.
std::vector<Overtaken> overtakenIn(const State& incident);
/// How many amendments met another one, also those that have been amended since.
std::size_t metAmendments(const State& incident);

} // namespace shouwang::dispatch
