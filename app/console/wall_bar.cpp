#include "console/wall_bar.h"

#include "console/desk.h"
#include "console/scene_model.h"
#include "console/wall_director.h"
#include "shell/ui/theme.h"
#include "wall/ui/wall_link.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace shouwang::console {
namespace {

constexpr int kTourWidth = 116; // so that counting seconds moves nothing

QString text(std::string_view word) {
    return QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
}

} // namespace

QString divisionWord(std::string_view division) {
    const auto word = [](const char* source) {
        return QCoreApplication::translate("console::Division", source);
    };
    if (division == "1+5") return word(QT_TRANSLATE_NOOP("console::Division", "1 大 5 小"));
    if (division == "1+7") return word(QT_TRANSLATE_NOOP("console::Division", "1 大 7 小"));
    return word(QT_TRANSLATE_NOOP("console::Division", "%1 画面")).arg(text(division).replace(u'x', u'×'));
}

WallBar::WallBar(Desk& desk, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_model(new SceneModel(this))
    , m_scenes(new QComboBox(this))
    , m_divisions(new QComboBox(this))
    , m_tour(new QPushButton(this))
    , m_tourForm(new QPushButton(tr("轮巡设置"), this))
    , m_save(new QPushButton(tr("保存场景"), this))
    , m_typed(new QLabel(this))
    , m_state(new QLabel(this)) {
    nameParts();
    build();
    wire();
    fillScenes();
    followWall();
    followTour();
    followTyped();
}

void WallBar::wire() {
    connect(m_scenes, &QComboBox::activated, this, [this] { Q_EMIT sceneWanted(scene()); });
    connect(m_divisions, &QComboBox::activated, this,
            [this] { Q_EMIT divisionWanted(m_divisions->currentData().toString()); });
    connect(m_tour, &QPushButton::clicked, this, &WallBar::tourWanted);
    connect(m_tourForm, &QPushButton::clicked, this, &WallBar::tourFormWanted);
    connect(m_save, &QPushButton::clicked, this, &WallBar::saveWanted);
    connect(&m_desk, &Desk::siteChanged, this, &WallBar::fillScenes);
    connect(&m_desk, &Desk::changed, this, &WallBar::fillScenes);
    connect(&m_desk, &Desk::changed, this, &WallBar::followWall);
    if (WallDirector* director = m_desk.director()) {
        connect(director, &WallDirector::arrangementChanged, this, &WallBar::followWall);
        connect(director, &WallDirector::tourChanged, this, &WallBar::followTour);
        connect(director, &WallDirector::typedChanged, this, &WallBar::followTyped);
        connect(m_desk.wall(), &wall::WallLink::tilesChanged, this, &WallBar::followWall);
    }
}

void WallBar::nameParts() {
    m_scenes->setObjectName(QStringLiteral("watch.scene"));
    m_scenes->setAccessibleName(tr("场景"));
    m_scenes->setModel(m_model);
    m_scenes->setMinimumWidth(180);
    m_scenes->setFocusPolicy(Qt::StrongFocus);
    m_scenes->setEnabled(false); // until there is a scene
    m_divisions->setObjectName(QStringLiteral("watch.division"));
    m_divisions->setAccessibleName(tr("画面分割"));
    m_divisions->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const std::string_view division : wall::divisions())
        m_divisions->addItem(divisionWord(division), text(division));
    m_tour->setObjectName(QStringLiteral("watch.tour"));
    m_tour->setFixedWidth(kTourWidth);
    m_tourForm->setObjectName(QStringLiteral("watch.tourForm"));
    m_save->setObjectName(QStringLiteral("watch.save"));
    m_typed->setObjectName(QStringLiteral("watch.typed"));
    m_state->setObjectName(QStringLiteral("watch.state"));
    shell::setLook(m_typed, "heading");
    shell::setLook(m_state, "muted");
}

void WallBar::build() {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_scenes, 1);
    for (QWidget* part : {static_cast<QWidget*>(m_divisions), static_cast<QWidget*>(m_tour),
                          static_cast<QWidget*>(m_tourForm), static_cast<QWidget*>(m_save)}) {
        row->addWidget(part);
        part->setVisible(m_desk.director() != nullptr);
    }
    row->addWidget(m_typed);
    row->addWidget(m_state);
    row->addStretch(2);
}

QString WallBar::scene() const {
    return m_scenes->currentData(SceneModel::SceneRole).toString();
}

bool WallBar::selectScene(const QString& scene) {
    const int row = m_model->rowOf(scene);
    if (row >= 0) m_scenes->setCurrentIndex(row);
    return row >= 0;
}

void WallBar::fillScenes() {
    const QString before = scene();
    if (!m_model->set(m_desk.data().site->scenes, m_desk.data().scenes)) return;
    m_scenes->setCurrentIndex(std::max(0, m_model->rowOf(before)));
    m_scenes->setEnabled(m_model->rowCount() > 0);
    Q_EMIT scenesChanged();
}

void WallBar::followWall() {
    const wall::WallLink* wall = m_desk.wall();
    if (wall == nullptr) {
        m_state->setText(tr("无电视墙"));
        return;
    }
    const QString division = text(m_desk.director()->arrangement().division);
    const int row = m_divisions->findData(division);
    m_divisions->setCurrentIndex(row);
    m_divisions->setPlaceholderText(row < 0 ? divisionWord(division.toStdString()) : QString());
    if (!wall->isUp()) {
        m_state->setText(tr("电视墙正在启动…"));
        return;
    }
    const auto live = std::ranges::count(wall->tiles(), wall::Live::Live, &wall::TileReport::live);
    m_state->setText(tr("电视墙 %1 路，实时 %2 路").arg(wall->tiles().size()).arg(live));
}

void WallBar::followTour() {
    const WallDirector* director = m_desk.director();
    if (director == nullptr) return;
    switch (director->tour().phase()) {
    case wall::Tour::Phase::Off:
        return m_tour->setText(tr("开始轮巡"));
    case wall::Tour::Phase::Running:
        return m_tour->setText(tr("轮巡 %1 秒").arg(director->tourLeft_s()));
    case wall::Tour::Phase::Held:
        return m_tour->setText(tr("轮巡等待警情"));
    case wall::Tour::Phase::Paused:
        return m_tour->setText(tr("轮巡已暂停"));
    }
}

void WallBar::followTyped() {
    const WallDirector* director = m_desk.director();
    const int typed = director != nullptr ? director->typed() : 0;
    m_typed->setText(typed > 0 ? tr("画面 %1 …").arg(typed) : QString());
}

} // namespace shouwang::console
