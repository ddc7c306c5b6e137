#include "rooms/rooms.h"

#include "alarms/tables.h"
#include "attention/attention.h"
#include "care/tables.h"
#include "dispatch/tables.h"
#include "drill/tables.h"
#include "duty/tables.h"
#include "evidence/evidence.h"
#include "outages/tables.h"
#include "people/tables.h"
#include "reports/journal.h"
#include "wall/tables.h"

namespace shouwang {

ledger::Features commonRooms(const people::SignatureCheck& check) {
    return {people::makeFeature(check),
            attention::makeFeature(),
            evidence::makeFeature(),
            outages::makeFeature(check),
            alarms::makeFeature(outages::bypassOf),
            care::makeFeature(),
            wall::makeFeature(),
            dispatch::makeFeature(),
            duty::makeFeature(check),
            drill::makeFeature(check),
            reports::makeFeature(check)};
}

} // namespace shouwang
