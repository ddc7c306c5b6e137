// What the log of a shift is made of, as the tables have it. Read on the thread that owns the View's
// database.
#pragma once

#include "alarms/alarms.h"
#include "duty/tables.h"
#include "duty/zone.h"

namespace shouwang::console {

inline constexpr std::size_t kAlarmsOfLog = 200; ///< and all that are open

/// Everybody who stood on a post in that time, in whatever pattern.
std::vector<duty::Posting> postingsIn(const ledger::View& view, const duty::Zone& zone,
                                      const duty::Shift& span, const std::vector<duty::Posting>& open);
/// The newest ones, then those of `open` that are older.
std::vector<alarms::State> alarmsIn(const ledger::View& view, const std::vector<alarms::State>& open);
/// The newest that was begun at this seat: somebody else's round is not ours to go on with.
std::optional<duty::Round> runningAt(const ledger::View& view, const Id& seat);

} // namespace shouwang::console
