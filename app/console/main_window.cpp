#include "console/main_window.h"

#include "alarms/ui/alarm_list_view.h"
#include "alarms/ui/alarm_panel.h"
#include "console/drill_frame.h"
#include "console/duty_page.h"
#include "console/handover_watch.h"
#include "console/incident_page.h"
#include "console/linked_strip.h"
#include "console/map_page.h"
#include "console/page_keys.h"
#include "console/rail.h"
#include "console/settings.h"
#include "console/system_page.h"
#include "console/timeline_page.h"
#include "console/top_bar.h"
#include "console/watch_page.h"
#include "drill/ui/drill_page.h"
#include "people/ui/sign_on_page.h"
#include "shell/ui/action_registry.h"
#include "shell/ui/command_palette.h"
#include "shell/ui/key_overview.h"
#include "shell/ui/notice.h"
#include "shell/ui/sounds.h"
#include "shell/ui/theme.h"
#include "wall/ui/wall_link.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace shouwang::console {
namespace {

constexpr int kCompactBelow = 1600;
constexpr int kRightWide = 460;
constexpr int kRightNarrow = 420;

} // namespace

MainWindow::MainWindow(Parts parts)
    : m_parts(parts)
    , m_actions(new shell::ActionRegistry(*this)) {
    setObjectName(QStringLiteral("window"));
    setWindowTitle(tr("守望"));
    setWindowIcon(shell::programIcon());
    setAutoFillBackground(true);
    setMinimumSize(1280, 720);
    m_top = new TopBar(parts.desk, parts.sounds, parts.theme, this);
    m_notice = new shell::Notice(this);
    m_rail = new Rail(parts.theme, this);
    buildPages();
    buildRight();
    buildFrame();
    addAlarmActions();
    addIncidentActions();
    addDutyActions();
    addHandoverActions();
    addBypassActions();
    addDrillActions();
    addDeskActions();
    addMapActions();
    addWallActions();
    addPapers();
    m_palette = new shell::CommandPalette(*m_actions, *this);
    m_keys = new shell::KeyOverview(*m_actions, *this);
    m_keys->setMore(pageKeys());
    wire();
    wireMap();
    go(kWatch);
    refresh();
    addSceneActions();
}

MainWindow::~MainWindow() = default;

// ---- building

void MainWindow::buildPages() {
    m_stack = new QStackedWidget(this);
    m_watch = new WatchPage(m_parts.desk, m_parts.settings, m_parts.theme, this);
    dispatch::IncidentPanel::Ports ports{m_parts.desk.clock(), m_parts.random, [this](ledger::Mode mode) {
                                             return m_parts.desk.takeIncidentNumber(mode);
                                         }};
    m_incidents = new IncidentPage(m_parts.desk, m_parts.theme, std::move(ports), this);
    m_incidents->panel().setMergesRead(m_parts.settings.mergesRead());
    m_map = new MapPage(m_parts.desk, m_parts.theme, this);
    m_duty = new DutyPage(m_parts.desk, m_parts.settings, m_parts.theme, m_parts.random, this);
    m_drill = new drill::DrillPage({m_parts.desk.clock(), m_parts.random, signPort(),
                                    [this](const std::string& account) { return personWord(account); },
                                    QKeySequence(kAbortKey).toString(QKeySequence::NativeText)},
                                   this);
    m_journal = new TimelinePage(m_parts.desk, m_parts.theme, this);
    m_system = new SystemPage(m_parts.desk, m_parts.settings, m_parts.theme, this);
    m_signOn = new people::SignOnPage(
        [this](std::string account, std::string password, std::function<void(people::SignOnOutcome)> done) {
            m_parts.desk.signOn(std::move(account), std::move(password), std::move(done));
        },
        m_parts.desk.clock(), this);
    m_stack->addWidget(m_watch);
    m_stack->addWidget(m_incidents);
    m_stack->addWidget(m_map);
    m_stack->addWidget(m_duty);
    m_stack->addWidget(m_drill);
    m_stack->addWidget(m_journal);
    m_stack->addWidget(m_system);
    m_stack->addWidget(m_signOn);
}

void MainWindow::buildRight() {
    m_right = new QWidget(this);
    m_right->setObjectName(QStringLiteral("right"));
    m_right->setAttribute(Qt::WA_StyledBackground);
    shell::setLook(m_right, "side");
    m_list = new alarms::AlarmListView(m_parts.theme, m_parts.desk.clock(), m_right);
    m_list->setObjectName(QStringLiteral("alarms.list"));
    m_list->setAccessibleName(tr("警情"));
    m_panel = new alarms::AlarmPanel(m_parts.theme, m_parts.desk.clock(), m_right);
    m_panel->setObjectName(QStringLiteral("alarms.panel"));
    m_strip = new LinkedStrip(m_parts.desk, m_parts.theme, m_right);
    m_rightSplitter = new QSplitter(Qt::Vertical, m_right);
    m_rightSplitter->setChildrenCollapsible(false);
    m_rightSplitter->addWidget(m_list);
    m_rightSplitter->addWidget(m_panel);
    m_rightSplitter->setStretchFactor(0, 2);
    m_rightSplitter->setStretchFactor(1, 3);
    m_list->setMinimumHeight(120);
    m_rightBox = new QVBoxLayout(m_right);
    m_rightBox->setContentsMargins(9, 8, 12, 8);
    m_rightBox->setSpacing(8);
    m_rightBox->addWidget(m_rightSplitter, 1);
}

