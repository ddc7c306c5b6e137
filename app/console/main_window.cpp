#include "console/main_window.h"

#include "alarms/ui/alarm_list_view.h"
#include "alarms/ui/alarm_panel.h"
#include "base/log.h"
#include "console/incident_page.h"
#include "console/linked_strip.h"
#include "console/rail.h"
#include "console/settings.h"
#include "console/system_page.h"
#include "console/top_bar.h"
#include "console/watch_page.h"
#include "dispatch/ui/words.h"
#include "linkage/linkage.h"
#include "people/ui/sign_on_page.h"
#include "shell/ui/action_registry.h"
#include "shell/ui/command_palette.h"
#include "shell/ui/notice.h"
#include "shell/ui/sounds.h"
#include "shell/ui/theme.h"
#include "wall/ui/wall_link.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QLabel>
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
    addDeskActions();
    addAlarmActions();
    m_palette = new shell::CommandPalette(*m_actions, *this);
    wire();
    go(kWatch);
    refresh();
    addSceneActions();
}

MainWindow::~MainWindow() = default;

// ---- building

void MainWindow::buildPages() {
    m_stack = new QStackedWidget(this);
    m_watch = new WatchPage(m_parts.desk, m_parts.settings, m_parts.theme, this);
    dispatch::IncidentPanel::Ports ports{m_parts.desk.clock(), m_parts.random,
                                         [this] { return m_parts.desk.takeIncidentNumber(); }};
    m_incidents = new IncidentPage(m_parts.desk, m_parts.theme, std::move(ports), this);
    m_system = new SystemPage(m_parts.desk, m_parts.settings, m_parts.theme, this);
    m_signOn = new people::SignOnPage(
        [this](std::string account, std::string password, auto done) {
            m_parts.desk.signOn(std::move(account), std::move(password), std::move(done));
        },
        m_parts.desk.clock(), this);
    m_stack->addWidget(m_watch);
    m_stack->addWidget(m_incidents);
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
    connect(m_list, &alarms::AlarmListView::alarmSelected, this, &MainWindow::refreshSelected);
    connect(m_panel, &alarms::AlarmPanel::commandWanted, this, &MainWindow::submit);
    connect(m_panel, &alarms::AlarmPanel::incidentWanted, this, &MainWindow::wantIncident);
    connect(m_panel, &alarms::AlarmPanel::lookBackWanted, this,
            [this](const Id&, const QString& camera, int seconds) { lookBack(camera, seconds); });
    connect(&m_incidents->panel(), &dispatch::IncidentPanel::commandWanted, this, &MainWindow::submit);
    connect(m_strip, &LinkedStrip::cameraChosen, this, [this](const QString& camera) {
        if (wall::WallLink* wall = m_parts.desk.wall()) wall->focus(camera);
    });
    connect(m_system, &SystemPage::languageChosen, this, [this](const QString& code) {
        if (wall::WallLink* wall = m_parts.desk.wall()) wall->setLanguage(code);
    });
}

// ---- what is shown

void MainWindow::go(Workspace workspace) {
    m_workspace = workspace;
    m_rail->setCurrent(workspace);
    if (!m_locked) m_stack->setCurrentIndex(workspace);
}

void MainWindow::refresh() {
    const DeskData& known = m_parts.desk.data();
    refreshNames();
    refreshLock();
    m_list->setAlarms(known.alarms);
    refreshSelected();
    refreshSound();
    const auto open = std::count_if(known.incidents.begin(), known.incidents.end(),
                                    [](const dispatch::State& incident) { return incident.isOpen(); });
    m_rail->setBadge(kIncidents, static_cast<int>(open));
    m_actions->refresh();
}

