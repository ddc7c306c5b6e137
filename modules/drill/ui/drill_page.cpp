#include "drill/ui/drill_page.h"

#include "drill/ui/running_box.h"
#include "drill/ui/start_form.h"
#include "drill/ui/words.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableWidget>

namespace shouwang::drill {

namespace {

constexpr int kHistoryWidth = 240;

QScrollArea* scrolled(QWidget* page, QWidget* parent) {
    auto* area = new QScrollArea(parent);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(page);
    return area;
}

} // namespace

DrillPage::DrillPage(Ports ports, QWidget* parent)
    : QWidget(parent)
    , m_ports(std::move(ports)) {
    setObjectName(QStringLiteral("drill"));
    m_stack = new QStackedWidget(this);
    m_start = new StartForm(m_ports.clock, m_ports.random, *this);
    m_box = new RunningBox(m_ports.clock, m_ports.random, *this);
    m_box->setPersons(m_ports.person);
    m_stack->addWidget(scrolled(m_start, m_stack));
    m_stack->addWidget(scrolled(m_box, m_stack));
    auto* columns = new QHBoxLayout;
    columns->setSpacing(16);
    columns->addWidget(m_stack, 1);
    columns->addWidget(makeHistory());
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(16, 12, 16, 12);
    box->setSpacing(12);
    box->addWidget(makeHead());
    box->addLayout(columns, 1);
    connect(m_start, &StartForm::startWanted, this, &DrillPage::start);
    connect(m_box, &RunningBox::stopWanted, this, &DrillPage::stop);
    connect(m_box, &RunningBox::raiseWanted, this, [this](const Item& item) {
        if (m_running) Q_EMIT commandWanted(drill::raise(*m_running, item, m_ports.clock.utc()));
    });
    setExercises({}, {});
}

QWidget* DrillPage::makeHead() {
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    auto* title = new QLabel(tr("演练"), head);
    shell::setLook(title, "heading");
    m_mark = new QLabel(head);
    m_mark->setObjectName(QStringLiteral("drill.mark"));
    m_mark->setFixedHeight(26);
    m_abort = new QPushButton(tr("中止演练 %1").arg(m_ports.abortKey), head);
    m_abort->setObjectName(QStringLiteral("drill.abort"));
    m_abort->setToolTip(tr("立即中止，不需要第二人，断网也有效"));
    shell::setLook(m_abort, "danger");
    row->addWidget(title);
    row->addWidget(m_mark);
    row->addStretch(1);
    row->addWidget(m_abort);
    connect(m_abort, &QPushButton::clicked, this, &DrillPage::abort);
    return head;
}

QWidget* DrillPage::makeHistory() {
    m_history = new QTableWidget(0, 2, this);
    m_history->setObjectName(QStringLiteral("drill.history"));
    m_history->setAccessibleName(tr("以往演练"));
    m_history->setHorizontalHeaderLabels({tr("以往演练"), tr("结果")});
    m_history->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_history->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_history->verticalHeader()->setVisible(false);
    m_history->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_history->setSelectionMode(QAbstractItemView::NoSelection);
    m_history->setFocusPolicy(Qt::NoFocus);
    m_history->setShowGrid(false);
    m_history->setFixedWidth(kHistoryWidth);
    return m_history;
}

void DrillPage::setSite(const std::shared_ptr<const site::Site>& site) {
    m_start->setSite(site);
    m_box->setSite(site);
}

void DrillPage::setOfficer(const std::string& account, bool allowed) {
    m_start->setOfficer(account, allowed);
    m_box->setOfficer(account, allowed);
}

void DrillPage::setExercises(const std::optional<State>& running, const std::vector<State>& all) {
    const bool ownBegan = running && running->id == m_start->plan().exercise;
    if (ownBegan) m_start->clear();
    m_running = running;
    m_stack->setCurrentIndex(running ? 1 : 0);
    if (running) m_box->setExercise(*running);
    m_mark->setText(running ? tr("演练进行中") : tr("没有演练"));
    shell::setLook(m_mark, running ? "drill" : "tag");
    shell::enableButton(m_abort, running.has_value(), m_stack);
    const Micros now = m_ports.clock.utc();
    m_history->setRowCount(static_cast<int>(all.size()));
    for (int row = 0; row < m_history->rowCount(); ++row) {
        const State& each = all[static_cast<std::size_t>(row)];
        const QStringList cells{QString::fromStdString(each.name), endingWord(each, now)};
        for (int column = 0; column < cells.size(); ++column) {
            auto* cell = new QTableWidgetItem(cells.at(column));
            cell->setToolTip(cells.at(column));
            m_history->setItem(row, column, cell);
        }
    }
}

void DrillPage::start() {
    signAndSend(drill::start(m_start->plan(), m_ports.clock.utc()), m_start->second());
}

void DrillPage::stop() {
    if (!m_running) return;
    signAndSend(drill::stop(m_running->id, m_box->reason(), m_ports.clock.utc()), m_box->second());
}

void DrillPage::signAndSend(const ledger::Command& command, people::SecondPersonBox& second) {
    const QPointer<people::SecondPersonBox> box(&second);
    m_ports.submitSigned(command, second.account(), second.takePassword(),
                         [box, &clock = m_ports.clock](const people::SignOnOutcome& outcome) {
                             if (box) box->showOutcome(outcome, clock.utc());
                         });
}

void DrillPage::say(const ledger::Command& command, const QString& text) {
    if (command.kind == "drill.start") {
        m_start->showText(text);
    } else {
        m_box->showText(text);
    }
}

void DrillPage::showRefusal(const ledger::Command& command, const ledger::Refusal& refusal,
                            const QString& text) {
    if (command.kind == "drill.start" && refusal.code.starts_with("drill."))
        return m_start->showRefusal(refusal.code);
    say(command, text.isEmpty() ? refusalWord(refusal.code) : text);
}

void DrillPage::showFailure(const ledger::Command& command, const QString& text) {
    say(command, text);
}

void DrillPage::takeFocus() {
    if (m_running) {
        m_box->takeFocus();
    } else {
        m_start->takeFocus();
    }
}

void DrillPage::abort() {
    if (m_running) Q_EMIT commandWanted(drill::abort(m_running->id, {}, m_ports.clock.utc()));
}

} // namespace shouwang::drill
