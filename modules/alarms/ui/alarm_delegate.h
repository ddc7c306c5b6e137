// Paints one alarm of the list: bar and symbol in the colour of its priority with the word, where, since
// when, state.
#pragma once

#include "base/clock.h"

#include <QStyledItemDelegate>

namespace shouwang::shell {
class Theme;
}

namespace shouwang::alarms {

struct State;

class AlarmDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    AlarmDelegate(const shell::Theme& theme, const Clock& clock, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
        , m_clock(clock) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const State& state) const;
    void paintMark(QPainter& painter, const QRect& rect, const State& state) const;
    void paintFirstLine(QPainter& painter, QRect rect, const State& state) const;
    void paintSecondLine(QPainter& painter, QRect rect, const State& state) const;
    bool bright() const; ///< the half of the second in which what pulses is bright

    const shell::Theme& m_theme;
    const Clock& m_clock;
};

} // namespace shouwang::alarms