void MainWindow::refreshLock() {
    const DeskData& known = m_parts.desk.data();
    std::vector<people::OnDutyLine> lines;
    for (const people::OnDuty& duty : known.onDuty) {
        const people::Account* account = known.keys ? known.keys->find(duty.account) : nullptr;
        lines.push_back({personWord(duty.account),
                         account != nullptr ? people::roleWord(account->role) : QString(),
                         seatWord(duty.seat), duty.since});
    }
    m_signOn->setOnDuty(lines);
    m_signOn->setSiteName(QString::fromStdString(known.site->name), QString::fromStdString(known.site->note));
    if (known.officer) {
        m_signOn->setLockedBy(QString::fromStdString(known.officer->account),
                              personWord(known.officer->account));
    } else {
        m_signOn->setLockedBy({}, {});
    }
    m_panel->setAllowed(m_parts.desk.mayDo(people::Permission::HandleAlarms));
    m_rail->setEnabled(!known.locked);
    if (known.locked == m_locked) return;
    m_locked = known.locked;
    m_actions->setLocked(m_locked);
    m_stack->setCurrentIndex(m_locked ? static_cast<int>(kWorkspaces) : static_cast<int>(m_workspace));
    // Locking and unlocking are the officer's own acts: here the focus may move.
    if (m_locked) {
        m_signOn->takeFocus();
    } else {
        m_list->setFocus(Qt::OtherFocusReason);
    }
}

void MainWindow::focusFirst() {
    if (m_locked) m_signOn->takeFocus();
}

void MainWindow::refreshSelected() {
    const auto selected = m_list->selectedAlarm();
    const auto& open = m_parts.desk.data().alarms;
    std::optional<alarms::State> alarm;
    if (selected) {
        const auto found =
            std::find_if(open.begin(), open.end(), [&](const auto& one) { return one.id == *selected; });
        if (found != open.end()) alarm = *found;
    }
    m_panel->setCameras(alarm ? linkage::camerasFor(*m_parts.desk.data().site, alarm->point)
                              : std::vector<std::string>());
    m_panel->setAlarm(alarm);
    m_strip->setAlarm(alarm);
    m_actions->refresh();
}

void MainWindow::refreshNames() {
    const DeskData& known = m_parts.desk.data();
    m_panel->setSite(known.site);
    if (known.keys == m_namesOf && m_namesOf) return;
    m_namesOf = known.keys;
    const alarms::Names names{[this](const std::string& account) { return personWord(account); },
                              [this](const Id& seat) { return seatWord(seat); }};
    m_panel->setNames(names);
    m_incidents->panel().setNames(names);
}

void MainWindow::refreshSound() {
    int worst = 0;
    for (const alarms::State& alarm : m_parts.desk.data().alarms) {
        if (alarm.acknowledged) continue;
        const int priority = static_cast<int>(alarm.priority);
        if (worst == 0 || priority < worst) worst = priority;
    }
    m_parts.sounds.setPending(worst);
}

QString MainWindow::personWord(const std::string& account) const {
    if (account == "system") return tr("系统");
    const auto& keys = m_parts.desk.data().keys;
    const people::Account* person = keys ? keys->find(account) : nullptr;
    return QString::fromStdString(person != nullptr ? person->name : account);
}

QString MainWindow::seatWord(const Id& seat) const {
    const DeskData& known = m_parts.desk.data();
    if (seat.isNull()) return {};
    if (seat == known.seat) return tr("%1 席").arg(known.letter);
    // Another seat's letter is known from the numbers it has spoken: 20261121-B-003.
    for (const dispatch::State& incident : known.incidents) {
        const QStringList parts = QString::fromStdString(incident.number).split(QLatin1Char('-'));
        if (incident.opened.seat == seat && parts.size() == 3) return tr("%1 席").arg(parts.at(1));
    }
    return tr("%1 席").arg(QString::fromStdString(seat.text()).left(4));
}

// ---- what the officer does

void MainWindow::submit(const ledger::Command& command) {
    m_parts.desk.submit(command, [this, command](const sync::SubmitResult& result) {
        if (result.kind == sync::SubmitResult::Kind::Refused) showRefusal(command, result.refusal);
    });
}

void MainWindow::showRefusal(const ledger::Command& command, const ledger::Refusal& refusal) {
    if (command.kind.starts_with("dispatch.")) {
        m_incidents->panel().showRefusal(command.entity, refusal);
        m_notice->post(shell::Notice::Kind::Warning, dispatch::refusalWord(refusal.code),
                       QStringLiteral("refused"));
    } else {
        m_panel->showRefusal(command.entity, refusal);
        m_notice->post(shell::Notice::Kind::Warning, alarms::refusalWord(refusal.code),
                       QStringLiteral("refused"));
    }
}

