// What becomes of what was typed when something arrives, and what the officer does.
#include "dispatch/ui/amend_form.h"

#include "dispatch/ui/amendments.h"
#include "dispatch/ui/words.h"
#include "shell/ui/form_parts.h"

#include <QComboBox>
#include <QFrame>
#include <QGuiApplication>
#include <QInputMethod>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace shouwang::dispatch {

namespace {

constexpr std::string_view kAmendCommand = "dispatch.amend";

} // namespace

void AmendForm::setNames(alarms::Names names) {
    m_names = std::move(names);
    refreshHints();
}

// ---- what arrives

void AmendForm::setIncident(const State& incident) {
    const bool another = incident.id != m_incident.id;
    if (another) keep();
    m_incident = incident;
    if (another) {
        load(incident);
    } else {
        forgetWhatStands();
        adopt(incident);
    }
    m_closed->setVisible(!incident.isOpen());
    if (!incident.isOpen() && changed().empty()) unfold(false);
    refreshHints();
    refreshButtons();
}

void AmendForm::load(const State& incident) {
    const auto found = m_drafts.find(incident.id);
    const bool known = found != m_drafts.end();
    m_base = known ? found->second.base : amendable(incident);
    m_versions = known ? found->second.versions : incident.versions;
    m_sent.clear();
    fill(known ? found->second.typed : m_base);
    m_reason->setText(known ? found->second.reason : QString());
    m_card->setVisible(known && found->second.unfolded);
    clearErrors();
}

/// A field that the officer has not touched follows what arrives, and then that is what was seen. A touched
/// one keeps what was typed and what was seen, and so does the one that has the keyboard.
void AmendForm::adopt(const State& incident) {
    const ledger::Map now = amendable(incident);
    for (const Row& row : m_rows) {
        const bool touched = typed(row) != ledger::field(m_base, row.field);
        const bool typing = m_card->isVisibleTo(this) && window()->focusWidget() == row.edit;
        if (touched || typing) continue;
        m_base[row.key()] = ledger::field(now, row.field);
        put(row, ledger::field(now, row.field));
        const auto version = incident.versions.find(row.key());
        if (version != incident.versions.end()) m_versions[row.key()] = version->second;
    }
}

void AmendForm::forgetWhatStands() {
    if (m_sent.empty()) return;
    const ledger::Map now = amendable(m_incident);
    for (const auto& [field, value] : m_sent) {
        if (ledger::at(now, field) != value) return;
    }
    forget();
}

void AmendForm::forget() {
    m_drafts.erase(m_incident.id);
    m_sent.clear();
    m_base = amendable(m_incident);
    m_versions = m_incident.versions;
    fill(m_base);
    m_reason->clear();
    clearErrors();
}

void AmendForm::keep() {
    if (m_incident.id.isNull()) return;
    if (changed().empty() && m_reason->text().isEmpty() && !m_card->isVisibleTo(this)) {
        m_drafts.erase(m_incident.id);
        return;
    }
    m_drafts[m_incident.id] = {m_base, m_versions, typed(), m_reason->text(), m_card->isVisibleTo(this)};
}

AmendForm::Drafts AmendForm::drafts() {
    keep();
    return m_drafts;
}

void AmendForm::refreshHints() {
    const ledger::Map now = amendable(m_incident);
    for (const Row& row : m_rows) {
        const ledger::Value& value = ledger::field(now, row.field);
        const bool moved = value != ledger::field(m_base, row.field) && value != typed(row);
        row.hint->setVisible(moved);
        if (!moved) continue;
        const Stamp by = settingOf(m_incident, row.field);
        row.hint->setText(tr("现为“%1”（%2）；确认后以您填的为准，原值仍可查")
                              .arg(valueWord(row.field, value), m_names.who(by)));
    }
}

void AmendForm::refreshButtons() {
    const bool possible = m_allowed && m_incident.isOpen();
    m_open->setVisible(m_incident.isOpen() && !m_card->isVisibleTo(this));
    shell::enableButton(m_open, possible, m_focusAfter);
    shell::enableButton(m_confirm, possible, m_focusAfter);
}

void AmendForm::setAllowed(bool allowed) {
    m_allowed = allowed;
    refreshButtons();
}

// ---- what the officer does

bool AmendForm::canBegin() const {
    return m_allowed && m_incident.isOpen();
}

void AmendForm::begin() {
    if (!canBegin()) return;
    unfold(true);
    m_kind->setFocus(Qt::OtherFocusReason);
    Q_EMIT unfolded();
}

void AmendForm::unfold(bool unfolded) {
    if (!unfolded && m_card->isAncestorOf(window()->focusWidget()))
        m_focusAfter->setFocus(Qt::OtherFocusReason);
    m_card->setVisible(unfolded);
    refreshButtons();
}

void AmendForm::clearErrors() {
    for (const Row& row : m_rows)
        shell::markField(row.edit, row.error, {});
    shell::markField(m_reason, m_reasonError, {});
    m_nothing->hide();
    m_refusal->hide();
}

QWidget* AmendForm::markProblems(const std::vector<std::string>& problems) {
    QWidget* first = nullptr;
    for (const std::string& problem : problems) {
        QWidget* field = m_reason;
        QLabel* error = m_reasonError;
        if (problem == code::kMalformed) { // nothing was changed
            m_nothing->show();
            continue;
        }
        if (problem == code::kTitleMissing) {
            field = m_title;
            error = m_rows[2].error;
        }
        shell::markField(field, error, refusalWord(problem));
        if (!first) first = field;
    }
    return first;
}

void AmendForm::confirm() {
    if (!m_confirm->isEnabled()) return;
    // What an input method still composes belongs to what the officer wants to send.
    if (QGuiApplication::focusObject()) QGuiApplication::inputMethod()->commit();
    clearErrors();
    const ledger::Map wanted = changed();
    const QString reason = m_reason->text().trimmed();
    const auto problems = problemsOfAmending(wanted, reason.toStdString());
    if (QWidget* first = markProblems(problems)) first->setFocus(Qt::OtherFocusReason);
    if (!problems.empty()) return;
    m_sent = wanted;
    unfold(false);
    State seen;
    seen.id = m_incident.id;
    seen.versions = m_versions;
    Q_EMIT confirmed(seen, wanted, reason);
    forgetWhatStands(); // somebody else may have set the same
}

bool AmendForm::takeRefusal(std::string_view command, const QString& text) {
    if (command != kAmendCommand || m_sent.empty()) return false;
    m_sent.clear();
    m_refusal->setText(text);
    m_refusal->show();
    unfold(true);
    return true;
}

void AmendForm::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape && m_card->isVisibleTo(this)) {
        unfold(false);
    } else if (enter && event->modifiers().testFlag(Qt::ControlModifier)) {
        confirm();
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace shouwang::dispatch
