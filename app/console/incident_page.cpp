#include "console/incident_page.h"

#include "console/desk.h"
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
    , m_panel(new dispatch::IncidentPanel(theme, std::move(ports), this)) {
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
    m_splitter->addWidget(m_panel);
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
        return;
    }
    const auto& all = m_desk.data().incidents;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == *selected; });
    m_panel->setIncident(found != all.end() ? std::optional(*found) : std::nullopt);
}

} // namespace shouwang::console
