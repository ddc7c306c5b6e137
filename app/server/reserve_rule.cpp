#include "server/reserve_rule.h"

#include "ledger/feature.h"

#include <algorithm>
#include <array>

namespace shouwang::server {

bool mayUseReserve(std::string_view kind) {
    static constexpr std::array<std::string_view, 4> kRooms{"alarms", "dispatch", "evidence", "people"};
    // Of rooms whose other commands wait: a search begins and ends with these, and an exercise must never
    // stand in the way.
    static constexpr std::array<std::string_view, 3> kKinds{"care.report_missing", "care.report_found",
                                                            "drill.abort"};
    return std::ranges::find(kRooms, ledger::roomOf(kind)) != kRooms.end() ||
           std::ranges::find(kKinds, kind) != kKinds.end();
}

} // namespace shouwang::server
