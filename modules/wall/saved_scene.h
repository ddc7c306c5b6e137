// Scenes that officers have saved: a division of the wall, the cameras in it and where alarms open, under a
// name and, where somebody wants it, under a key. Facts, so that every desk of the site has the same ones;
// the scenes of the site file stand beside them and are never changed by them. Pure values.
//
// Saving and removing are orders: what is refused changes nothing. A scene is known by its name, so that two
// desks that save the same name apart have one scene afterwards, the later one.
#pragma once

#include "ledger/feature.h"
#include "wall/division.h"

namespace shouwang::wall {

/// Open fields of the room's commands and facts. Numbers are final.
enum class Field : std::int64_t {
    Name = 1,      ///< text
    Division = 2,  ///< text, division.h
    Cameras = 3,   ///< array of texts, cell by cell, empty: none
    AlarmArea = 4, ///< text, right or screen
    Key = 5,       ///< integer, 1 to 9: Ctrl and this digit; 0: none
};

namespace kind { // of facts
inline constexpr const char* kSceneSaved = "wall.scene_saved";
inline constexpr const char* kSceneRemoved = "wall.scene_removed";
} // namespace kind

namespace code { // of refusals; translated in ui/
inline constexpr const char* kUnknownCommand = "wall.unknown_command";
inline constexpr const char* kNameWrong = "wall.name_wrong";
inline constexpr const char* kDivisionUnknown = "wall.division_unknown";
inline constexpr const char* kSceneEmpty = "wall.scene_empty"; ///< no camera stands in it
inline constexpr const char* kCamerasWrong = "wall.cameras_wrong";
inline constexpr const char* kAlarmAreaUnknown = "wall.alarm_area_unknown";
inline constexpr const char* kKeyUnknown = "wall.key_unknown";
inline constexpr const char* kNoSuchScene = "wall.no_such_scene";
inline constexpr const char* kTooManyScenes = "wall.too_many_scenes";
} // namespace code

inline constexpr std::size_t kMostScenes = 200; ///< saved ones of a site
inline constexpr std::size_t kNameBytes = 120;  ///< UTF-8
inline constexpr std::size_t kCameraBytes = 256;
inline constexpr int kSceneKeys = 9;

inline constexpr const char* kAlarmsRight = "right";
inline constexpr const char* kAlarmsScreen = "screen"; ///< on the whole wall, in place of the scene

struct SavedScene {
    std::string name; ///< empty: never saved, or removed
    Arrangement arranged;
    std::string alarm_area = kAlarmsRight;
    int key = 0;
    std::string actor; ///< who saved it last
    Id seat;
    Micros at = 0; ///< as the seat says; for display and for whose key it is

    bool exists() const { return !name.empty(); }
    bool operator==(const SavedScene&) const = default;
};

/// A name: not empty, without control characters and blanks at its ends.
bool isSceneName(std::string_view text);
bool isAlarmArea(std::string_view text);
Id sceneEntity(std::string_view name);

/// What is wrong with it before it is sent; empty: nothing. Codes as above.
std::vector<std::string> problemsOf(const SavedScene& scene);

/// Orders; id, actor, seat and times are filled in by the caller.
ledger::Command saveScene(const SavedScene& scene);
ledger::Command removeScene(const std::string& name);

/// `state` is that of the command's entity, `count` how many scenes there are.
ledger::Decision decide(const SavedScene& state, std::size_t count, const ledger::Command& command);
/// Never refuses.
SavedScene evolve(SavedScene state, const ledger::Fact& fact);

/// A key belongs to the scene that was saved with it last; the others have none. Those of the site file take
/// the keys that are left, in their order.
struct SceneChoice {
    std::string site_scene; ///< id of a scene of the site file
    std::string saved;      ///< or name of a saved one
    bool operator==(const SceneChoice&) const = default;
};
std::vector<SavedScene> withOneKeyEach(std::vector<SavedScene> scenes);
/// By digit, 1 to 9.
std::map<int, SceneChoice> sceneKeys(std::span<const site::Scene> ofSite, std::span<const SavedScene> saved);

} // namespace shouwang::wall
