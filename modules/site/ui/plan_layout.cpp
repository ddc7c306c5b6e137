#include "site/ui/plan_layout.h"

#include "shell/ui/theme.h"
#include "site/ui/words.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <span>

namespace shouwang::site {

namespace {

constexpr double kNearest = 12;         // pixels between two glyphs that are both drawn
constexpr double kItemLabelsFrom = 4.5; // pixels a metre
constexpr int kGap = 3;
constexpr int kPadding = 6;
constexpr int kZoneLines = 4; // a zone is large: its label may stand a little off its middle

/// Rectangles that are taken, found by the cells that they touch.
class Occupied {
public:
    bool isFree(const QRect& rect) const {
        bool free = true;
        eachCell(rect, [&](quint64 cell) {
            const auto found = m_cells.constFind(cell);
            if (found == m_cells.constEnd()) return;
            free = free &&
                   std::ranges::none_of(*found, [&](const QRect& taken) { return taken.intersects(rect); });
        });
        return free;
    }
    void take(const QRect& rect) {
        eachCell(rect, [&](quint64 cell) { m_cells[cell].push_back(rect); });
    }

private:
    static constexpr int kCell = 64;

    template <class Visit>
    static void eachCell(const QRect& rect, Visit visit) {
        const auto cell = [](int value) { return value >= 0 ? value / kCell : (value - kCell + 1) / kCell; };
        for (int y = cell(rect.top()); y <= cell(rect.bottom()); ++y) {
            for (int x = cell(rect.left()); x <= cell(rect.right()); ++x)
                visit((static_cast<quint64>(static_cast<quint32>(x)) << 32) | static_cast<quint32>(y));
        }
    }

    QHash<quint64, std::vector<QRect>> m_cells;
};

QRect around(QPointF at, double size) {
    const int edge = static_cast<int>(std::lround(size));
    return {static_cast<int>(std::lround(at.x())) - edge / 2,
            static_cast<int>(std::lround(at.y())) - edge / 2, edge, edge};
}

class Layouter {
public:
    Layouter(const PlanContent& content, double scale)
        : m_content(content)
        , m_items(content.items()) {
        m_layout.scale = scale;
        m_layout.at.reserve(m_items.size());
        for (const PlanItem& item : m_items)
            m_layout.at.emplace_back(item.item.at.x_m * scale, -item.item.at.y_m * scale);
        m_layout.drawn.assign(m_items.size(), false);
    }

    PlanLayout run() {
        drawGlyphs();
        labelAbnormal();
        if (m_content.isOutdoors()) labelZones();
        labelAreas();
        if (m_layout.scale >= kItemLabelsFrom) labelPlain();
        return std::move(m_layout);
    }

private:
    bool isZone(std::size_t index) const { return m_items[index].item.kind == ItemKind::Zone; }

    void drawGlyphs() {
        Occupied centres;
        const auto draw = [&](std::size_t i) {
            m_layout.drawn[i] = true;
            centres.take(around(m_layout.at[i], 1));
            const bool alarm = m_items[i].look == Look::Alarm;
            m_taken.take(around(m_layout.at[i], alarm ? kAlarmGlyph : kGlyph));
        };
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (!isZone(i) && m_items[i].isAbnormal()) draw(i);
        }
        for (const ItemKind kind : {ItemKind::Camera, ItemKind::Point, ItemKind::Door, ItemKind::Post}) {
            for (std::size_t i = 0; i < m_items.size(); ++i) {
                if (m_items[i].item.kind != kind || m_layout.drawn[i]) continue;
                if (centres.isFree(around(m_layout.at[i], 2 * kNearest)))
                    draw(i);
                else
                    ++m_layout.hidden;
            }
        }
    }

    using Allowed = std::function<bool(QPointF middle)>;

    bool place(PlanLabel label, std::span<const QPoint> corners, QSize size, const Allowed& allowed = {}) {
        for (const QPoint& corner : corners) {
            label.rect = QRect(corner, size);
            if (!m_taken.isFree(label.rect)) continue;
            if (allowed && !allowed(QRectF(label.rect).center())) continue;
            m_taken.take(label.rect);
            m_layout.labels.push_back(std::move(label));
            return true;
        }
        return false;
    }

