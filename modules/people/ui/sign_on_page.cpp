#include "people/ui/sign_on_page.h"

#include "shell/ui/theme.h"

#include <QFrame>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace shouwang::people {
namespace {

constexpr int kCardWidth = 400;
constexpr int kCardMargin = 32;

/// A centred card does not ask its labels how high they are in its width: so they say it themselves.
void fit(QLabel& label) {
    label.setMinimumHeight(label.heightForWidth(kCardWidth - 2 * kCardMargin - 2));
}

} // namespace

SignOnPage::SignOnPage(SignOnPort port, const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_port(std::move(port))
    , m_clock(clock)
    , m_site(new QLabel(this))
    , m_note(new QLabel(this))
    , m_title(new QLabel(this))
    , m_hint(new QLabel(this))
    , m_account(new QLineEdit(this))
    , m_password(new QLineEdit(this))
    , m_caps(new QLabel(tr("◆ 大写锁定已打开"), this))
    , m_message(new QLabel(this))
    , m_button(new QPushButton(tr("登录"), this))
    , m_onDuty(new QLabel(this)) {
    setObjectName(QStringLiteral("signon"));
    m_account->setObjectName(QStringLiteral("signon.account"));
    m_account->setAccessibleName(tr("账号"));
    m_account->setMaxLength(64);
    m_password->setObjectName(QStringLiteral("signon.password"));
    m_password->setAccessibleName(tr("密码"));
    m_password->setMaxLength(128);
    m_password->setEchoMode(QLineEdit::Password);
    m_button->setObjectName(QStringLiteral("signon.button"));
    m_message->setObjectName(QStringLiteral("signon.message"));
    m_caps->setObjectName(QStringLiteral("signon.caps"));
    m_title->setObjectName(QStringLiteral("signon.title"));
    m_onDuty->setObjectName(QStringLiteral("signon.duty"));
    build();
    setLockedBy({}, {});
    setOnDuty({});
    connect(m_button, &QPushButton::clicked, this, &SignOnPage::attempt);
    connect(m_account, &QLineEdit::returnPressed, m_password, qOverload<>(&QWidget::setFocus));
    connect(m_password, &QLineEdit::returnPressed, this, &SignOnPage::attempt);
    connect(m_account, &QLineEdit::textChanged, this, &SignOnPage::refreshButton);
    connect(m_password, &QLineEdit::textChanged, this, &SignOnPage::refreshButton);
    m_password->installEventFilter(this);
    m_tick.setInterval(250);
    connect(&m_tick, &QTimer::timeout, this, &SignOnPage::showWait);
    refreshButton();
}

void SignOnPage::build() {
    auto* card = new QFrame(this);
    shell::setLook(card, "card");
    card->setFixedWidth(kCardWidth);
    auto* form = new QVBoxLayout(card);
    form->setContentsMargins(kCardMargin, 28, kCardMargin, 28);
    form->setSpacing(8);
    const auto field = [&](const QString& name, QLineEdit* edit) {
        auto* label = new QLabel(name, card);
        shell::setLook(label, "muted");
        label->setBuddy(edit);
        form->addWidget(label);
        form->addWidget(edit);
    };
    shell::setLook(m_title, "heading");
    shell::setLook(m_hint, "muted");
    shell::setLook(m_caps, "warning");
    shell::setLook(m_button, "primary");
    m_hint->setWordWrap(true);
    m_message->setWordWrap(true);
    m_caps->setVisible(false);
    form->addWidget(m_title);
    form->addWidget(m_hint);
    form->addSpacing(12);
    field(tr("账号"), m_account);
    form->addSpacing(4);
    field(tr("密码"), m_password);
    form->addWidget(m_caps);
    form->addSpacing(8);
    form->addWidget(m_button);
    form->addWidget(m_message);
    form->addSpacing(12);
    auto* duty = new QLabel(tr("当前在岗"), card);
    shell::setLook(duty, "muted");
    form->addWidget(duty);
    m_onDuty->setTextFormat(Qt::PlainText);
    form->addWidget(m_onDuty);

    QFont large = shell::Theme::font(shell::Type::Count);
    m_site->setFont(large);
    m_site->setAlignment(Qt::AlignCenter);
    m_note->setAlignment(Qt::AlignCenter);
    shell::setLook(m_site, "count");
    shell::setLook(m_note, "muted");
    auto* page = new QVBoxLayout(this);
    page->addStretch(2);
    page->addWidget(m_site);
    page->addWidget(m_note);
    page->addSpacing(20);
    page->addWidget(card, 0, Qt::AlignHCenter);
    page->addStretch(3);
}

void SignOnPage::setSiteName(const QString& name, const QString& note) {
    m_site->setText(name.isEmpty() ? tr("守望") : name);
    m_note->setText(note);
}

void SignOnPage::setOnDuty(const std::vector<OnDutyLine>& lines) {
    QStringList rows;
    for (const OnDutyLine& line : lines) {
        const QString since = shell::timeText(line.since, m_clock.utc());
        QString row = tr("%1　%2　自 %3").arg(line.name, line.role, since);
        if (!line.seat.isEmpty()) row += QStringLiteral("　") + line.seat;
        rows += row;
    }
    m_onDuty->setText(rows.isEmpty() ? tr("还没有人登录") : rows.join(QLatin1Char('\n')));
}

void SignOnPage::setLockedBy(const QString& account, const QString& name) {
    const bool locked = !account.isEmpty();
    m_title->setText(locked ? tr("本席位已锁定") : tr("登录本席位"));
    m_hint->setText(locked ? tr("%1 已离开。警情照常接收、响铃；解锁或换人登录后才能处置。").arg(name)
                           : tr("登录后才能处置警情；警情照常接收、响铃。"));
    fit(*m_hint);
    m_button->setText(locked ? tr("解锁") : tr("登录"));
    // What somebody is typing already is left alone.
    if (locked && m_account->text().isEmpty()) m_account->setText(account);
}

void SignOnPage::takeFocus() {
    QLineEdit* next = m_account->text().isEmpty() ? m_account : m_password;
    next->setFocus(Qt::OtherFocusReason);
}

void SignOnPage::attempt() {
    if (m_busy || m_clock.utc() < m_until || m_account->text().trimmed().isEmpty() ||
        m_password->text().isEmpty()) {
        return;
    }
    setBusy(true);
    say(tr("正在核对…"), "muted");
    const QString account = m_account->text().trimmed();
    m_port(account.toStdString(), m_password->text().toStdString(),
           [page = QPointer<SignOnPage>(this), account](const SignOnOutcome& outcome) {
               if (page) page->finish(account, outcome);
           });
}

void SignOnPage::finish(const QString& account, const SignOnOutcome& outcome) {
    setBusy(false);
    m_password->clear();
    switch (outcome.kind) {
    case SignOnOutcome::Kind::Done:
        say({}, "muted");
        m_account->clear();
        Q_EMIT signedOn(account);
        return;
    case SignOnOutcome::Kind::Wrong:
        say(tr("▲ 账号或密码不正确。失败的登录会被记录。"), "error");
        break;
    case SignOnOutcome::Kind::Throttled:
        break;
    case SignOnOutcome::Kind::NoStore:
        say(tr("▲ 本席位还没有收到账号。请先连上站点服务器，一次即可。"), "error");
        break;
    case SignOnOutcome::Kind::Failed:
        say(tr("▲ 无法核对密码，请再试一次；仍不行请找系统管理员。"), "error");
        break;
    }
    m_until = outcome.until;
    showWait();
    m_password->setFocus(Qt::OtherFocusReason);
}

void SignOnPage::showWait() {
    const Micros left = m_until - m_clock.utc();
    if (left <= 0) {
        if (m_tick.isActive()) say({}, "muted");
        m_tick.stop();
    } else {
        m_tick.start();
        const qint64 seconds = (left + 999'999) / 1'000'000;
        say(tr("▲ 多次输错，请等 %1 后再试。失败的登录会被记录。").arg(shell::ageText(seconds)), "error");
    }
    refreshButton();
}

void SignOnPage::say(const QString& text, const char* look) {
    m_message->setText(text);
    shell::setLook(m_message, look);
    fit(*m_message);
}

void SignOnPage::setBusy(bool busy) {
    m_busy = busy;
    // Read-only instead of disabled: a disabled field would give the focus away.
    m_account->setReadOnly(busy);
    m_password->setReadOnly(busy);
    refreshButton();
}

void SignOnPage::refreshButton() {
    const bool typed = !m_account->text().trimmed().isEmpty() && !m_password->text().isEmpty();
    m_button->setEnabled(typed && !m_busy && m_clock.utc() >= m_until);
}

void SignOnPage::watchCapsLock(const QString& text, Qt::KeyboardModifiers modifiers) {
    if (text.size() != 1 || !text.front().isLetter()) return;
    // Qt does not tell the state of the key; a letter in the wrong case does.
    m_capsOn = text.front().isUpper() != modifiers.testFlag(Qt::ShiftModifier);
    m_caps->setVisible(m_capsOn);
}

bool SignOnPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_password && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_CapsLock && m_caps->isVisible()) m_caps->setVisible(false);
        watchCapsLock(key->text(), key->modifiers());
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace shouwang::people
