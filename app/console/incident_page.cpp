#include "console/incident_page.h"

#include "console/desk.h"
#include "console/incident_printer.h"
#include "console/print_form.h"
#include "dispatch/ui/incident_list_view.h"
#include "shell/ui/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace shouwang::console {

IncidentPage::IncidentPage(Desk& desk, const shell::Theme& theme, dispatch::IncidentPanel::Ports ports,
                           QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_list(new dispatch::IncidentListView(theme, desk.clock(), this))
    , m_panel(new dispatch::IncidentPanel(theme, std::move(ports), this))
    , m_print(new PrintForm(this))
    , m_printer(new IncidentPrinter(desk, desk.evidenceFolder(), {}, this)) {
    setObjectName(QStringLiteral("incidents"));
    m_list->setMinimumWidth(260);
    auto* left = new QWidget(this);
    auto* box = new QVBoxLayout(left);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(8);
    auto* head = new QHBoxLayout;
    auto* title = new QLabel(tr("事件"), left);
    shell::setLook(title, "heading");
    auto* report = new QPushButton(tr("登记报告"), left);
    report->setObjectName(QStringLiteral("incidents.report"));
    report->setToolTip(tr("没有警情、由人报告的情况，在这里立案"));
    head->addWidget(title);
    head->addStretch(1);
    head->addWidget(report);
    box->addLayout(head);
    box->addWidget(m_list, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(left);
    auto* right = new QWidget(this);
    auto* rightBox = new QVBoxLayout(right);
    rightBox->setContentsMargins(0, 0, 0, 0);
    rightBox->addWidget(m_print);
    rightBox->addWidget(m_panel, 1);
    m_splitter->addWidget(right);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({320, 700});
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(12, 8, 12, 8);
    page->addWidget(m_splitter);
    connect(report, &QPushButton::clicked, this, [this] { beginOpening(std::nullopt); });
    connect(m_list, &dispatch::IncidentListView::incidentSelected, this, &IncidentPage::showSelected);
    connect(m_panel, &dispatch::IncidentPanel::openingSent, this,
            [this](const Id& incident) { m_wanted = incident; });
    connect(m_print, &PrintForm::printWanted, this, &IncidentPage::print);
    connect(m_print, &PrintForm::closed, this, [this] { m_list->setFocus(Qt::OtherFocusReason); });
    connect(&desk, &Desk::changed, this, &IncidentPage::refresh);
    connect(&desk, &Desk::siteChanged, this, [this] { m_panel->setSite(m_desk.data().site); });
    m_panel->setSite(desk.data().site);
    refresh();
}

void IncidentPage::select(const Id& incident) {
    m_wanted = incident;
    refresh();
}

void IncidentPage::beginOpening(const std::optional<alarms::State>& alarm) {
    m_panel->beginOpening(alarm);
}

void IncidentPage::setNames(const alarms::Names& names) {
    m_panel->setNames(names);
    m_printer->setNames(names);
}

bool IncidentPage::canPrint() const {
    return m_panel->incident().has_value() && m_desk.mayDo(people::Permission::OpenIncident);
}

void IncidentPage::setPrintFolder(const QString& folder) {
    m_print->setFolder(folder);
}

void IncidentPage::beginPrinting() {
    if (!canPrint()) return;
    m_print->setIncident(QString::fromStdString(m_panel->incident()->number));
    m_print->setOfficer(m_desk.data().officer->account);
    m_print->open();
}

void IncidentPage::print(const PrintWish& wish) {
    if (!canPrint()) return m_print->showFault(tr("请先选择一个事件。"));
    const bool begun =
        m_printer->print(m_panel->incident()->id, wish, [this, folder = wish.folder](const Printed& printed) {
            m_print->showPrinted(printed, m_desk.clock().utc());
            if (printed.fault.isEmpty()) Q_EMIT printFolderChosen(folder);
        });
    if (begun) m_print->setBusy(true);
}

void IncidentPage::refresh() {
    m_panel->setAllowed(m_desk.mayDo(people::Permission::OpenIncident),
                        m_desk.mayDo(people::Permission::CloseIncident));
    m_list->setIncidents(m_desk.data().incidents);
    if (!m_wanted.isNull() && m_list->selectIncident(m_wanted)) m_wanted = Id();
    showSelected();
}

void IncidentPage::takeFocus() {
    // A form that stands open has been asked for and keeps the keyboard.
    if (!m_panel->isAncestorOf(window()->focusWidget())) m_list->setFocus(Qt::ShortcutFocusReason);
}

void IncidentPage::showSelected() {
    const auto selected = m_list->selectedIncident();
    if (!selected) {
        m_panel->setIncident(std::nullopt);
        Q_EMIT shown();
        return;
    }
    const auto& all = m_desk.data().incidents;
    if (m_panel->incident() && m_panel->incident()->id != *selected && !m_printer->isBusy()) m_print->hide();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == *selected; });
    m_panel->setIncident(found != all.end() ? std::optional(*found) : std::nullopt);
    Q_EMIT shown();
}

} // namespace shouwang::console
