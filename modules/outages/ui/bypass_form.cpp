#include "outages/ui/bypass_form.h"

#include "outages/ui/words.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/theme.h"
#include "site/ui/point_field.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace shouwang::outages {

namespace {

constexpr Micros kMinute = Micros{60} * 1'000'000;
constexpr Micros kHour = 60 * kMinute;
constexpr int kFree = 0; // instead of a number of hours
/// A station whose clock is a little behind would see four hours as more than four.
constexpr Micros kSlack = kMinute / 2;

Micros toMinute(Micros at) {
    return at - at % kMinute;
}

QDateTime timeOf(Micros at) {
    return QDateTime::fromMSecsSinceEpoch(at / 1000);
}

bool silences(const site::AlarmPoint& point) {
    Bypass bypass;
    bypass.pointKind = point.kind;
    return bypass.silences();
}

} // namespace

BypassForm::BypassForm(Ports ports, QWidget& over, QWidget* parent)
    : QWidget(parent)
    , m_ports(std::move(ports))
    , m_point(new site::PointField(over, QStringLiteral("outages"), this))
    , m_pointError(shell::formLabel("error", this))
    , m_note(shell::formLabel("muted", this))
    , m_reason(new QLineEdit(this))
    , m_reasonError(shell::formLabel("error", this))
    , m_length(new QComboBox(this))
    , m_until(new QDateTimeEdit(this))
    , m_untilError(shell::formLabel("error", this))
    , m_secondNote(shell::formLabel("muted", this))
    , m_second(new people::SecondPersonBox(this))
    , m_refusal(shell::formLabel("error", this))
    , m_bypass(shell::formButton(tr("旁路 Ctrl+Enter"), "outages.bypass", this)) {
    setObjectName(QStringLiteral("outages.form"));
    build();
    connect(m_point, &site::PointField::chosen, this, &BypassForm::refresh);
    connect(m_point->edit(), &QLineEdit::textChanged, this, &BypassForm::refresh);
    connect(m_length, qOverload<int>(&QComboBox::currentIndexChanged), this, &BypassForm::refresh);
    connect(m_until, &QDateTimeEdit::dateTimeChanged, this, &BypassForm::refresh);
    connect(m_reason, &QLineEdit::returnPressed, m_length, qOverload<>(&QWidget::setFocus));
    connect(m_bypass, &QPushButton::clicked, this, &BypassForm::send);
    connect(m_second, &people::SecondPersonBox::entered, this, &BypassForm::send);
    clear();
}

void BypassForm::build() {
    m_point->edit()->setObjectName(QStringLiteral("outages.point"));
    m_note->setObjectName(QStringLiteral("outages.note"));
    m_reason->setObjectName(QStringLiteral("outages.reason"));
    m_reason->setPlaceholderText(tr("为什么要停用，例如：检修、误报频繁"));
    m_reason->setMaxLength(200);
    m_length->setObjectName(QStringLiteral("outages.length"));
    m_length->addItem(tr("1 小时"), 1);
    m_length->addItem(tr("4 小时"), 4);
    m_length->addItem(tr("自定结束时间"), kFree);
    m_until->setObjectName(QStringLiteral("outages.until"));
    m_until->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
    m_until->setAccessibleName(tr("结束时间"));
    m_until->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_refusal->setObjectName(QStringLiteral("outages.refusal"));
    m_secondNote->setText(tr("连续超过 4 小时，须第二人签名。"));
    shell::setLook(m_bypass, "primary");
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    int next = 0;
    const auto row = [&](const QString& name, QWidget* field, std::initializer_list<QLabel*> below) {
        auto* label = new QLabel(name, this);
        shell::setLook(label, "hint");
        label->setBuddy(field);
        field->setAccessibleName(name);
        grid->addWidget(label, next, 0, Qt::AlignTop | Qt::AlignLeft);
        grid->addWidget(field, next++, 1, 1, 2);
        for (QLabel* each : below)
            grid->addWidget(each, next++, 1, 1, 2);
    };
    row(tr("报警点"), m_point, {m_pointError, m_note});
    row(tr("原因（必填）"), m_reason, {m_reasonError});
    row(tr("多久"), m_length, {});
    grid->addWidget(m_until, next++, 1, 1, 2);
    grid->addWidget(m_untilError, next++, 1, 1, 2);
    grid->addWidget(m_secondNote, next++, 1, 1, 2);
    grid->addWidget(m_second, next++, 1, 1, 2);
    grid->addWidget(m_refusal, next++, 1, 1, 2);
    grid->addWidget(m_bypass, next++, 1, 1, 2);
    for (QLabel* error : {m_pointError, m_reasonError, m_untilError, m_refusal})
        error->hide();
}

void BypassForm::setSite(const std::shared_ptr<const site::Site>& site) {
    m_point->setSite(site);
}

void BypassForm::setOfficer(std::string account, bool allowed) {
    m_officer = std::move(account);
    shell::enableButton(m_bypass, allowed, m_point);
    m_bypass->setToolTip(allowed ? QString() : tr("辅助人员不能旁路报警点"));
}

