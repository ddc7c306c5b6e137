// What the officers answer in the box of handovers, and the keys for it.
#include "duty/ui/handover_box.h"
#include "duty/ui/handover_model.h"
#include "duty/ui/handover_words.h"
#include "shell/ui/rows_view.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>

namespace shouwang::duty {

void HandoverBox::takeFocus() {
    if (!m_begin->isHidden() && m_begin->isEnabled()) {
        m_begin->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    goToList();
}

/// With a row that is selected to be seen: the list itself would only make its first one current.
void HandoverBox::goToList() {
    if (!m_list->selectionModel()->hasSelection()) {
        const int open = m_model->nextOpen(0);
        const int first = m_model->rowCount() > 1 && !m_model->at(1).heading ? 1 : -1;
        if (open >= 0 || first >= 0) select(open >= 0 ? open : first);
    }
    m_list->setFocus(Qt::OtherFocusReason);
}

void HandoverBox::begin() {
    if (!m_allowed || !m_scene || handover().exists()) return;
    goToList();
    Q_EMIT commandWanted(beginHandover(handover().shift, m_ports.clock.utc()));
}

void HandoverBox::select(int row) {
    m_list->setCurrentIndex(m_model->index(row));
}

/// To the next item that waits; who counts goes on counting.
void HandoverBox::goOn() {
    const QModelIndex current = m_list->currentIndex();
    if (const int next = m_model->nextOpen(current.isValid() ? current.row() : 0); next >= 0) select(next);
}

// ---- answers

/// Whose answer it is: who sits there may write for the other side, who stands beside.
std::string HandoverBox::answerer(Side side) {
    if (side == Side::Outgoing && handover().outgoing) return handover().outgoing->account;
    people::SignerBox& signer = card(side).signer();
    const std::string account = signer.account();
    QString why = accountProblem(account, people::Permission::HandOver);
    if (account.empty()) why = tr("请先填写%1的账号").arg(sideWord(side));
    const SignatureCard& other = card(side == Side::Outgoing ? Side::Incoming : Side::Outgoing);
    const std::string& first = handover().outgoing ? handover().outgoing->account : other.account();
    if (why.isEmpty() && account == first) why = handoverRefusalWord(code::kSameAccount);
    signer.sayOfAccount(why);
    if (why.isEmpty()) return account;
    signer.accountField().setFocus(Qt::OtherFocusReason);
    return {};
}

bool HandoverBox::mayAnswer() const {
    return isOpen() && m_allowed && selected() != nullptr;
}

void HandoverBox::accept() {
    if (!mayAnswer()) return;
    const Item item = selected()->item;
    if (item.kind == ItemKind::Headcount) return m_answer->beginCount({});
    const std::string who = answerer(Side::Incoming);
    if (who.empty()) return;
    m_list->setFocus(Qt::OtherFocusReason);
    goOn();
    Q_EMIT commandWanted(acceptItem(handover().id, item, -1, who, m_ports.clock.utc()));
}

void HandoverBox::count(qint64 persons) {
    if (!mayAnswer()) return;
    const Item item = selected()->item;
    const std::string who = answerer(Side::Incoming);
    if (who.empty()) return;
    m_answer->taken();
    goOn();
    if (selected()->item.kind == ItemKind::Headcount && selected()->item.name() != item.name()) {
        m_answer->beginCount({});
    } else {
        m_list->setFocus(Qt::OtherFocusReason);
    }
    Q_EMIT commandWanted(acceptItem(handover().id, item, persons, who, m_ports.clock.utc()));
}

void HandoverBox::acceptRest() {
    if (!isOpen() || !m_allowed) return;
    const std::string who = answerer(Side::Incoming);
    if (who.empty()) return;
    std::vector<Item> rest;
    for (const HandoverRow& row : m_model->rows()) {
        if (isForRest(row)) rest.push_back(row.item);
    }
    const Id id = shown();
    for (const Item& item : rest)
        Q_EMIT commandWanted(acceptItem(id, item, -1, who, m_ports.clock.utc()));
}

void HandoverBox::question() {
    if (mayAnswer()) m_answer->beginQuestion();
}

void HandoverBox::reply() {
    if (mayAnswer()) m_answer->beginReply();
}

void HandoverBox::sendQuestion(const QString& text) {
    if (!mayAnswer()) return;
    const Item item = selected()->item;
    const std::string who = answerer(Side::Incoming);
    if (who.empty()) return;
    m_answer->taken();
    m_list->setFocus(Qt::OtherFocusReason);
    goOn();
    Q_EMIT commandWanted(questionItem(handover().id, item, text.toStdString(), who, m_ports.clock.utc()));
}

void HandoverBox::sendReply(const QString& text) {
    if (!mayAnswer()) return;
    const Item item = selected()->item;
    const std::string who = answerer(Side::Outgoing);
    if (who.empty()) return;
    m_answer->taken();
    m_list->setFocus(Qt::OtherFocusReason);
    Q_EMIT commandWanted(replyItem(handover().id, item, text.toStdString(), who, m_ports.clock.utc()));
}

// ---- keys

bool HandoverBox::handleKey(int key, Qt::KeyboardModifiers with, const QString& text) {
    if (with == Qt::ShiftModifier && key == Qt::Key_A) {
        acceptRest();
        return true;
    }
    if (with != Qt::NoModifier) return false;
    const HandoverRow* row = selected();
    const bool digit = key >= Qt::Key_0 && key <= Qt::Key_9;
    if (digit && row && row->item.kind == ItemKind::Headcount && mayAnswer()) {
        m_answer->beginCount(text);
        return true;
    }
    switch (key) {
    case Qt::Key_A:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        accept();
        return true;
    case Qt::Key_Q:
        question();
        return true;
    case Qt::Key_R:
        reply();
        return true;
    case Qt::Key_X:
        beginException();
        return true;
    case Qt::Key_S:
        goToSigning();
        return true;
    default:
        return false;
    }
}

bool HandoverBox::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (handleKey(key->key(), key->modifiers() & ~Qt::KeypadModifier, key->text())) return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace shouwang::duty
