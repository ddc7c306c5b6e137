#include "attention/ui/attention_delegate.h"

#include "attention/ui/attention_model.h"
#include "shell/ui/theme.h"

#include <QPainter>

namespace shouwang::attention {

namespace {

constexpr int kRowHeight = 72;

shell::Tone toneOf(Cause cause) {
    return cause == Cause::Refused ? shell::Tone::High : shell::Tone::Medium;
}

} // namespace

AttentionDelegate::AttentionDelegate(const shell::Theme& theme, const Clock& clock, const Names& names,
                                     QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_names(names) {}

QSize AttentionDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {280, kRowHeight};
}

void AttentionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const {
    const auto* model = qobject_cast<const AttentionModel*>(index.model());
    if (!model) return;
    const State& item = model->at(index.row());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintGround(*painter, option, item);
    paintLines(*painter, option.rect.adjusted(12, 6, -10, -6), item);
    painter->restore();
}

void AttentionDelegate::paintGround(QPainter& painter, const QStyleOptionViewItem& option,
                                    const State& item) const {
    const QRect rect = option.rect;
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    painter.fillRect(rect, selected ? m_theme.raised() : m_theme.surface());
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, m_theme.line());
    painter.fillRect(rect.left(), rect.top(), 4, rect.height() - 1, m_theme.color(toneOf(item.cause)));
    if (item.mode != ledger::Mode::Real) {
        painter.setPen(QPen(m_theme.drill(), 2));
        painter.drawRect(rect.adjusted(5, 1, -2, -3));
    }
    if (!selected) return;
    painter.setPen(QPen(m_theme.accent(), 2));
    painter.drawRect(rect.adjusted(1, 1, -1, -2));
}

void AttentionDelegate::paintLines(QPainter& painter, const QRect& inner, const State& item) const {
    const int height = inner.height() / 3;
    QRect line(inner.left(), inner.top(), inner.width(), height);
    painter.setFont(shell::Theme::font(shell::Type::Secondary));
    const QString at = shell::timeText(item.since, m_clock.utc());
    painter.setPen(m_theme.muted());
    shell::drawTabular(painter, line, Qt::AlignRight, at);
    const int used = shell::tabularWidth(painter.fontMetrics(), at) + 8;
    const auto draw = [&painter](const QRect& where, const QString& text) {
        painter.drawText(where, Qt::AlignVCenter | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, where.width()));
    };
    painter.setFont(shell::Theme::font(shell::Type::Body));
    painter.setPen(m_theme.text());
    draw(line.adjusted(0, 0, -used, 0), m_names.actOf(item));
    painter.setFont(shell::Theme::font(shell::Type::Secondary));
    line.translate(0, height);
    draw(line, QStringLiteral("%1 · %2").arg(causeWord(item.cause), m_names.whyOf(item)));
    line.translate(0, height);
    painter.setPen(m_theme.muted());
    draw(line, m_names.whoOf(item));
}

} // namespace shouwang::attention
