#include "console/map_page.h"

#include "console/desk.h"
#include "console/map_marks.h"
#include "console/wall_director.h"
#include "shell/ui/theme.h"
#include "site/ui/map_canvas.h"
#include "site/ui/map_view.h"
#include "wall/ui/wall_link.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QQuickWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace shouwang::console {

MapPage::MapPage(Desk& desk, const shell::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_theme(theme)
    , m_box(new QVBoxLayout(this))
    , m_zoneBar(new QWidget(this))
    , m_zone(new QLabel(m_zoneBar))
    , m_open(new QPushButton(m_zoneBar)) {
    setObjectName(QStringLiteral("mapPage"));
    m_zone->setObjectName(QStringLiteral("mapPage.zone"));
    m_zone->setTextFormat(Qt::PlainText);
    m_open->setObjectName(QStringLiteral("mapPage.open"));
    auto* row = new QHBoxLayout(m_zoneBar);
    row->setContentsMargins(8, 0, 8, 0);
    row->addWidget(m_zone, 1);
    row->addWidget(m_open);
    m_zoneBar->setMinimumHeight(40); // it is there before anything is chosen, so that the map never jumps
    m_box->setContentsMargins(4, 4, 4, 4);
    m_box->setSpacing(0);
    m_box->addWidget(m_zoneBar);
    connect(m_open, &QPushButton::clicked, this, [this] { openZone(m_zoneCameras); });
    connect(&desk, &Desk::changed, this, &MapPage::refresh);
    connect(&desk, &Desk::siteChanged, this, &MapPage::refresh);
    connect(&desk, &Desk::alarmCalled, this, &MapPage::callTo);
    if (wall::WallLink* wall = desk.wall())
        connect(wall, &wall::WallLink::statsChanged, this, &MapPage::refresh);
    followSelection();
}

site::MapView& MapPage::view() {
    if (m_map != nullptr) return *m_map;
    m_map = new site::MapView(m_theme, this);
    m_map->setOwnSearchKey(false); // the desk has one that works everywhere
    m_box->insertWidget(0, m_map, 1);
    connect(m_map, &site::MapView::cameraActivated, this, &MapPage::openCamera);
    connect(m_map, &site::MapView::zoneActivated, this,
            [this](const QString&, const QStringList& cameras) { openZone(cameras); });
    connect(m_map, &site::MapView::pointActivated, this, &MapPage::pointChosen);
    connect(m_map, &site::MapView::selectionChanged, this, &MapPage::followSelection);
    connect(m_map, &site::MapView::floorChanged, this, &MapPage::followSelection);
    followSite();
    const auto& open = m_desk.data().alarms;
    const auto waiting = std::ranges::find_if(open, [](const auto& alarm) { return !alarm.acknowledged; });
    if (waiting != open.end()) m_map->centreOn(waiting->point);
    return *m_map;
}

void MapPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    view();
    refresh();
}

void MapPage::takeFocus() {
    view().quick().setFocus(Qt::ShortcutFocusReason);
}

std::string MapPage::selectedPoint() const {
    const std::string chosen = m_map != nullptr ? m_map->selection().toStdString() : std::string();
    return m_desk.data().site->point(chosen) != nullptr ? chosen : std::string();
}

void MapPage::openSearch() {
    view().openSearch();
}

void MapPage::lookAt(const std::string& point) {
    view().canvas().lookAtPoint(point);
}

void MapPage::setFloor(const std::string& floor) {
    view().setFloor(floor);
}

// ---- what arrives

void MapPage::followSite() {
    if (m_map == nullptr || m_site == m_desk.data().site) return;
    m_site = m_desk.data().site;
    m_marks = {};
    m_map->setSite(m_site);
    followSelection();
}

void MapPage::refresh() {
    // Nobody looks: the work is done when somebody does.
    if (m_map == nullptr || !isVisible()) return;
    followSite();
    const DeskData& known = m_desk.data();
    const wall::WallLink* wall = m_desk.wall();
    MapNews news;
    news.alarms = known.alarms;
    news.bypasses = known.bypasses;
    if (wall != nullptr) news.cameras = wall->stats().cameras;
    news.wallIsUp = wall != nullptr && wall->isUp();
    if (known.persons) news.persons = &*known.persons;
    site::Marks marks = marksOf(*m_site, news);
    if (marks == m_marks) return;
    m_marks = marks;
    m_map->setMarks(marks);
}

void MapPage::callTo(const QString& point) {
    if (m_map == nullptr) return; // it begins with the worst one
    followSite();
    m_map->centreOn(point.toStdString());
}

// ---- what the officer does

void MapPage::followSelection() {
    m_zoneCameras.clear();
    const std::string code = m_map != nullptr ? m_map->selection().toStdString() : std::string();
    const site::Zone* zone = m_site ? m_site->zone(code) : nullptr;
    m_open->setVisible(zone != nullptr);
    if (zone == nullptr) {
        m_zone->setText(tr("单击摄像机在电视墙打开，单击区域选中它的摄像机；键盘：Tab 选择，回车打开。"));
        shell::setLook(m_zone, "muted");
        return;
    }
    for (const std::string& camera : site::zoneCameras(*m_site, code, m_map->floor()))
        m_zoneCameras << QString::fromStdString(camera);
    const auto count = static_cast<int>(m_zoneCameras.size());
    shell::setLook(m_zone, "");
    m_zone->setText(tr("%1 %2　摄像机 %n 台", nullptr, count)
                        .arg(QString::fromStdString(zone->code), QString::fromStdString(zone->name)));
    m_open->setText(count > 16 ? tr("在电视墙打开前 16 台") : tr("在电视墙打开 %n 台", nullptr, count));
    m_open->setEnabled(count > 0 && m_desk.director() != nullptr);
}

void MapPage::openCamera(const QString& camera) {
    WallDirector* director = m_desk.director();
    if (director == nullptr) {
        Q_EMIT told(tr("本席位没有电视墙程序，不能打开画面。"));
        return;
    }
    director->openCamera(camera);
}

void MapPage::openZone(const QStringList& cameras) {
    WallDirector* director = m_desk.director();
    if (director == nullptr) {
        Q_EMIT told(tr("本席位没有电视墙程序，不能打开画面。"));
        return;
    }
    const auto all = static_cast<int>(cameras.size());
    const int shown = director->openCameras(cameras);
    if (shown < all) {
        Q_EMIT told(tr("电视墙打开了 %1 台摄像机，这个区域共有 %2 台。").arg(shown).arg(all));
    } else if (shown == 0) {
        Q_EMIT told(tr("这个区域没有摄像机。"));
    }
}

} // namespace shouwang::console
