// Every action of the desk, once.
#include "alarms/ui/alarm_list_view.h"
#include "alarms/ui/alarm_panel.h"
#include "console/duty_page.h"
#include "console/incident_page.h"
#include "console/main_window.h"
#include "console/map_page.h"
#include "console/rail.h"
#include "console/settings.h"
#include "console/system_page.h"
#include "console/watch_page.h"
#include "drill/ui/drill_page.h"
#include "shell/ui/action_registry.h"
#include "shell/ui/command_palette.h"
#include "shell/ui/key_overview.h"
#include "shell/ui/sounds.h"
#include "shell/ui/theme.h"
#include "wall/ui/wall_link.h"

#include <QAction>

namespace shouwang::console {

void MainWindow::addWorkspace(Workspace workspace, const QString& id, shell::Glyph glyph,
                              const QString& word) {
    const QKeySequence key(Qt::ALT |
                           static_cast<Qt::Key>(static_cast<int>(Qt::Key_1) + static_cast<int>(workspace)));
    QAction* action = m_actions->add({QStringLiteral("go.") + id,
                                      tr("转到 %1").arg(word),
                                      key,
                                      [this, workspace] { visit(workspace); },
                                      {},
                                      false,
                                      tr("席位")});
    m_rail->add(QStringLiteral("rail.") + id, glyph, word, *action);
}

void MainWindow::addDeskActions() {
    addWorkspace(kWatch, QStringLiteral("watch"), shell::Glyph::Watch, tr("值守"));
    addWorkspace(kIncidents, QStringLiteral("incidents"), shell::Glyph::Incident, tr("处置"));
    addWorkspace(kMap, QStringLiteral("map"), shell::Glyph::Map, tr("地图"));
    addWorkspace(kDuty, QStringLiteral("duty"), shell::Glyph::Duty, tr("值班"));
    addWorkspace(kDrill, QStringLiteral("drill"), shell::Glyph::Drill, tr("演练"));
    addWorkspace(kJournal, QStringLiteral("journal"), shell::Glyph::Journal, tr("记录"));
    addWorkspace(kSystem, QStringLiteral("system"), shell::Glyph::System, tr("系统"));
    const auto add = [this](const char* id, const QString& text, const QKeySequence& key,
                            std::function<void()> run, std::function<bool()> enabled, bool whenLocked) {
        m_actions->add(
            {QLatin1String(id), text, key, std::move(run), std::move(enabled), whenLocked, tr("席位")});
    };
    Desk& desk = m_parts.desk;
    add(
        "palette.open", tr("查找操作"), QKeySequence(Qt::CTRL | Qt::Key_K), [this] { m_palette->open(); }, {},
        true);
    // F1 is taken by what is needed most; ? is typed into a field as long as one has the keyboard.
    m_actions->add({QStringLiteral("keys.overview"),
                    tr("快捷键一览"),
                    QKeySequence(Qt::SHIFT | Qt::Key_F1),
                    [this] { m_keys->open(); },
                    {},
                    true,
                    tr("席位"),
                    QKeySequence(Qt::Key_Question)});
    add(
        "desk.lock", tr("锁定席位"), QKeySequence(Qt::CTRL | Qt::Key_L), [&desk] { desk.lock(); },
        [&desk] { return desk.data().officer.has_value(); }, false);
    add(
        "desk.sign_off", tr("退出登录"), {}, [this] { signOff(); }, {}, false);
    add(
        "sound.test", tr("试音"), {}, [this] { m_parts.sounds.test(); }, {}, true);
    add(
        "window.full_screen", tr("全屏"), QKeySequence(Qt::Key_F11),
        [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); }, {}, true);
    add(
        "theme.switch", tr("切换深色和浅色"), {},
        [this] {
            const auto other =
                m_parts.theme.isDark() ? shell::Theme::Shade::Light : shell::Theme::Shade::Dark;
            m_parts.settings.setShade(other);
            m_parts.theme.setShade(other);
        },
        {}, true);
    add(
        "link.up", tr("现在连接站点"), {}, [&desk] { desk.linkUp(); }, {}, false);
}

void MainWindow::addIncidentActions() {
    Desk& desk = m_parts.desk;
    const auto add = [this](const char* id, const QString& text, const QKeySequence& key,
                            std::function<void()> run, std::function<bool()> enabled) {
        m_actions->add({QLatin1String(id), text, key, std::move(run), std::move(enabled), false, tr("处置")});
    };
    add(
        "incidents.report", tr("登记报告（没有警情）"), QKeySequence(Qt::CTRL | Qt::Key_N),
        [this] {
            go(kIncidents);
            m_incidents->beginOpening(std::nullopt);
        },
        [&desk] { return desk.mayDo(people::Permission::OpenIncident); });
    add(
        "incidents.amend", tr("更正事件信息"), QKeySequence(Qt::CTRL | Qt::Key_R),
        [this] {
            go(kIncidents);
            m_incidents->panel().beginAmending();
        },
        [&desk] { return desk.mayDo(people::Permission::OpenIncident); });
    add(
        "incidents.print", tr("打印事件（PDF）"), QKeySequence(Qt::CTRL | Qt::Key_P),
        [this] {
            go(kIncidents);
            m_incidents->beginPrinting();
        },
        [this] { return m_incidents->canPrint(); });
}

