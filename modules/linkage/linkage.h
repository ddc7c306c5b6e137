// From facts to pictures: which cameras an alarm opens, and the pin that keeps their last seconds. Pure.
#pragma once

#include "ledger/feature.h"
#include "site/site.h"

#include <memory>

namespace shouwang::linkage {

/// The strip of a desk and the alarm area of a wall hold six pictures (look.md).
inline constexpr std::size_t kCameras = 6;
inline constexpr Micros kBefore = 10'000'000; ///< an alarm keeps its cameras from here
inline constexpr Micros kAfter = 60'000'000;  ///< to here

/// The cameras of an alarm point, best first, at most `limit`: those that the site file links to it; where it
/// links none, those nearest to it on its floor (outdoors: in its zone), without rooms for talks (P3). The
/// same answer on the station, a desk and a wall; empty for an unknown point.
std::vector<std::string> camerasFor(const site::Site& site, const std::string& point,
                                    std::size_t limit = kCameras);

/// Whether this fact is an alarm that opens cameras (alarms.raised), and of which point.
std::optional<std::string> pointOf(const ledger::Fact& fact);

/// On alarms.raised one request to pin the point's cameras from kBefore to kAfter around the alarm; else
/// nothing.
std::vector<ledger::Command> react(const site::Site& site, const ledger::Fact& fact);

/// Has no tables and no commands of its own. The site must not be null.
std::shared_ptr<const ledger::Feature> makeFeature(std::shared_ptr<const site::Site> site);

} // namespace shouwang::linkage
