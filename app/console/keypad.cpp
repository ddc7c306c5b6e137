#include "console/keypad.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <QWidget>

namespace shouwang::console {

std::optional<PadPress> padPress(int key, Qt::KeyboardModifiers modifiers) {
    if (!modifiers.testFlag(Qt::KeypadModifier)) return std::nullopt;
    if ((modifiers & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) != 0) return std::nullopt;
    if (key >= Qt::Key_0 && key <= Qt::Key_9) return PadPress{PadKey::Digit, key - Qt::Key_0};
    if (key == Qt::Key_Enter) return PadPress{PadKey::Enter, 0};
    return std::nullopt;
}

bool takesText(const QWidget* focus) {
    if (focus == nullptr) return false;
    const auto* choice = qobject_cast<const QComboBox*>(focus);
    return qobject_cast<const QLineEdit*>(focus) != nullptr ||
           qobject_cast<const QTextEdit*>(focus) != nullptr ||
           qobject_cast<const QPlainTextEdit*>(focus) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(focus) != nullptr ||
           (choice != nullptr && choice->isEditable());
}

Keypad::Keypad(QWidget& window, std::function<bool(PadPress)> press)
    : QObject(&window)
    , m_window(window)
    , m_press(std::move(press)) {
    qApp->installEventFilter(this);
}

bool Keypad::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress) return false;
    auto* widget = qobject_cast<QWidget*>(watched);
    if (widget == nullptr || widget->window() != &m_window) return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    const auto press = padPress(key->key(), key->modifiers());
    if (!press || takesText(m_window.focusWidget())) return false;
    return m_press(*press);
}

} // namespace shouwang::console
