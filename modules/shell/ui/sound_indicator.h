// What should be heard, shown: a bell and a word. A press sounds a test. GUI thread.
#pragma once

#include <QToolButton>

namespace shouwang::shell {

class Sounds;
class Theme;

class SoundIndicator final : public QToolButton {
    Q_OBJECT

public:
    SoundIndicator(Sounds& sounds, const Theme& theme, QWidget* parent = nullptr);

private:
    void refresh();

    Sounds& m_sounds;
    const Theme& m_theme;
};

} // namespace shouwang::shell
