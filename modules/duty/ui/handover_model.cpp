#include "duty/ui/handover_model.h"

#include "duty/ui/log_model.h"
#include "shell/ui/theme.h"

#include <QPainter>
#include <QStringList>

namespace shouwang::duty {

namespace {

constexpr int kSymbol = 24;

QString elided(const QPainter& painter, const QString& text, int width) {
    return painter.fontMetrics().elidedText(text, Qt::ElideRight, width);
}

/// Draws at the left and takes the room that it needed.
void drawLeft(QPainter& painter, QRect& rect, const QString& text) {
    if (text.isEmpty() || rect.width() < 24) return;
    const QString shown = elided(painter, text, rect.width());
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft, shown);
    rect.setLeft(rect.left() + painter.fontMetrics().horizontalAdvance(shown) + 12);
}

void drawRight(QPainter& painter, QRect& rect, const QString& text, int most) {
    if (text.isEmpty()) return;
    const QString shown = elided(painter, text, most);
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignRight, shown);
    rect.setRight(rect.right() - painter.fontMetrics().horizontalAdvance(shown) - 12);
}

QString freshWord() {
    return HandoverModel::tr("★ 新");
}

} // namespace

QVariant HandoverModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const HandoverRow& row = at(index.row());
    if (role == IdRole) return QString::fromStdString(row.id.text());
    if (role == StandingRole) return static_cast<int>(row.standing);
    if (role == FreshRole) return row.fresh;
    if (role == HeadingRole) return row.heading;
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole) return {};
    QStringList parts;
    if (!row.heading) parts << standingSymbol(row);
    if (row.fresh) parts << freshWord();
    for (const QString& part : {row.title, row.warning, row.detail, standingWord(row), row.said}) {
        if (!part.isEmpty()) parts << part;
    }
    return parts.join(QLatin1Char(' '));
}

Qt::ItemFlags HandoverModel::flags(const QModelIndex& index) const {
    if (index.isValid() && at(index.row()).heading) return Qt::NoItemFlags;
    return RowsModel::flags(index);
}

int HandoverModel::nextOpen(int behind) const {
    const int rows = rowCount();
    if (rows == 0) return -1;
    for (int step = 1; step <= rows; ++step) {
        const int row = (behind + step) % rows;
        if (!at(row).heading && at(row).waits()) return row;
    }
    return -1;
}

QColor HandoverDelegate::toneOf(const HandoverRow& row) const {
    if (row.differs || row.standing == Standing::Changed) return m_theme.high();
    if (row.standing == Standing::Questioned) return m_theme.medium();
    return row.isAnswered() ? m_theme.muted() : m_theme.text();
}

void HandoverDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const {
    const auto* model = qobject_cast<const HandoverModel*>(index.model());
    if (!model) return;
    const HandoverRow& row = model->at(index.row());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (row.heading) {
        paintHeading(*painter, option.rect, row);
        painter->restore();
        return;
    }
    paintRowGround(*painter, option, m_theme);
    const QRect inner = option.rect.adjusted(8, 4, -10, -4);
    const int half = inner.height() / 2;
    paintFirst(*painter, QRect(inner.left(), inner.top(), inner.width(), half), row);
    paintSecond(*painter, QRect(inner.left() + kSymbol, inner.top() + half, inner.width() - kSymbol, half),
                row);
    painter->restore();
}

void HandoverDelegate::paintHeading(QPainter& painter, QRect rect, const HandoverRow& row) const {
    painter.fillRect(rect, m_theme.background());
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, m_theme.line());
    QRect line = rect.adjusted(8, 2, -10, 0);
    painter.setFont(shell::Theme::font(shell::Type::Secondary));
    painter.setPen(m_theme.muted());
    drawRight(painter, line, row.detail, line.width() / 2);
    drawLeft(painter, line, row.title);
}

void HandoverDelegate::paintFirst(QPainter& painter, QRect rect, const HandoverRow& row) const {
    painter.setFont(shell::Theme::font(shell::Type::Body));
    painter.setPen(toneOf(row));
    painter.drawText(QRect(rect.left(), rect.top(), kSymbol - 4, rect.height()), Qt::AlignCenter,
                     standingSymbol(row));
    rect.setLeft(rect.left() + kSymbol);
    painter.setFont(shell::Theme::font(shell::Type::Secondary));
    drawRight(painter, rect, standingWord(row), rect.width() / 2);
    if (row.fresh) {
        painter.setPen(m_theme.medium());
        drawLeft(painter, rect, freshWord());
    }
    const int forWarning =
        row.warning.isEmpty() ? 0 : painter.fontMetrics().horizontalAdvance(row.warning) + 12;
    QRect title = rect.adjusted(0, 0, -forWarning, 0);
    painter.setFont(shell::Theme::font(shell::Type::Body));
    painter.setPen(row.isAnswered() ? m_theme.muted() : m_theme.text());
    drawLeft(painter, title, row.title);
    rect.setLeft(title.left());
    painter.setFont(shell::Theme::font(shell::Type::Secondary));
    const bool alarm = row.item.kind == ItemKind::Alarm && !row.item.figures.empty();
    painter.setPen(alarm ? m_theme.color(shell::priorityTone(static_cast<int>(row.item.figures.front())))
                         : m_theme.high());
    drawLeft(painter, rect, row.warning);
}

void HandoverDelegate::paintSecond(QPainter& painter, QRect rect, const HandoverRow& row) const {
    painter.setFont(shell::Theme::font(shell::Type::Secondary));
    painter.setPen(row.differs ? m_theme.high() : m_theme.muted());
    const int most = row.standing == Standing::Questioned || row.standing == Standing::Replied
                         ? rect.width() * 2 / 3
                         : rect.width() / 2;
    drawRight(painter, rect, row.said, most);
    painter.setPen(m_theme.muted());
    drawLeft(painter, rect, row.detail);
}

} // namespace shouwang::duty
