// Everything that the map's frame says in words.
#include "shell/ui/theme.h"
#include "site/ui/floor_bar.h"
#include "site/ui/map_canvas.h"
#include "site/ui/map_search_box.h"
#include "site/ui/map_view.h"
#include "site/ui/words.h"

#include <QLabel>
#include <QPushButton>
#include <QQuickItem>
#include <QQuickWidget>

#include <algorithm>

namespace shouwang::site {

void MapView::updateBadge() {
    m_badge->setVisible(!m_waiting.empty());
    if (m_waiting.empty()) return;
    const auto weight = [this](const std::string& point) { return m_site->point(point)->priority; };
    const int worst =
        static_cast<int>(m_site->point(*std::ranges::min_element(m_waiting, {}, weight))->priority);
    const QString text =
        m_waiting.size() == 1 ? tr("新警情 · 前往") : tr("新警情 %1 起 · 前往").arg(m_waiting.size());
    m_badge->setText(shell::prioritySymbol(worst) + QLatin1Char(' ') + text);
    m_badge->setToolTip(tr("在地图上按 N"));
    m_badge->adjustSize();
    m_badge->move((width() - m_badge->width()) / 2, m_quick->geometry().bottom() - m_badge->height() - 8);
    m_badge->raise();
}

void MapView::updateWords() {
    if (!m_site) {
        m_plan->clear();
        m_pointed->clear();
        return;
    }
    const Floor* floor = m_site->floor(m_canvas->floor());
    QStringList plan{floor ? QString::fromStdString(floor->name)
                           : QString::fromStdString(m_site->short_name) + QLatin1Char(' ') + tr("室外")};
    if (floor) {
        const auto mark = m_canvas->marks().zones.find(floor->zone);
        if (mark != m_canvas->marks().zones.end()) {
            const ZoneMark& zone = mark->second;
            const QString persons = personsText(zone, *m_site->zone(floor->zone));
            if (!persons.isEmpty()) plan << tr("本区 %1").arg(persons);
            plan << zone.mode << alarmText(zone.priority, zone.acknowledged, zone.drill);
        }
    }
    plan.removeAll(QString());
    m_plan->setText(plan.join(QStringLiteral(" · ")));
    auto item = m_canvas->hovered();
    if (!item) item = m_canvas->focused();
    if (!item) item = m_canvas->chosen();
    m_pointed->setText(item ? describe(*m_site, *item, m_canvas->marks()) : QString());
}

void MapView::retranslate() {
    m_fit->setText(tr("全图"));
    m_fit->setToolTip(tr("显示整个平面图（Home）"));
    m_in->setToolTip(tr("放大（+）"));
    m_in->setAccessibleName(tr("放大"));
    m_out->setToolTip(tr("缩小（−）"));
    m_out->setAccessibleName(tr("缩小"));
    m_quick->setAccessibleName(tr("平面图"));
    m_quick->rootObject()->setProperty("hiddenText", tr("%1 项相距太近未画出，放大可见"));
    m_quick->rootObject()->setProperty("emptyText", tr("还没有场所文件：导入后这里显示平面图"));
    m_quick->rootObject()->setProperty("northText", tr("上为北"));
    m_floors->retranslate();
    m_search->retranslate();
    m_canvas->retranslate();
    updateBadge();
    updateWords();
}

} // namespace shouwang::site
