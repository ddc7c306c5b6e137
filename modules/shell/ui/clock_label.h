// The wall time with seconds, digits of one width so that nothing dances. GUI thread.
#pragma once

#include "base/clock.h"

#include <QTimer>
#include <QWidget>

namespace shouwang::shell {

class ClockLabel final : public QWidget {
    Q_OBJECT

public:
    explicit ClockLabel(const Clock& clock, QWidget* parent = nullptr);

    QString text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void tick();

    const Clock& m_clock;
    QTimer m_timer;
    QString m_text;
};

} // namespace shouwang::shell
