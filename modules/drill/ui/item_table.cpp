#include "drill/ui/item_table.h"

#include "drill/ui/words.h"
#include "shell/ui/theme.h"

#include <QCoreApplication>
#include <QHeaderView>

namespace shouwang::drill {

namespace {

QString word(const char* text) {
    return QCoreApplication::translate("drill::ItemTable", text);
}

} // namespace

ItemTable::ItemTable(QWidget* parent)
    : QTableWidget(0, 4, parent) {
    setAccessibleName(word(QT_TRANSLATE_NOOP("drill::ItemTable", "演练警情清单")));
    setHorizontalHeaderLabels({word(QT_TRANSLATE_NOOP("drill::ItemTable", "时间")),
                               word(QT_TRANSLATE_NOOP("drill::ItemTable", "报警点")),
                               word(QT_TRANSLATE_NOOP("drill::ItemTable", "说明")),
                               word(QT_TRANSLATE_NOOP("drill::ItemTable", "状态"))});
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    verticalHeader()->setVisible(false);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setMinimumHeight(104);
}

void ItemTable::setItems(const std::vector<Item>& items, std::optional<Micros> now) {
    m_items = items;
    setColumnHidden(3, !now);
    setRowCount(static_cast<int>(items.size()));
    for (int row = 0; row < rowCount(); ++row) {
        const Item& item = items[static_cast<std::size_t>(row)];
        QString state = itemStateWord(item.state);
        if (now && item.at != 0) state += QLatin1Char(' ') + shell::timeText(item.at, *now);
        const QStringList cells{afterWord(item.after), QString::fromStdString(item.pointName()),
                                QString::fromStdString(item.note), state};
        for (int column = 0; column < cells.size(); ++column) {
            QTableWidgetItem* cell = this->item(row, column);
            if (cell == nullptr) setItem(row, column, cell = new QTableWidgetItem);
            cell->setText(cells.at(column));
            cell->setToolTip(cells.at(column));
        }
    }
}

const Item* ItemTable::current() const {
    const int row = currentRow();
    const bool there = row >= 0 && row < static_cast<int>(m_items.size()) && !selectedItems().isEmpty();
    return there ? &m_items[static_cast<std::size_t>(row)] : nullptr;
}

} // namespace shouwang::drill
