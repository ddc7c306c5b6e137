// Paints one item of the list in three lines. GUI thread.
#pragma once

#include "attention/ui/words.h"
#include "base/clock.h"

#include <QStyledItemDelegate>

namespace shouwang::shell {
class Theme;
}

namespace shouwang::attention {

class AttentionDelegate final : public QStyledItemDelegate {
public:
    AttentionDelegate(const shell::Theme& theme, const Clock& clock, const Names& names, QObject* parent);

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const State& item) const;
    void paintLines(QPainter& painter, const QRect& inner, const State& item) const;

    const shell::Theme& m_theme;
    const Clock& m_clock;
    const Names& m_names;
};

} // namespace shouwang::attention
