// The head of the alarm panel: priority, where, since when, and what is unusual about it. GUI thread.
#pragma once

#include "alarms/ui/words.h"

#include <QWidget>

class QLabel;

namespace shouwang::shell {
class Theme;
}

namespace shouwang::alarms {

/// A word in a coloured frame, with the symbol in front where it has one.
class Chip final : public QWidget {
    Q_OBJECT

public:
    explicit Chip(QWidget* parent = nullptr);
    void show(const QString& text, const QColor& tone, bool filled, const QColor& on = {});
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    QString text() const { return m_text; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    QColor m_tone;
    QColor m_on;
    bool m_filled = false;
};

class AlarmHead final : public QWidget {
    Q_OBJECT

public:
    explicit AlarmHead(const shell::Theme& theme, QWidget* parent = nullptr);

    void setAlarm(const State& alarm, const site::Site* site, Micros now);
    void setNow(const State& alarm, Micros now); ///< the ages

private:
    QString whereText(const State& alarm, const site::Site* site) const;
    QString noteText(const State& alarm, Micros now) const;

    const shell::Theme& m_theme;
    Chip* m_priority;
    Chip* m_mode;
    QLabel* m_stage;
    QLabel* m_title;
    QLabel* m_since;
    QLabel* m_where;
    QLabel* m_note;
};

} // namespace shouwang::alarms
