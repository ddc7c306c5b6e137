// What the box shows. How it is built: handover_box_parts.cpp; what officers do there: handover_box_acts.cpp
// and handover_box_signing.cpp.
#include "duty/ui/handover_box.h"

#include "duty/ui/handover_model.h"
#include "duty/ui/handover_words.h"
#include "duty/ui/words.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/rows_view.h"
#include "shell/ui/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QMetaMethod>
#include <QPushButton>
#include <QStringList>

#include <algorithm>

namespace shouwang::duty {

HandoverBox::HandoverBox(const shell::Theme& theme, Ports ports, QWidget* parent)
    : QWidget(parent)
    , m_ports(std::move(ports))
    , m_model(new HandoverModel(this)) {
    setObjectName(QStringLiteral("duty.handover"));
    build(theme);
    wire();
    setScene({});
}

void HandoverBox::setNames(ItemNames names) {
    m_names = std::move(names);
}

void HandoverBox::setOfficer(const std::string& account, bool allowed) {
    m_officer = account;
    m_allowed = allowed;
    m_answer->setAllowed(allowed);
}

Id HandoverBox::shown() const {
    return m_scene ? m_scene->handover.id : Id();
}

void HandoverBox::setScene(std::optional<HandoverScene> scene) {
    const Id before = shown();
    m_scene = std::move(scene);
    if (before != shown()) m_exception->fold();
    refillAccounts();
    showAll();
}

const std::vector<Item>& HandoverBox::items() const {
    return handover().completed ? handover().items : m_scene->open;
}

std::vector<Item> HandoverBox::unbalancedItems() const {
    return isOpen() ? unbalanced(handover(), m_scene->open) : std::vector<Item>();
}

void HandoverBox::showAll() {
    showRows();
    showChoices();
    showState();
    showSigning();
    showException();
    showSelected();
    const bool begun = m_scene && handover().exists();
    m_begin->setVisible(m_scene && !begun);
    shell::enableButton(m_begin, m_allowed, m_list);
    m_print->setEnabled(begun);
    m_signing->setVisible(begun);
}

void HandoverBox::showRows() {
    const Micros now = m_ports.clock.utc();
    m_model->setRows(m_scene ? rowsOf(handover(), items(), m_names, now) : std::vector<HandoverRow>());
}

void HandoverBox::showChoices() {
    QStringList texts;
    QStringList ids;
    const std::vector<Handover> none;
    for (const Handover& each : m_scene ? m_scene->choices : none) {
        texts << shownHandoverWord(each, m_names, m_ports.clock.utc());
        ids << QString::fromStdString(each.id.text());
    }
    QStringList before;
    for (int i = 0; i < m_choice->count(); ++i)
        before << m_choice->itemText(i);
    if (before != texts) { // a list that is open stays so while nothing has changed
        m_choice->clear();
        for (qsizetype i = 0; i < texts.size(); ++i)
            m_choice->addItem(texts[i], ids[i]);
    }
    m_choice->setCurrentIndex(m_choice->findData(QString::fromStdString(shown().text())));
}

QString HandoverBox::stateText() const {
    if (!m_scene) return tr("现在没有班次可交：请检查系统时间");
    const Micros now = m_ports.clock.utc();
    if (!handover().exists()) {
        if (!m_allowed) return tr("还没有开始交接班。由民警登录后开始。");
        return tr("还没有开始交接班。清单由系统自动列出（建议项目，待本所核定）。");
    }
    if (!handover().completed) return standingsWord(m_model->rows());
    const QString at = shell::timeText(handover().completed->at, now);
    if (!handover().incoming) return tr("%1 无人接班，经值班领导签署例外后结束").arg(at);
    const QString from =
        handover().outgoing ? m_names.scope.person(handover().outgoing->account) : QStringLiteral("—");
    return tr("✓ %1 交班，%2 接班，%3 交接完成")
        .arg(from, m_names.scope.person(handover().incoming->account), at);
}

QStringList HandoverBox::remarks() const {
    QStringList said;
    if (!m_scene) return said;
    const Micros now = m_ports.clock.utc();
    for (const Exception& each : handover().exceptions) {
        QString what = exceptionWord(each.code);
        const auto item = std::ranges::find(handover().items, each.item, &Item::name);
        if (item != handover().items.end()) what += tr("（%1）").arg(itemWord(*item, m_names));
        said << tr("◆ 例外：%1。%2 %3 签署，理由：%4。事件 %5")
                    .arg(what, m_names.scope.person(each.account), shell::timeText(each.by.at, now),
                         QString::fromStdString(each.reason), QString::fromStdString(each.number));
    }
    if (handover().completed) return said;
    for (const Returned& each : m_scene->returned) {
        const auto& later = each.side == Side::Outgoing ? handover().outgoing : handover().incoming;
        if (later && later->by.at >= each.at) continue; // signed anew since
        said << tr("◆ 站点退回了 %1 %2 的签名：%3")
                    .arg(m_names.scope.person(each.account), shell::timeText(each.at, now),
                         refusalWord(each.code));
    }
    return said;
}

void HandoverBox::showState() {
    m_state->setText(stateText());
    m_waits->setVisible(m_scene && handover().exists() && m_scene->waits);
    const QStringList said = remarks();
    m_said->setText(said.join(QLatin1Char('\n')));
    m_said->setVisible(!said.isEmpty());
}

void HandoverBox::showSelected() {
    AnswerBar::Shown shown;
    if (const HandoverRow* row = selected()) shown.row = *row;
    shown.open = isOpen();
    shown.rest = static_cast<std::size_t>(std::ranges::count_if(m_model->rows(), isForRest));
    const std::vector<Item> differing = unbalancedItems();
    shown.unbalanced =
        shown.row && std::ranges::find(differing, shown.row->item.name(), &Item::name) != differing.end();
    m_answer->show(shown);
    m_answer->setVisible(!m_exception->isOpen());
}

const HandoverRow* HandoverBox::selected() const {
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid() || m_model->at(current.row()).heading) return nullptr;
    return &m_model->at(current.row());
}

