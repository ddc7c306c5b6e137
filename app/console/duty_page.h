// 值班: which shift it is and who stands where; at the right the log of the shift, the patrol round and the
// headcount. Reads the tables while it is seen. GUI thread.
#pragma once

#include "duty/ui/log_box.h"
#include "duty/zone.h"

#include <QWidget>

class QSplitter;
class QTabWidget;

namespace shouwang::care {
class HeadcountBox;
}
namespace shouwang::duty {
class HandoverBox;
class PostBox;
class RoundBox;
} // namespace shouwang::duty

namespace shouwang::console {

class Desk;
struct DeskData;
class HandoverPage;
class OutagePage;
class Settings;

class DutyPage final : public QWidget {
    Q_OBJECT

public:
    DutyPage(Desk& desk, Settings& settings, const shell::Theme& theme, Random& random,
             QWidget* parent = nullptr);
    ~DutyPage() override;

    void takeFocus();
    void addCard(QWidget& card); ///< above all else; shows itself when it is wanted
    // By the officer's wish: the keyboard goes along.
    void beginTaking();
    void beginLeaving();
    void beginLine();
    void beginCorrecting();
    void beginRound();
    void showHeadcount();
    duty::HandoverBox& openHandover();          ///< to the front; the keyboard stays where it is
    void beginBypass(const std::string& point); ///< empty: the officer says which

    duty::LogBox& log() { return *m_log; }
    HandoverPage& handover() { return *m_handover; }
    OutagePage& outages() { return *m_outages; }
    /// A report of duty or care could not be saved, or is not known here.
    void giveBack(const ledger::Command& command, const QString& why);

Q_SIGNALS:
    void commandWanted(const shouwang::ledger::Command& command);
    /// Somebody has signed on for this post and has not taken it yet; said once a sign-on. Empty: it is
    /// taken.
    void takingProposed(const QString& post);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void wire();
    void refresh();
    void fill(const DeskData& known);
    void readTables();
    void showLog(const ledger::View& view, const duty::Shift& shift, const duty::LogScope& scope);
    void propose();
    void look(const QString& camera, const QStringList& next);
    void lookAway();
    duty::LogScope scope() const;

    Desk& m_desk;
    Settings& m_settings;
    duty::SystemZone m_zone;
    QSplitter* m_splitter;
    QTabWidget* m_tabs;
    duty::PostBox* m_posts;
    duty::LogBox* m_log;
    duty::RoundBox* m_round;
    care::HeadcountBox* m_headcount;
    HandoverPage* m_handover;
    OutagePage* m_outages;
    std::string m_proposedTo; // account
    bool m_proposed = false;  // and nobody has answered yet
    struct Before;            // how the wall was arranged when a round began to look at its stops
    std::unique_ptr<Before> m_before;
};

} // namespace shouwang::console