    bool placeBeside(std::size_t i, PlanLabel label, int width) {
        const QPoint at = m_layout.at[i].toPoint();
        const int reach = (m_items[i].look == Look::Alarm ? kAlarmGlyph : kGlyph) / 2 + kGap;
        const int half = kLabelHeight / 2;
        const std::array<QPoint, 8> corners{{{at.x() + reach, at.y() - half},
                                             {at.x() - width / 2, at.y() + reach},
                                             {at.x() - reach - width, at.y() - half},
                                             {at.x() - width / 2, at.y() - reach - kLabelHeight},
                                             {at.x() + reach, at.y() + half},
                                             {at.x() + reach, at.y() - half - kLabelHeight},
                                             {at.x() - reach - width, at.y() + half},
                                             {at.x() - reach - width, at.y() - half - kLabelHeight}}};
        return place(std::move(label), corners, {width, kLabelHeight});
    }

    void labelAbnormal() {
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (!isZone(i) && m_items[i].isAbnormal()) order.push_back(i);
        }
        const auto weight = [&](std::size_t i) {
            const PlanItem& item = m_items[i];
            if (item.look == Look::Alarm) return item.priority * 2 + (item.acknowledged ? 1 : 0);
            return item.look == Look::Lost ? 20 : item.look == Look::Late ? 21 : 22;
        };
        std::ranges::stable_sort(order, {}, weight);
        for (const std::size_t i : order) {
            const PlanItem& item = m_items[i];
            const int both = item.titleWidth + item.stateWidth + 3 * kPadding;
            const int index = static_cast<int>(i);
            if (placeBeside(i, {{}, index, item.title, item.state, {}}, both)) continue;
            placeBeside(i, {{}, index, {}, item.state, {}}, item.stateWidth + 2 * kPadding);
        }
    }

    /// What a zone is called and how many are in it; where that is too much, its code.
    void labelZones() {
        for (const bool abnormal : {true, false}) {
            for (std::size_t i = 0; i < m_items.size(); ++i) {
                if (isZone(i) && m_items[i].isAbnormal() == abnormal) labelZone(i);
            }
        }
    }

    void labelZone(std::size_t i) {
        const PlanItem& item = m_items[i];
        const QString code = item.title.section(QLatin1Char(' '), 0, 0);
        const auto label = [i](const QString& title, const QString& state, const QString& detail) {
            return PlanLabel{{}, static_cast<int>(i), title, state, detail};
        };
        std::vector<PlanLabel> ways{label(item.title, item.state, item.detail)};
        if (item.isAbnormal()) {
            const QString below = item.detail.isEmpty() ? code : code + QStringLiteral(" · ") + item.detail;
            // Never without its word: an exercise that looks real is worse than a long label.
            const QString symbol = shell::prioritySymbol(item.priority);
            const QString mark = item.drill ? drillWord() + QLatin1Char(' ') + symbol : symbol;
            ways.push_back(label(code, item.state, item.detail));
            ways.push_back(label({}, item.state, below));
            ways.push_back(label(code, mark, item.detail));
            ways.push_back(label(code, mark, {}));
        } else {
            ways.push_back(label(code, {}, item.detail));
            ways.push_back(label(code, {}, {}));
        }
        // Better a short label in its own ground than a long one beside it.
        while (ways.size() > 1 && sizeOf(ways.front()).width() > roomOf(item))
            ways.erase(ways.begin());
        for (const bool strictly : {true, false}) {
            for (const PlanLabel& way : ways) {
                if (placeZone(i, way, strictly)) return;
            }
        }
        if (item.isAbnormal()) force(i, ways.back()); // a frame in a colour alone would say too little
    }

