// The room's tables and the queries that views need.
#pragma once

#include "people/people.h"

namespace shouwang::people {

State load(const ledger::View& view, std::string_view account);

struct OnDuty {
    std::string account;
    Id seat;
    Micros since = 0;
    std::string post; ///< empty: none
};
/// Everybody who is signed on, longest first.
std::vector<OnDuty> onDuty(const ledger::View& view);

/// The post on which the account is signed on at that seat; empty: none, or not signed on.
std::string postAt(const ledger::View& view, std::string_view account, const Id& seat);

/// `check` is asked at each sign-on (the station); without one the signature is kept for the station to
/// check.
std::shared_ptr<const ledger::Feature> makeFeature(SignatureCheck check = {});

} // namespace shouwang::people
