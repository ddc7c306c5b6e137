// Which camera stands where. Pure arithmetic in pixels: a scene, the open alarms, the focus and the size of
// the window give rectangles that never overlap and never leave the window.
#pragma once

#include "site/site.h"

#include <string>
#include <vector>

namespace shouwang::wall {

inline constexpr int kGap = 2;               ///< pixels between two tiles
inline constexpr int kAlarmTitleHeight = 56; ///< two short lines; a target of at least 48 px
inline constexpr int kAlarmTitleWidth = 400; ///< a title of fifteen characters in its full size
inline constexpr int kAlarmMoreHeight = 32;  ///< the line that counts the rest
inline constexpr int kAlarmsShown = 4;       ///< open alarms that share the area
inline constexpr int kAlarmCamerasShown = 6; ///< linked cameras of one alarm

struct Rect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    bool operator==(const Rect&) const = default;
    bool isEmpty() const { return width <= 0 || height <= 0; }
};
bool overlaps(const Rect& a, const Rect& b);
bool contains(const Rect& outer, const Rect& inner);

struct AlarmInput {
    std::string alarm;
    std::vector<std::string> cameras; ///< best first
};

struct SceneInput {
    int width = 0; ///< of the window
    int height = 0;
    std::string division = "16";        ///< division.h; an unknown one shows as "16"
    bool alarm_on_whole_screen = false; ///< the scene's choice; otherwise the right side
    std::vector<std::string> cameras;   ///< cell by cell
    std::string focus;                  ///< empty, or a camera of the scene or of an alarm
    std::vector<AlarmInput> alarms;     ///< worst first
};

struct Tile {
    std::string camera; ///< empty: the scene names no camera here
    std::string alarm;  ///< empty: a tile of the scene
    int number = 0;     ///< 1, 2, ... within the scene: the key that focuses it
    bool focused = false;
    Rect rect;
    bool operator==(const Tile&) const = default;
};

struct AlarmTitle {
    std::string alarm;
    Rect rect;
    int cameras_hidden = 0; ///< linked cameras that have no room
    bool operator==(const AlarmTitle&) const = default;
};

struct Layout {
    std::vector<Tile> tiles;
    std::vector<AlarmTitle> titles;
    Rect alarm_area;       ///< empty: no alarm is open
    Rect more_rect;        ///< where the rest is counted, empty: all are shown
    int alarms_hidden = 0; ///< open alarms without room
    bool operator==(const Layout&) const = default;
};

/// Never fails: what has no room is counted, not shown.
Layout layOut(const SceneInput& input);

/// The columns that give `count` pictures of 16:9 the largest size in this area.
int bestColumns(int count, int width, int height);

} // namespace shouwang::wall
