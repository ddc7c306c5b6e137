// The items of an exercise as rows: when, at which point, what it says, what became of it. GUI thread.
#pragma once

#include "drill/drill.h"

#include <QTableWidget>

namespace shouwang::drill {

class ItemTable final : public QTableWidget {
public:
    explicit ItemTable(QWidget* parent = nullptr);

    /// Rows stay where they are and the selection with them, as long as the items do. `now`: without it no
    /// column tells what became of them, because the exercise has not begun.
    void setItems(const std::vector<Item>& items, std::optional<Micros> now);
    const std::vector<Item>& items() const { return m_items; }
    QSize sizeHint() const override { return {400, 150}; } ///< a few rows; more where there is room
    const Item* current() const;                           ///< null: no row is selected

private:
    std::vector<Item> m_items;
};

} // namespace shouwang::drill
