// What the window prints and writes: the incident's PDF, the emergency sheet, the diagnostics bundle.
#include "console/duty_page.h"
#include "console/handover_page.h"
#include "console/handover_printer.h"
#include "console/incident_page.h"
#include "console/main_window.h"
#include "console/print_form.h"
#include "console/seat_papers.h"
#include "console/settings.h"
#include "console/system_page.h"
#include "console/top_bar.h"
#include "shell/ui/action_registry.h"

#include <QStandardPaths>

namespace shouwang::console {
namespace {

/// Where the officer printed last, else where this account keeps its documents.
QString printFolder(const Settings& settings) {
    const QString last = settings.text(QStringLiteral("print_folder"));
    return last.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) : last;
}

} // namespace

void MainWindow::addPapers() {
    const QString folder = printFolder(m_parts.settings);
    m_papers = new SeatPapers(m_parts.desk, m_parts.settings, *m_actions, this);
    m_incidents->setPrintFolder(folder);
    m_system->setPapers(*m_papers, folder);
    connect(m_incidents, &IncidentPage::printFolderChosen, this, [this](const QString& chosen) {
        m_parts.settings.setText(QStringLiteral("print_folder"), chosen);
    });
    connect(m_papers, &SeatPapers::changed, this, [this] { m_top->setSheetFault(m_papers->sheet().fault); });
    m_actions->add({QStringLiteral("papers.sheet"),
                    tr("现在写一份应急单"),
                    {},
                    [this] { m_papers->writeSheet(); },
                    [this] { return m_papers->keepsSheet(); },
                    true,
                    tr("席位")});
    m_actions->add({QStringLiteral("papers.bundle"),
                    tr("写出诊断包"),
                    {},
                    [this] {
                        go(kSystem);
                        m_system->writeBundle();
                    },
                    {},
                    false,
                    tr("席位")});
    addHandoverPrinting(folder);
}

void MainWindow::addHandoverPrinting(const QString& folder) {
    auto* form = new PrintForm(m_duty);
    form->setFolder(folder);
    m_duty->addCard(*form);
    m_handoverPrinter = new HandoverPrinter(m_parts.desk, *form, this);
    connect(m_handoverPrinter, &HandoverPrinter::folderChosen, this, [this](const QString& chosen) {
        m_parts.settings.setText(QStringLiteral("print_folder"), chosen);
    });
    connect(form, &PrintForm::closed, m_duty, &DutyPage::takeFocus);
    connect(&m_duty->handover().box(), &duty::HandoverBox::printWanted, this, &MainWindow::printHandover);
    m_actions->add({QStringLiteral("handover.print"),
                    tr("打印最近一次交接班"),
                    {},
                    [this] { printHandover(m_handoverPrinter->latest().value_or(Id())); },
                    [this] { return m_handoverPrinter->mayPrint(); },
                    false,
                    tr("值班")});
}

void MainWindow::printHandover(const Id& handover) {
    const QString key = QStringLiteral("handover.print");
    if (handover.isNull()) {
        m_notice->post(shell::Notice::Kind::Info, tr("还没有交接班记录可以打印。"), key);
        return;
    }
    m_notice->withdraw(key);
    go(kDuty);
    m_handoverPrinter->begin(handover);
}

} // namespace shouwang::console
