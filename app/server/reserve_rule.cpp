#include "server/reserve_rule.h"

#include "ledger/feature.h"

#include <algorithm>
#include <array>

namespace shouwang::server {

bool mayUseReserve(std::string_view kind) {
    static constexpr std::array<std::string_view, 4> kRooms{"alarms", "dispatch", "evidence", "people"};
    if (kind == "drill.abort") return true;
    return std::ranges::find(kRooms, ledger::roomOf(kind)) != kRooms.end();
}

} // namespace shouwang::server
