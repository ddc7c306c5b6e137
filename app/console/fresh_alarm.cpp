#include "console/fresh_alarm.h"

namespace shouwang::console {

bool isFresh(const ledger::Fact& raised, Micros now, Micros stationAhead) {
    const bool byStation = raised.committed != 0;
    const Micros clock = byStation ? now + stationAhead : now;
    const Micros said = byStation ? raised.committed : raised.recorded;
    return clock - said <= kFreshAlarm;
}

} // namespace shouwang::console
