#include "outages/ui/outage_box.h"

#include "outages/ui/words.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/rows_view.h"
#include "shell/ui/theme.h"

#include <QBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

namespace shouwang::outages {

namespace {

constexpr int kRefresh_ms = 10'000;

shell::RowsView* listOf(const shell::Theme& theme, OutageModel* model, const char* name, QWidget* parent) {
    auto* list = new shell::RowsView(theme, parent);
    list->setObjectName(QLatin1String(name));
    list->setModel(model);
    list->setItemDelegate(new OutageDelegate(theme, list));
    list->setMinimumHeight(2 * OutageDelegate::kRowHeight);
    return list;
}

} // namespace

OutageBox::OutageBox(const shell::Theme& theme, Ports ports, QWidget* parent)
    : QWidget(parent)
    , m_ports(std::move(ports))
    , m_bypassRows(new OutageModel(this))
    , m_lossRows(new OutageModel(this))
    , m_form(new BypassForm({m_ports.clock, m_ports.last}, *this, this))
    , m_open(new QPushButton(tr("旁路报警点…"), this))
    , m_bypassHead(new QLabel(this))
    , m_lossHead(new QLabel(this)) {
    setObjectName(QStringLiteral("outages"));
    m_open->setObjectName(QStringLiteral("outages.open"));
    for (QLabel* head : {m_bypassHead, m_lossHead})
        shell::setLook(head, "heading");
    auto* top = new QHBoxLayout;
    top->addWidget(m_bypassHead, 1);
    top->addWidget(m_open);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(8);
    box->addLayout(top);
    box->addWidget(m_form);
    box->addWidget(makeLists(theme), 1);
    m_form->hide();
    connect(m_open, &QPushButton::clicked, this, [this] { beginBypass(); });
    connect(m_form, &BypassForm::bypassWanted, this, &OutageBox::send);
    connect(m_form, &BypassForm::left, this, [this] {
        m_form->hide();
        takeFocus();
    });
    m_minute.setInterval(kRefresh_ms);
    connect(&m_minute, &QTimer::timeout, this, &OutageBox::refresh);
    m_minute.start();
    refresh();
}

QWidget* OutageBox::makeLists(const shell::Theme& theme) {
    auto* part = new QWidget(this);
    m_bypassList = listOf(theme, m_bypassRows, "outages.bypasses", part);
    m_bypassList->setAccessibleName(tr("旁路中的报警点"));
    m_bypassList->setEmptyText(tr("没有旁路中的报警点"));
    m_lossList = listOf(theme, m_lossRows, "outages.cameras", part);
    m_lossList->setAccessibleName(tr("没有画面的摄像机"));
    m_lossList->setEmptyText(tr("没有中断的摄像机"));
    auto* box = new QVBoxLayout(part);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(8);
    box->addWidget(m_bypassList, 3);
    box->addWidget(makeEnding());
    box->addWidget(m_lossHead);
    box->addWidget(m_lossList, 2);
    connect(m_bypassList->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &OutageBox::refreshButtons);
    return part;
}

QWidget* OutageBox::makeEnding() {
    auto* part = new QWidget(this);
    m_endReason = new QLineEdit(part);
    m_endReason->setObjectName(QStringLiteral("outages.end_reason"));
    m_endReason->setAccessibleName(tr("结束旁路的原因"));
    m_endReason->setPlaceholderText(tr("结束原因，例如：检修完成（可不填）"));
    m_endReason->setMaxLength(200);
    m_end = shell::formButton(tr("结束旁路"), "outages.end", part);
    m_endError = shell::formLabel("error", part);
    m_endError->setObjectName(QStringLiteral("outages.end_error"));
    m_endError->hide();
    auto* row = new QHBoxLayout;
    row->addWidget(m_endReason, 1);
    row->addWidget(m_end);
    auto* box = new QVBoxLayout(part);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(4);
    box->addLayout(row);
    box->addWidget(m_endError);
    connect(m_end, &QPushButton::clicked, this, &OutageBox::end);
    connect(m_endReason, &QLineEdit::returnPressed, this, &OutageBox::end);
    return part;
}

void OutageBox::setSite(const std::shared_ptr<const site::Site>& site) {
    m_form->setSite(site);
}

void OutageBox::setOfficer(const std::string& account, bool mayBypass, bool mayEnd) {
    m_form->setOfficer(account, mayBypass);
    m_open->setEnabled(mayBypass);
    m_mayEnd = mayEnd;
    refreshButtons();
}

void OutageBox::setOutages(const std::vector<Bypass>& bypasses, const std::vector<CameraLoss>& losses) {
    m_bypasses = bypasses;
    m_losses = losses;
    m_form->settle(bypasses);
    refresh();
}

void OutageBox::refresh() {
    const Micros now = m_ports.clock.utc();
    m_bypassRows->setRows(rowsOf(std::span<const Bypass>(m_bypasses), m_ports.names, now));
    m_lossRows->setRows(rowsOf(std::span<const CameraLoss>(m_losses), m_ports.names, now));
    m_bypassHead->setText(tr("旁路中的报警点 %1").arg(m_bypasses.size()));
    m_lossHead->setText(tr("没有画面的摄像机 %1").arg(m_losses.size()));
    refreshButtons();
}

void OutageBox::refreshButtons() {
    shell::enableButton(m_end, m_mayEnd && selected() != nullptr, m_bypassList);
}

const Bypass* OutageBox::selected() const {
    const QModelIndex current = m_bypassList->currentIndex();
    if (!current.isValid()) return nullptr;
    const Id id = m_bypassRows->at(current.row()).id;
    const auto found = std::ranges::find(m_bypasses, id, &Bypass::id);
    return found != m_bypasses.end() ? &*found : nullptr;
}

void OutageBox::beginBypass(const std::string& point) {
    if (!m_open->isEnabled()) return;
    m_form->show();
    m_form->begin(point);
}

void OutageBox::takeFocus() {
    m_bypassList->setFocus(Qt::ShortcutFocusReason);
}

void OutageBox::send() {
    const auto order = m_form->order();
    if (!order) return;
    if (!m_form->needsSecond()) {
        Q_EMIT commandWanted(*order);
        return;
    }
    people::SecondPersonBox& second = m_form->second();
    const std::string account = second.account();
    const QPointer<BypassForm> form(m_form);
    m_ports.submitSigned(*order, account, second.takePassword(),
                         [this, form](const people::SignOnOutcome& outcome) {
                             if (form) form->second().showOutcome(outcome, m_ports.clock.utc());
                         });
}

void OutageBox::end() {
    const Bypass* bypass = selected();
    if (bypass == nullptr || !m_end->isEnabled()) return;
    m_endError->hide();
    const ledger::Command order =
        endBypass(*bypass, m_endReason->text().trimmed().toStdString(), m_ports.clock.utc());
    m_endReason->clear();
    Q_EMIT commandWanted(order);
}

void OutageBox::giveBack(const ledger::Command& command, const QString& why) {
    if (command.kind == "outages.bypass") {
        m_form->show();
        m_form->showText(why);
        return;
    }
    if (m_endReason->text().isEmpty()) m_endReason->setText(QString::fromStdString(command.reason));
    m_endError->setText(why);
    m_endError->show();
}

} // namespace shouwang::outages