void MainWindow::wantIncident(const Id& alarm, const Id& openIncident) {
    go(kIncidents);
    if (!openIncident.isNull()) {
        m_incidents->select(openIncident);
        return;
    }
    const auto& open = m_parts.desk.data().alarms;
    const auto found =
        std::find_if(open.begin(), open.end(), [&](const auto& one) { return one.id == alarm; });
    if (found != open.end()) m_incidents->beginOpening(*found);
}

void MainWindow::lookBack(const QString& camera, int seconds) {
    wall::WallLink* wall = m_parts.desk.wall();
    if (wall == nullptr) {
        m_notice->post(shell::Notice::Kind::Warning, tr("本席位没有电视墙程序，不能回看。"),
                       QStringLiteral("wall"));
        return;
    }
    wall->lookBack(camera, seconds);
    m_notice->post(shell::Notice::Kind::Info, tr("电视墙正在回看 %1 秒前的画面").arg(seconds),
                   QStringLiteral("back"));
}

void MainWindow::moveSelection(int step) {
    const auto& open = m_parts.desk.data().alarms;
    if (open.empty()) return;
    const auto selected = m_list->selectedAlarm();
    std::ptrdiff_t row = step > 0 ? -1 : static_cast<std::ptrdiff_t>(open.size());
    for (std::size_t i = 0; selected && i < open.size(); ++i) {
        if (open[i].id == *selected) row = static_cast<std::ptrdiff_t>(i);
    }
    row = step == 0 ? 0
                    : std::clamp<std::ptrdiff_t>(row + step, 0, static_cast<std::ptrdiff_t>(open.size()) - 1);
    m_list->selectAlarm(open[static_cast<std::size_t>(row)].id);
}

bool MainWindow::alarmSelected() const {
    return m_panel->alarm().has_value();
}

void MainWindow::showTrouble(Trouble trouble, const QString& detail) {
    using Kind = shell::Notice::Kind;
    const QString wallKey = QStringLiteral("wall");
    switch (trouble) {
    case Trouble::WallLost:
        m_wallLost = true;
        m_notice->post(Kind::Error, tr("电视墙程序中断，正在自动重启。画面暂停，警情照常接收。"), wallKey);
        return;
    case Trouble::WallBack:
        if (!std::exchange(m_wallLost, false)) return;
        m_notice->post(Kind::Done, tr("电视墙已经恢复。"), wallKey);
        return;
    case Trouble::ClipMissing:
        m_notice->post(Kind::Warning, tr("警情录像没有保存：摄像机 %1").arg(detail), QStringLiteral("clip"));
        return;
    case Trouble::CommandFailed:
        m_notice->post(Kind::Error,
                       tr("没有保存！磁盘可能已满或损坏。填写的内容还在，请马上找系统管理员，然后再试。"),
                       QStringLiteral("store"));
        return;
    case Trouble::StoreFailed:
        m_notice->post(Kind::Error,
                       tr("本席位的数据文件损坏，列表可能不全。请换一个席位工作并找系统管理员。"),
                       QStringLiteral("store"));
        return;
    case Trouble::SiteRefused:
        m_notice->post(Kind::Warning, tr("站点发来的场所资料有错误，继续使用原来的资料。"),
                       QStringLiteral("site"));
        return;
    }
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
    m_strip->show();
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    setCompact(width() < kCompactBelow);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    const DeskData& known = m_parts.desk.data();
    const auto waiting = std::count_if(known.alarms.begin(), known.alarms.end(),
                                       [](const alarms::State& alarm) { return !alarm.acknowledged; });
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
    m_parts.settings.setState(QStringLiteral("geometry"), saveGeometry());
    m_parts.settings.setState(QStringLiteral("incidents"), m_incidents->splitter().saveState());
    event->accept();
    QApplication::quit();
}

} // namespace shouwang::console
