#include "wall/ui/alarm_card.h"

#include "shell/ui/theme.h"

namespace shouwang::wall {

void AlarmCard::set(const OpenAlarm& alarm, const AlarmTitle& title, const QString& place, Micros now,
                    bool drillOnWall) {
    m_alarm = alarm;
    m_layout = title;
    m_rect = QRect(title.rect.x, title.rect.y, title.rect.width, title.rect.height);
    m_place = place;
    m_now = now;
    m_drill_on_wall = drillOnWall;
    Q_EMIT changed();
}

QString AlarmCard::symbol() const {
    return shell::prioritySymbol(priority());
}
QString AlarmCard::word() const {
    return shell::priorityWord(priority());
}

QString AlarmCard::since() const {
    if (m_alarm.raised == 0) return {};
    return tr("%1 起").arg(shell::timeText(m_alarm.raised, m_now));
}

QString AlarmCard::modeWord() const {
    switch (m_alarm.mode) {
    case Mode::Drill:
        return tr("演练");
    case Mode::Test:
        return tr("测试");
    case Mode::Real:
        break;
    }
    // Inside the frame of a drill a real alarm must not look like a part of it.
    return m_drill_on_wall ? tr("真实") : QString();
}

QString AlarmCard::hiddenText() const {
    return m_layout.cameras_hidden > 0 ? tr("另有 %1 路画面").arg(m_layout.cameras_hidden) : QString();
}

} // namespace shouwang::wall
