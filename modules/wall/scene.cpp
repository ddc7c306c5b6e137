#include "wall/scene.h"

#include "wall/division.h"

#include <algorithm>

namespace shouwang::wall {

namespace {

constexpr int kLeastTileWidth = 120; // below this a label says nothing any more
constexpr int kLeastTileHeight = 68;

/// Part `index` of `count` equal parts of a length, with gaps between them; the parts fill the length
/// exactly.
std::pair<int, int> part(int length, int count, int index) {
    const int free = std::max(0, length - kGap * (count - 1));
    const int begin = static_cast<int>(static_cast<long long>(free) * index / count);
    const int end = static_cast<int>(static_cast<long long>(free) * (index + 1) / count);
    return {begin + kGap * index, end - begin};
}

Rect cell(const Rect& area, int columns, int rows, int index) {
    const auto [x, width] = part(area.width, columns, index % columns);
    const auto [y, height] = part(area.height, rows, index / columns);
    return {area.x + x, area.y + y, width, height};
}

/// From the first to the last of its columns and rows, with the gaps between them.
Rect cell(const Rect& area, const Division& division, const Cell& of) {
    const auto at = [&](int column, int row) {
        return cell(area, division.columns, division.rows, row * division.columns + column);
    };
    const Rect first = at(of.column, of.row);
    const Rect last = at(of.column + of.columns - 1, of.row + of.rows - 1);
    if (first.isEmpty() || last.isEmpty()) return {}; // a window smaller than the gaps
    return {first.x, first.y, last.x + last.width - first.x, last.y + last.height - first.y};
}

/// The height of a 16:9 picture in one of `columns` x `rows` cells.
double pictureHeight(int columns, int rows, int width, int height) {
    const double cell_width = static_cast<double>(width - kGap * (columns - 1)) / columns;
    const double cell_height = static_cast<double>(height - kGap * (rows - 1)) / rows;
    return std::min(cell_height, cell_width * 9 / 16);
}

void placeScene(const SceneInput& input, const Rect& area, Layout& layout) {
    if (area.isEmpty()) return;
    const Division division = divisionOf(input.division).value_or(*divisionOf("16"));
    for (std::size_t i = 0; i < division.cells.size(); ++i) {
        Tile tile;
        if (i < input.cameras.size()) tile.camera = input.cameras[i];
        tile.number = static_cast<int>(i) + 1;
        tile.rect = cell(area, division, division.cells[i]);
        if (!tile.rect.isEmpty()) layout.tiles.push_back(std::move(tile));
    }
}

void placeFocus(const SceneInput& input, const Rect& area, Layout& layout) {
    const auto found = std::find(input.cameras.begin(), input.cameras.end(), input.focus);
    Tile tile;
    tile.camera = input.focus;
    tile.number = found == input.cameras.end() ? 0 : static_cast<int>(found - input.cameras.begin()) + 1;
    tile.focused = true;
    tile.rect = area;
    layout.tiles.push_back(std::move(tile));
}

/// How many of `wanted` cameras fit so that each still says something.
int camerasThatFit(int wanted, int width, int height) {
    for (int count = std::min(wanted, kAlarmCamerasShown); count > 0; --count) {
        const int columns = bestColumns(count, width, height);
        const int rows = (count + columns - 1) / columns;
        const Rect last = cell({0, 0, width, height}, columns, rows, count - 1);
        if (last.width >= kLeastTileWidth && last.height >= kLeastTileHeight) return count;
    }
    return 0;
}

void placeAlarm(const AlarmInput& alarm, const Rect& area, Layout& layout) {
    const int title_height = std::min(kAlarmTitleHeight, area.height);
    AlarmTitle title{alarm.alarm, {area.x, area.y, area.width, title_height}, 0};
    const Rect below{area.x, area.y + title_height + kGap, area.width, area.height - title_height - kGap};
    const int wanted = static_cast<int>(alarm.cameras.size());
    const int count = below.isEmpty() ? 0 : camerasThatFit(wanted, below.width, below.height);
    title.cameras_hidden = wanted - count;
    layout.titles.push_back(std::move(title));
    if (count == 0) return;
    const int columns = bestColumns(count, below.width, below.height);
    const int rows = (count + columns - 1) / columns;
    for (int i = 0; i < count; ++i)
        layout.tiles.push_back({alarm.cameras[static_cast<std::size_t>(i)], alarm.alarm, 0, false,
                                cell(below, columns, rows, i)});
}

int alarmsThatFit(const SceneInput& input, const Rect& area, int columns) {
    const int open = static_cast<int>(input.alarms.size());
    const int need = kAlarmTitleHeight + kGap + kLeastTileHeight;
    const int rows = std::max(1, (area.height - kAlarmMoreHeight) / (need + kGap));
    return std::min({open, kAlarmsShown, rows * columns});
}

void placeAlarms(const SceneInput& input, const Rect& whole, Layout& layout) {
    layout.alarm_area = whole;
    const bool wide = whole.width > whole.height && input.alarms.size() > 1;
    const int columns = wide ? 2 : 1;
    const int shown = alarmsThatFit(input, whole, columns);
    layout.alarms_hidden = static_cast<int>(input.alarms.size()) - shown;
    Rect area = whole;
    if (layout.alarms_hidden > 0) {
        area.height = std::max(0, whole.height - kAlarmMoreHeight - kGap);
        layout.more_rect = {whole.x, whole.y + area.height + kGap, whole.width,
                            whole.height - area.height - kGap};
    }
    const int used_columns = std::min(columns, shown);
    const int rows = (shown + used_columns - 1) / used_columns;
    for (int i = 0; i < shown; ++i)
        placeAlarm(input.alarms[static_cast<std::size_t>(i)], cell(area, used_columns, rows, i), layout);
}

/// The picture area that a layout gives; pictures of alarms count twice, because they are why somebody looks.
double worth(const Layout& layout) {
    double sum = 0;
    for (const Tile& tile : layout.tiles) {
        const double height = pictureHeight(1, 1, tile.rect.width, tile.rect.height);
        sum += height * height * (tile.alarm.empty() ? 1 : 2);
    }
    return sum;
}

Layout layOutBeside(const SceneInput& input, const Rect& window, int alarmWidth) {
    Layout layout;
    const Rect area{window.width - alarmWidth, 0, alarmWidth, window.height};
    const Rect scene{0, 0, std::max(0, area.x - kGap), window.height};
    placeAlarms(input, area, layout);
    if (scene.isEmpty()) return layout;
    if (input.focus.empty())
        placeScene(input, scene, layout);
    else
        placeFocus(input, scene, layout);
    return layout;
}

/// Of a few widths for the alarm area the one that shows the most.
Layout layOutWithAlarms(const SceneInput& input, const Rect& window) {
    Layout best;
    double best_worth = -1;
    const double least = std::min<double>(kAlarmTitleWidth, window.width * 0.4);
    for (const double share : {0.25, 0.3, 0.375}) {
        const double width = std::max(least, window.width * share);
        Layout layout = layOutBeside(input, window, std::max(1, static_cast<int>(width)));
        if (worth(layout) <= best_worth) continue;
        best_worth = worth(layout);
        best = std::move(layout);
    }
    return best;
}

} // namespace

bool overlaps(const Rect& a, const Rect& b) {
    if (a.isEmpty() || b.isEmpty()) return false;
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

bool contains(const Rect& outer, const Rect& inner) {
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width &&
           inner.y + inner.height <= outer.y + outer.height;
}

int bestColumns(int count, int width, int height) {
    int best = 1;
    double best_height = -1;
    for (int columns = 1; columns <= std::max(1, count); ++columns) {
        const int rows = (count + columns - 1) / columns;
        const double picture = pictureHeight(columns, rows, width, height);
        if (picture > best_height + 0.5) {
            best = columns;
            best_height = picture;
        }
    }
    return best;
}

Layout layOut(const SceneInput& input) {
    Layout layout;
    const Rect window{0, 0, std::max(0, input.width), std::max(0, input.height)};
    if (window.isEmpty()) return layout;
    // A focused tile is what somebody looks at right now: the alarms then stand beside it, never over it.
    const bool whole = input.alarm_on_whole_screen && input.focus.empty();
    if (!input.alarms.empty() && !whole) return layOutWithAlarms(input, window);
    if (!input.alarms.empty())
        placeAlarms(input, window, layout);
    else if (input.focus.empty())
        placeScene(input, window, layout);
    else
        placeFocus(input, window, layout);
    return layout;
}

} // namespace shouwang::wall
