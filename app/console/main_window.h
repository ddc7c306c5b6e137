// The desk's one window (look.md): top bar, rail, workspaces, and at the right what needs a decision now.
// Data that arrives changes what is painted and what is heard; it never moves the focus, the selection or a
// text cursor. GUI thread.
#pragma once

#include "alarms/ui/alarm_form.h"
#include "base/random.h"
#include "console/desk.h"
#include "dispatch/ui/incident_drafts.h"
#include "drill/ui/start_form.h"
#include "duty/ui/handover_box.h"
#include "duty/ui/log_box.h"
#include "outages/ui/bypass_form.h"
#include "shell/ui/icons.h"
#include "shell/ui/notice.h"

#include <QStringList>
#include <QWidget>

#include <optional>

class QSplitter;
class QStackedWidget;
class QVBoxLayout;

namespace shouwang::shell {
class ActionRegistry;
class CommandPalette;
class KeyOverview;
class Sounds;
class Theme;
} // namespace shouwang::shell
namespace shouwang::alarms {
class AlarmListView;
class AlarmPanel;
} // namespace shouwang::alarms
namespace shouwang::drill {
class DrillPage;
}
namespace shouwang::people {
class SignOnPage;
}

namespace shouwang::console {

class DrillFrame;
class DutyPage;
class HandoverPrinter;
class IncidentPage;
class LinkedStrip;
class MapPage;
class Rail;
class Settings;
class SeatPapers;
class SystemPage;
class TimelinePage;
class TopBar;
class WallDirector;
class WatchPage;

class MainWindow final : public QWidget {
    Q_OBJECT

public:
    struct Parts {
        Desk& desk;
        Settings& settings;
        shell::Theme& theme;
        shell::Sounds& sounds;
        Random& random;
    };

    /// Everything in `parts` must outlive the window.
    explicit MainWindow(Parts parts);
    ~MainWindow() override;

    /// What survives when the window is built anew in another language: place, selection, and all that was
    /// typed and not sent.
    struct Carried {
        int workspace = 0;
        std::optional<Id> alarm;
        alarms::AlarmForm::Drafts alarms;
        dispatch::IncidentPanel::Drafts incidents;
        std::optional<std::string> floor; ///< of a map that somebody has looked at
        duty::LogBox::Draft line;
        duty::HandoverBox::Draft handover;
        drill::StartForm::Draft exercise;
        outages::BypassForm::Draft bypass;
        shell::Notice::Lines notices;
    };
    Carried carry();
    void take(Carried carried);
    void keepLayout();

    /// Goes to the page and asks for the reason; a null id says that there is none yet.
    void printHandover(const Id& handover);

    shell::ActionRegistry& actions() { return *m_actions; }
    void focusFirst(); ///< once, after the window was shown

Q_SIGNALS:
    void languageChosen(const QString& code);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    static constexpr Qt::Key kAbortKey = Qt::Key_F12;              // of an exercise
    inline static const QString kClipKey = QStringLiteral("clip"); // of its notice
    enum Workspace { kWatch, kIncidents, kMap, kDuty, kDrill, kJournal, kSystem, kWorkspaces };

    void buildPages();
    void buildRight();
    void buildFrame();
    void wire();
    void watchHandovers();
    void signOff();
    void addDeskActions();
    void addIncidentActions();
    void addDrillActions();
    void addDutyActions();
    void addHandoverActions();
    void addBypassActions();
    void addPapers();
    void addHandoverPrinting(const QString& folder);
    void addAlarmActions();
    void addWorkspace(Workspace workspace, const QString& id, shell::Glyph glyph, const QString& word);
    void addSceneActions();
    void addMapActions();
    void addWallActions();
    void wireMap();
    void restoreScene(WallDirector& director, int digit);
    void openForm(void (WatchPage::*open)());

    void go(Workspace workspace);
    void visit(Workspace workspace); ///< by the officer: the keyboard goes along
    void refresh();
    void refreshLock();
    void refreshSelected();
    void refreshClips(const std::optional<alarms::State>& alarm);
    void refreshNames();
    void refreshSound();
    void refreshDrill();
    void showMissingClip(const QString& camera);
    void showRefusedSite(const QString& problems);
    void showTrouble(Trouble trouble, const QString& detail);
    void submit(const ledger::Command& command);
    /// An order that somebody signs with the own password; which rooms have some stands in signed_orders.h.
    void submitSigned(const ledger::Command& order, std::string account, std::string password,
                      std::function<void(const people::SignOnOutcome&)> answer);
    people::SignPort signPort();
    void showResult(const ledger::Command& command, const sync::SubmitResult& result);
    void showRefusal(const ledger::Command& command, const ledger::Refusal& refusal);
    void showFailure(const ledger::Command& command);
    static QString notSavedWord();
    void wantIncident(const Id& alarm, const Id& openIncident);
    void lookBack(const QString& camera, int seconds);
    void moveSelection(int step);
    void setCompact(bool compact);
    QString seatWord(const Id& seat) const;
    QString personWord(const std::string& account) const;
    bool alarmSelected() const;

    Parts m_parts;
    shell::ActionRegistry* m_actions;
    shell::CommandPalette* m_palette = nullptr;
    shell::KeyOverview* m_keys = nullptr;
    TopBar* m_top = nullptr;
    shell::Notice* m_notice = nullptr;
    Rail* m_rail = nullptr;
    QStackedWidget* m_stack = nullptr; // workspaces, then the sign-on page
    people::SignOnPage* m_signOn = nullptr;
    WatchPage* m_watch = nullptr;
    IncidentPage* m_incidents = nullptr;
    MapPage* m_map = nullptr;
    DutyPage* m_duty = nullptr;
    TimelinePage* m_journal = nullptr;
    drill::DrillPage* m_drill = nullptr;
    SystemPage* m_system = nullptr;
    DrillFrame* m_drillFrame = nullptr;
    SeatPapers* m_papers = nullptr;
    HandoverPrinter* m_handoverPrinter = nullptr;
    QSplitter* m_splitter = nullptr;
    QSplitter* m_rightSplitter = nullptr;
    QWidget* m_right = nullptr;
    QVBoxLayout* m_rightBox = nullptr;
    alarms::AlarmListView* m_list = nullptr;
    alarms::AlarmPanel* m_panel = nullptr;
    LinkedStrip* m_strip = nullptr;
    Workspace m_workspace = kWatch;
    std::optional<bool> m_compact;
    bool m_locked = false;
    bool m_wallLost = false;
    QStringList m_clipsMissing; // cameras, since the notice was last closed
    std::shared_ptr<const people::KeyStore> m_namesOf;
    std::map<Id, QString> m_lettersOf;
};

} // namespace shouwang::console
