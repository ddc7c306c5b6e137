// The mark beside what an officer has done: a thin ring (saved here), a filled dot (at the station), an
// exclamation (needs attention), always with its word. GUI thread.
#pragma once

#include "sync/seat_status.h"

#include <QWidget>

namespace shouwang::shell {
class Theme;
}

namespace shouwang::sync {

class SavingMark final : public QWidget {
    Q_OBJECT

public:
    /// The theme outlives it.
    explicit SavingMark(const shell::Theme& theme, QWidget* parent = nullptr);

    void setState(SavingState state);
    SavingState state() const { return m_state; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    /// The same mark for delegates of lists, 16 px, without the word.
    static void paint(QPainter& painter, const QRect& rect, SavingState state, const shell::Theme& theme);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void rename();

    const shell::Theme& m_theme;
    SavingState m_state = SavingState::Here;
};

} // namespace shouwang::sync
