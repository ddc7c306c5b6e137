#include "console/signed_orders.h"

#include "duty/handover.h"
#include "outages/bypass.h"

namespace shouwang::console {

Desk::SignedBy signedBy(const ledger::Command& order, std::string account, std::string password) {
    Desk::SignedBy by{std::move(account), std::move(password), drill::actOf, drill::sign};
    const std::string room = ledger::roomOf(order.kind);
    if (room == "duty") {
        by.act = duty::actOf;
        by.add = duty::addProof;
    } else if (room == "outages") {
        by.act = outages::bypassAct;
        by.add = outages::addSecond;
    }
    return by;
}

} // namespace shouwang::console
