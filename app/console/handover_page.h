// 交接班 as a part of the page of duty: reads what is handed over while it is seen. GUI thread.
#pragma once

#include "console/handover_reading.h"

#include <QWidget>

namespace shouwang::console {

class Desk;

class HandoverPage final : public QWidget {
    Q_OBJECT

public:
    HandoverPage(Desk& desk, const shell::Theme& theme, Random& random, QWidget* parent = nullptr);

    duty::HandoverBox& box() { return *m_box; }
    void setScope(const duty::LogScope& scope, const std::optional<duty::Shift>& current);
    void refresh();
    duty::HandoverBox::Draft draft() { return m_box->draft(); }
    void setDraft(const duty::HandoverBox::Draft& draft);

protected:
    void showEvent(QShowEvent* event) override;

private:
    std::optional<bool> may(const std::string& account, people::Permission permission) const;

    Desk& m_desk;
    duty::HandoverBox* m_box;
    std::optional<duty::Shift> m_current;
    std::string m_officer;
    Id m_wanted; // stays on the screen when it is complete, until somebody else sits there
};

} // namespace shouwang::console