void BypassForm::begin(const std::string& point) {
    if (!point.empty()) m_point->choose(point);
    refresh();
    m_point->point() != nullptr ? m_reason->setFocus(Qt::ShortcutFocusReason)
                                : m_point->setFocus(Qt::ShortcutFocusReason);
}

Micros BypassForm::until() const {
    const int hours = m_length->currentData().toInt();
    if (hours == kFree) return m_until->dateTime().toMSecsSinceEpoch() * 1000;
    return toMinute(m_ports.clock.utc() + hours * kHour - kSlack);
}

bool BypassForm::needsSecond() const {
    const site::AlarmPoint* point = m_point->point();
    const auto last = point != nullptr ? m_ports.last(point->id) : std::nullopt;
    return outages::needsSecond(last.value_or(Bypass()), until(), m_ports.clock.utc());
}

void BypassForm::refresh() {
    m_until->setVisible(m_length->currentData().toInt() == kFree);
    const bool second = needsSecond();
    m_second->setVisible(second);
    m_secondNote->setVisible(second);
    const site::AlarmPoint* point = m_point->point();
    QString note;
    if (point != nullptr && !silences(*point))
        note = tr("◆ 紧急按钮和火警点永不静音：旁路期间按下照常报警，只并入同一条没有关闭的警情。");
    else
        note = tr("旁路期间这个点的触发不报警，只记录和计数；到时自动恢复。");
    const auto last = point != nullptr ? m_ports.last(point->id) : std::nullopt;
    if (last && last->isActive(m_ports.clock.utc()))
        note +=
            QLatin1Char('\n') +
            tr("现已旁路至 %1，将改为新的结束时间。").arg(shell::timeText(last->until, m_ports.clock.utc()));
    m_note->setText(note);
}

bool BypassForm::check() {
    const BypassRule rule;
    const Micros now = m_ports.clock.utc();
    const bool point = m_point->point() != nullptr;
    const bool reason = !m_reason->text().trimmed().isEmpty();
    QString wrong;
    if (until() <= now) wrong = refusalWord(code::kEndInvalid);
    if (until() - now > rule.longest) wrong = refusalWord(code::kTooLong);
    shell::markField(m_point->edit(), m_pointError, point ? QString() : tr("请从清单中选一个报警点"));
    shell::markField(m_reason, m_reasonError, reason ? QString() : refusalWord(code::kReasonMissing));
    shell::markField(m_until, m_untilError, wrong);
    if (!point)
        m_point->setFocus();
    else if (!reason)
        m_reason->setFocus();
    else if (!wrong.isEmpty())
        m_until->setFocus();
    const bool second = !needsSecond() || m_second->check(m_officer);
    return point && reason && wrong.isEmpty() && second;
}

std::optional<ledger::Command> BypassForm::order() {
    if (!check()) return std::nullopt;
    m_sent =
        bypass(*m_point->point(), m_reason->text().trimmed().toStdString(), until(), m_ports.clock.utc());
    return m_sent;
}

void BypassForm::settle(const std::vector<Bypass>& open) {
    if (!m_sent) return;
    const bool stands = std::ranges::any_of(open, [this](const Bypass& bypass) {
        return bypass.id == m_sent->entity && bypass.reason == m_sent->reason &&
               bypass.until == ledger::field(m_sent->open, Field::Until).integer();
    });
    if (!stands) return refresh();
    clear();
}

void BypassForm::clear() {
    m_sent.reset();
    m_point->clear();
    m_reason->clear();
    m_length->setCurrentIndex(0);
    m_until->setDateTime(timeOf(toMinute(m_ports.clock.utc() + kHour)));
    m_second->clear();
    showText({});
    refresh();
}

void BypassForm::showRefusal(std::string_view code) {
    if (code == code::kReasonMissing) return shell::markField(m_reason, m_reasonError, refusalWord(code));
    showText(refusalWord(code));
}

void BypassForm::showText(const QString& text) {
    m_refusal->setText(text);
    m_refusal->setVisible(!text.isEmpty());
}

void BypassForm::send() {
    if (!m_bypass->isEnabled()) return;
    showText({});
    refresh();
    if (check()) Q_EMIT bypassWanted();
}

BypassForm::Draft BypassForm::draft() const {
    const site::AlarmPoint* point = m_point->point();
    return {point != nullptr ? point->id : std::string(), m_reason->text(), m_length->currentIndex(),
            m_until->dateTime().toMSecsSinceEpoch() * 1000};
}

void BypassForm::setDraft(const Draft& draft) {
    if (draft.until == 0) return;
    m_point->choose(draft.point);
    m_reason->setText(draft.reason);
    m_length->setCurrentIndex(draft.choice);
    m_until->setDateTime(timeOf(draft.until));
    refresh();
}

void BypassForm::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier)) return send();
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT left();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace shouwang::outages
