// The tasks of an incident: the list, what becomes of the selected one, and a line to add one. What is typed
// stays with its incident. GUI thread.
#pragma once

#include "base/clock.h"
#include "dispatch/dispatch.h"

#include <QTimer>
#include <QWidget>

#include <map>
#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace shouwang::shell {
class RowsView;
class Theme;
} // namespace shouwang::shell

namespace shouwang::dispatch {

class TaskModel;

class TaskBox final : public QWidget {
    Q_OBJECT

public:
    struct Draft {
        QString post;
        QString text;
        QString result;
    };
    using Drafts = std::map<Id, Draft>;

    TaskBox(const shell::Theme& theme, const Clock& clock, QWidget* parent = nullptr);

    void setSite(const site::Site& site);
    void setIncident(const State& incident);
    void setAllowed(bool allowed);
    void forgetTyped();
    /// It was not taken: it stands in its field again, unless something else does by now.
    void giveBackTask(const Id& incident, const QString& text);
    void giveBackResult(const Id& incident, const QString& text); ///< the task that was typed has been sent
    Drafts drafts();                                              ///< with what stands in the fields now
    void setDrafts(Drafts drafts) { m_drafts = std::move(drafts); }

Q_SIGNALS:
    void addWanted(const QString& post, const QString& text, qint64 due);
    void doneWanted(const shouwang::Id& task, const QString& text);
    void cannotWanted(const shouwang::Id& task, const QString& text);
    void waiveWanted(const shouwang::Id& task, const QString& reason);

private:
    enum class Fate { Done, Cannot, Waived };
    void build(const shell::Theme& theme);
    void refresh();
    void add();
    void settle(Fate fate);
    void keepDraft();
    void giveBack(const Id& incident, QString Draft::*field, QLineEdit& edit, const QString& text);
    void takeDraft();
    std::optional<Task> selected() const;

    const Clock& m_clock;
    Id m_incident;
    bool m_open = false;
    bool m_allowed = true;
    Drafts m_drafts; // of the incidents of this run of the desk
    QTimer m_second; // repaints what is left of the time
    TaskModel* m_model;
    QLabel* m_empty;
    shell::RowsView* m_list;
    QWidget* m_settleRow;
    QLineEdit* m_result;
    QLabel* m_resultError;
    QPushButton* m_done;
    QPushButton* m_cannot;
    QPushButton* m_waive;
    QWidget* m_addRow;
    QComboBox* m_post;
    QComboBox* m_due;
    QLineEdit* m_text;
    QLabel* m_textError;
    QPushButton* m_add;
};

} // namespace shouwang::dispatch
