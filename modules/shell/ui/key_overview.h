// Shift+F1 or ?: every key on one page, from the table that the keys themselves and the palette use. Lies
// over the window like the palette; any key or click that is not its own puts it away, and what had the focus
// gets it back. GUI thread.
#pragma once

#include <QFrame>
#include <QPointer>

class QBoxLayout;
class QHBoxLayout;
class QLayout;

namespace shouwang::shell {

class ActionRegistry;
struct ActionSpec;

class KeyOverview final : public QFrame {
    Q_OBJECT

public:
    KeyOverview(const ActionRegistry& actions, QWidget& window);

    void open(); ///< once more: closes
    void closeAndReturnFocus();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Line {
        QString keys;
        QString text;
    };
    using Groups = std::vector<std::pair<QString, std::vector<Line>>>;
    void fill();
    Groups groups() const; ///< in the order of the table
    static void addLine(std::vector<Line>& lines, const QString& keys, const ActionSpec& spec);
    QLayout* makeColumns(const Groups& groups);
    QWidget* makeGroup(const QString& name, const std::vector<Line>& lines);

    const ActionRegistry& m_actions;
    QWidget& m_window;
    QPointer<QWidget> m_before;
    QWidget* m_page = nullptr; // built anew at each opening: actions come and go
};

} // namespace shouwang::shell
