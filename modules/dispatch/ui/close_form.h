// Closing an incident: its button, and the form that it opens. What is typed stays with its incident. GUI
// thread.
#pragma once

#include "dispatch/dispatch.h"

#include <QWidget>

#include <map>

class QComboBox;
class QFrame;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace shouwang::dispatch {

class CloseForm final : public QWidget {
    Q_OBJECT

public:
    struct Draft {
        QString conclusion;
        QString text;
        bool unfolded = false;
    };
    using Drafts = std::map<Id, Draft>;

    /// `focusAfter` gets the focus when the form folds under the officer's hand.
    explicit CloseForm(QWidget* focusAfter, QWidget* parent = nullptr);

    void setIncident(const State& incident);
    /// The closing was not taken: what was typed is unfolded again.
    void giveBack(const Id& incident);
    void setAllowed(bool allowed);
    Drafts drafts(); ///< with what stands in the fields now
    void setDrafts(Drafts drafts) { m_drafts = std::move(drafts); }

Q_SIGNALS:
    void confirmed(const QString& conclusion, const QString& text);
    void unfolded();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    void keep();
    void unfold(bool unfolded);
    void confirm();

    QWidget* m_focusAfter;
    State m_incident;
    Drafts m_drafts; // of the incidents of this run of the desk
    QPushButton* m_open;
    QFrame* m_card;
    QLabel* m_tasksError;
    QComboBox* m_conclusion;
    QLabel* m_conclusionError;
    QPlainTextEdit* m_text;
    QLabel* m_textError;
    QPushButton* m_confirm;
    QPushButton* m_fold;
};

} // namespace shouwang::dispatch
