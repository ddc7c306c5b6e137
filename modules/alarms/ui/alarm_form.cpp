#include "alarms/ui/alarm_form.h"

#include "alarms/ui/words.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/theme.h"

#include <QComboBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

#include <algorithm>

namespace shouwang::alarms {

namespace {

QString trimmed(const QPlainTextEdit& edit) {
    return edit.toPlainText().trimmed();
}

} // namespace

AlarmForm::AlarmForm(QWidget* focusAfter, QWidget* parent)
    : QFrame(parent)
    , m_focusAfter(focusAfter)
    , m_title(new QLabel(this))
    , m_classRow(new QWidget(this))
    , m_class(new QComboBox(m_classRow))
    , m_causeLabel(shell::formLabel("muted", this))
    , m_cause(new QComboBox(this))
    , m_causeError(shell::formLabel("error", this))
    , m_textLabel(shell::formLabel("muted", this))
    , m_text(shell::formText(this))
    , m_textError(shell::formLabel("error", this))
    , m_reasonRow(new QWidget(this))
    , m_reason(shell::formText(m_reasonRow))
    , m_reasonError(shell::formLabel("error", m_reasonRow))
    , m_confirm(new QPushButton(this))
    , m_fold(new QPushButton(tr("收起 Esc"), this)) {
    setObjectName(QStringLiteral("alarmForm"));
    shell::setLook(this, "card");
    build();
    hide();
}

void AlarmForm::build() {
    for (const Class as :
         {Class::True, Class::False, Class::Drill, Class::Test, Class::Duplicate, Class::DeviceFault})
        m_class->addItem(classWord(as), static_cast<int>(as));
    m_cause->setPlaceholderText(tr("请选择原因"));
    m_class->setObjectName(QStringLiteral("classBox"));
    m_reason->setObjectName(QStringLiteral("correctionReason"));
    shell::setLook(m_confirm, "primary");
    auto* classes = new QVBoxLayout(m_classRow);
    auto* reasons = new QVBoxLayout(m_reasonRow);
    for (QVBoxLayout* box : {classes, reasons}) {
        box->setContentsMargins(0, 0, 0, 0);
        box->setSpacing(4);
    }
    auto* classLabel = shell::formLabel("muted", m_classRow);
    classLabel->setText(tr("定性"));
    shell::nameField(m_class, classLabel);
    auto* reasonLabel = shell::formLabel("muted", m_reasonRow);
    reasonLabel->setText(tr("更正理由（必填）"));
    shell::nameField(m_reason, reasonLabel);
    classes->addWidget(classLabel);
    classes->addWidget(m_class);
    for (QWidget* row : std::initializer_list<QWidget*>{reasonLabel, m_reason, m_reasonError})
        reasons->addWidget(row);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_confirm, 1);
    buttons->addWidget(m_fold);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(12, 12, 12, 12);
    box->setSpacing(4);
    for (QWidget* row :
         std::initializer_list<QWidget*>{m_title, m_classRow, m_causeLabel, m_cause, m_causeError,
                                         m_textLabel, m_text, m_textError, m_reasonRow})
        box->addWidget(row);
    box->addSpacing(4);
    box->addLayout(buttons);
    connect(m_confirm, &QPushButton::clicked, this, &AlarmForm::confirm);
    connect(m_fold, &QPushButton::clicked, this, &AlarmForm::fold);
    connect(m_class, &QComboBox::currentIndexChanged, this, &AlarmForm::nameFields);
    connect(m_cause, &QComboBox::currentIndexChanged, this, &AlarmForm::nameFields);
    nameFields();
}

Class AlarmForm::classNow() const {
    return static_cast<Class>(m_class->currentData().toInt());
}

void AlarmForm::open(const Id& alarm, Purpose purpose, Class as) {
    if (isVisibleTo(parentWidget())) keep();
    fill(alarm, purpose, as);
    m_cause->setFocus(Qt::OtherFocusReason); // the officer has just asked for the form
}

void AlarmForm::fill(const Id& alarm, Purpose purpose, Class as) {
    m_alarm = alarm;
    m_purpose = purpose;
    const bool closing = purpose == Purpose::Close;
    m_cause->setObjectName(closing ? QStringLiteral("closeCauseBox") : QStringLiteral("causeBox"));
    m_text->setObjectName(closing ? QStringLiteral("closeNoteEdit") : QStringLiteral("reasonEdit"));
    m_confirm->setObjectName(closing ? QStringLiteral("confirmClose")
                                     : QStringLiteral("confirmClassification"));
    m_fold->setObjectName(QStringLiteral("foldForm"));
    const auto found = m_drafts.find({alarm, purpose});
    const Draft draft = found == m_drafts.end() ? Draft{as, {}, {}, {}} : found->second;
    m_cause->clear();
    for (const std::string_view cause : causes()) {
        if (cause == "handled" && !closing) continue; // says how an alarm ended, not what made it
        m_cause->addItem(causeWord(cause),
                         QString::fromUtf8(cause.data(), static_cast<qsizetype>(cause.size())));
    }
    m_cause->setCurrentIndex(draft.cause.isEmpty() ? -1 : m_cause->findData(draft.cause));
    m_class->setCurrentIndex(m_class->findData(static_cast<int>(as)));
    m_text->setPlainText(draft.text);
    m_reason->setPlainText(draft.reason);
    m_classRow->setVisible(!closing);
    m_reasonRow->setVisible(purpose == Purpose::Correct);
    clearProblems();
    nameFields();
    show();
}

