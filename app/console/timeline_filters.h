// Which part of the past the timeline shows: hours, zone, officer, kind. GUI thread.
#pragma once

#include "console/timeline_span.h"
#include "reports/journal.h"

#include <QWidget>

class QComboBox;
class QDateTimeEdit;
class QGridLayout;

namespace shouwang::console {

class Desk;

class TimelineFilters final : public QWidget {
    Q_OBJECT

public:
    explicit TimelineFilters(const Desk& desk, QWidget* parent = nullptr);

    /// What is asked for now: spans that end with "now" go on.
    reports::Wanted wanted() const;

Q_SIGNALS:
    void changed(); ///< by the officer

private:
    void build();
    void wire();
    void fillSpans();
    void fillZones();
    void fillOfficers();
    void refill();
    void showHours();
    Span span() const;
    Hours hours() const;

    const Desk& m_desk;
    QComboBox* m_span;
    QDateTimeEdit* m_from;
    QDateTimeEdit* m_to;
    QComboBox* m_zone;
    QComboBox* m_officer;
    QComboBox* m_room;
    bool m_filling = false;
};

} // namespace shouwang::console
