// What the desk reads of the station's health answer (resources/api). Pure.
#pragma once

#include "base/bytes.h"
#include "base/id.h"
#include "base/result.h"
#include "sync/ui/station_storage.h"
#include "sync/ui/warnings.h"

#include <map>
#include <optional>

namespace shouwang::console {

/// How the station hears its devices, and what it could not simply take of what they sent since it started.
struct StationDevices {
    enum class Link { None, Up, Down }; ///< None: it has no broker or no site
    struct Odd {
        Micros at = 0;
        std::string kind;   ///< a word of the schema
        std::string device; ///< empty: not known
        bool operator==(const Odd&) const = default;
    };

    Link link = Link::None;
    std::optional<Micros> since; ///< of the link's state
    std::uint64_t unknownDevice = 0;
    std::uint64_t unknownPoint = 0;
    std::uint64_t malformed = 0; ///< in whatever way: topic, version, contents
    std::uint64_t oversized = 0;
    std::uint64_t duplicate = 0;
    std::uint64_t outOfOrder = 0;
    std::uint64_t clockSuspect = 0; ///< the device's clock is off, ahead or behind
    std::optional<Odd> last;
    std::optional<Odd> lastUnknown; ///< device

    std::uint64_t odd() const {
        return unknownDevice + unknownPoint + malformed + oversized + duplicate + outOfOrder + clockSuspect;
    }
    bool operator==(const StationDevices&) const = default;
};

/// Corrupt when it is no health answer; what an older or newer station leaves out is unknown.
Result<sync::StationStorage> storageFrom(ByteView health, Micros now);
/// Letters of the seats by their ids; what makes no sense is left out.
std::map<Id, std::string> seatLettersFrom(ByteView health);

/// Seats that are there twice; what makes no sense is left out.
std::vector<sync::StationClone> clonesFrom(ByteView health);

/// None: it is no health answer, or one of a station that does not say it.
std::optional<StationDevices> devicesFrom(ByteView health);

} // namespace shouwang::console
