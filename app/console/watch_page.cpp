#include "console/watch_page.h"

#include "console/camera_grid.h"
#include "console/desk.h"
#include "console/scene_form.h"
#include "console/scene_model.h"
#include "console/settings.h"
#include "console/tour_form.h"
#include "console/wall_bar.h"
#include "console/wall_director.h"
#include "shell/ui/theme.h"
#include "video/shared_pictures.h"
#include "wall/ui/wall_link.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace shouwang::console {
namespace {

// The rest of the slots belongs to the strip.
constexpr std::size_t kMostPictures = video::kPreviewSlots - 6;
const QString kSceneKey = QStringLiteral("scene");
constexpr int kFormWidest = 900; // wider fields say nothing more

/// What a desk without a wall shows of a scene.
wall::Arrangement arrangementOf(const DeskData& known, const QString& text) {
    const wall::SceneChoice choice = sceneFrom(text);
    const auto saved = std::ranges::find(known.scenes, choice.saved, &wall::SavedScene::name);
    if (saved != known.scenes.end()) return saved->arranged;
    const site::Scene* scene = known.site->scene(choice.site_scene);
    return scene != nullptr ? wall::arrangementOf(*scene) : wall::Arrangement{};
}

} // namespace

WatchPage::WatchPage(Desk& desk, Settings& settings, const shell::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_settings(settings)
    , m_bar(new WallBar(desk, this))
    , m_saving(new SceneForm(desk, this))
    , m_tour(new TourForm(desk, settings, this))
    , m_grid(new CameraGrid(desk.wall() != nullptr ? desk.wall()->previews() : nullptr, theme, this))
    , m_box(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("watch"));
    m_grid->setObjectName(QStringLiteral("watch.grid"));
    build();
    connect(m_bar, &WallBar::sceneWanted, this, &WatchPage::selectScene);
    connect(m_bar, &WallBar::scenesChanged, this, &WatchPage::takeScenes);
    connect(m_bar, &WallBar::tourFormWanted, this, &WatchPage::openTour);
    connect(m_bar, &WallBar::saveWanted, this, &WatchPage::openSaving);
    connect(m_bar, &WallBar::tourWanted, this, [this] {
        if (!toggleTour()) openTour();
    });
    connect(m_saving, &SceneForm::left, this, &WatchPage::formLeft);
    connect(m_tour, &TourForm::left, this, &WatchPage::formLeft);
    if (desk.director() != nullptr) wire(*desk.director());
    takeScenes();
}

void WatchPage::wire(WallDirector& director) {
    connect(m_saving, &SceneForm::saved, &director, &WallDirector::keepAs);
    connect(m_bar, &WallBar::divisionWanted, &director,
            [&director](const QString& division) { director.divide(division.toStdString()); });
    connect(&director, &WallDirector::arrangementChanged, this, &WatchPage::showPictures);
    connect(&director, &WallDirector::chosenChanged, this, &WatchPage::followChosen);
    connect(m_grid, &CameraGrid::activated, this, [this, &director](const QString& camera) {
        const bool again = m_desk.wall()->state().focus == camera.toStdString();
        director.openCamera(again ? QString() : camera);
    });
}

void WatchPage::build() {
    m_box->setContentsMargins(12, 8, 12, 8);
    m_box->setSpacing(8);
    m_box->addWidget(m_bar);
    m_box->addWidget(m_saving);
    m_box->addWidget(m_tour);
    m_box->addWidget(m_grid, 1);
    for (QWidget* form : {static_cast<QWidget*>(m_saving), static_cast<QWidget*>(m_tour)})
        form->setMaximumWidth(kFormWidest);
}

void WatchPage::setStrip(QWidget* strip) {
    m_box->addWidget(strip);
}

QString WatchPage::scene() const {
    return m_bar->scene();
}

void WatchPage::takeScenes() {
    const WallDirector* director = m_desk.director();
    const QString before = m_settings.text(kSceneKey);
    // The session shows a scene of the site file at once; a saved one is known only when the tables are.
    const bool untouched = director == nullptr || !director->hasChosen();
    const QString shown = director != nullptr ? sceneText(director->chosen()) : QString();
    if (untouched && shown != before && m_bar->selectScene(before)) return selectScene(before);
    if (director != nullptr) m_bar->selectScene(shown);
    if (!untouched) followChosen();
    showPictures();
}

void WatchPage::selectScene(const QString& wanted) {
    if (!m_bar->selectScene(wanted)) return;
    WallDirector* director = m_desk.director();
    if (director == nullptr) m_settings.setText(kSceneKey, wanted);
    if (director != nullptr) director->showScene(sceneFrom(wanted)); // tells of it by chosenChanged
    showPictures();
}

void WatchPage::followChosen() {
    const WallDirector& director = *m_desk.director();
    const QString chosen = sceneText(director.chosen());
    if (!m_bar->selectScene(chosen)) return;
    // A tour goes by; what an officer has chosen is there again after a restart.
    if (!director.tour().isOn()) m_settings.setText(kSceneKey, chosen);
}

void WatchPage::openSaving() {
    m_tour->hide();
    m_saving->open();
}

void WatchPage::openTour() {
    m_saving->hide();
    m_tour->open();
}

bool WatchPage::toggleTour() {
    return m_tour->toggle();
}

void WatchPage::showPictures() {
    const DeskData& known = m_desk.data();
    const WallDirector* director = m_desk.director();
    const wall::Arrangement shown =
        director != nullptr ? director->arrangement() : arrangementOf(known, scene());
    const auto division = wall::divisionOf(shown.division);
    const std::size_t cells = division ? division->cells.size() : 0;
    QStringList cameras;
    for (const std::string& camera : shown.cameras) {
        if (static_cast<std::size_t>(cameras.size()) >= std::min(cells, kMostPictures)) break;
        cameras += QString::fromStdString(camera);
    }
    // Only where all are of one size do columns say how they stand on the wall.
    const bool even = division && division->cells.size() == std::size_t(division->columns * division->rows);
    m_grid->setEmptyText(m_desk.wall() == nullptr ? tr("本席位没有电视墙程序，所以没有画面。警情和处置照常。")
                         : known.site->id.empty() ? tr("还没有收到场所资料。连上站点后，这里显示摄像机画面。")
                                                  : tr("这个场景里没有摄像机。"));
    m_grid->setCameras(*known.site, cameras, even && cells <= kMostPictures ? division->columns : 0);
}

} // namespace shouwang::console
