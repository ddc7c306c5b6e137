// The digits of the keypad mean pictures of the wall, whatever the desk shows, as long as nobody types text.
// GUI thread.
#pragma once

#include <QObject>

#include <functional>
#include <optional>

class QWidget;

namespace shouwang::console {

enum class PadKey { Digit, Enter };
struct PadPress {
    PadKey key = PadKey::Digit;
    int digit = 0;
    bool operator==(const PadPress&) const = default;
};

/// What a key of the keypad means; nothing for every other key, and for one that is held with Ctrl, Alt or
/// Meta.
std::optional<PadPress> padPress(int key, Qt::KeyboardModifiers modifiers);
/// Whether somebody types text or numbers there.
bool takesText(const QWidget* focus);

class Keypad final : public QObject {
    Q_OBJECT

public:
    /// `press` returns whether the key was meant for the wall. Watches the keys of `window` only.
    Keypad(QWidget& window, std::function<bool(PadPress)> press);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget& m_window;
    const std::function<bool(PadPress)> m_press;
};

} // namespace shouwang::console
