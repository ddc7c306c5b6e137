// The title of one open alarm as QML sees it. GUI thread.
#pragma once

#include "wall/protocol.h"
#include "wall/scene.h"

#include <QObject>
#include <QRect>
#include <QString>

namespace shouwang::wall {

class AlarmCard : public QObject {
    Q_OBJECT
    Q_PROPERTY(QRect rect READ rect NOTIFY changed)
    Q_PROPERTY(int priority READ priority NOTIFY changed)
    Q_PROPERTY(QString symbol READ symbol NOTIFY changed)
    Q_PROPERTY(QString word READ word NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString place READ place NOTIFY changed)
    Q_PROPERTY(QString since READ since NOTIFY changed)
    Q_PROPERTY(bool acknowledged READ acknowledged NOTIFY changed)
    Q_PROPERTY(bool drill READ drill NOTIFY changed)
    Q_PROPERTY(QString modeWord READ modeWord NOTIFY changed)
    Q_PROPERTY(QString hiddenText READ hiddenText NOTIFY changed)
public:
    using QObject::QObject;
    void set(const OpenAlarm& alarm, const AlarmTitle& title, const QString& place, Micros now,
             bool drillOnWall);
    const std::string& alarm() const { return m_alarm.alarm; }

    QRect rect() const { return m_rect; }
    int priority() const { return static_cast<int>(m_alarm.priority); }
    QString symbol() const;
    QString word() const;
    QString title() const { return QString::fromStdString(m_alarm.title); }
    QString place() const { return m_place; }
    QString since() const;
    bool acknowledged() const { return m_alarm.acknowledged; }
    bool drill() const { return m_alarm.mode == Mode::Drill; }
    QString modeWord() const;
    QString hiddenText() const;

Q_SIGNALS:
    void changed();

private:
    OpenAlarm m_alarm;
    AlarmTitle m_layout;
    QRect m_rect;
    QString m_place;
    Micros m_now = 0;
    bool m_drill_on_wall = false;
};

} // namespace shouwang::wall
