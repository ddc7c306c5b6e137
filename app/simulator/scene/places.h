// The places. Each is built anew on request; the same place is always the same.
#pragma once

#include "simulator/scene/builder.h"

#include <optional>
#include <string_view>
#include <vector>

namespace shouwang::simulator {

enum class PlaceId {
    Corridor,
    Dormitory,
    Yard,
    Perimeter,
    Gate,
    Workshop,
    Canteen,
    Visiting,
    Road,
    Clinic,
    Classroom,
    Sports,
    CorridorSouth,
    DutyRoom,
    Thermal
};

inline constexpr int kPlaceCount = 15;

/// All of them, those first that most cameras show.
const std::vector<PlaceId>& allPlaces();
/// Those that are also encoded in HEVC.
const std::vector<PlaceId>& hevcPlaces();
std::string_view name(PlaceId place); ///< corridor, dormitory, ...
/// Raised when this place alone looks different: its cached clips are made anew, those of the others stay.
int revision(PlaceId place);

Place buildPlace(PlaceId place);

Place buildCorridor();
Place buildDormitory();
Place buildYard();
Place buildPerimeter();
Place buildGate();
Place buildWorkshop();
Place buildCanteen();
Place buildVisiting();
Place buildRoad();
Place buildClinic();
Place buildClassroom();
Place buildSports();
Place buildCorridorSouth();
Place buildDutyRoom();
Place buildThermal();

} // namespace shouwang::simulator
