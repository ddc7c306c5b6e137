#include "people/ui/second_person.h"

#include "shell/ui/form_parts.h"
#include "shell/ui/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

namespace shouwang::people {

SecondPersonBox::SecondPersonBox(QWidget* parent)
    : QWidget(parent)
    , m_account(new QLineEdit(this))
    , m_password(new QLineEdit(this))
    , m_error(shell::formLabel("error", this)) {
    m_account->setObjectName(QStringLiteral("second.account"));
    m_account->setMaxLength(64);
    m_account->setPlaceholderText(tr("第二人账号"));
    m_account->setAccessibleName(tr("第二人账号"));
    m_password->setObjectName(QStringLiteral("second.password"));
    m_password->setMaxLength(128);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setPlaceholderText(tr("第二人本人口令"));
    m_password->setAccessibleName(tr("第二人本人口令"));
    m_error->setObjectName(QStringLiteral("second.error"));
    m_error->hide();
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(m_account, 0, 0);
    grid->addWidget(m_password, 0, 1);
    grid->addWidget(m_error, 1, 0, 1, 2);
    connect(m_account, &QLineEdit::returnPressed, m_password, qOverload<>(&QWidget::setFocus));
    connect(m_password, &QLineEdit::returnPressed, this, &SecondPersonBox::entered);
}

bool SecondPersonBox::check(const std::string& officer) {
    shell::markField(m_password, m_error, {});
    shell::markField(m_account, m_error, {});
    if (account().empty()) {
        shell::markField(m_account, m_error, tr("请填写第二人的账号"));
    } else if (account() == officer) {
        shell::markField(m_account, m_error, tr("第二人不能是本人"));
    } else if (m_password->text().isEmpty()) {
        shell::markField(m_password, m_error, tr("请第二人输入本人口令"));
    } else {
        return true;
    }
    return false;
}

std::string SecondPersonBox::account() const {
    return m_account->text().trimmed().toStdString();
}

std::string SecondPersonBox::takePassword() {
    std::string password = m_password->text().toStdString();
    m_password->clear();
    return password;
}

void SecondPersonBox::showOutcome(const SignOnOutcome& outcome, Micros now) {
    switch (outcome.kind) {
    case SignOnOutcome::Kind::Done:
        return;
    case SignOnOutcome::Kind::Wrong:
        return shell::markField(m_password, m_error, tr("账号或口令不对"));
    case SignOnOutcome::Kind::Throttled:
        return shell::markField(
            m_password, m_error,
            tr("错误次数过多，请在 %1 以后再试").arg(shell::timeText(outcome.until, now)));
    case SignOnOutcome::Kind::NoStore:
        return shell::markField(m_password, m_error, tr("本席位还没有收到账号资料"));
    case SignOnOutcome::Kind::Failed:
        return shell::markField(m_password, m_error, tr("现在不能核对口令，请稍后再试"));
    }
}

void SecondPersonBox::clear() {
    m_account->clear();
    m_password->clear();
    shell::markField(m_password, m_error, {});
    shell::markField(m_account, m_error, {});
}

} // namespace shouwang::people
