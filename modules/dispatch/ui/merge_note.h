// Says calmly that two people changed the same field of an incident: both values side by side, with who and
// when. Stays until the officer has read it or somebody has amended again; the timeline keeps it for ever.
// GUI thread.
#pragma once

#include "alarms/ui/words.h"
#include "dispatch/ui/amendments.h"

#include <QFrame>

#include <map>

class QGridLayout;
class QPushButton;

namespace shouwang::dispatch {

class MergeNote final : public QFrame {
    Q_OBJECT

public:
    using Read = std::map<Id, std::size_t>; ///< how many of an incident have been read

    /// `focusAfter` gets the focus when the note goes under the officer's hand.
    explicit MergeNote(QWidget* focusAfter, QWidget* parent = nullptr);

    void setIncident(const State& incident, const alarms::Names& names, Micros now);
    const Read& read() const { return m_read; }
    void setRead(Read read) { m_read = std::move(read); }

Q_SIGNALS:
    void understood();

private:
    void fill(const std::vector<Overtaken>& rows, const alarms::Names& names, Micros now);
    void addCell(int row, int column, const QString& text, const char* look, const QString& name);

    QWidget* m_focusAfter;
    Read m_read;
    Id m_incident;
    std::size_t m_met = 0;
    QGridLayout* m_grid;
    QPushButton* m_understood;
};

} // namespace shouwang::dispatch
