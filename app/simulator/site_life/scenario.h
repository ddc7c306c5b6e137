// What happens at the site by itself: steps at fixed times and alarms at random times, from a file. The same
// scenario, site and seed always give the same list of events.
#pragma once

#include "base/bytes.h"
#include "simulator/failures.h"
#include "site/site.h"

#include <map>
#include <optional>
#include <variant>

namespace shouwang::simulator {

/// How many alarms of each kind happen a day on the whole site, by default domain.md section 7.
struct Rates {
    std::map<site::PointKind, double> perDay;
};
Rates ordinaryRates();

struct Raise {
    std::string point;
    site::Signal::Kind kind = site::Signal::Kind::Raised;
    std::string detail;
};
struct FailCamera {
    std::string camera;
    CameraFailure failure;
};
struct FailDevice {
    std::string device;
    DeviceFailure failure;
};
using Deed = std::variant<Raise, FailCamera, FailDevice>;

struct Step {
    double at_s = 0;
    std::optional<Deed> deed;   ///< else the rates change
    std::optional<Rates> rates; ///< the kinds named here; the others stay
};

struct Scenario {
    std::string name;
    std::uint64_t seed = 1;
    double length_s = 3600;
    Rates rates = ordinaryRates();
    std::vector<Step> steps; ///< in order of time
};

/// Refuses unknown words, points, cameras and devices, and says which step is wrong.
Result<Scenario> parseScenario(ByteView bytes, const site::Site& site);

struct Event {
    double at_s = 0;
    Deed deed;
};
/// Pure: all events of the scenario, in order of time. Bypassed points raise too: it is the console that must
/// know.
std::vector<Event> plan(const Scenario& scenario, const site::Site& site, std::uint64_t seed);

} // namespace shouwang::simulator
