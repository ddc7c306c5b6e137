// One incident: number, kind and grade, the four first moments, tasks, notes, closing, and what has been
// done. Writes nothing itself: it says what is wanted. Never takes the focus when data arrives. GUI thread.
#pragma once

#include "alarms/ui/words.h"
#include "base/clock.h"
#include "dispatch/dispatch.h"

#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QScrollArea;
class QStackedWidget;

namespace shouwang {
class Random;
}
namespace shouwang::shell {
class Theme;
}
namespace shouwang::alarms {
class TimelineView;
}

namespace shouwang::dispatch {

class AmendForm;
class CloseForm;
class IncidentHead;
class MergeNote;
class MomentBar;
class NoteBox;
class OpenForm;
class TaskBox;

class IncidentPanel final : public QWidget {
    Q_OBJECT

public:
    struct Ports {
        const Clock& clock;
        Random& random;                                      ///< identities of incidents and tasks
        std::function<std::string(ledger::Mode)> takeNumber; ///< the next spoken number of this seat
    };
    IncidentPanel(const shell::Theme& theme, Ports ports, QWidget* parent = nullptr);

    ~IncidentPanel() override;

    /// What was typed and not sent, of every incident: it survives a panel that is built anew.
    struct Drafts;
    std::unique_ptr<Drafts> drafts();
    void setDrafts(Drafts drafts);

    /// How many merged amendments of an incident have been read at this seat; for whoever keeps that.
    const std::map<Id, std::size_t>& mergesRead() const;
    void setMergesRead(std::map<Id, std::size_t> read);

    void setSite(std::shared_ptr<const site::Site> site); ///< its posts are who can be given a task
    void setNames(alarms::Names names);
    /// The selected incident as it stands now, closed ones too; nothing: what would stand here and how to
    /// begin.
    void setIncident(std::optional<State> incident);
    const std::optional<State>& incident() const { return m_incident; }
    /// Nobody signed on, or a role that may not.
    void setAllowed(bool mayWork, bool mayClose);
    /// Opens the form of a new incident, of this alarm or (nothing) of a report by a person. Drafts are kept.
    void beginOpening(const std::optional<alarms::State>& alarm);
    /// The form that amends the incident that is shown, by the officer's wish.
    bool canAmend() const;
    void beginAmending();
    /// An act on an incident is against a rule.
    void showRefusal(const ledger::Command& command, const ledger::Refusal& refusal);
    /// An act on an incident could not be saved; `text` says what to do about it.
    void showFailure(const ledger::Command& command, const QString& text);

Q_SIGNALS:
    /// Without id, actor and seat: the desk fills them in.
    void commandWanted(const shouwang::ledger::Command& command);
    /// An opening was sent: its incident is what this panel wants to show next.
    void openingSent(const shouwang::Id& incident);
    void mergeUnderstood();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    void refresh();
    void send(Opening opening);
    void giveBack(const ledger::Command& command);
    void wire();
    void wireForms();
    void scrollTo(QWidget* part);

    const shell::Theme& m_theme;
    Ports m_ports;
    alarms::Names m_names;
    std::shared_ptr<const site::Site> m_site;
    std::optional<State> m_incident;
    bool m_opening = false; // the form of a new one stands in front
    Id m_sent;              // the opening that was sent and does not stand yet
    std::string m_sentNumber;
    ledger::Mode m_openingMode = ledger::Mode::Real; // of the alarm that it is about
    QStackedWidget* m_stack;                         // nothing, the form of a new one, an incident
    QScrollArea* m_scroll;                           // of the incident
    OpenForm* m_openForm;
    IncidentHead* m_head;
    QLabel* m_refusal;
    MergeNote* m_merge;
    AmendForm* m_amend;
    MomentBar* m_moments;
    TaskBox* m_tasks;
    NoteBox* m_note;
    CloseForm* m_close;
    alarms::TimelineView* m_timeline;
};

} // namespace shouwang::dispatch
