// What the officer does in the window, and what the window says when it goes wrong.
#include "alarms/ui/alarm_list_view.h"
#include "alarms/ui/alarm_panel.h"
#include "console/attention_words.h"
#include "console/camera_grid.h"
#include "console/duty_page.h"
#include "console/incident_page.h"
#include "console/main_window.h"
#include "console/map_page.h"
#include "console/signed_orders.h"
#include "console/system_page.h"
#include "console/timeline_page.h"
#include "dispatch/ui/words.h"
#include "drill/ui/drill_page.h"
#include "shell/ui/notice.h"
#include "wall/ui/wall_link.h"

#include <QPointer>

#include <algorithm>

namespace shouwang::console {

namespace {

bool isOfDuty(const ledger::Command& command) {
    return command.kind.starts_with("duty.") || command.kind.starts_with("care.");
}

} // namespace

void MainWindow::visit(Workspace workspace) {
    go(workspace);
    if (m_locked) return;
    // What is being typed in the right panel goes on; everything else follows the officer to the page.
    const QWidget* focus = focusWidget();
    const bool typing = focus != nullptr && m_right->isAncestorOf(focus) && focus != m_list;
    if (typing) return;
    switch (workspace) {
    case kWatch:
        m_list->setFocus(Qt::ShortcutFocusReason);
        return;
    case kIncidents:
        m_incidents->takeFocus();
        return;
    case kMap:
        m_map->takeFocus();
        return;
    case kDuty:
        m_duty->takeFocus();
        return;
    case kDrill:
        m_drill->takeFocus();
        return;
    case kJournal:
        m_journal->takeFocus();
        return;
    case kSystem:
        m_system->takeFocus();
        return;
    case kWorkspaces:
        return;
    }
}

void MainWindow::submit(const ledger::Command& command) {
    // Another language replaces the window, also while a slow disk still writes.
    const QPointer<MainWindow> self(this);
    m_parts.desk.submit(command, [self, command](const sync::SubmitResult& result) {
        if (self) self->showResult(command, result);
    });
}

void MainWindow::submitSigned(const ledger::Command& order, std::string account, std::string password,
                              std::function<void(const people::SignOnOutcome&)> answer) {
    const QPointer<MainWindow> self(this);
    m_parts.desk.submitSigned(order, signedBy(order, std::move(account), std::move(password)),
                              [self, order, answer = std::move(answer)](const people::SignOnOutcome& checked,
                                                                        const sync::SubmitResult* result) {
                                  answer(checked);
                                  if (self && result != nullptr) self->showResult(order, *result);
                              });
}

void MainWindow::showResult(const ledger::Command& command, const sync::SubmitResult& result) {
    if (result.kind == sync::SubmitResult::Kind::Refused) showRefusal(command, result.refusal);
    if (result.kind == sync::SubmitResult::Kind::Failed) showFailure(command);
}

QString MainWindow::notSavedWord() {
    return tr("没有保存！磁盘可能已满或损坏。填写的内容还在，请马上找系统管理员，然后再试。");
}

/// The notice comes from the desk, as trouble; here the form that was sent learns of it.
void MainWindow::showFailure(const ledger::Command& command) {
    if (command.kind.starts_with("dispatch.")) m_incidents->panel().showFailure(command, notSavedWord());
    if (command.kind.starts_with("drill.")) m_drill->showFailure(command, notSavedWord());
    if (command.kind.starts_with("alarms.")) m_panel->showFailure(command, notSavedWord());
    if (isOfDuty(command)) m_duty->giveBack(command, notSavedWord());
}

void MainWindow::showRefusal(const ledger::Command& command, const ledger::Refusal& refusal) {
    if (command.kind.starts_with("dispatch.")) {
        m_incidents->panel().showRefusal(command, refusal);
        m_notice->post(shell::Notice::Kind::Warning, dispatch::refusalWord(refusal.code),
                       QStringLiteral("refused"));
    } else if (isOfDuty(command)) {
        const QString why = refusalWord(refusal.code);
        m_duty->giveBack(command, why);
        m_notice->post(shell::Notice::Kind::Warning, why, QStringLiteral("refused"));
    } else if (command.kind.starts_with("drill.")) {
        const QString text = refusalWord(refusal.code);
        m_drill->showRefusal(command, refusal, text);
        m_notice->post(shell::Notice::Kind::Warning, text, QStringLiteral("refused"));
    } else {
        m_panel->showRefusal(command, refusal);
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

/// One notice that counts: an alarm has up to six cameras, and a dead switch takes all of them.
void MainWindow::showMissingClip(const QString& camera) {
    if (!m_clipsMissing.contains(camera)) m_clipsMissing += camera;
    constexpr qsizetype kNamed = 3;
    QStringList names;
    for (const QString& missing : m_clipsMissing.mid(0, kNamed))
        names += cameraLabel(*m_parts.desk.data().site, missing);
    QString named = names.join(QStringLiteral("、"));
    if (m_clipsMissing.size() > kNamed) named += QStringLiteral(" …");
    m_notice->post(shell::Notice::Kind::Warning,
                   tr("警情录像没有保存：%n 台摄像机（%1）", nullptr, static_cast<int>(m_clipsMissing.size()))
                       .arg(named),
                   kClipKey);
}

/// Which file, which line and why stands behind the sentence: whoever mends the file asks for it.
void MainWindow::showRefusedSite(const QString& problems) {
    const QStringList lines = problems.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QString text = tr("站点发来的场所资料有错误，继续使用原来的资料。");
    if (!lines.isEmpty()) text += QLatin1Char('\n') + lines.front();
    if (lines.size() > 1) text += QLatin1Char('\n') + tr("另有 %n 处错误", nullptr, int(lines.size()) - 1);
    m_notice->post(shell::Notice::Kind::Warning, text, QStringLiteral("site"));
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
    case Trouble::WallStopped:
        m_wallLost = true;
        m_notice->post(Kind::Warning, tr("电视墙程序被人关闭，正在重新启动。"), wallKey);
        return;
    case Trouble::ClipMissing:
        showMissingClip(detail);
        return;
    case Trouble::CommandFailed:
        m_notice->post(Kind::Error, notSavedWord(), QStringLiteral("store"));
        return;
    case Trouble::StoreFailed:
        m_notice->post(Kind::Error,
                       tr("本席位的数据文件损坏，列表可能不全。请换一个席位工作并找系统管理员。"),
                       QStringLiteral("store"));
        return;
    case Trouble::SiteRefused:
        showRefusedSite(detail);
        return;
    case Trouble::KeysRefused:
        m_notice->post(Kind::Warning,
                       m_parts.desk.data().keys
                           ? tr("站点发来的账号资料有错误，继续使用原来的账号。请通知系统管理员。")
                           : tr("账号资料损坏，现在不能登录。连上站点后会重新取回，请通知系统管理员。"),
                       QStringLiteral("keys"));
        return;
    case Trouble::SecretsRefused:
        m_notice->post(Kind::Warning,
                       tr("站点发来的摄像机密码有错误，部分画面可能打不开。请通知系统管理员。"),
                       QStringLiteral("secrets"));
        return;
    case Trouble::NotKept:
        m_notice->post(Kind::Warning,
                       tr("站点发来的资料没有存进本席位的磁盘，现在可以照常工作，断网后重新启动会用旧资料。"
                          "请通知系统管理员检查磁盘。"),
                       QStringLiteral("kept"));
        return;
    }
}

} // namespace shouwang::console
