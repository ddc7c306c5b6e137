// The selected alarm: where, since when, what to do first, the acts of the officer and what has been done.
// Writes nothing itself: it says what is wanted. The F-keys are bound by the desk to the slots below. Never
// takes the focus when data arrives; a form that the officer opens gets it. GUI thread.
#pragma once

#include "alarms/ui/words.h"
#include "base/clock.h"
#include "evidence/ui/clip_rows.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QScrollArea;

namespace shouwang::shell {
class Theme;
}

namespace shouwang::evidence {
class ClipListView;
}

namespace shouwang::alarms {

class AlarmButtons;
class AlarmForm;
class AlarmHead;
class TimelineView;

class AlarmPanel final : public QWidget {
    Q_OBJECT

public:
    AlarmPanel(const shell::Theme& theme, const Clock& clock, QWidget* parent = nullptr);

    void setSite(std::shared_ptr<const site::Site> site);
    void setNames(Names names);
    /// The selected alarm as it stands now, closed ones too; nothing: what would stand here and how to begin.
    void setAlarm(std::optional<State> alarm);
    const std::optional<State>& alarm() const { return m_alarm; }
    /// Linked cameras, best first; the first is looked back at.
    void setCameras(std::vector<std::string> cameras);
    /// The files that were kept of it and those still to come; nothing: the section is not there.
    void setClips(std::vector<evidence::ClipRow> rows);
    AlarmForm& form() { return *m_form; }
    /// Nobody signed on, or a role that may not: the acts are shown but cannot be pressed.
    void setAllowed(bool allowed);
    /// The station has refused an act on this alarm.
    void showRefusal(const ledger::Command& command, const ledger::Refusal& refusal);
    /// An act on an alarm could not be saved; `text` says so. What was typed stands in its form again.
    void showFailure(const ledger::Command& command, const QString& text);

public Q_SLOTS:
    void acknowledge();  ///< F1
    void beginTrue();    ///< F2: opens the form
    void beginFalse();   ///< F3: opens the form
    void wantIncident(); ///< F4
    void lookBack();     ///< F5: 10 s
    void beginClosing(); ///< opens the form

Q_SIGNALS:
    /// Without id, actor and seat: the desk fills them in.
    void commandWanted(const shouwang::ledger::Command& command);
    void lookBackWanted(const shouwang::Id& alarm, const QString& camera, int seconds);
    /// To open an incident of this alarm, or to show the one that is open.
    void incidentWanted(const shouwang::Id& alarm, const shouwang::Id& openIncident);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void wireButtons();
    void buildBody();
    void refresh();
    void refreshButtons();
    void refreshProcedure();
    void beginClassifying(Class as);
    void showForm();
    void sendForm(const Id& alarm, Class as, const QString& cause, const QString& text,
                  const QString& reason);
    void giveBack(const ledger::Command& command);
    void sayWhyNot(const Id& alarm, const QString& text);
    QString camera() const;

    static constexpr int kLookBack_s = 10;
    const shell::Theme& m_theme;
    const Clock& m_clock;
    std::shared_ptr<const site::Site> m_site;
    Names m_names;
    std::optional<State> m_alarm;
    std::vector<std::string> m_cameras;
    bool m_allowed = true;
    QTimer m_second; // the age in the head
    QLabel* m_empty;
    QScrollArea* m_scroll;
    AlarmHead* m_head;
    AlarmButtons* m_buttons;
    QLabel* m_refusal;
    AlarmForm* m_form;
    QLabel* m_procedureTitle;
    QLabel* m_procedure;
    TimelineView* m_timeline;
    QLabel* m_clipsTitle;
    evidence::ClipListView* m_clips;
};

} // namespace shouwang::alarms
