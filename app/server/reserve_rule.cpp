#include "server/reserve_rule.h"

#include "ledger/feature.h"

#include <algorithm>
#include <array>

namespace shouwang::server {

bool mayUseReserve(std::string_view kind) {
    static constexpr std::array<std::string_view, 4> kRooms{"alarms", "dispatch", "evidence", "people"};
    // Of a room whose other commands wait: a search begins and ends with these.
    static constexpr std::array<std::string_view, 2> kKinds{"care.report_missing", "care.report_found"};
    return std::ranges::find(kRooms, ledger::roomOf(kind)) != kRooms.end() ||
           std::ranges::find(kKinds, kind) != kKinds.end();
}

} // namespace shouwang::server
