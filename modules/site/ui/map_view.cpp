#include "site/ui/map_view.h"

#include "shell/ui/theme.h"
#include "site/ui/floor_bar.h"
#include "site/ui/map_canvas.h"
#include "site/ui/map_search_box.h"
#include "site/ui/words.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QQmlContext>
#include <QQuickItem>
#include <QQuickWidget>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace shouwang::site {

namespace {

constexpr double kStep = 1.25;
constexpr std::size_t kWaitingMost = 100; // more alarms than this are in the list of alarms

} // namespace

MapView::MapView(const shell::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(&theme)
    , m_quick(new QQuickWidget(this))
    , m_find(new QShortcut(QKeySequence::Find, this))
    , m_floors(new FloorBar(this))
    , m_search(new MapSearchBox(*this))
    , m_in(new QPushButton(QStringLiteral("+"), this))
    , m_out(new QPushButton(QStringLiteral("−"), this))
    , m_fit(new QPushButton(this))
    , m_badge(new QPushButton(this))
    , m_plan(new QLabel(this))
    , m_pointed(new QLabel(this)) {
    setObjectName(QStringLiteral("map"));
    registerSiteQml();
    m_quick->setObjectName(QStringLiteral("map.plan"));
    m_quick->setFocusPolicy(Qt::StrongFocus);
    m_quick->setResizeMode(QQuickWidget::SizeRootObjectToView);
    m_quick->installEventFilter(this);
    setLook(theme);
    buildBar();
    connectCanvas();
    m_find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(m_find, &QShortcut::activated, this, &MapView::openSearch);
    retranslate();
}

void MapView::setLook(const shell::Theme& theme) {
    m_theme = &theme;
    // QML only reads it, and has no notion of const.
    m_quick->rootContext()->setContextProperty(QStringLiteral("siteTheme"),
                                               const_cast<shell::Theme*>(&theme));
    m_quick->setClearColor(theme.background());
    if (!m_canvas) {
        m_quick->setSource(QUrl(QStringLiteral("qrc:/shouwang/site/qml/SiteMap.qml")));
        m_canvas = m_quick->rootObject()->findChild<MapCanvas*>();
    }
    m_canvas->setTheme(theme);
}

void MapView::buildBar() {
    m_badge->setObjectName(QStringLiteral("map.badge"));
    m_badge->setFocusPolicy(Qt::NoFocus); // whoever types goes on typing
    m_badge->hide();
    shell::setLook(m_badge, "danger");
    shell::setLook(m_plan, "hint");
    shell::setLook(m_pointed, "muted");
    m_plan->setTextFormat(Qt::PlainText);
    m_pointed->setTextFormat(Qt::PlainText);
    m_pointed->setWordWrap(true);
    m_pointed->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->setSpacing(4);
    bar->addWidget(m_floors);
    bar->addStretch(1);
    m_search->setMinimumWidth(236);
    bar->addWidget(m_search);
    for (QPushButton* button : {m_out, m_in, m_fit})
        bar->addWidget(button);
    for (QPushButton* button : {m_out, m_in})
        button->setFixedWidth(36);
    auto* words = new QHBoxLayout;
    words->setContentsMargins(8, 2, 8, 2);
    words->setSpacing(16);
    words->addWidget(m_plan);
    words->addWidget(m_pointed, 1);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addLayout(bar);
    box->addWidget(m_quick, 1);
    box->addLayout(words);
    setTabOrder(m_floors, m_quick);
    setTabOrder(m_quick, m_search);
    connect(m_in, &QPushButton::clicked, this, [this] { m_canvas->zoom(kStep); });
    connect(m_out, &QPushButton::clicked, this, [this] { m_canvas->zoom(1 / kStep); });
    connect(m_fit, &QPushButton::clicked, this, [this] { m_canvas->fit(); });
    connect(m_badge, &QPushButton::clicked, this, &MapView::goToNewAlarm);
    connect(m_floors, &FloorBar::floorWanted, this, &MapView::setFloor);
    connect(m_search, &MapSearchBox::left, this, [this] { m_quick->setFocus(Qt::OtherFocusReason); });
    connect(m_search, &MapSearchBox::found, this, [this](const MapItem& item) {
        m_quick->setFocus(Qt::OtherFocusReason);
        m_canvas->show(item);
    });
}

void MapView::connectCanvas() {
    connect(m_canvas, &MapCanvas::activated, this, &MapView::activate);
    connect(m_canvas, &MapCanvas::clicked, this, [this](const MapItem& item) {
        if (item.kind == ItemKind::Camera) activate(item);
    });
    connect(m_canvas, &MapCanvas::floorChanged, this, &MapView::floorShown);
    connect(m_canvas, &MapCanvas::pointedChanged, this, &MapView::updateWords);
    connect(m_canvas, &MapCanvas::pageWanted, this, &MapView::page);
    connect(m_canvas, &MapCanvas::newAlarmWanted, this, &MapView::goToNewAlarm);
    connect(m_canvas, &MapCanvas::chosenChanged, this, [this] {
        if (const auto chosen = m_canvas->chosen()) m_floors->setBuilding(zoneOf(*m_site, *chosen));
        updateWords();
        Q_EMIT selectionChanged();
    });
}

void MapView::setSite(std::shared_ptr<const Site> site) {
    m_site = std::move(site);
    m_waiting.clear();
    m_floors->setSite(m_site);
    m_canvas->setSite(m_site);
    m_search->setSite(m_site);
    updateBadge();
    updateWords();
}

void MapView::setMarks(const Marks& marks) {
    forgetAnswered(m_canvas->marks(), marks);
    m_canvas->setMarks(marks);
    m_floors->setMarks(marks);
    updateWords();
}

void MapView::setFloor(const std::string& floor) {
    m_canvas->setFloor(floor);
    m_floors->setFloor(m_canvas->floor());
}

void MapView::floorShown() {
    m_floors->setFloor(m_canvas->floor());
    updateWords();
    Q_EMIT floorChanged(QString::fromStdString(m_canvas->floor()));
}

void MapView::page(int step) {
    if (const auto pointed = m_canvas->focused(); pointed && m_canvas->floor().empty())
        m_floors->setBuilding(zoneOf(*m_site, *pointed));
    if (const auto next = m_floors->beside(step)) setFloor(*next);
}

void MapView::activate(const MapItem& item) {
    const QString id = QString::fromStdString(idOf(*m_site, item));
    if (item.kind == ItemKind::Camera) Q_EMIT cameraActivated(id);
    if (item.kind == ItemKind::Point) Q_EMIT pointActivated(id);
    if (item.kind != ItemKind::Zone) return;
    QStringList cameras;
    for (const std::string& camera : zoneCameras(*m_site, id.toStdString(), m_canvas->floor()))
        cameras << QString::fromStdString(camera);
    Q_EMIT zoneActivated(id, cameras);
}

void MapView::centreOn(const std::string& point) {
    if (!m_site || !m_site->point(point)) return;
    m_canvas->call(point);
    if (!m_canvas->isUnderHand() && !m_search->hasFocus()) {
        m_canvas->lookAtPoint(point);
        std::erase(m_waiting, point);
    } else if (std::ranges::find(m_waiting, point) == m_waiting.end() && m_waiting.size() < kWaitingMost) {
        m_waiting.push_back(point);
    }
    updateBadge();
}

void MapView::acknowledge(const std::string& point) {
    m_canvas->acknowledge(point);
    std::erase(m_waiting, point);
    updateBadge();
}

void MapView::goToNewAlarm() {
    if (m_waiting.empty()) return;
    // The worst one first, and of these the oldest.
    const auto weight = [this](const std::string& point) { return m_site->point(point)->priority; };
    const auto next = std::ranges::min_element(m_waiting, {}, weight);
    const std::string point = *next;
    m_waiting.erase(next);
    m_canvas->lookAtPoint(point);
    updateBadge();
}

void MapView::forgetAnswered(const Marks& before, const Marks& now) {
    const auto isOpen = [](const Marks& marks, const std::string& point) {
        const auto mark = marks.points.find(point);
        return mark != marks.points.end() && mark->second.priority > 0 && !mark->second.acknowledged;
    };
    std::erase_if(m_waiting, [&](const std::string& point) {
        const auto mark = now.points.find(point);
        const bool answered =
            mark != now.points.end() && mark->second.priority > 0 && mark->second.acknowledged;
        return answered || (isOpen(before, point) && !isOpen(now, point));
    });
    updateBadge();
}

void MapView::openSearch() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void MapView::setOwnSearchKey(bool own) {
    m_find->setEnabled(own);
}

const std::string& MapView::floor() const {
    return m_canvas->floor();
}

QString MapView::selection() const {
    const auto chosen = m_canvas->chosen();
    return chosen ? QString::fromStdString(idOf(*m_site, *chosen)) : QString();
}

bool MapView::isBadgeShown() const {
    return !m_badge->isHidden();
}

bool MapView::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_quick && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (m_canvas->handleKey(key->key(), key->modifiers())) return true;
        // Behind the last thing of a plan comes the next field: the keyboard is never caught in the map.
        if (key->key() == Qt::Key_Tab || key->key() == Qt::Key_Backtab)
            return QWidget::focusNextPrevChild(key->key() == Qt::Key_Tab);
        return false;
    }
    if (watched == m_quick && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)) {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        const bool byTab = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason;
        m_canvas->setKeyboard(event->type() == QEvent::FocusIn, byTab);
    }
    return QWidget::eventFilter(watched, event);
}

void MapView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

void MapView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    updateBadge();
    m_search->placeList();
}

QSize MapView::sizeHint() const {
    return {960, 640};
}

} // namespace shouwang::site
