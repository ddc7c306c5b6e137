#include "people/ui/signer_box.h"

#include "shell/ui/form_parts.h"
#include "shell/ui/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

namespace shouwang::people {

QString passwordWord(const SignOnOutcome& outcome, Micros now) {
    switch (outcome.kind) {
    case SignOnOutcome::Kind::Done:
        break;
    case SignOnOutcome::Kind::Wrong:
        return SignerBox::tr("账号或密码不对");
    case SignOnOutcome::Kind::Throttled:
        return SignerBox::tr("错误次数过多，请在 %1 以后再试").arg(shell::timeText(outcome.until, now));
    case SignOnOutcome::Kind::NoStore:
        return SignerBox::tr("本席位还没有收到账号资料");
    case SignOnOutcome::Kind::Failed:
        return SignerBox::tr("现在不能核对密码，请稍后再试");
    }
    return {};
}

SignerBox::SignerBox(const QString& name, Words words, QWidget* parent)
    : QWidget(parent)
    , m_words(std::move(words))
    , m_account(new QLineEdit(this))
    , m_password(new QLineEdit(this))
    , m_error(shell::formLabel("error", this)) {
    m_account->setObjectName(name + QStringLiteral(".account"));
    m_account->setMaxLength(64);
    m_account->setPlaceholderText(m_words.account);
    m_account->setAccessibleName(m_words.account);
    m_password->setObjectName(name + QStringLiteral(".password"));
    m_password->setMaxLength(128);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setPlaceholderText(m_words.password);
    m_password->setAccessibleName(m_words.password);
    m_error->setObjectName(name + QStringLiteral(".error"));
    m_error->hide();
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(m_account, 0, 0);
    grid->addWidget(m_password, 0, 1);
    grid->addWidget(m_error, 1, 0, 1, 2);
    connect(m_account, &QLineEdit::returnPressed, m_password, qOverload<>(&QWidget::setFocus));
    connect(m_account, &QLineEdit::textChanged, this, &SignerBox::accountChanged);
    connect(m_password, &QLineEdit::returnPressed, this, &SignerBox::entered);
}

bool SignerBox::check() {
    sayOfPassword({});
    sayOfAccount({});
    if (account().empty()) {
        sayOfAccount(m_words.accountMissing);
    } else if (!hasPassword()) {
        sayOfPassword(m_words.passwordMissing);
    } else {
        return true;
    }
    return false;
}

std::string SignerBox::account() const {
    return m_account->text().trimmed().toStdString();
}

void SignerBox::setAccount(const QString& account) {
    m_account->setText(account);
}

bool SignerBox::hasPassword() const {
    return !m_password->text().isEmpty();
}

std::string SignerBox::takePassword() {
    std::string password = m_password->text().toStdString();
    m_password->clear();
    return password;
}

void SignerBox::showOutcome(const SignOnOutcome& outcome, Micros now) {
    if (outcome.kind != SignOnOutcome::Kind::Done) sayOfPassword(passwordWord(outcome, now));
}

void SignerBox::clear() {
    m_account->clear();
    m_password->clear();
    sayOfPassword({});
    sayOfAccount({});
}

void SignerBox::sayOfAccount(const QString& text) {
    shell::markField(m_account, m_error, text);
}

void SignerBox::sayOfPassword(const QString& text) {
    shell::markField(m_password, m_error, text);
}

void SignerBox::takeFocus() {
    QLineEdit* next = m_account->text().isEmpty() ? m_account : m_password;
    next->setFocus(Qt::ShortcutFocusReason);
}

} // namespace shouwang::people