/// What the incoming officer may accept without looking at a number first, of rows that wait.
bool HandoverBox::isForRest(const HandoverRow& row) {
    return !row.heading && row.waits() && row.item.kind != ItemKind::Headcount;
}

void HandoverBox::connectNotify(const QMetaMethod& signal) {
    if (signal == QMetaMethod::fromSignal(&HandoverBox::printWanted)) m_print->show();
}

// ---- what was typed

/// Whoever sits there is one of the two sides: which one says the list of those who stood on a post.
void HandoverBox::refillAccounts() {
    if (!m_scene) return;
    const std::string whom = m_officer + "/" + shown().text();
    if (std::exchange(m_filledFor, whom) == whom || m_officer.empty() || handover().completed) return;
    const bool stood = std::ranges::find(m_scene->ofShift, m_officer) != m_scene->ofShift.end();
    SignatureCard& own = card(stood ? Side::Outgoing : Side::Incoming);
    if (own.account().empty()) own.signer().setAccount(QString::fromStdString(m_officer));
}

HandoverBox::Draft HandoverBox::draft() {
    return {shown(), QString::fromStdString(card(Side::Outgoing).account()),
            QString::fromStdString(card(Side::Incoming).account()), m_answer->drafts(), m_exception->draft()};
}

void HandoverBox::setDraft(const Draft& draft) {
    card(Side::Outgoing).signer().setAccount(draft.outgoing);
    card(Side::Incoming).signer().setAccount(draft.incoming);
    m_answer->setDrafts(draft.answers);
    m_exception->setDraft(draft.exception);
}

void HandoverBox::giveBack(const ledger::Command& command, const QString& why) {
    if (command.kind == "duty.sign_handover") {
        SignatureCard& at = card(static_cast<Side>(ledger::field(command.open, Field::Side).integer()));
        at.setBusy(false);
        at.say(why);
    } else if (command.kind == "duty.except_handover") {
        m_exception->setBusy(false);
        m_exception->say(why);
    } else if (command.kind.ends_with("_item")) {
        m_answer->giveBack(command, rowId(command.entity, ledger::field(command.open, Field::Item).text()),
                           why);
    }
}

} // namespace shouwang::duty
