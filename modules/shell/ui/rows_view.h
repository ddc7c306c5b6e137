// A list of things that officers act on, over a RowsModel. GUI thread.
#pragma once

#include <QListView>

class QPainter;
class QStyleOptionViewItem;

namespace shouwang::shell {

class Theme;

/// Rows of one height; one is selected, nothing is edited, and an empty list says what would stand there.
class RowsView : public QListView {
    Q_OBJECT

public:
    explicit RowsView(const Theme& theme, QWidget* parent = nullptr);
    void setEmptyText(const QString& text);

protected:
    /// The base class would choose a neighbour of a selected row that goes: a key pressed in that moment
    /// would act on the wrong thing. Here nothing is selected then.
    void rowsAboutToBeRemoved(const QModelIndex& parent, int first, int last) override;
    /// Home, End and the page keys stop at a heading, which is no row to stand on: here they go to the row
    /// beside it.
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QString m_emptyText;
};

/// The ground of a row that its delegate paints: selected rows are raised and edged.
void paintRowGround(QPainter& painter, const QStyleOptionViewItem& option, const Theme& theme);

/// For a list that is part of a scrolled page: as high as its rows, without a frame, only to be read.
void makeReadOnlyPart(QListView& list, const Theme& theme);

} // namespace shouwang::shell
