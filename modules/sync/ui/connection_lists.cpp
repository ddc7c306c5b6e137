// What waits for the station, and what needs somebody's attention.
#include "sync/ui/connection_page.h"

#include "shell/ui/theme.h"
#include "sync/ui/saving_mark.h"
#include "sync/ui/words.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>

namespace shouwang::sync {

namespace {

constexpr int kSequenceRole = Qt::UserRole;
constexpr int kListHeight = 3 * 32; // header and two rows, the rest scrolls

} // namespace

QTreeWidget* ConnectionPage::makeList(const QStringList& columns) {
    auto* list = new QTreeWidget(this);
    list->setHeaderLabels(columns);
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setMinimumHeight(kListHeight);
    list->setSelectionBehavior(QAbstractItemView::SelectRows);
    list->header()->setStretchLastSection(false);
    list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int i = 1; i < columns.size(); ++i)
        list->header()->setSectionResizeMode(i, QHeaderView::ResizeToContents);
    return list;
}

void ConnectionPage::setWaiting(const std::vector<OutboxRow>& rows, Micros nowMicros) {
    m_waitingTitle->setText(rows.empty() ? tr("没有等待上传的操作") : tr("等待上传"));
    m_waiting->setVisible(!rows.empty());
    m_waiting->clear();
    for (const OutboxRow& row : rows) {
        auto* item = new QTreeWidgetItem(m_waiting);
        mark(*item, SavingState::Here);
        item->setText(0, m_names.act ? m_names.act(row.command) : QString::fromStdString(row.command.kind));
        item->setText(1, m_names.person ? m_names.person(row.command.actor)
                                        : QString::fromStdString(row.command.actor));
        item->setText(2, shell::timeText(row.saved, nowMicros));
        item->setText(3, shell::ageText(std::max<qint64>(0, (nowMicros - row.saved) / 1'000'000)));
        item->setText(4, QString::number(row.counter));
    }
}

void ConnectionPage::mark(QTreeWidgetItem& item, SavingState state) const {
    item.setIcon(0, savingIcon(state, m_theme));
    item.setToolTip(0, savingText(state));
}

/// All that was typed stays to be read, also where no other seat will ever hear of it.
void ConnectionPage::addTyped(QTreeWidgetItem& item, const ledger::Command& command) {
    QStringList lines = m_names.typed ? m_names.typed(command) : QStringList();
    if (!command.reason.empty()) lines << tr("理由：%1").arg(QString::fromStdString(command.reason));
    for (const QString& line : lines) {
        auto* field = new QTreeWidgetItem(&item, {line});
        field->setFlags(Qt::ItemIsEnabled);
        field->setToolTip(0, line);
        field->setFirstColumnSpanned(true);
        field->setForeground(0, m_theme.muted());
    }
    item.setExpanded(true);
}

void ConnectionPage::setAttention(const std::vector<AttentionItem>& items, Micros nowMicros) {
    const auto* current = m_attention->currentItem();
    const QVariant selected = current ? current->data(0, kSequenceRole) : QVariant();
    m_attentionTitle->setText(items.empty() ? tr("没有需要处理的操作") : tr("需要处理"));
    m_attention->setVisible(!items.empty());
    m_settle->setVisible(!items.empty());
    m_attention->clear();
    for (const AttentionItem& entry : items) {
        auto* item = new QTreeWidgetItem(m_attention);
        const ledger::Command& command = entry.command;
        item->setData(0, kSequenceRole, qint64{entry.sequence});
        item->setText(0, m_names.act ? m_names.act(command) : QString::fromStdString(command.kind));
        item->setText(1,
                      m_names.person ? m_names.person(command.actor) : QString::fromStdString(command.actor));
        item->setText(2, shell::timeText(command.occurred, nowMicros));
        item->setText(3, m_names.refusal ? m_names.refusal(entry.refusal) : refusalWord(entry.refusal.code));
        item->setText(4, entry.refusal.basis.empty() ? QStringLiteral("—")
                                                     : QString::fromStdString(entry.refusal.basis));
        item->setText(5, entry.byStation ? tr("站点") : tr("本席位，站点尚未裁定"));
        mark(*item, SavingState::NeedsAttention);
        addTyped(*item, command);
        if (item->data(0, kSequenceRole) == selected) m_attention->setCurrentItem(item);
    }
}

void ConnectionPage::settleCurrent() {
    const auto* item = m_attention->currentItem();
    if (item && item->parent()) item = item->parent(); // on a line of what was typed
    if (item) {
        Q_EMIT settleWanted(item->data(0, kSequenceRole).toLongLong());
    }
}

} // namespace shouwang::sync
