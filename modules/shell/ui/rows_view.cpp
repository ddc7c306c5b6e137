#include "shell/ui/rows_view.h"

#include "shell/ui/theme.h"

#include <QPainter>
#include <QStyleOptionViewItem>

namespace shouwang::shell {

RowsView::RowsView(const Theme& theme, QWidget* parent)
    : QListView(parent)
    , m_theme(theme) {
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void RowsView::setEmptyText(const QString& text) {
    m_emptyText = text;
    viewport()->update();
}

void RowsView::rowsAboutToBeRemoved(const QModelIndex& parent, int first, int last) {
    const int row = currentIndex().row();
    if (row >= first && row <= last) {
        selectionModel()->clearSelection();
        selectionModel()->clearCurrentIndex();
    }
    QListView::rowsAboutToBeRemoved(parent, first, last);
    if (first == 0 && last + 1 == model()->rowCount()) viewport()->update(); // what an empty one says
}

QModelIndex RowsView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) {
    const QModelIndex there = QListView::moveCursor(action, modifiers);
    const bool up = action == MoveHome || action == MovePageUp;
    if (!there.isValid() || (!up && action != MoveEnd && action != MovePageDown)) return there;
    const auto canStand = [](const QModelIndex& index) {
        return (index.flags() & Qt::ItemIsSelectable) != 0;
    };
    for (const int step : {up ? 1 : -1, up ? -1 : 1}) {
        QModelIndex beside = there;
        while (beside.isValid() && !canStand(beside))
            beside = beside.siblingAtRow(beside.row() + step);
        if (beside.isValid()) return beside;
    }
    return there;
}

void RowsView::paintEvent(QPaintEvent* event) {
    QListView::paintEvent(event);
    if (m_emptyText.isEmpty() || (model() != nullptr && model()->rowCount() > 0)) return;
    QPainter painter(viewport());
    painter.setPen(m_theme.muted());
    painter.drawText(viewport()->rect().adjusted(24, 4, -24, -4), Qt::AlignCenter | Qt::TextWordWrap,
                     m_emptyText);
}

void paintRowGround(QPainter& painter, const QStyleOptionViewItem& option, const Theme& theme) {
    const QRect rect = option.rect;
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    painter.fillRect(rect, selected ? theme.raised() : theme.surface());
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.line());
    if (selected) painter.fillRect(rect.left(), rect.top(), 3, rect.height() - 1, theme.accent());
}

void makeReadOnlyPart(QListView& list, const Theme& theme) {
    list.setSelectionMode(QAbstractItemView::NoSelection);
    list.setEditTriggers(QAbstractItemView::NoEditTriggers);
    list.setFocusPolicy(Qt::NoFocus);
    list.setFrameShape(QFrame::NoFrame);
    list.setStyleSheet(QStringLiteral("QListView { border: none; background: transparent; }"
                                      "QListView::item { padding: 0; min-height: 0; }"));
    list.setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list.setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    QObject::connect(&theme, &Theme::changed, list.viewport(), qOverload<>(&QWidget::update));
}

} // namespace shouwang::shell
