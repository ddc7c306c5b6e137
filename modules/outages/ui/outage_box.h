// 停用与中断: what is bypassed and which cameras are lost, and the form that takes a point out. Shows values
// that it is given; what the officer wants becomes a command that somebody else sends. GUI thread.
#pragma once

#include "outages/ui/bypass_form.h"
#include "outages/ui/outage_rows.h"

#include <QTimer>

class QListView;

namespace shouwang::shell {
class RowsView;
class Theme;
} // namespace shouwang::shell

namespace shouwang::outages {

class OutageBox final : public QWidget {
    Q_OBJECT

public:
    struct Ports {
        const Clock& clock;
        std::function<std::optional<Bypass>(const std::string& point)> last; ///< as BypassForm asks
        /// Saves the order once the second person's password has signed it; `answer` says what became of the
        /// password. What is refused then comes by giveBack.
        std::function<void(const ledger::Command& order, std::string account, std::string password,
                           std::function<void(const people::SignOnOutcome&)> answer)>
            submitSigned;
        OutageNames names;
    };
    OutageBox(const shell::Theme& theme, Ports ports, QWidget* parent = nullptr);

    void setSite(const std::shared_ptr<const site::Site>& site);
    /// Who sits there, whether this account may bypass, and whether it may end a bypass.
    void setOfficer(const std::string& account, bool mayBypass, bool mayEnd);
    void setOutages(const std::vector<Bypass>& bypasses, const std::vector<CameraLoss>& losses);
    void beginBypass(const std::string& point = {});
    void takeFocus();
    /// It was refused (code) or could not be saved (words): the form keeps what was typed and says why.
    void giveBack(const ledger::Command& command, const QString& why);
    BypassForm& form() { return *m_form; }

Q_SIGNALS:
    void commandWanted(const shouwang::ledger::Command& command);

private:
    QWidget* makeLists(const shell::Theme& theme);
    QWidget* makeEnding();
    void refresh();
    void refreshButtons();
    void send();
    void end();
    const Bypass* selected() const;

    const Ports m_ports;
    std::vector<Bypass> m_bypasses;
    std::vector<CameraLoss> m_losses;
    bool m_mayEnd = false;
    OutageModel* m_bypassRows;
    OutageModel* m_lossRows;
    BypassForm* m_form;
    QPushButton* m_open;
    QLabel* m_bypassHead;
    QLabel* m_lossHead;
    shell::RowsView* m_bypassList = nullptr;
    shell::RowsView* m_lossList = nullptr;
    QLineEdit* m_endReason = nullptr;
    QPushButton* m_end = nullptr;
    QLabel* m_endError = nullptr;
    QTimer m_minute; ///< ages go on while nothing happens
};

} // namespace shouwang::outages
