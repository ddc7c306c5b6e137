// 处置: the incidents and the one that is worked on. GUI thread.
#pragma once

#include "dispatch/ui/incident_panel.h"

#include <QWidget>

class QSplitter;

namespace shouwang::dispatch {
class IncidentListView;
}

namespace shouwang::console {

class Desk;
class IncidentPrinter;
class PrintForm;
struct PrintWish;

class IncidentPage final : public QWidget {
    Q_OBJECT

public:
    IncidentPage(Desk& desk, const shell::Theme& theme, dispatch::IncidentPanel::Ports ports,
                 QWidget* parent = nullptr);

    dispatch::IncidentPanel& panel() { return *m_panel; }
    void select(const Id& incident);
    void beginOpening(const std::optional<alarms::State>& alarm);
    void refresh();
    void takeFocus();
    QSplitter& splitter() { return *m_splitter; }
    void setNames(const alarms::Names& names);
    /// The form that prints the selected incident, by the officer's wish.
    bool canPrint() const;
    void beginPrinting();
    void setPrintFolder(const QString& folder);

Q_SIGNALS:
    void printFolderChosen(const QString& folder);
    void shown(); ///< another incident, or none

private:
    void showSelected();
    void print(const PrintWish& wish);

    Desk& m_desk;
    QSplitter* m_splitter;
    dispatch::IncidentListView* m_list;
    dispatch::IncidentPanel* m_panel;
    PrintForm* m_print;
    IncidentPrinter* m_printer;
    Id m_wanted; // to be selected as soon as the tables have it
};

} // namespace shouwang::console
