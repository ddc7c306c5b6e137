// One line for what went wrong or right, below the top bar and never over it. Errors stay until they are
// closed; the newest stands on top, the others wait with their count. Never takes the focus. GUI thread.
#pragma once

#include <QFrame>
#include <QString>
#include <QTimer>

#include <vector>

class QLabel;
class QToolButton;

namespace shouwang::shell {

class Notice final : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Done, Info, Warning, Error };

    explicit Notice(QWidget* parent = nullptr);

    /// The same key replaces its earlier line, so that a repeated fault is one line.
    void post(Kind kind, const QString& text, const QString& key = {});
    void withdraw(const QString& key);
    QString currentText() const;

    struct Line {
        Kind kind;
        QString text;
        QString key;
    };
    using Lines = std::vector<Line>;
    const Lines& lines() const { return m_lines; }
    void setLines(Lines lines); ///< of a window that was built anew

Q_SIGNALS:
    void closed(const QString& key); ///< the officer has read it

private:
    void showLast();
    void closeLast();

    static constexpr std::size_t kMost = 20;
    Lines m_lines;
    QLabel* m_mark;
    QLabel* m_text;
    QLabel* m_more;
    QToolButton* m_close;
    QTimer m_timer;
};

} // namespace shouwang::shell
