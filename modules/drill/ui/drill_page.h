// 演练: begins an exercise or shows the one that runs, beside those that were. Shows values that it is given;
// what the coordinator wants becomes a command that a port takes. GUI thread.
#pragma once

#include "base/random.h"
#include "drill/drill.h"
#include "drill/ui/start_form.h"

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableWidget;

namespace shouwang::drill {

class RunningBox;

class DrillPage final : public QWidget {
    Q_OBJECT

public:
    struct Ports {
        const Clock& clock;
        Random& random;                ///< identities of exercises and items
        people::SignPort submitSigned; ///< what the room then refuses comes by showRefusal
        std::function<QString(const std::string& account)> person;
        QString abortKey; ///< as it is written on the button
    };
    explicit DrillPage(Ports ports, QWidget* parent = nullptr);

    void setSite(const std::shared_ptr<const site::Site>& site);
    /// Who sits there (empty: nobody), and whether this account may coordinate exercises.
    void setOfficer(const std::string& account, bool allowed);
    /// `running`: one of them, or none. Newest first.
    void setExercises(const std::optional<State>& running, const std::vector<State>& all);
    void showRefusal(const ledger::Command& command, const ledger::Refusal& refusal,
                     const QString& text = {});
    void showFailure(const ledger::Command& command, const QString& text);
    void takeFocus();
    /// What is typed and has not begun.
    StartForm::Draft draft() const { return m_start->draft(); }
    void setDraft(const StartForm::Draft& draft) { m_start->setDraft(draft); }
    void abort(); ///< what runs; nothing when nothing does

Q_SIGNALS:
    void commandWanted(const shouwang::ledger::Command& command);

private:
    QWidget* makeHead();
    QWidget* makeHistory();
    void start();
    void stop();
    void signAndSend(const ledger::Command& command, people::SecondPersonBox& second);
    void say(const ledger::Command& command, const QString& text);

    const Ports m_ports;
    std::optional<State> m_running;
    QLabel* m_mark = nullptr;
    QPushButton* m_abort = nullptr;
    QStackedWidget* m_stack = nullptr;
    StartForm* m_start = nullptr;
    RunningBox* m_box = nullptr;
    QTableWidget* m_history = nullptr;
};

} // namespace shouwang::drill
