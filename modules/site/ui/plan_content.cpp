#include "site/ui/plan_content.h"

#include "shell/ui/theme.h"
#include "site/ui/words.h"

#include <QFontMetrics>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <set>

namespace shouwang::site {

namespace {

constexpr int kWidthsKept = 20'000;

template <class Map>
const typename Map::mapped_type* find(const Map& map, const std::string& key) {
    const auto found = map.find(key);
    return found == map.end() ? nullptr : &found->second;
}

void setAlarm(PlanItem& item, int priority, bool acknowledged, bool drill) {
    if (priority == 0) return;
    item.look = Look::Alarm;
    item.priority = priority;
    item.acknowledged = acknowledged;
    item.drill = drill;
    item.state = alarmText(priority, acknowledged, drill);
}

Look lookOf(CameraMark mark) {
    switch (mark) {
    case CameraMark::Late:
        return Look::Late;
    case CameraMark::Lost:
        return Look::Lost;
    case CameraMark::Unknown:
        return Look::Unknown;
    case CameraMark::Live:
        break;
    }
    return Look::Plain;
}

/// Two things on one spot stand side by side: no zooming would ever part them.
void partCoincident(std::vector<MapItem>& items) {
    constexpr double kSpot_m = 0.5;
    std::set<std::pair<long, long>> taken;
    // A camera keeps its spot: its cone begins there.
    for (const ItemKind kind : {ItemKind::Camera, ItemKind::Point, ItemKind::Door, ItemKind::Post}) {
        for (MapItem& item : items) {
            if (item.kind != kind) continue;
            const auto cell = [&item] {
                return std::pair{std::lround(item.at.x_m / kSpot_m), std::lround(item.at.y_m / kSpot_m)};
            };
            for (int tries = 0; tries < 20 && !taken.insert(cell()).second; ++tries)
                item.at.x_m += 2 * kSpot_m;
        }
    }
}

bool sameLook(const PlanItem& a, const PlanItem& b) {
    return a.look == b.look && a.priority == b.priority && a.acknowledged == b.acknowledged &&
           a.drill == b.drill && a.state == b.state && a.detail == b.detail;
}

} // namespace

void PlanContent::set(std::shared_ptr<const Site> site, const std::string& floor) {
    m_site = std::move(site);
    m_floor = floor;
    m_items.clear();
    m_extent = {};
    if (!m_site) return;
    m_extent = extentOf(*m_site, floor);
    std::vector<MapItem> items = itemsOn(*m_site, floor);
    partCoincident(items);
    for (const MapItem& item : items) {
        PlanItem& drawn =
            m_items.emplace_back(PlanItem{.item = item, .title = {}, .state = {}, .detail = {}});
        drawn.title = shortTitle(*m_site, item);
        if (item.kind == ItemKind::Zone)
            drawn.title = QString::fromStdString(idOf(*m_site, item)) + QLatin1Char(' ') + drawn.title;
        drawn.titleWidth = labelWidth(drawn.title);
        look(drawn, m_marks);
    }
}

bool PlanContent::setMarks(const Marks& marks) {
    m_marks = marks;
    bool changed = false;
    for (PlanItem& item : m_items) {
        const PlanItem before = item;
        look(item, m_marks);
        changed = changed || !sameLook(before, item);
    }
    return changed;
}

void PlanContent::retranslate() {
    m_widths.clear();
    for (PlanItem& item : m_items)
        look(item, m_marks);
}

void PlanContent::look(PlanItem& item, const Marks& marks) const {
    item.look = Look::Plain;
    item.priority = 0;
    item.acknowledged = true;
    item.drill = false;
    item.state.clear();
    item.detail.clear();
    const std::string& id = idOf(*m_site, item.item);
    if (item.item.kind == ItemKind::Camera) {
        if (const CameraMark* mark = find(marks.cameras, id)) {
            item.look = lookOf(*mark);
            item.state = cameraWord(*mark);
        }
    } else if (item.item.kind == ItemKind::Point) {
        const PointMark* mark = find(marks.points, id);
        if (mark ? mark->bypassed : m_site->points[item.item.index].bypassed) {
            item.look = Look::Bypassed;
            item.state = bypassWord();
        }
        if (mark) setAlarm(item, mark->priority, mark->acknowledged, mark->drill);
    } else if (item.item.kind == ItemKind::Zone) {
        if (const ZoneMark* mark = find(marks.zones, id)) {
            setAlarm(item, mark->priority, mark->acknowledged, mark->drill);
            item.detail = personsText(*mark, m_site->zones[item.item.index]);
            if (!mark->mode.isEmpty())
                item.detail += (item.detail.isEmpty() ? QString() : QStringLiteral(" · ")) + mark->mode;
        }
    }
    item.stateWidth = item.state.isEmpty() ? 0 : labelWidth(item.state);
}

int PlanContent::indexOf(const MapItem& item) const {
    const auto found =
        std::ranges::find_if(m_items, [&](const PlanItem& candidate) { return candidate.item == item; });
    return found == m_items.end() ? -1 : static_cast<int>(found - m_items.begin());
}

int PlanContent::labelWidth(const QString& text) const {
    if (const auto found = m_widths.constFind(text); found != m_widths.constEnd()) return *found;
    if (m_widths.size() > kWidthsKept) m_widths.clear();
    const int width = QFontMetrics(shell::Theme::font(shell::Type::Secondary)).horizontalAdvance(text);
    m_widths.insert(text, width);
    return width;
}

} // namespace shouwang::site