    QSize sizeOf(const PlanLabel& label) const {
        const int state = label.state.isEmpty() ? 0 : m_content.labelWidth(label.state) + kPadding;
        const int title = label.title.isEmpty() ? 0 : m_content.labelWidth(label.title);
        const int detail = label.detail.isEmpty() ? 0 : m_content.labelWidth(label.detail);
        return {std::max(state + title, detail) + 2 * kPadding,
                label.detail.isEmpty() ? kLabelHeight : 2 * kLabelHeight};
    }

    /// A label in the ground of another zone would name that one. Not strictly: beside every ground will do.
    bool standsIn(const Zone& zone, QPointF middle, bool strictly) const {
        const std::string there = zoneAt(*m_content.site(), m_content.floor(),
                                         {middle.x() / m_layout.scale, -middle.y() / m_layout.scale});
        return there == zone.code || (there.empty() && !strictly);
    }

    bool placeZone(std::size_t i, const PlanLabel& label, bool strictly) {
        const Zone& zone = m_content.site()->zones[m_items[i].item.index];
        const QSize size = sizeOf(label);
        const int beside = strictly ? 0 : (roomOf(m_items[i]) + size.width()) / 2;
        return placeNear(
            m_layout.at[i], label, size, strictly ? kZoneLines : 2,
            [&](QPointF middle) { return standsIn(zone, middle, strictly); }, beside);
    }

    void force(std::size_t i, PlanLabel label) {
        const QSize size = sizeOf(label);
        label.rect = QRect(m_layout.at[i].toPoint() - QPoint(size.width() / 2, size.height() / 2), size);
        m_taken.take(label.rect);
        m_layout.labels.push_back(std::move(label));
    }

    /// Pixels across of the zone's ground, so that a label stays over what it names.
    int roomOf(const PlanItem& item) const {
        const Zone& zone = m_content.site()->zones[item.item.index];
        double width = 0;
        for (const Area& area : zone.areas) {
            if (!area.floor.empty()) continue;
            const Box box = boxOf(area.points);
            width = std::max(width, box.right - box.left);
        }
        return static_cast<int>(width * m_layout.scale * 1.15);
    }

    /// Over its spot, or as near to it as there is room: first up and down by so many lines, then aside.
    bool placeNear(QPointF at, PlanLabel label, QSize size, int lines, const Allowed& allowed,
                   int beside = 0) {
        const QPoint middle = at.toPoint() - QPoint(size.width() / 2, size.height() / 2);
        const int half = size.width() / 2;
        std::vector<QPoint> corners;
        for (const int aside : {0, half, -half, 9 * half / 5, -9 * half / 5, beside, -beside}) {
            corners.push_back(middle + QPoint(aside, 0));
            for (int step = 1; step <= lines; ++step) {
                corners.push_back(middle + QPoint(aside, -step * kLabelHeight));
                corners.push_back(middle + QPoint(aside, step * kLabelHeight));
            }
        }
        return place(std::move(label), corners, size, allowed);
    }

    void labelAreas() {
        for (const Zone& zone : m_content.site()->zones) {
            const Allowed own = [&](QPointF middle) { return standsIn(zone, middle, false); };
            for (const Area& area : zone.areas) {
                if (area.floor != m_content.floor() || area.name.empty()) continue;
                const QString name = QString::fromStdString(area.name);
                const Spot spot = labelSpot(area.points);
                const QSize size(m_content.labelWidth(name) + 2 * kPadding, kLabelHeight);
                placeNear(QPointF(spot.x_m, -spot.y_m) * m_layout.scale, {{}, -1, name, {}, {}}, size, 1,
                          own);
            }
        }
    }

    void labelPlain() {
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            const PlanItem& item = m_items[i];
            if (isZone(i) || item.isAbnormal() || !m_layout.drawn[i]) continue;
            placeBeside(i, {{}, static_cast<int>(i), item.title, {}, {}}, item.titleWidth + 2 * kPadding);
        }
    }

    const PlanContent& m_content;
    const std::vector<PlanItem>& m_items;
    PlanLayout m_layout;
    Occupied m_taken;
};

} // namespace

PlanLayout layOut(const PlanContent& content, double scale) {
    return content.site() ? Layouter(content, scale).run() : PlanLayout{};
}

} // namespace shouwang::site
