// 更正: the fields of an incident that can be changed later, with a reason. Sends only what the officer
// changed and the versions that stood on the screen, so that nothing is overwritten unseen. What is typed
// stays with its incident. GUI thread.
#pragma once

#include "alarms/ui/words.h"
#include "dispatch/dispatch.h"

#include <QWidget>

#include <map>
#include <string_view>

class QComboBox;
class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace shouwang::dispatch {

class AmendForm final : public QWidget {
    Q_OBJECT

public:
    struct Draft {
        ledger::Map base; ///< values that the officer saw
        ledger::Versions versions;
        ledger::Map typed;
        QString reason;
        bool unfolded = false;
    };
    using Drafts = std::map<Id, Draft>;

    /// `focusAfter` gets the focus when the form folds under the officer's hand.
    explicit AmendForm(QWidget* focusAfter, QWidget* parent = nullptr);

    void setSite(const site::Site& site); ///< its zones
    void setNames(alarms::Names names);
    void setIncident(const State& incident);
    void setAllowed(bool allowed);
    bool canBegin() const;
    void begin(); ///< unfolds and takes the keyboard: the officer has asked for it
    /// Of what was sent and was refused or could not be saved: it is all still there, and `text` says why.
    /// False: nothing was sent, or `command` (its kind) is another act on this incident.
    bool takeRefusal(std::string_view command, const QString& text);
    QPushButton* opener() { return m_open; }
    Drafts drafts(); ///< with what stands in the fields now
    void setDrafts(Drafts drafts) { m_drafts = std::move(drafts); }

Q_SIGNALS:
    /// `seen` has identity and versions of what stood on the screen, `wanted` only what was changed.
    void confirmed(const shouwang::dispatch::State& seen, const shouwang::ledger::Map& wanted,
                   const QString& reason);
    void unfolded();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Row {
        Field field;
        QWidget* edit;
        QLabel* hint; // what somebody else has set meanwhile
        QLabel* error;

        std::int64_t key() const { return static_cast<std::int64_t>(field); }
    };

    void build();
    void addRow(QVBoxLayout& box, Field field, QWidget* edit, const QString& name);
    void put(const Row& row, const ledger::Value& value);
    void fill(const ledger::Map& values);
    ledger::Value typed(const Row& row) const;
    ledger::Map typed() const;
    ledger::Map changed() const;
    void load(const State& incident);
    void adopt(const State& incident);
    void forget();
    void forgetWhatStands();
    void keep();
    void refreshHints();
    void refreshButtons();
    void clearErrors();
    QWidget* markProblems(const std::vector<std::string>& problems);
    void unfold(bool unfolded);
    void confirm();

    QWidget* m_focusAfter;
    alarms::Names m_names;
    State m_incident;
    ledger::Map m_base;          // what the officer saw of each field ...
    ledger::Versions m_versions; // ... and its version
    ledger::Map m_sent;          // on its way and not yet on the screen
    Drafts m_drafts;             // of the incidents of this run of the desk
    bool m_allowed = true;
    QPushButton* m_open;
    QFrame* m_card;
    QLabel* m_closed;
    QLabel* m_refusal;
    QComboBox* m_kind;
    QComboBox* m_grade;
    QLineEdit* m_title;
    QComboBox* m_zone;
    QLineEdit* m_place;
    QLineEdit* m_reason;
    QLabel* m_reasonError;
    QLabel* m_nothing;
    QPushButton* m_confirm;
    QPushButton* m_fold;
    std::vector<Row> m_rows;
};

} // namespace shouwang::dispatch
