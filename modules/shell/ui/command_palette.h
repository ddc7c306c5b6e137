// Ctrl+K: all actions by name, pinyin or initials, by keyboard alone. It lies over the window instead of
// being one, so that no window manager can put it somewhere else; what had the focus gets it back. GUI
// thread.
#pragma once

#include <QFrame>
#include <QPointer>

class QLabel;
class QLineEdit;
class QListWidget;

namespace shouwang::shell {

class ActionRegistry;

class CommandPalette final : public QFrame {
    Q_OBJECT

public:
    CommandPalette(ActionRegistry& actions, QWidget& window);

    void open();
    void closeAndReturnFocus();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void move(int step);
    void run();
    bool handleKey(int key);

    ActionRegistry& m_actions;
    QWidget& m_window;
    QPointer<QWidget> m_before;
    QLineEdit* m_query;
    QListWidget* m_list;
    QLabel* m_none;
};

} // namespace shouwang::shell
