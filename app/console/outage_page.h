// 停用与中断 at this desk: shows what the desk knows and sends what the officer wants. What is refused stands
// in the form, with all that was typed. GUI thread.
#pragma once

#include "outages/ui/outage_box.h"

namespace shouwang::sync {
struct SubmitResult;
}

namespace shouwang::console {

class Desk;

class OutagePage final : public QWidget {
    Q_OBJECT

public:
    /// Both outlive it.
    OutagePage(Desk& desk, const shell::Theme& theme, QWidget* parent = nullptr);

    outages::OutageBox& box() { return *m_box; }

private:
    outages::OutageBox::Ports ports();
    void refresh();
    void submit(const ledger::Command& command);
    void submitSigned(const ledger::Command& order, std::string account, std::string password,
                      std::function<void(const people::SignOnOutcome&)> answer);
    void showResult(const ledger::Command& command, const sync::SubmitResult& result);

    Desk& m_desk;
    outages::OutageBox* m_box;
};

} // namespace shouwang::console
