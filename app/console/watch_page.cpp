#include "console/watch_page.h"

#include "console/camera_grid.h"
#include "console/desk.h"
#include "console/settings.h"
#include "shell/ui/theme.h"
#include "video/shared_pictures.h"
#include "wall/ui/wall_link.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace shouwang::console {
namespace {

// The rest of the slots belongs to the strip.
constexpr std::size_t kMostPictures = video::kPreviewSlots - 6;

} // namespace

WatchPage::WatchPage(Desk& desk, Settings& settings, const shell::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_settings(settings)
    , m_scenes(new QComboBox(this))
    , m_state(new QLabel(this))
    , m_grid(new CameraGrid(desk.wall() != nullptr ? desk.wall()->previews() : nullptr, theme, this))
    , m_box(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("watch"));
    m_scenes->setObjectName(QStringLiteral("watch.scene"));
    m_scenes->setAccessibleName(tr("场景"));
    m_scenes->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_scenes->setMinimumWidth(200);
    m_scenes->setFocusPolicy(Qt::StrongFocus);
    m_state->setObjectName(QStringLiteral("watch.state"));
    m_grid->setObjectName(QStringLiteral("watch.grid"));
    shell::setLook(m_state, "muted");
    auto* head = new QHBoxLayout;
    auto* title = new QLabel(tr("画面"), this);
    shell::setLook(title, "heading");
    head->addWidget(title);
    head->addSpacing(12);
    head->addWidget(m_scenes);
    head->addSpacing(12);
    head->addWidget(m_state, 1);
    m_box->setContentsMargins(12, 8, 12, 8);
    m_box->setSpacing(8);
    m_box->addLayout(head);
    m_box->addWidget(m_grid, 1);
    connect(m_scenes, &QComboBox::activated, this, [this] { selectScene(scene()); });
    connect(&desk, &Desk::siteChanged, this, &WatchPage::fillScenes);
    connect(&desk, &Desk::changed, this, &WatchPage::refreshState);
    if (wall::WallLink* wall = desk.wall()) {
        connect(m_grid, &CameraGrid::activated, wall, [wall](const QString& camera) {
            const bool again = wall->state().focus == camera.toStdString();
            wall->focus(again ? QString() : camera);
        });
        connect(wall, &wall::WallLink::tilesChanged, this, &WatchPage::refreshState);
    }
    fillScenes();
}

void WatchPage::setStrip(QWidget* strip) {
    m_box->addWidget(strip);
}

QString WatchPage::scene() const {
    return m_scenes->currentData().toString();
}

void WatchPage::fillScenes() {
    const QSignalBlocker quiet(m_scenes);
    const QString before = m_scenes->count() > 0 ? scene() : m_settings.text(QStringLiteral("scene"));
    m_scenes->clear();
    for (const site::Scene& scene : m_desk.data().site->scenes) {
        m_scenes->addItem(QString::fromStdString(scene.name), QString::fromStdString(scene.id));
    }
    m_scenes->setCurrentIndex(std::max(0, m_scenes->findData(before)));
    m_scenes->setEnabled(m_scenes->count() > 0);
    showScene();
}

void WatchPage::selectScene(const QString& wanted) {
    const int index = m_scenes->findData(wanted);
    if (index < 0) return;
    m_scenes->setCurrentIndex(index);
    m_settings.setText(QStringLiteral("scene"), wanted);
    if (m_desk.wall() != nullptr) m_desk.wall()->setScene(wanted);
    showScene();
    Q_EMIT sceneChanged(wanted);
}

void WatchPage::showScene() {
    const site::Site& site = *m_desk.data().site;
    QStringList cameras;
    int columns = 0;
    if (const site::Scene* chosen = site.scene(scene().toStdString())) {
        const std::size_t count = std::min(chosen->cameras.size(), kMostPictures);
        for (std::size_t i = 0; i < count; ++i)
            cameras += QString::fromStdString(chosen->cameras[i]);
        columns =
            static_cast<int>(chosen->cameras.size()) <= static_cast<int>(kMostPictures) ? chosen->columns : 0;
    }
    m_grid->setEmptyText(m_desk.wall() == nullptr ? tr("本席位没有电视墙程序，所以没有画面。警情和处置照常。")
                         : site.id.empty() ? tr("还没有收到场所资料。连上站点后，这里显示摄像机画面。")
                                           : tr("这个场景里没有摄像机。"));
    m_grid->setCameras(site, cameras, columns);
    refreshState();
}

void WatchPage::refreshState() {
    const wall::WallLink* wall = m_desk.wall();
    if (wall == nullptr) {
        m_state->setText(tr("无电视墙"));
        return;
    }
    if (!wall->isUp()) {
        m_state->setText(tr("电视墙正在启动…"));
        return;
    }
    int live = 0;
    for (const wall::TileReport& tile : wall->tiles())
        live += tile.live == wall::Live::Live ? 1 : 0;
    const int count = static_cast<int>(wall->tiles().size());
    m_state->setText(tr("电视墙 %1 路，实时 %2 路").arg(count).arg(live));
}

} // namespace shouwang::console
