// 待处理: what the station did not accept and what is in doubt, oldest first; at the right one item with what
// was typed and what stands there, side by side, and the form that settles it. Shows values that it is given;
// asks for acts by a signal. GUI thread.
#pragma once

#include "attention/ui/words.h"
#include "base/clock.h"

#include <QWidget>

#include <map>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTableWidget;

namespace shouwang::shell {
class RowsView;
class Theme;
} // namespace shouwang::shell

namespace shouwang::attention {

class AttentionModel;

class AttentionPage final : public QWidget {
    Q_OBJECT

public:
    AttentionPage(const shell::Theme& theme, const Clock& clock, Names names, QWidget* parent = nullptr);

    /// The selection and what is being typed stay with their item. One that is gone takes its draft along.
    void setItems(std::vector<State> items);
    /// Whether the officer at this seat may settle items of each cause.
    void setAllowed(bool refused, bool contested);
    std::optional<Id> selected() const;

Q_SIGNALS:
    void settleWanted(const shouwang::attention::State& item, const QString& outcome, const QString& note);

private:
    struct Draft {
        QString outcome;
        QString note;
    };
    QWidget* makeList();
    QWidget* makeDetail();
    void showCurrent();
    void fillValues(const State& item);
    void keepDraft();
    void refreshAllowed();
    void settle();

    const shell::Theme& m_theme;
    const Clock& m_clock;
    const Names m_names;
    AttentionModel* m_model;
    std::map<Id, Draft> m_drafts;
    Id m_shown; // null: nothing
    bool m_mayRefused = false;
    bool m_mayContested = false;
    shell::RowsView* m_list = nullptr;
    QLabel* m_empty = nullptr;
    QWidget* m_detail = nullptr;
    QLabel* m_cause = nullptr;
    QLabel* m_act = nullptr;
    QLabel* m_who = nullptr;
    QLabel* m_why = nullptr;
    QLabel* m_basis = nullptr;
    QTableWidget* m_values = nullptr;
    QComboBox* m_outcome = nullptr;
    QLabel* m_outcomeError = nullptr;
    QPlainTextEdit* m_note = nullptr;
    QLabel* m_noteError = nullptr;
    QLabel* m_notAllowed = nullptr;
    QPushButton* m_settle = nullptr;
};

} // namespace shouwang::attention
