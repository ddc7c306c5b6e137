// 值班日志 of a shift: its lines, the line that is added next, and the correction of one. Writes nothing
// itself: it says what is wanted. Never takes the focus when data arrives. GUI thread.
#pragma once

#include "base/random.h"
#include "duty/ui/log_entry.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;

namespace shouwang::shell {
class RowsView;
class Theme;
} // namespace shouwang::shell

namespace shouwang::duty {

class LogModel;

class LogBox final : public QWidget {
    Q_OBJECT

public:
    struct Draft { ///< what was typed and not sent
        QString kind;
        QString text;
        bool forHandover = false;
    };

    /// `clock` and `random` must outlive the box.
    LogBox(const shell::Theme& theme, const Clock& clock, Random& random, QWidget* parent = nullptr);

    /// `cut`: there are more than are shown.
    void setEntries(LogEntries entries, bool cut);
    void setPost(std::string post) { m_post = std::move(post); } ///< on which new lines are written
    void setAllowed(bool allowed);
    void beginLine(); ///< takes the keyboard: the officer has asked for it
    void beginCorrecting();
    bool canCorrect() const;
    /// It was not saved: what was typed stands in its fields again, unless something else does by now.
    void giveBack(const ledger::Command& command, const QString& why);
    Draft draft() const;
    void setDraft(const Draft& draft);

Q_SIGNALS:
    void commandWanted(const shouwang::ledger::Command& command);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build(const shell::Theme& theme, const Clock& clock);
    QWidget* makeAdding();
    QWidget* makeCorrecting();
    void showRows();
    void showSelected();
    void add();
    void correct();
    void fold();
    const LogEntry* selected() const;

    const Clock& m_clock;
    Random& m_random;
    std::string m_post;
    LogEntries m_entries; // all of the shift; the filter shows some of them
    std::optional<Line> m_cited;
    bool m_allowed = true;
    LogModel* m_model;
    shell::RowsView* m_list = nullptr;
    QComboBox* m_filter = nullptr;
    QLabel* m_cut = nullptr;
    QLabel* m_whole = nullptr; // the selected entry, not elided
    QPushButton* m_open = nullptr;
    QFrame* m_card = nullptr;
    QLabel* m_citedText = nullptr;
    QLineEdit* m_correction = nullptr;
    QLabel* m_correctionError = nullptr;
    QLineEdit* m_reason = nullptr;
    QLabel* m_reasonError = nullptr;
    QPushButton* m_confirm = nullptr;
    QComboBox* m_kind = nullptr;
    QLineEdit* m_text = nullptr;
    QLabel* m_textError = nullptr;
    QCheckBox* m_forHandover = nullptr;
    QPushButton* m_add = nullptr;
};

} // namespace shouwang::duty
