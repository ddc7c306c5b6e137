// The handover in the window: its keys, whose password signs an order, and what keeps an officer from signing
// off.
#include "console/duty_page.h"
#include "console/handover_page.h"
#include "console/main_window.h"
#include "duty/ui/handover_box.h"
#include "shell/ui/action_registry.h"
#include "shell/ui/notice.h"

namespace shouwang::console {

people::SignPort MainWindow::signPort() {
    return [this](const ledger::Command& order, std::string account, std::string password,
                  std::function<void(const people::SignOnOutcome&)> answer) {
        submitSigned(order, std::move(account), std::move(password), std::move(answer));
    };
}

void MainWindow::addHandoverActions() {
    m_duty->handover().box().setSignPort(signPort());
    const auto add = [this](const char* id, const QString& text, const QKeySequence& key,
                            void (duty::HandoverBox::*run)()) {
        m_actions->add({QLatin1String(id), text, key,
                        [this, run] {
                            go(kDuty);
                            (m_duty->openHandover().*run)();
                        },
                        [this] { return m_parts.desk.mayDo(people::Permission::HandOver); }, false,
                        tr("值班")});
    };
    using duty::HandoverBox;
    add("duty.handover", tr("交接班（开始、清单）"), QKeySequence(Qt::CTRL | Qt::Key_B),
        &HandoverBox::takeFocus);
    add("duty.handover_accept", tr("接收选中的交接事项"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A),
        &HandoverBox::accept);
    add("duty.handover_question", tr("对选中的交接事项提出疑问"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Q), &HandoverBox::question);
    add("duty.handover_sign", tr("签署交接班"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B),
        &HandoverBox::goToSigning);
}

void MainWindow::signOff() {
    const QString key = QStringLiteral("handover");
    if (!m_parts.desk.owesHandover()) {
        m_notice->withdraw(key);
        m_parts.desk.signOff();
        return;
    }
    m_notice->post(shell::Notice::Kind::Warning,
                   tr("本班还没有交接完成，不能退出登录。请双方签名，或由值班领导签署例外。"), key);
    go(kDuty);
    m_duty->openHandover().takeFocus();
}

} // namespace shouwang::console
