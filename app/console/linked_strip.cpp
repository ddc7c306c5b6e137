#include "console/linked_strip.h"

#include "alarms/ui/words.h"
#include "console/camera_grid.h"
#include "console/desk.h"
#include "linkage/linkage.h"
#include "shell/ui/theme.h"
#include "wall/ui/wall_link.h"

#include <QLabel>
#include <QVBoxLayout>

namespace shouwang::console {
namespace {

constexpr int kRowHeight = 200;
constexpr int kFoldedHeight = 174;

} // namespace

LinkedStrip::LinkedStrip(Desk& desk, const shell::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_title(new QLabel(this))
    , m_grid(new CameraGrid(desk.wall() != nullptr ? desk.wall()->previews() : nullptr, theme, this)) {
    setObjectName(QStringLiteral("strip"));
    m_title->setObjectName(QStringLiteral("strip.title"));
    m_grid->setObjectName(QStringLiteral("strip.camera"));
    shell::setLook(m_title, "muted");
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(4);
    box->addWidget(m_title);
    box->addWidget(m_grid, 1);
    connect(m_grid, &CameraGrid::activated, this, &LinkedStrip::cameraChosen);
    connect(&desk, &Desk::siteChanged, this, [this] { fill(m_point, m_title->text()); });
    setFolded(false);
    setAlarm(std::nullopt);
}

void LinkedStrip::setFolded(bool folded) {
    m_folded = folded;
    setFixedHeight(folded ? kFoldedHeight : kRowHeight);
    fill(m_point, m_title->text());
}

void LinkedStrip::setAlarm(const std::optional<alarms::State>& alarm) {
    const Id id = alarm ? alarm->id : Id();
    if (!m_alarm.isNull() && id == m_alarm) return;
    m_alarm = id;
    m_point = alarm ? alarm->point : std::string();
    fill(m_point,
         alarm ? tr("关联画面　%1 %2")
                     .arg(shell::prioritySymbol(static_cast<int>(alarm->priority)), alarms::titleWord(*alarm))
               : tr("关联画面"));
}

void LinkedStrip::fill(const std::string& point, const QString& title) {
    m_title->setText(title);
    QStringList cameras;
    const site::Site& site = *m_desk.data().site;
    if (!point.empty()) {
        for (const std::string& camera : linkage::camerasFor(site, point))
            cameras += QString::fromStdString(camera);
    }
    m_grid->setEmptyText(m_desk.wall() == nullptr ? tr("没有电视墙程序，没有画面。")
                         : point.empty() ? tr("选中一条警情后，这里显示它的关联画面。")
                                         : tr("这个报警点没有关联摄像机。"));
    m_grid->setCameras(site, cameras, m_folded ? 3 : 6);
}

} // namespace shouwang::console