void MainWindow::buildFrame() {
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_stack);
    m_splitter->addWidget(m_right);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(m_splitter, 1);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addWidget(m_top);
    box->addWidget(m_notice);
    box->addLayout(row, 1);
    m_drillFrame = new DrillFrame(m_parts.theme, *this);
}

void MainWindow::wire() {
    Desk& desk = m_parts.desk;
    connect(&desk, &Desk::changed, this, &MainWindow::refresh);
    connect(&desk, &Desk::siteChanged, this, [this] {
        addSceneActions();
        refresh();
    });
    connect(&desk, &Desk::trouble, this, &MainWindow::showTrouble);
    connect(&desk, &Desk::alarmArrived, this, [this](int priority) {
        m_parts.sounds.announce(priority);
        QApplication::alert(this); // asks for a look, takes nothing
    });
    connect(m_top, &TopBar::lockWanted, &desk, &Desk::lock);
    connect(m_top, &TopBar::connectionWanted, this, [this] {
        if (m_locked) return;
        go(kSystem);
        m_system->showConnection();
    });
    connect(m_notice, &shell::Notice::closed, this, [this](const QString& key) {
        if (key == kClipKey) m_clipsMissing.clear();
    });
    connect(m_list, &alarms::AlarmListView::alarmSelected, this, &MainWindow::refreshSelected);
    connect(m_panel, &alarms::AlarmPanel::commandWanted, this, &MainWindow::submit);
    connect(m_panel, &alarms::AlarmPanel::incidentWanted, this, &MainWindow::wantIncident);
    connect(m_panel, &alarms::AlarmPanel::lookBackWanted, this,
            [this](const Id&, const QString& camera, int seconds) { lookBack(camera, seconds); });
    connect(m_incidents, &IncidentPage::shown, this, [this] { m_actions->refresh(); });
    dispatch::IncidentPanel& incidents = m_incidents->panel();
    connect(&incidents, &dispatch::IncidentPanel::commandWanted, this, &MainWindow::submit);
    connect(&incidents, &dispatch::IncidentPanel::mergeUnderstood, this, [this, &incidents] {
        const Id id = incidents.incident()->id;
        m_parts.settings.noteMergesRead(id, incidents.mergesRead().at(id));
    });
    connect(m_duty, &DutyPage::commandWanted, this, &MainWindow::submit);
    connect(m_duty, &DutyPage::takingProposed, this, [this](const QString& post) {
        if (post.isEmpty()) {
            m_notice->withdraw(QStringLiteral("post"));
            return;
        }
        m_notice->post(shell::Notice::Kind::Info,
                       tr("您登录的岗位是“%1”，还没有上岗。按 Ctrl+G 清点装备并上岗。").arg(post),
                       QStringLiteral("post"));
    });
    watchHandovers();
    connect(m_drill, &drill::DrillPage::commandWanted, this, &MainWindow::submit);
    connect(m_strip, &LinkedStrip::cameraChosen, this, [this](const QString& camera) {
        if (wall::WallLink* wall = m_parts.desk.wall()) wall->focus(camera);
    });
    connect(m_system, &SystemPage::languageChosen, this, [this](const QString& code) {
        if (wall::WallLink* wall = m_parts.desk.wall()) wall->setLanguage(code);
        Q_EMIT languageChosen(code);
    });
}

void MainWindow::watchHandovers() {
    const QString key = QStringLiteral("handover.late");
    auto* watch = new HandoverWatch(m_parts.desk, this);
    connect(watch, &HandoverWatch::late, this,
            [this, key](const QString& text) { m_notice->post(shell::Notice::Kind::Warning, text, key); });
    connect(watch, &HandoverWatch::settled, this, [this, key] { m_notice->withdraw(key); });
    watch->look();
}

// ---- the window itself

void MainWindow::setCompact(bool compact) {
    if (m_compact == compact) return;
    m_compact = compact;
    m_top->setCompact(compact);
    m_rail->setCompact(compact);
    m_strip->setFolded(compact);
    if (compact) {
        m_rightBox->addWidget(m_strip);
    } else {
        m_watch->setStrip(m_strip);
    }
    const int right = compact ? kRightNarrow : kRightWide;
    m_right->setMinimumWidth(right);
    m_splitter->setSizes({width() - right, right});
    m_rightSplitter->setSizes(compact ? QList<int>{180, 400} : QList<int>{300, 700});
    // Without a wall there are no pictures: on a small screen the room belongs to the alarm.
    m_strip->setVisible(!compact || m_parts.desk.wall() != nullptr);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    setCompact(width() < kCompactBelow);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    const DeskData& known = m_parts.desk.data();
    const auto waiting =
        std::count_if(known.alarms.begin(), known.alarms.end(), [](const alarms::State& alarm) {
            return !alarm.acknowledged && alarm.mode == ledger::Mode::Real;
        });
    if (waiting > 0 && event->spontaneous()) {
        QMessageBox question(
            QMessageBox::Warning, tr("退出守望"),
            tr("还有 %n 条警情没有接警。退出后本席位不再响铃。", nullptr, static_cast<int>(waiting)),
            QMessageBox::NoButton, this);
        question.addButton(tr("留下"), QMessageBox::RejectRole);
        const QAbstractButton* leave = question.addButton(tr("仍要退出"), QMessageBox::DestructiveRole);
        question.exec();
        if (question.clickedButton() != leave) {
            event->ignore();
            return;
        }
    }
    keepLayout();
    event->accept();
    QApplication::quit();
}

void MainWindow::keepLayout() {
    m_parts.settings.setState(QStringLiteral("geometry"), saveGeometry());
    m_parts.settings.setState(QStringLiteral("incidents"), m_incidents->splitter().saveState());
}

} // namespace shouwang::console
