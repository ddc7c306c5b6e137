// ▲1 ◆3 ■12 ●40: open real alarms by priority. Critical pulses once a second until acknowledged, then stands
// still; a count of nothing has no colour. GUI thread.
#pragma once

#include "alarms/tables.h"

#include <QTimer>
#include <QWidget>

namespace shouwang::shell {
class Theme;
}

namespace shouwang::console {

class PriorityCounts final : public QWidget {
    Q_OBJECT

public:
    explicit PriorityCounts(const shell::Theme& theme, QWidget* parent = nullptr);

    void setCounts(const alarms::Counts& counts);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const shell::Theme& m_theme;
    alarms::Counts m_counts;
    QTimer m_pulse;
    bool m_dim = false;
};

} // namespace shouwang::console
