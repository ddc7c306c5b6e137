// The officer's truth, 40 pixels high and never covered: where, which mode, what time, who, how many alarms,
// and whether work is saved here or at the station. GUI thread.
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace shouwang::shell {
class Sounds;
class Theme;
} // namespace shouwang::shell

namespace shouwang::console {

class Desk;
class PriorityCounts;

class TopBar final : public QWidget {
    Q_OBJECT

public:
    TopBar(Desk& desk, shell::Sounds& sounds, const shell::Theme& theme, QWidget* parent = nullptr);

    /// In a narrow window the words that can be left out are left out.
    void setCompact(bool compact);
    /// Why the emergency sheet could not be written; empty: it could.
    void setSheetFault(const QString& fault);

Q_SIGNALS:
    void lockWanted();
    void connectionWanted();

private:
    void refresh();
    void refreshMode();
    void refreshLink();
    void refreshOffset();
    QString officerText() const;

    Desk& m_desk;
    const shell::Theme& m_theme;
    QLabel* m_name;
    QLabel* m_mode;
    QLabel* m_offset;
    QLabel* m_officer;
    PriorityCounts* m_counts;
    QToolButton* m_link;
    QPushButton* m_lock;
    bool m_compact = false;
    QString m_sheetFault;
};

} // namespace shouwang::console
