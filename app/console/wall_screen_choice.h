// On which monitor the wall fills the screen; kept for this seat, and done at once. GUI thread.
#pragma once

#include <QComboBox>

namespace shouwang::wall {
class WallLink;
}

namespace shouwang::console {

class Settings;

class WallScreenChoice final : public QComboBox {
    Q_OBJECT

public:
    inline static const QString kSetting = QStringLiteral("wall/screen");

    /// `wall` may be null; then there is nothing to choose.
    WallScreenChoice(wall::WallLink* wall, Settings& settings, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void fill();
    void choose();

    wall::WallLink* m_wall;
    Settings& m_settings;
};

} // namespace shouwang::console
