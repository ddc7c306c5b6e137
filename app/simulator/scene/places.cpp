#include "simulator/scene/places.h"

#include <array>

namespace shouwang::simulator {

namespace {

struct Entry {
    PlaceId id;
    std::string_view name;
    Place (*build)();
    int revision = 1;
};

constexpr std::array<Entry, kPlaceCount> kEntries{
    {{PlaceId::Corridor, "corridor", buildCorridor},
     {PlaceId::Dormitory, "dormitory", buildDormitory, 2},
     {PlaceId::Yard, "yard", buildYard},
     {PlaceId::Perimeter, "perimeter", buildPerimeter},
     {PlaceId::Gate, "gate", buildGate},
     {PlaceId::Workshop, "workshop", buildWorkshop},
     {PlaceId::Canteen, "canteen", buildCanteen},
     {PlaceId::Visiting, "visiting", buildVisiting},
     {PlaceId::Road, "road", buildRoad},
     {PlaceId::Clinic, "clinic", buildClinic},
     {PlaceId::Classroom, "classroom", buildClassroom},
     {PlaceId::Sports, "sports", buildSports},
     {PlaceId::CorridorSouth, "corridor-south", buildCorridorSouth},
     {PlaceId::DutyRoom, "duty-room", buildDutyRoom},
     {PlaceId::Thermal, "thermal", buildThermal}}};

const Entry& entry(PlaceId place) {
    return kEntries[static_cast<std::size_t>(place)];
}

} // namespace

const std::vector<PlaceId>& allPlaces() {
    static const std::vector<PlaceId> all = [] {
        std::vector<PlaceId> list;
        list.reserve(std::size(kEntries));
        for (const Entry& e : kEntries)
            list.push_back(e.id);
        return list;
    }();
    return all;
}

const std::vector<PlaceId>& hevcPlaces() {
    static const std::vector<PlaceId> some{PlaceId::Corridor, PlaceId::Yard, PlaceId::Perimeter};
    return some;
}

std::string_view name(PlaceId place) {
    return entry(place).name;
}

int revision(PlaceId place) {
    return entry(place).revision;
}

Place buildPlace(PlaceId place) {
    Place built = entry(place).build();
    built.scene.name = std::string(name(place));
    return built;
}

} // namespace shouwang::simulator
