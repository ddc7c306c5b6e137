// The smaller parts of the incident panel: its head, the four first moments, and the line for a note. GUI
// thread.
#pragma once

#include "alarms/ui/alarm_head.h"
#include "dispatch/dispatch.h"

#include <QWidget>

#include <array>
#include <map>

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace shouwang::dispatch {

class IncidentHead final : public QWidget {
    Q_OBJECT

public:
    /// `act` stands at the right end of its first line.
    IncidentHead(const shell::Theme& theme, QWidget* act, QWidget* parent = nullptr);
    void setIncident(const State& incident, const QString& openedBy, Micros now);

private:
    const shell::Theme& m_theme;
    alarms::Chip* m_grade;
    alarms::Chip* m_mode;
    QLabel* m_state;
    QLabel* m_number;
    QLabel* m_title;
    QLabel* m_where;
    QLabel* m_opened;
    QLabel* m_closed;
};

/// 四个第一时间: each is stamped once, and then shows when.
class MomentBar final : public QWidget {
    Q_OBJECT

public:
    explicit MomentBar(QWidget* parent = nullptr);
    void setIncident(const State& incident, Micros now);
    void setAllowed(bool allowed);

Q_SIGNALS:
    void stampWanted(shouwang::dispatch::Moment moment);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void arrange(int columns);

    static constexpr int kWide = 420; // px; in a narrower panel they stand in two rows
    QGridLayout* m_grid;
    int m_columns = 0;

    State m_incident;
    Micros m_now = 0;
    bool m_allowed = true;
    std::map<Moment, QPushButton*> m_buttons;
};

class NoteBox final : public QWidget {
    Q_OBJECT

public:
    using Drafts = std::map<Id, QString>;

    explicit NoteBox(QWidget* parent = nullptr);
    void setIncident(const Id& incident);
    void setAllowed(bool allowed);
    Drafts drafts(); ///< with what stands in the field now
    void setDrafts(Drafts drafts) { m_drafts = std::move(drafts); }
    /// It was not taken: it stands in the field again, unless something else does by now.
    void giveBack(const Id& incident, const QString& text);

Q_SIGNALS:
    void noteWanted(const QString& text);

private:
    void send();

    Id m_incident;
    Drafts m_drafts; // of the incidents of this run of the desk
    QLineEdit* m_text;
    QPushButton* m_add;
};

} // namespace shouwang::dispatch