void AlarmForm::propose(const QString& cause) {
    if (m_cause->currentIndex() < 0) m_cause->setCurrentIndex(m_cause->findData(cause));
}

void AlarmForm::nameFields() {
    const bool closing = m_purpose == Purpose::Close;
    const bool must = closing || classNow() == Class::False;
    const bool other = m_cause->currentData().toString() == QLatin1String("other");
    const QString word = classWord(classNow());
    m_title->setText(closing                         ? tr("关闭警情")
                     : m_purpose == Purpose::Correct ? tr("更正定性：%1").arg(word)
                                                     : tr("定性：%1").arg(word));
    m_causeLabel->setText(must ? tr("原因（必选）") : tr("原因（可不选）"));
    m_textLabel->setText(other ? tr("说明（必填）") : tr("说明"));
    shell::nameField(m_cause, m_causeLabel);
    shell::nameField(m_text, m_textLabel);
    m_confirm->setText(closing                         ? tr("确认关闭")
                       : m_purpose == Purpose::Correct ? tr("确认更正为%1").arg(word)
                                                       : tr("确认%1").arg(word));
}

void AlarmForm::keep() {
    if (m_alarm.isNull()) return;
    makeRoom({m_alarm, m_purpose});
    m_drafts[{m_alarm, m_purpose}] = {classNow(), m_cause->currentData().toString(), m_text->toPlainText(),
                                      m_reason->toPlainText()};
}

/// The oldest draft cannot be told from the others; a shift leaves far fewer than this behind.
void AlarmForm::makeRoom(const Drafts::key_type& draft) {
    if (m_drafts.size() >= kMostDrafts && !m_drafts.contains(draft)) m_drafts.erase(m_drafts.begin());
}

AlarmForm::Drafts AlarmForm::drafts() {
    if (isVisibleTo(parentWidget())) keep();
    return m_drafts;
}

void AlarmForm::fold() {
    if (!isVisibleTo(parentWidget())) return;
    keep();
    // Hiding would hand the focus to a neighbour, whose act the next Enter would start.
    if (isAncestorOf(window()->focusWidget())) m_focusAfter->setFocus(Qt::OtherFocusReason);
    hide();
    Q_EMIT folded();
}

void AlarmForm::forget(const Id& alarm, Purpose purpose) {
    m_drafts.erase({alarm, purpose});
}

void AlarmForm::giveBack(const Id& alarm, Purpose purpose, Draft draft, bool shown) {
    const bool open = isVisibleTo(parentWidget());
    if (open && m_alarm == alarm && m_purpose == purpose) return;
    const Class as = draft.as;
    makeRoom({alarm, purpose});
    m_drafts[{alarm, purpose}] = std::move(draft);
    if (!open && shown) fill(alarm, purpose, as);
}

void AlarmForm::clearProblems() {
    shell::markField(m_cause, m_causeError, {});
    shell::markField(m_text, m_textError, {});
    shell::markField(m_reason, m_reasonError, {});
}

bool AlarmForm::showProblems() {
    clearProblems();
    const std::string cause = m_cause->currentData().toString().toStdString();
    const std::string text = trimmed(*m_text).toStdString();
    const std::vector<std::string> problems = m_purpose == Purpose::Close
                                                  ? problemsOfClosing(cause, text)
                                                  : problemsOfClassification(classNow(), cause, text);
    QWidget* first = nullptr;
    for (const std::string& problem : problems) {
        const bool aboutText = problem == code::kTextMissing;
        shell::markField(aboutText ? static_cast<QWidget*>(m_text) : m_cause,
                         aboutText ? m_textError : m_causeError, refusalWord(problem));
        if (!first) first = aboutText ? static_cast<QWidget*>(m_text) : m_cause;
    }
    if (m_purpose == Purpose::Correct && trimmed(*m_reason).isEmpty()) {
        shell::markField(m_reason, m_reasonError, refusalWord(code::kReasonMissing));
        if (!first) first = m_reason;
    }
    if (first) first->setFocus(Qt::OtherFocusReason);
    return first != nullptr;
}

void AlarmForm::confirm() {
    if (showProblems()) {
        Q_EMIT grown();
        return;
    }
    Q_EMIT confirmed(m_alarm, classNow(), m_cause->currentData().toString(), trimmed(*m_text),
                     trimmed(*m_reason));
}

void AlarmForm::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        fold();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
               event->modifiers().testFlag(Qt::ControlModifier)) {
        confirm();
    } else {
        QFrame::keyPressEvent(event);
    }
}

} // namespace shouwang::alarms
