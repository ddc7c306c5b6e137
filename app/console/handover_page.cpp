#include "console/handover_page.h"

#include "console/attention_words.h"
#include "console/desk.h"

#include <QBoxLayout>

namespace shouwang::console {

HandoverPage::HandoverPage(Desk& desk, const shell::Theme& theme, Random& random, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_box(new duty::HandoverBox(theme,
                                  {desk.clock(), random,
                                   [&desk](ledger::Mode mode) { return desk.takeIncidentNumber(mode); },
                                   [this](const std::string& account, people::Permission permission) {
                                       return may(account, permission);
                                   }},
                                  this)) {
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_box);
    connect(m_box, &duty::HandoverBox::chosen, this, [this](const Id& handover) {
        m_wanted = handover;
        refresh();
    });
}

/// A seat that knows no accounts cannot say anything of one: the password will.
std::optional<bool> HandoverPage::may(const std::string& account, people::Permission permission) const {
    const auto& keys = m_desk.data().keys;
    if (!keys) return true;
    const people::Account* known = keys->find(account);
    if (known == nullptr) return std::nullopt;
    return people::may(known->role, known->auxiliary, permission);
}

void HandoverPage::setScope(const duty::LogScope& scope, const std::optional<duty::Shift>& current) {
    const attention::Names names = attentionNames(m_desk);
    m_box->setNames({scope, names.act, names.refusal});
    m_current = current;
}

void HandoverPage::refresh() {
    const DeskData& known = m_desk.data();
    const std::string account = known.officer ? known.officer->account : std::string();
    if (std::exchange(m_officer, account) != account) m_wanted = {};
    m_box->setOfficer(account, m_desk.mayDo(people::Permission::HandOver));
    if (!isVisible()) return;
    std::optional<duty::HandoverScene> scene;
    m_desk.read([&](const ledger::View& view) {
        scene = readHandover(view, {m_wanted, account, known.seat, m_current, m_desk.clock().utc()});
    });
    if (scene && scene->handover.isOpen()) m_wanted = scene->handover.id;
    m_box->setScene(std::move(scene));
}

void HandoverPage::setDraft(const duty::HandoverBox::Draft& draft) {
    m_wanted = draft.handover;
    m_box->setDraft(draft);
}

void HandoverPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

} // namespace shouwang::console
