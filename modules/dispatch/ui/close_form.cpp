#include "dispatch/ui/close_form.h"

#include "dispatch/ui/words.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFrame>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

namespace shouwang::dispatch {

CloseForm::CloseForm(QWidget* focusAfter, QWidget* parent)
    : QWidget(parent)
    , m_focusAfter(focusAfter)
    , m_open(shell::formButton(tr("结案"), "closeIncidentButton", this))
    , m_card(new QFrame(this))
    , m_tasksError(shell::formLabel("error", m_card))
    , m_conclusion(new QComboBox(m_card))
    , m_conclusionError(shell::formLabel("error", m_card))
    , m_text(shell::formText(m_card))
    , m_textError(shell::formLabel("error", m_card))
    , m_confirm(shell::formButton(tr("确认结案"), "confirmCloseIncident", m_card))
    , m_fold(new QPushButton(tr("收起 Esc"), m_card)) {
    build();
}

void CloseForm::build() {
    shell::setLook(m_card, "card");
    shell::setLook(m_confirm, "primary");
    m_tasksError->setObjectName(QStringLiteral("tasksOpenError"));
    m_conclusion->setObjectName(QStringLiteral("conclusionBox"));
    m_conclusion->setPlaceholderText(tr("请选择结论"));
    for (const std::string_view code : conclusions())
        m_conclusion->addItem(conclusionWord(code),
                              QString::fromUtf8(code.data(), static_cast<qsizetype>(code.size())));
    m_text->setObjectName(QStringLiteral("conclusionText"));
    m_fold->setObjectName(QStringLiteral("foldClosing"));
    auto* conclusionLabel = shell::formLabel("muted", m_card);
    conclusionLabel->setText(tr("结论（必选）"));
    shell::nameField(m_conclusion, conclusionLabel);
    auto* textLabel = shell::formLabel("muted", m_card);
    textLabel->setText(tr("说明（必填）：原因、经过和结果"));
    shell::nameField(m_text, textLabel);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_confirm, 1);
    buttons->addWidget(m_fold);
    auto* form = new QVBoxLayout(m_card);
    form->setContentsMargins(12, 12, 12, 12);
    form->setSpacing(4);
    for (QWidget* row : std::initializer_list<QWidget*>{m_tasksError, conclusionLabel, m_conclusion,
                                                        m_conclusionError, textLabel, m_text, m_textError})
        form->addWidget(row);
    form->addSpacing(4);
    form->addLayout(buttons);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_open);
    box->addWidget(m_card);
    m_card->hide();
    connect(m_open, &QPushButton::clicked, this, [this] {
        unfold(true);
        m_conclusion->setFocus(Qt::OtherFocusReason);
        Q_EMIT unfolded();
    });
    connect(m_fold, &QPushButton::clicked, this, [this] { unfold(false); });
    connect(m_confirm, &QPushButton::clicked, this, &CloseForm::confirm);
}

void CloseForm::setIncident(const State& incident) {
    const bool another = incident.id != m_incident.id;
    if (another) keep();
    m_incident = incident;
    setVisible(incident.isOpen());
    if (incident.closed) m_drafts.erase(incident.id);
    if (incident.unsettledTasks() == 0) m_tasksError->hide();
    if (!another) return;
    const Draft draft = m_drafts[incident.id];
    m_conclusion->setCurrentIndex(draft.conclusion.isEmpty() ? -1 : m_conclusion->findData(draft.conclusion));
    m_text->setPlainText(draft.text);
    m_card->setVisible(draft.unfolded);
    m_open->setVisible(!draft.unfolded);
    m_tasksError->hide();
    shell::markField(m_conclusion, m_conclusionError, {});
    shell::markField(m_text, m_textError, {});
}

void CloseForm::keep() {
    if (!m_incident.isOpen()) return;
    m_drafts[m_incident.id] = {m_conclusion->currentData().toString(), m_text->toPlainText(),
                               m_card->isVisibleTo(this)};
}

CloseForm::Drafts CloseForm::drafts() {
    keep();
    return m_drafts;
}

void CloseForm::giveBack(const Id& incident) {
    if (incident != m_incident.id) {
        m_drafts[incident].unfolded = true;
    } else if (m_incident.isOpen()) {
        unfold(true);
    }
}

void CloseForm::setAllowed(bool allowed) {
    shell::enableButton(m_open, allowed, m_focusAfter);
    shell::enableButton(m_confirm, allowed, m_focusAfter);
}

void CloseForm::unfold(bool unfolded) {
    if (!unfolded && m_card->isAncestorOf(window()->focusWidget()))
        m_focusAfter->setFocus(Qt::OtherFocusReason);
    m_card->setVisible(unfolded);
    m_open->setVisible(!unfolded);
}

void CloseForm::confirm() {
    if (!m_confirm->isEnabled()) return;
    const QString conclusion = m_conclusion->currentData().toString();
    const QString text = m_text->toPlainText().trimmed();
    m_tasksError->hide();
    shell::markField(m_conclusion, m_conclusionError, {});
    shell::markField(m_text, m_textError, {});
    const auto problems = problemsOfClosing(m_incident, conclusion.toStdString(), text.toStdString());
    for (const std::string& problem : problems) {
        if (problem == code::kTasksOpen) {
            m_tasksError->setText(refusalWord(problem));
            m_tasksError->show();
        } else if (problem == code::kTextMissing) {
            shell::markField(m_text, m_textError, refusalWord(problem));
        } else {
            shell::markField(m_conclusion, m_conclusionError, refusalWord(problem));
        }
    }
    if (!problems.empty()) return;
    unfold(false);
    Q_EMIT confirmed(conclusion, text);
}

void CloseForm::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape && m_card->isVisibleTo(this)) {
        unfold(false);
    } else if (enter && event->modifiers().testFlag(Qt::ControlModifier) && m_card->isVisibleTo(this)) {
        confirm();
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace shouwang::dispatch
