// The frame of an exercise round the whole desk, also when it is locked. Takes no mouse and no key. GUI
// thread.
#pragma once

#include <QWidget>

namespace shouwang::shell {
class Theme;
}

namespace shouwang::console {

class DrillFrame final : public QWidget {
    Q_OBJECT

public:
    static constexpr int kWidth = 4;

    /// Follows the size of `window` and lies over all that stands in it.
    DrillFrame(const shell::Theme& theme, QWidget& window);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fit();

    const shell::Theme& m_theme;
};

} // namespace shouwang::console
