// What is done with the wall and the map by keys, whatever page is open.
#include "alarms/ui/alarm_list_view.h"
#include "alarms/ui/alarm_panel.h"
#include "console/keypad.h"
#include "console/main_window.h"
#include "console/map_page.h"
#include "console/wall_bar.h"
#include "console/wall_director.h"
#include "console/watch_page.h"
#include "shell/ui/action_registry.h"
#include "shell/ui/notice.h"

#include <algorithm>
#include <array>

namespace shouwang::console {

void MainWindow::wireMap() {
    connect(m_map, &MapPage::told, this, [this](const QString& text) {
        m_notice->post(shell::Notice::Kind::Info, text, QStringLiteral("map"));
    });
    connect(m_map, &MapPage::pointChosen, this, [this](const QString& point) {
        const auto& open = m_parts.desk.data().alarms;
        const auto alarm = std::ranges::find(open, point.toStdString(), &alarms::State::point);
        if (alarm != open.end()) m_list->selectAlarm(alarm->id);
    });
    connect(m_watch, &WatchPage::formLeft, m_list, [this] { m_list->setFocus(Qt::OtherFocusReason); });
    new Keypad(*this, [this](PadPress press) {
        WallDirector* director = m_parts.desk.director();
        if (director == nullptr || m_locked) return false;
        if (press.key == PadKey::Digit) {
            director->typeDigit(press.digit);
            return true;
        }
        if (director->typed() == 0) return false; // Enter then means what it means everywhere
        director->typeEnter();
        return true;
    });
}

void MainWindow::addMapActions() {
    const auto add = [this](const char* id, const QString& text, const QKeySequence& key,
                            std::function<void()> run, std::function<bool()> enabled) {
        m_actions->add(
            {QLatin1String(id), text, key, std::move(run), std::move(enabled), false, tr("地图和电视墙")});
    };
    add("map.search", tr("在地图上查找地点、摄像机"), QKeySequence(QKeySequence::Find),
        [this] {
            go(kMap);
            m_map->openSearch();
        },
        {});
    add(
        "map.alarm", tr("在地图上看这条警情"), QKeySequence(Qt::Key_F7),
        [this] {
            const std::string point = m_panel->alarm()->point;
            visit(kMap);
            m_map->lookAt(point);
        },
        [this] { return alarmSelected(); });
}

void MainWindow::addWallActions() {
    WallDirector* director = m_parts.desk.director();
    if (director == nullptr) return;
    const auto add = [this](const QString& id, const QString& text, const QKeySequence& key,
                            std::function<void()> run) {
        m_actions->add({id, text, key, std::move(run), {}, false, tr("地图和电视墙")});
    };
    const auto keyOf = [](Qt::KeyboardModifiers held, int digit) {
        return QKeySequence(QKeyCombination(held, static_cast<Qt::Key>(Qt::Key_0 + digit)));
    };
    for (int digit = 1; digit <= wall::kSceneKeys; ++digit)
        m_actions->add({QStringLiteral("scene.key.%1").arg(digit),
                        tr("调出场景 %1").arg(digit),
                        keyOf(Qt::ControlModifier, digit),
                        [this, director, digit] { restoreScene(*director, digit); },
                        {},
                        false,
                        tr("地图和电视墙"),
                        {},
                        tr("调出场景")});
    for (const int digit : std::array{1, 4, 9, 0, 6, 8}) {
        const std::string_view division = wall::divisionOfDigit(digit);
        m_actions->add({QStringLiteral("wall.divide.%1").arg(digit),
                        tr("电视墙 %1").arg(divisionWord(division)),
                        keyOf(Qt::ControlModifier | Qt::AltModifier, digit),
                        [director, division] { director->divide(division); },
                        {},
                        false,
                        tr("地图和电视墙"),
                        {},
                        tr("电视墙 1、4、9、16、1+5、1+7")});
    }
    add(QStringLiteral("wall.save_scene"), tr("保存场景"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S),
        [this] { openForm(&WatchPage::openSaving); });
    add(QStringLiteral("wall.tour"), tr("开始或暂停轮巡"), QKeySequence(Qt::CTRL | Qt::Key_T), [this] {
        if (!m_watch->toggleTour()) openForm(&WatchPage::openTour);
    });
    add(QStringLiteral("wall.tour_list"), tr("轮巡设置"), {}, [this] { openForm(&WatchPage::openTour); });
}

void MainWindow::openForm(void (WatchPage::*open)()) {
    go(kWatch);
    (m_watch->*open)();
}

void MainWindow::restoreScene(WallDirector& director, int digit) {
    if (director.showKey(digit)) return;
    m_notice->post(shell::Notice::Kind::Info,
                   tr("Ctrl+%1 还没有场景。按 Ctrl+Shift+S 保存现在的画面。").arg(digit),
                   QStringLiteral("scene"));
}

} // namespace shouwang::console
