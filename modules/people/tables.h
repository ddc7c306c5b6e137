// The room's tables and the queries that views need.
#pragma once

#include "people/people.h"

namespace shouwang::people {

State load(const ledger::View& view, std::string_view account);

struct OnDuty {
    std::string account;
    Id seat;
    Micros since = 0;
};
/// Everybody who is signed on, longest first.
std::vector<OnDuty> onDuty(const ledger::View& view);

/// `check` is asked at each sign-on (the station); without one the signature is kept for the station to
/// check.
std::shared_ptr<const ledger::Feature> makeFeature(SignatureCheck check = {});

} // namespace shouwang::people
