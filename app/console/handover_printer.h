// Prints a handover by the officer's wish: reads it, asks for the reason in the form, hands the paper over.
// GUI thread.
#pragma once

#include "console/handover_paper.h"
#include "console/paper_printer.h"

namespace shouwang::console {

class PrintForm;

class HandoverPrinter final : public QObject {
    Q_OBJECT

public:
    /// Both outlive it.
    HandoverPrinter(Desk& desk, PrintForm& form, QObject* parent = nullptr);

    void setNames(alarms::Names names) { m_names = std::move(names); }
    bool mayPrint() const;
    /// Opens the form; false: there is no such handover, or nobody here may print it.
    bool begin(const Id& handover);
    std::optional<Id> latest() const; ///< begun last; none: nobody has handed over yet

Q_SIGNALS:
    void folderChosen(const QString& folder);

private:
    struct Known { ///< a handover as this desk has it
        duty::Handover handover;
        bool waits = false;
    };
    std::optional<Known> read(const Id& handover) const;
    shell::Paper paperOf(const Known& known) const;
    void print(const PrintWish& wish);

    Desk& m_desk;
    PrintForm& m_form;
    PaperPrinter* m_printer;
    alarms::Names m_names;
    Id m_handover;
};

} // namespace shouwang::console
