#include "console/tour_form.h"

#include "console/desk.h"
#include "console/settings.h"
#include "console/tour_model.h"
#include "console/wall_director.h"
#include "shell/ui/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace shouwang::console {
namespace {

const QString kStopsKey = QStringLiteral("tour/stops");
const QString kDwellKey = QStringLiteral("tour/dwell");
const QChar kBetween = QLatin1Char('\n'); // no name holds one
constexpr int kListHeight = 132;

} // namespace

TourForm::TourForm(Desk& desk, Settings& settings, QWidget* parent)
    : QFrame(parent)
    , m_desk(desk)
    , m_settings(settings)
    , m_model(new TourModel(this))
    , m_list(new QListView(this))
    , m_dwell(new QSpinBox(this))
    , m_start(new QPushButton(this))
    , m_words(new QLabel(this)) {
    setObjectName(QStringLiteral("tourForm"));
    setAttribute(Qt::WA_StyledBackground);
    shell::setLook(this, "card");
    m_dwell->setRange(wall::kLeastDwell_s, wall::kMostDwell_s);
    const int dwell = settings.text(kDwellKey).toInt();
    m_dwell->setValue(dwell > 0 ? dwell : wall::TourPlan().dwell_s);
    m_model->setStops(stopsFrom(settings.text(kStopsKey).split(kBetween, Qt::SkipEmptyParts)));
    m_model->setSite(desk.data().site);
    nameParts();
    build();
    connect(&desk, &Desk::siteChanged, this, [this] { m_model->setSite(m_desk.data().site); });
    connect(m_dwell, &QSpinBox::valueChanged, this, &TourForm::changed);
    connect(m_start, &QPushButton::clicked, this, &TourForm::toggle);
    if (desk.director() != nullptr)
        connect(desk.director(), &WallDirector::tourChanged, this, &TourForm::followTour);
    followTour();
    hide();
}

void TourForm::nameParts() {
    m_list->setObjectName(QStringLiteral("tourForm.list"));
    m_list->setAccessibleName(tr("轮巡列表"));
    m_list->setModel(m_model);
    m_list->setFixedHeight(kListHeight);
    m_dwell->setObjectName(QStringLiteral("tourForm.dwell"));
    m_dwell->setAccessibleName(tr("每处停留"));
    m_dwell->setPrefix(tr("停留 "));
    m_dwell->setSuffix(tr(" 秒"));
    m_start->setObjectName(QStringLiteral("tourForm.start"));
    m_words->setObjectName(QStringLiteral("tourForm.words"));
    m_words->setWordWrap(true);
    shell::setLook(m_start, "primary");
    shell::setLook(m_words, "muted");
}

void TourForm::build() {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    const auto button = [this, row](const char* name, const QString& text, auto act) {
        auto* made = new QPushButton(text, this);
        made->setObjectName(QLatin1String(name));
        connect(made, &QPushButton::clicked, this, act);
        row->addWidget(made);
    };
    button("tourForm.addScene", tr("加入当前场景"), [this] { addScene(); });
    button("tourForm.addCameras", tr("加入墙上摄像机"), [this] { addCameras(); });
    button("tourForm.up", tr("上移"), [this] { shift(-1); });
    button("tourForm.down", tr("下移"), [this] { shift(1); });
    button("tourForm.remove", tr("移除"), [this] { remove(); });
    row->addStretch(1);
    row->addWidget(m_dwell);
    row->addWidget(m_start);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(8, 8, 8, 8);
    box->setSpacing(4);
    box->addWidget(m_list);
    box->addLayout(row);
    box->addWidget(m_words);
}

void TourForm::open() {
    show();
    followTour();
    m_list->setFocus(Qt::ShortcutFocusReason);
    if (!m_list->currentIndex().isValid()) m_list->setCurrentIndex(m_model->index(0));
}

void TourForm::fold() {
    hide();
    Q_EMIT left();
}

void TourForm::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) return fold();
    QFrame::keyPressEvent(event);
}

int TourForm::row() const {
    return m_list->currentIndex().isValid() ? m_list->currentIndex().row() : -1;
}

wall::TourPlan TourForm::plan() const {
    return wall::bounded({m_model->stops(), m_dwell->value()});
}

void TourForm::shift(int step) {
    m_list->setCurrentIndex(m_model->index(m_model->move(row(), step)));
    changed();
}

void TourForm::remove() {
    m_model->remove(row());
    changed();
}

void TourForm::addScene() {
    const WallDirector* director = m_desk.director();
    if (director == nullptr) return;
    const wall::SceneChoice scene = director->chosen();
    if (scene == wall::SceneChoice{}) return;
    m_model->add({scene.site_scene, scene.saved, {}});
    changed();
}

void TourForm::addCameras() {
    const WallDirector* director = m_desk.director();
    if (director == nullptr) return;
    for (const std::string& camera : director->arrangement().cameras)
        if (!camera.empty()) m_model->add({{}, {}, camera});
    changed();
}

/// A tour that runs goes on as it was begun; the next start takes the new list.
void TourForm::changed() {
    QStringList stops;
    for (const wall::TourStop& stop : m_model->stops())
        stops << stopText(stop);
    m_settings.setText(kStopsKey, stops.join(kBetween));
    m_settings.setText(kDwellKey, QString::number(m_dwell->value()));
    followTour();
}

bool TourForm::toggle() {
    WallDirector* director = m_desk.director();
    if (director == nullptr) return false;
    const wall::Tour& tour = director->tour();
    const bool same = tour.plan() == plan();
    if (tour.phase() == wall::Tour::Phase::Running || tour.phase() == wall::Tour::Phase::Held) {
        director->pauseTour();
    } else if (tour.phase() == wall::Tour::Phase::Paused && same) {
        director->resumeTour();
    } else {
        return director->startTour(plan());
    }
    return true;
}

void TourForm::followTour() {
    const WallDirector* director = m_desk.director();
    const auto phase = director != nullptr ? director->tour().phase() : wall::Tour::Phase::Off;
    const bool runs = phase == wall::Tour::Phase::Running || phase == wall::Tour::Phase::Held;
    m_start->setText(runs ? tr("暂停轮巡") : tr("开始轮巡"));
    m_start->setEnabled(director != nullptr && (runs || m_model->rowCount() > 0));
    const bool shown = runs && director->tour().plan().stops == m_model->stops();
    m_model->setShown(shown ? static_cast<int>(director->tour().at()) : -1);
    m_words->setText(m_model->rowCount() == 0 ? tr("列表是空的：先在电视墙上调出场景，再加入这里。")
                                              : tr("对电视墙的任何操作都会暂停轮巡；有未接警情时轮巡等待。"));
}

} // namespace shouwang::console