void MainWindow::addDutyActions() {
    const auto add = [this](const char* id, const QString& text, const QKeySequence& key,
                            void (DutyPage::*run)(), people::Permission permission) {
        m_actions->add({QLatin1String(id), text, key,
                        [this, run] {
                            go(kDuty);
                            (m_duty->*run)();
                        },
                        [this, permission] { return m_parts.desk.mayDo(permission); }, false, tr("值班")});
    };
    using people::Permission;
    add("duty.take_post", tr("上岗（清点装备）"), QKeySequence(Qt::CTRL | Qt::Key_G), &DutyPage::beginTaking,
        Permission::StandDuty);
    add("duty.leave_post", tr("离岗"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G),
        &DutyPage::beginLeaving, Permission::StandDuty);
    add("duty.log_line", tr("写值班日志"), QKeySequence(Qt::CTRL | Qt::Key_J), &DutyPage::beginLine,
        Permission::StandDuty);
    add("duty.correct_line", tr("更正选中的日志"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_J),
        &DutyPage::beginCorrecting, Permission::StandDuty);
    add("duty.round", tr("视频巡查"), QKeySequence(Qt::CTRL | Qt::Key_I), &DutyPage::beginRound,
        Permission::HandleAlarms);
    add("care.headcount", tr("在所人数"), QKeySequence(Qt::CTRL | Qt::Key_H), &DutyPage::showHeadcount,
        Permission::StandDuty);
}

/// The point that the officer has before the eyes is filled in: the map's, else the selected alarm's.
void MainWindow::addBypassActions() {
    const auto add = [this](const char* id, const QString& text, const QKeySequence& key,
                            std::function<std::string()> point, bool needsPoint) {
        const auto allowed = [this, point, needsPoint] {
            return m_parts.desk.mayDo(people::Permission::OpenIncident) && (!needsPoint || !point().empty());
        };
        m_actions->add({QLatin1String(id), text, key,
                        [this, point] {
                            const std::string chosen = point();
                            go(kDuty);
                            m_duty->beginBypass(chosen);
                        },
                        allowed, false, tr("值班")});
    };
    add(
        "outages.bypass", tr("旁路报警点…"), QKeySequence(Qt::CTRL | Qt::Key_D),
        [this] { return m_workspace == kMap ? m_map->selectedPoint() : std::string(); }, false);
    add(
        "outages.bypass_alarm", tr("旁路选中警情的报警点…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D),
        [this] {
            const std::string point = alarmSelected() ? m_panel->alarm()->point : std::string();
            return m_parts.desk.data().site->point(point) != nullptr ? point : std::string();
        },
        true);
}

/// Whoever sits there may abort, also at a locked desk: an exercise must never stand in the way.
void MainWindow::addDrillActions() {
    m_actions->add({QStringLiteral("drill.abort"), tr("中止演练"), QKeySequence(kAbortKey),
                    [this] { m_drill->abort(); }, [this] { return m_parts.desk.data().drill.has_value(); },
                    true, tr("演练")});
}

void MainWindow::addAlarmActions() {
    const auto selected = [this] {
        return alarmSelected() && m_parts.desk.mayDo(people::Permission::HandleAlarms);
    };
    const auto add = [this](const char* id, const QString& text, const QKeySequence& key,
                            std::function<void()> run, std::function<bool()> enabled) {
        m_actions->add({QLatin1String(id), text, key, std::move(run), std::move(enabled), false, tr("警情")});
    };
    add(
        "alarms.acknowledge", tr("接警"), Qt::Key_F1, [this] { m_panel->acknowledge(); }, selected);
    add(
        "alarms.true", tr("真警"), Qt::Key_F2, [this] { m_panel->beginTrue(); }, selected);
    add(
        "alarms.false", tr("误报"), Qt::Key_F3, [this] { m_panel->beginFalse(); }, selected);
    add(
        "alarms.incident", tr("立案处置"), Qt::Key_F4, [this] { m_panel->wantIncident(); }, selected);
    add(
        "alarms.look_back", tr("回看 10 秒"), Qt::Key_F5, [this] { m_panel->lookBack(); }, selected);
    add(
        "wall.live", tr("电视墙回到实时"), QKeySequence(Qt::Key_F6),
        [this] {
            wall::WallLink& wall = *m_parts.desk.wall();
            const auto back = wall.state().look_back; // copied: lookBack changes it
            for (const auto& [camera, seconds] : back)
                wall.lookBack(QString::fromStdString(camera), 0);
            wall.focus({});
        },
        [this] { return m_parts.desk.wall() != nullptr; });
    add(
        "alarms.close", tr("关闭警情"), Qt::Key_F8, [this] { m_panel->beginClosing(); }, selected);
    add("alarms.next", tr("下一条警情"), QKeySequence(Qt::CTRL | Qt::Key_Down), [this] { moveSelection(1); },
        {});
    add("alarms.previous", tr("上一条警情"), QKeySequence(Qt::CTRL | Qt::Key_Up),
        [this] { moveSelection(-1); }, {});
    add("alarms.worst", tr("最急的警情"), QKeySequence(Qt::CTRL | Qt::Key_Home), [this] { moveSelection(0); },
        {});
}

void MainWindow::addSceneActions() {
    for (const site::Scene& scene : m_parts.desk.data().site->scenes) {
        const QString id = QString::fromStdString(scene.id);
        const QString name = QStringLiteral("scene.") + id;
        if (m_actions->action(name) != nullptr) continue;
        m_actions->add({name,
                        tr("场景 %1").arg(QString::fromStdString(scene.name)),
                        {},
                        [this, id] { m_watch->selectScene(id); },
                        {},
                        false});
    }
}

} // namespace shouwang::console
