// What is told about a facility while it is watched, as plain values: colour stands on the map only where one
// of these says that something is not as usual. Never a person's name: numbers only.
#pragma once

#include <QString>

#include <map>
#include <optional>
#include <string>

namespace shouwang::site {

struct ZoneMark {
    int priority = 0; ///< of the worst open alarm, 1 to 4; 0: none
    bool acknowledged = true;
    bool drill = false;
    std::optional<int> persons{}; ///< nothing: not known, and the map says so
    QString mode{};               ///< a word, shown as it is; empty: as usual
    bool operator==(const ZoneMark&) const = default;
};

enum class CameraMark { Live, Late, Lost, Unknown };

struct PointMark {
    int priority = 0; ///< of its open alarm, 1 to 4; 0: none
    bool acknowledged = false;
    bool drill = false;
    bool bypassed = false;
    bool operator==(const PointMark&) const = default;
};

/// What is not named here is drawn as it was built, without a word about its state.
struct Marks {
    std::map<std::string, ZoneMark> zones;
    std::map<std::string, CameraMark> cameras;
    std::map<std::string, PointMark> points;
    bool operator==(const Marks&) const = default;
};

} // namespace shouwang::site
