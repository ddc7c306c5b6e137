#include "duty/ui/signature_card.h"

#include "duty/ui/handover_words.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace shouwang::duty {

namespace {

QString nameOf(Side side) {
    return side == Side::Outgoing ? QStringLiteral("duty.outgoing") : QStringLiteral("duty.incoming");
}

} // namespace

SignatureCard::SignatureCard(Side side, QWidget* parent)
    : QFrame(parent)
    , m_state(new QLabel(this))
    , m_why(shell::formLabel("hint", this))
    , m_signer(new people::SignerBox(
          nameOf(side), {tr("账号"), tr("本人密码"), tr("请填写账号"), tr("请输入本人密码")}, this))
    , m_sign(shell::formButton(tr("签名"),
                               side == Side::Outgoing ? "duty.outgoing.sign" : "duty.incoming.sign", this))
    , m_acts(new QHBoxLayout) {
    setObjectName(nameOf(side));
    shell::setLook(this, "card");
    auto* name = new QLabel(sideWord(side), this);
    m_signer->accountField().setAccessibleName(tr("%1的账号").arg(sideWord(side)));
    m_signer->passwordField().setAccessibleName(tr("%1本人密码").arg(sideWord(side)));
    m_sign->setAccessibleName(tr("%1签名").arg(sideWord(side)));
    m_state->setObjectName(nameOf(side) + QStringLiteral(".state"));
    m_why->setObjectName(nameOf(side) + QStringLiteral(".why"));
    shell::setLook(m_state, "hint");
    auto* head = new QHBoxLayout;
    head->addWidget(name);
    head->addStretch(1);
    head->addWidget(m_state);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(10, 6, 10, 8);
    box->setSpacing(4);
    box->addLayout(head);
    box->addWidget(m_why);
    box->addWidget(m_signer);
    box->addStretch(1); // the buttons of both cards stand in one line
    m_acts->addWidget(m_sign, 1);
    box->addLayout(m_acts);
    connect(m_sign, &QPushButton::clicked, this, &SignatureCard::signWanted);
    connect(m_signer, &people::SignerBox::entered, this, &SignatureCard::signWanted);
    connect(&m_signer->passwordField(), &QLineEdit::textChanged, this, [this](const QString& text) {
        const bool typing = !text.isEmpty();
        if (std::exchange(m_typing, typing) != typing && typing) Q_EMIT passwordBegun();
    });
}

void SignatureCard::show(const Shown& shown) {
    m_state->setText(shown.state);
    m_why->setText(shown.why);
    m_why->setVisible(!shown.why.isEmpty());
    m_signer->setVisible(shown.asks);
    m_sign->setVisible(shown.asks);
    // A password is not asked for what would be refused; one that is being typed stays.
    QLineEdit& password = m_signer->passwordField();
    password.setEnabled(shown.why.isEmpty() || m_typing || password.hasFocus());
    refreshButton();
}

void SignatureCard::refreshButton() {
    const bool can = m_signer->passwordField().isEnabled() && !m_busy;
    shell::enableButton(m_sign, can, &m_signer->accountField());
    shell::setButtonLook(m_sign, can ? "primary" : "");
}

void SignatureCard::setBusy(bool busy) {
    m_busy = busy;
    m_sign->setText(busy ? tr("正在核对…") : tr("签名"));
    refreshButton();
}

void SignatureCard::say(const QString& text) {
    m_signer->sayOfPassword(text);
}

void SignatureCard::addAct(QPushButton* button) {
    m_acts->addWidget(button);
}

void SignatureCard::takeFocus() {
    if (m_signer->isHidden()) return;
    const bool ready = m_signer->passwordField().isEnabled() && !account().empty();
    (ready ? m_signer->passwordField() : m_signer->accountField()).setFocus(Qt::ShortcutFocusReason);
}

} // namespace shouwang::duty
