// Shift+F1 or ?: every key on one page, from the table that the keys themselves and the palette use. Lies
// over the window like the palette; any key or click that is not its own puts it away, and what had the focus
// gets it back. GUI thread.
#pragma once

#include <QFrame>
#include <QPointer>
#include <QString>

#include <utility>
#include <vector>

class QBoxLayout;
class QHBoxLayout;
class QLayout;

namespace shouwang::shell {

class ActionRegistry;
struct ActionSpec;

struct KeyLine {
    QString keys;
    QString text;
};
using KeyGroup = std::pair<QString, std::vector<KeyLine>>; ///< its name and its keys, translated

class KeyOverview final : public QFrame {
    Q_OBJECT

public:
    KeyOverview(const ActionRegistry& actions, QWidget& window);

    /// Keys that are no actions of the table: they hold where their page has the focus.
    void setMore(std::vector<KeyGroup> more) { m_more = std::move(more); }
    void open(); ///< once more: closes
    void closeAndReturnFocus();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void fill();
    std::vector<KeyGroup> groups() const; ///< in the order of the table
    static void addLine(std::vector<KeyLine>& lines, const QString& keys, const ActionSpec& spec);
    QLayout* makeColumns(const std::vector<KeyGroup>& groups);
    QWidget* makeGroup(const QString& name, const std::vector<KeyLine>& lines);

    const ActionRegistry& m_actions;
    QWidget& m_window;
    std::vector<KeyGroup> m_more;
    QPointer<QWidget> m_before;
    QWidget* m_page = nullptr; // built anew at each opening: actions come and go
};

} // namespace shouwang::shell
