#include "site/ui/floor_bar.h"

#include "shell/ui/theme.h"
#include "site/ui/words.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace shouwang::site {

FloorBar::FloorBar(QWidget* parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this)) {
    setObjectName(QStringLiteral("map.floors"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    connect(m_group, &QButtonGroup::idClicked, this, [this](int index) {
        Q_EMIT floorWanted(m_floors[static_cast<std::size_t>(index)]);
        label(); // a button that was pressed again stays pressed
    });
    rebuild();
}

void FloorBar::setSite(std::shared_ptr<const Site> site) {
    m_site = std::move(site);
    m_building.clear();
    m_floor.clear();
    rebuild();
}

void FloorBar::setBuilding(const std::string& zone) {
    if (!m_site || zone == m_building) return;
    const bool has =
        std::ranges::any_of(m_site->floors, [&](const Floor& floor) { return floor.zone == zone; });
    if (!has) return;
    m_building = zone;
    rebuild();
}

void FloorBar::setFloor(const std::string& floor) {
    m_floor = floor;
    if (const Floor* found = m_site ? m_site->floor(floor) : nullptr) setBuilding(found->zone);
    label();
}

void FloorBar::setMarks(const Marks& marks) {
    std::map<std::string, int> worst;
    for (const auto& [id, mark] : marks.points) {
        const AlarmPoint* point = m_site && mark.priority > 0 ? m_site->point(id) : nullptr;
        if (!point) continue;
        int& known = worst[point->place.floor];
        known = known == 0 ? mark.priority : std::min(known, mark.priority);
    }
    if (worst == m_worst) return;
    m_worst = std::move(worst);
    label();
}

std::optional<std::string> FloorBar::beside(int step) const {
    const auto now = std::ranges::find(m_floors, m_floor) - m_floors.begin();
    const auto next = now + step;
    if (next < 0 || next >= static_cast<std::ptrdiff_t>(m_floors.size())) return std::nullopt;
    return m_floors[static_cast<std::size_t>(next)];
}

void FloorBar::retranslate() {
    label();
}

void FloorBar::rebuild() {
    for (QAbstractButton* button : m_group->buttons()) {
        m_group->removeButton(button);
        layout()->removeWidget(button);
        button->hide();
        button->deleteLater();
    }
    m_floors = {std::string()};
    if (m_site) {
        for (const Floor& floor : m_site->floors) {
            if (floor.zone == m_building) m_floors.push_back(floor.code);
        }
    }
    for (std::size_t i = 0; i < m_floors.size(); ++i) {
        auto* button = new QPushButton(this);
        button->setCheckable(true);
        button->setObjectName(QStringLiteral("map.floor.%1").arg(QString::fromStdString(m_floors[i])));
        m_group->addButton(button, static_cast<int>(i));
        layout()->addWidget(button);
    }
    label();
}

void FloorBar::label() {
    for (std::size_t i = 0; i < m_floors.size(); ++i) {
        QAbstractButton* button = m_group->button(static_cast<int>(i));
        const Floor* floor = m_site ? m_site->floor(m_floors[i]) : nullptr;
        QString text = floor ? floorTitle(*m_site, *floor) : tr("室外");
        const auto worst = m_worst.find(m_floors[i]);
        if (worst != m_worst.end()) text = shell::prioritySymbol(worst->second) + QLatin1Char(' ') + text;
        button->setText(text);
        button->setToolTip(tr("%1（PageUp / PageDown 换层）")
                               .arg(floor ? QString::fromStdString(floor->name) : tr("室外总平面")));
        button->setChecked(m_floors[i] == m_floor);
    }
}

} // namespace shouwang::site
