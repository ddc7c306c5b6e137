// The two signatures of a handover and the exceptions of the leader on duty.
#include "duty/ui/handover_box.h"
#include "duty/ui/handover_model.h"
#include "duty/ui/handover_words.h"
#include "duty/ui/words.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/rows_view.h"
#include "shell/ui/theme.h"

#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QStringList>

#include <algorithm>

namespace shouwang::duty {

// ---- signatures

QString HandoverBox::accountProblem(const std::string& account, people::Permission permission) const {
    if (account.empty() || !m_ports.may) return {};
    const auto may = m_ports.may(account, permission);
    if (!may) return tr("没有这个账号");
    return *may ? QString() : handoverRefusalWord(code::kMayNotSign);
}

/// The first of all reasons, said so that one knows what to do.
QString HandoverBox::whyNot(Side side) const {
    const std::string account = card(side).account();
    const auto problems = problemsOfSigning({side, account}, handover(), m_scene->open);
    if (!problems.empty()) {
        const QString word = handoverRefusalWord(problems.front());
        if (problems.front() == code::kItemsUnanswered)
            return tr("%1（%2 项）").arg(word).arg(unanswered(handover(), m_scene->open));
        if (problems.front() != code::kHeadcountOpen) return word;
        QStringList zones;
        for (const Item& item : unbalancedItems())
            zones << itemWord(item, m_names);
        return tr("%1（%2）").arg(word, zones.join(QStringLiteral("、")));
    }
    const auto& stood = m_scene->ofShift;
    const bool other = side == Side::Outgoing && !account.empty() && !stood.empty() &&
                       std::ranges::find(stood, account) == stood.end();
    const QString own = accountProblem(account, people::Permission::HandOver);
    return other && own.isEmpty() ? handoverRefusalWord(code::kNotOfShift) : own;
}

void HandoverBox::showSigning() {
    if (!m_scene || !handover().exists()) return;
    const Micros now = m_ports.clock.utc();
    for (const Side side : {Side::Outgoing, Side::Incoming}) {
        const auto& signature = side == Side::Outgoing ? handover().outgoing : handover().incoming;
        SignatureCard::Shown shown;
        shown.asks = isOpen() && !signature;
        if (signature) {
            shown.state = tr("✓ %1 %2").arg(m_names.scope.person(signature->account),
                                            shell::timeText(signature->by.at, now));
        } else {
            shown.state = tr("未签名");
        }
        if (shown.asks) shown.why = whyNot(side);
        card(side).show(shown);
    }
    m_nobody->setVisible(isOpen() && !m_exception->isOpen());
}

void HandoverBox::goToSigning() {
    if (!isOpen()) return;
    card(handover().outgoing ? Side::Incoming : Side::Outgoing).takeFocus();
}

HandoverBox::Seen HandoverBox::seen() const {
    Seen seen;
    if (!m_scene) return seen;
    for (const Item& item : items())
        seen.emplace(item.name(), item.basis);
    return seen;
}

/// Something has come while the password was typed: whoever signs has to look first. Asked again, they have.
bool HandoverBox::hasGrown(Side side) {
    Seen now = seen();
    Seen& before = m_seen[side == Side::Outgoing ? 0U : 1U];
    const bool grown = !std::ranges::includes(before, now);
    before = std::move(now);
    return grown;
}

void HandoverBox::sign(Side side) {
    SignatureCard& at = card(side);
    if (!isOpen() || at.isBusy()) return;
    if (const QString why = whyNot(side); !why.isEmpty()) return at.say(why);
    if (!at.signer().check()) return;
    if (hasGrown(side)) return at.say(handoverRefusalWord(code::kListChanged));
    if (!m_sign) return;
    const std::string account = at.account();
    const ledger::Command order =
        signHandover(handover(), {side, account}, m_scene->open, m_ports.clock.utc());
    at.setBusy(true);
    m_sign(
        order, account, at.signer().takePassword(),
        [card = QPointer<SignatureCard>(&at), &clock = m_ports.clock](const people::SignOnOutcome& outcome) {
            if (!card) return;
            card->setBusy(false);
            card->signer().showOutcome(outcome, clock.utc());
        });
}

// ---- exceptions

void HandoverBox::beginException() {
    if (!isOpen()) return;
    const std::vector<Item> open = unbalancedItems();
    if (open.empty()) return beginNobody();
    const HandoverRow* row = selected();
    const auto wanted = row ? std::ranges::find(open, row->item.name(), &Item::name) : open.end();
    const Item& item = wanted == open.end() ? open.front() : *wanted;
    openException({std::string(kHeadcountException), item.name(), item.basis,
                   tr("%1（%2）").arg(exceptionWord(kHeadcountException), itemWord(item, m_names))});
}

void HandoverBox::beginNobody() {
    if (isOpen()) openException({std::string(kNobodyArrives), {}, {}, exceptionWord(kNobodyArrives)});
}

void HandoverBox::openException(ExceptionForm::About about) {
    m_answer->hide();
    m_exception->open(std::move(about));
    showException();
    showSigning();
}

void HandoverBox::foldException() {
    m_list->setFocus(Qt::OtherFocusReason);
    m_exception->fold();
    showSelected();
    showSigning();
}

QString HandoverBox::whyNoException() const {
    const ExceptionForm::About& about = m_exception->about();
    const std::vector<Item> open = unbalancedItems();
    if (about.code == kHeadcountException) {
        const auto item = std::ranges::find(open, about.item, &Item::name);
        if (item == open.end()) return handoverRefusalWord(code::kNothingToExcept);
        if (item->basis != about.basis) return handoverRefusalWord(code::kListChanged);
    } else if (!handover().outgoing) {
        return handoverRefusalWord(code::kOutgoingNotSigned);
    } else if (!open.empty()) {
        return handoverRefusalWord(code::kHeadcountOpen);
    }
    const std::string account = m_exception->account();
    if (!account.empty() && handover().outgoing && handover().outgoing->account == account)
        return handoverRefusalWord(code::kSameAccount);
    return accountProblem(account, people::Permission::Approve);
}

void HandoverBox::showException() {
    if (!m_exception->isOpen() || !m_scene) return;
    const auto& done = handover().exceptions;
    const bool ours = !m_exception->incident().isNull() &&
                      std::ranges::find(done, m_exception->incident(), &Exception::incident) != done.end();
    if (ours || handover().completed) {
        // It was the officer's own act, and what had the keyboard is going.
        if (m_exception->isAncestorOf(window()->focusWidget())) m_list->setFocus(Qt::OtherFocusReason);
        m_exception->done();
        showSigning();
        return;
    }
    m_exception->setWhy(whyNoException());
}

void HandoverBox::signException() {
    if (!isOpen()) return;
    if (const QString why = whyNoException(); !why.isEmpty()) return m_exception->say(why);
    if (!m_sign) return;
    const ledger::Command order =
        exceptHandover(shown(), m_exception->order(handover().mode), m_ports.clock.utc());
    m_exception->setBusy(true);
    m_sign(order, order.actor, m_exception->takePassword(),
           [form = QPointer<ExceptionForm>(m_exception),
            &clock = m_ports.clock](const people::SignOnOutcome& outcome) {
               if (form) form->showOutcome(outcome, clock.utc());
           });
}

} // namespace shouwang::duty
