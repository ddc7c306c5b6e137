#include "duty/ui/exception_form.h"

#include "duty/ui/words.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/theme.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace shouwang::duty {

ExceptionForm::ExceptionForm(Random& random, TakeNumber takeNumber, QWidget* parent)
    : QFrame(parent)
    , m_random(random)
    , m_takeNumber(std::move(takeNumber))
    , m_title(shell::formLabel("", this))
    , m_why(shell::formLabel("hint", this))
    , m_reason(new QLineEdit(this))
    , m_reasonError(shell::formLabel("error", this))
    , m_signer(new people::SignerBox(QStringLiteral("duty.exception"),
                                     {tr("值班领导账号"), tr("值班领导本人密码"), tr("请填写值班领导的账号"),
                                      tr("请值班领导输入本人密码")},
                                     this))
    , m_sign(shell::formButton(tr("签署例外并立案"), "duty.exception.sign", this))
    , m_fold(new QPushButton(tr("收起 Esc"), this)) {
    setObjectName(QStringLiteral("duty.exception"));
    shell::setLook(this, "card");
    m_title->setObjectName(QStringLiteral("duty.exception.title"));
    m_why->setObjectName(QStringLiteral("duty.exception.why"));
    m_reason->setObjectName(QStringLiteral("duty.exception.reason"));
    m_reason->setPlaceholderText(tr("理由（必填）：为什么、已采取什么措施"));
    m_reason->setAccessibleName(tr("例外的理由"));
    m_reason->setMaxLength(500);
    m_fold->setObjectName(QStringLiteral("duty.exception.fold"));
    m_reasonError->hide();
    auto* acts = new QHBoxLayout;
    acts->addWidget(m_sign, 1);
    acts->addWidget(m_fold);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(10, 6, 10, 8);
    box->setSpacing(4);
    for (QWidget* part : std::initializer_list<QWidget*>{m_title, m_why, m_reason, m_reasonError, m_signer})
        box->addWidget(part);
    box->addLayout(acts);
    connect(m_reason, &QLineEdit::returnPressed, m_signer, &people::SignerBox::takeFocus);
    connect(m_signer, &people::SignerBox::entered, this, &ExceptionForm::send);
    connect(m_signer, &people::SignerBox::accountChanged, this, &ExceptionForm::accountChanged);
    connect(m_sign, &QPushButton::clicked, this, &ExceptionForm::send);
    connect(m_fold, &QPushButton::clicked, this, &ExceptionForm::folded);
    hide();
}

void ExceptionForm::open(About about) {
    m_about = std::move(about);
    m_title->setText(tr("例外：%1。由值班领导本人签署，同时立案。").arg(m_about.title));
    show();
    m_reason->setFocus(Qt::ShortcutFocusReason);
}

void ExceptionForm::fold() {
    hide();
    m_signer->takePassword();
    m_about = {};
}

void ExceptionForm::done() {
    fold();
    m_incident = {};
    m_number.clear();
    m_reason->clear();
    m_signer->clear();
}

void ExceptionForm::setWhy(const QString& why) {
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    QLineEdit& password = m_signer->passwordField();
    password.setEnabled(why.isEmpty() || password.hasFocus() || m_signer->hasPassword());
    refreshButton();
}

void ExceptionForm::refreshButton() {
    const bool can = m_signer->passwordField().isEnabled() && !m_busy;
    shell::enableButton(m_sign, can, m_reason);
    shell::setButtonLook(m_sign, can ? "primary" : "");
}

ExceptionOrder ExceptionForm::order(ledger::Mode mode) {
    if (m_incident.isNull()) {
        m_incident = Id::random(m_random);
        m_number = m_takeNumber(mode);
    }
    ExceptionOrder made;
    made.code = m_about.code;
    made.item = m_about.item;
    made.basis = m_about.basis;
    made.account = account();
    made.reason = m_reason->text().trimmed().toStdString();
    made.incident = m_incident;
    made.number = m_number;
    made.title = tr("交接班例外：%1").arg(m_about.title).toStdString();
    return made;
}

void ExceptionForm::send() {
    if (m_busy) return;
    const bool missing = m_reason->text().trimmed().isEmpty();
    shell::markField(m_reason, m_reasonError, missing ? refusalWord(code::kReasonMissing) : QString());
    if (missing) m_reason->setFocus(Qt::OtherFocusReason);
    if (m_signer->check() && !missing) Q_EMIT signWanted();
}

void ExceptionForm::showOutcome(const people::SignOnOutcome& outcome, Micros now) {
    setBusy(false);
    m_signer->showOutcome(outcome, now);
}

void ExceptionForm::setBusy(bool busy) {
    m_busy = busy;
    m_sign->setText(busy ? tr("正在核对…") : tr("签署例外并立案"));
    refreshButton();
}

void ExceptionForm::say(const QString& text) {
    m_signer->sayOfPassword(text);
}

ExceptionForm::Draft ExceptionForm::draft() const {
    return {m_reason->text(), QString::fromStdString(account())};
}

void ExceptionForm::setDraft(const Draft& draft) {
    m_reason->setText(draft.reason);
    m_signer->setAccount(draft.account);
}

void ExceptionForm::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT folded();
        return;
    }
    QFrame::keyPressEvent(event);
}

} // namespace shouwang::duty
