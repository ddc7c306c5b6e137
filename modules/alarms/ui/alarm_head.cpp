#include "alarms/ui/alarm_head.h"

#include "shell/ui/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>

namespace shouwang::alarms {

Chip::Chip(QWidget* parent)
    : QWidget(parent) {
    setFont(shell::Theme::font(shell::Type::Body));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Chip::show(const QString& text, const QColor& tone, bool filled, const QColor& on) {
    m_text = text;
    m_tone = tone;
    m_filled = filled;
    m_on = on;
    setAccessibleName(text);
    setVisible(!text.isEmpty());
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const {
    return {fontMetrics().horizontalAdvance(m_text) + 20, 26};
}

void Chip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_tone, 1.5));
    painter.setBrush(m_filled ? QBrush(m_tone) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    painter.setPen(m_filled ? m_on : m_tone);
    painter.drawText(rect(), Qt::AlignCenter, m_text);
}

AlarmHead::AlarmHead(const shell::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_priority(new Chip(this))
    , m_mode(new Chip(this))
    , m_stage(new QLabel(this))
    , m_title(new QLabel(this))
    , m_since(new QLabel(this))
    , m_where(new QLabel(this))
    , m_note(new QLabel(this)) {
    m_priority->setObjectName(QStringLiteral("alarmPriority"));
    m_stage->setObjectName(QStringLiteral("alarmState"));
    m_title->setObjectName(QStringLiteral("alarmTitle"));
    m_since->setObjectName(QStringLiteral("alarmSince"));
    m_where->setObjectName(QStringLiteral("alarmPoint"));
    m_note->setObjectName(QStringLiteral("alarmNote"));
    shell::setLook(m_title, "heading");
    shell::setLook(m_where, "muted");
    shell::setLook(m_note, "warning");
    for (QLabel* label : {m_title, m_since, m_where, m_note}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setFocusPolicy(Qt::NoFocus);
    }
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_priority);
    top->addWidget(m_mode);
    top->addStretch(1);
    top->addWidget(m_stage);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(4);
    box->addLayout(top);
    for (QLabel* label : {m_title, m_since, m_where, m_note})
        box->addWidget(label);
}

void AlarmHead::setAlarm(const State& alarm, const site::Site* site, Micros now) {
    const int priority = static_cast<int>(alarm.priority);
    const shell::Tone tone = shell::priorityTone(priority);
    m_priority->show(shell::prioritySymbol(priority) + QLatin1Char(' ') + shell::priorityWord(priority),
                     m_theme.color(tone), alarm.stage() == Stage::Raised, m_theme.on(tone));
    m_mode->show(modeWord(alarm.mode), m_theme.drill(), true, m_theme.on(shell::Tone::Drill));
    m_stage->setText(stageWord(alarm));
    m_title->setText(titleWord(alarm));
    m_where->setText(whereText(alarm, site));
    setNow(alarm, now);
}

QString AlarmHead::whereText(const State& alarm, const site::Site* site) const {
    const site::Zone* zone = site ? site->zone(alarm.zone) : nullptr;
    QStringList parts;
    parts << (zone ? QString::fromStdString(zone->name) : QString::fromStdString(alarm.zone));
    parts << placeWord(alarm);
    parts << QString::fromStdString(alarm.point);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

void AlarmHead::setNow(const State& alarm, Micros now) {
    const QString at = shell::timeText(alarm.raisedAt, now);
    if (alarm.closed) {
        m_since->setText(tr("触发 %1 · 关闭 %2").arg(at, shell::timeText(alarm.closed->by.at, now)));
    } else {
        m_since->setText(tr("触发 %1 · 已过 %2").arg(at, shell::ageText((now - alarm.raisedAt) / 1'000'000)));
    }
    const QString note = noteText(alarm, now);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

QString AlarmHead::noteText(const State& alarm, Micros now) const {
    QStringList notes;
    if (const Escalation level = escalationDue(alarm, now); level != Escalation::None)
        notes << tr("无人接警：%1").arg(escalationWord(level));
    if (alarm.repeats > 0)
        notes << tr("又触发 %1 次，最近 %2").arg(alarm.repeats).arg(shell::timeText(alarm.lastRaisedAt, now));
    if (alarm.clockSuspect)
        notes << tr("设备时钟不准：设备报 %1").arg(shell::timeText(alarm.deviceTime, now));
    if (!alarm.detail.empty()) notes << deviceWord(alarm.detail);
    return notes.join(QLatin1Char('\n'));
}

} // namespace shouwang::alarms
