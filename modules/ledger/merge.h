// Fields that two people may change at the same time, merged one by one. Pure; station and seat run the same.
#pragma once

#include "ledger/fact.h"

#include <map>

namespace shouwang::ledger {

/// The version of a field is the command that set it last, as a number: the same while provisional on a seat
/// and after the station has numbered the fact, so that a seat's second change does not meet its own first.
std::int64_t versionOf(const CommandId& command);

using Versions = std::map<std::int64_t, std::int64_t>; ///< by field number; missing: never set

struct FieldMerge {
    Map changed;   ///< fields that get a new value
    Map overtaken; ///< of those: values that somebody else had set meanwhile, unseen by this author
    bool met() const { return !overtaken.empty(); }
};

/// `wanted` with the `base` that its author saw, on what stands now. A field that already has the wanted
/// value is left out. One that nobody has touched since is changed. One that somebody else has changed since
/// is changed as well, because the station's order decides, and the value that it had stays visible.
FieldMerge merge(const Map& wanted, const Versions& base, const Map& current, const Versions& versions);

} // namespace shouwang::ledger
