#include "alarms/ui/timeline_view.h"

#include "alarms/ui/timeline_parts.h"
#include "shell/ui/inspector.h"
#include "shell/ui/rows_view.h"
#include "shell/ui/theme.h"

#include <QPainter>
#include <QStringList>
#include <QTextLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace shouwang::alarms {

namespace {

/// Between words where there are any, else anywhere: half an English word on the next line is read twice.
/// \return the height; draws only with a painter
int layOut(const QString& text, const QRect& rect, QPainter* painter) {
    if (text.isEmpty()) return 0;
    QTextLayout layout(text, shell::Theme::font(shell::Type::Secondary));
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    qreal height = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(rect.width());
        line.setPosition({0, height});
        height += line.height();
    }
    layout.endLayout();
    if (painter) layout.draw(painter, rect.topLeft());
    return static_cast<int>(std::ceil(height)) + 2;
}

} // namespace

void TimelineLine::showSaving(std::uint64_t number, const std::vector<std::string>& contested,
                              QString (*word)(std::string_view)) {
    QStringList why;
    for (const std::string& code : contested)
        why << word(code);
    saved = !why.isEmpty() ? Saved::Attention : number != 0 ? Saved::Station : Saved::Here;
    attention = why.join(QStringLiteral("；"));
}

void TimelineModel::setLines(std::vector<TimelineLine> lines) {
    std::ranges::reverse(lines);
    if (lines == m_lines) return;
    beginResetModel();
    m_lines = std::move(lines);
    endResetModel();
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const TimelineLine& line = at(index.row());
    if (role == kSavedRole) return static_cast<int>(line.saved);
    if (role == shell::kMarkRole) return savedMark(line.saved);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
    QStringList parts{shell::timeText(line.at, line.at), line.what, line.who};
    for (const QString& more : {line.detail, line.attention}) {
        if (!more.isEmpty()) parts << more;
    }
    return parts.join(QLatin1Char(' '));
}

void paintSaved(QPainter& painter, const QPointF& centre, TimelineLine::Saved saved,
                const shell::Theme& theme) {
    if (saved == TimelineLine::Saved::Attention) {
        QFont font = shell::Theme::font(shell::Type::Body);
        font.setBold(true);
        painter.setFont(font);
        painter.setPen(theme.high());
        painter.drawText(QRectF(centre.x() - 8, centre.y() - 12, 16, 24), Qt::AlignCenter,
                         QStringLiteral("!"));
        return;
    }
    const bool station = saved == TimelineLine::Saved::Station;
    painter.setPen(QPen(theme.muted(), 1.5));
    painter.setBrush(station ? QBrush(theme.muted()) : QBrush(Qt::NoBrush));
    painter.drawEllipse(centre, 4, 4);
    painter.setBrush(Qt::NoBrush);
}

QString savedMark(TimelineLine::Saved saved) {
    constexpr std::array<const char*, 3> kMarks{"here", "station", "attention"};
    return QString::fromLatin1(kMarks[static_cast<std::size_t>(saved)]);
}

TimelineDelegate::TimelineDelegate(const shell::Theme& theme, const TimelineView& view)
    : QStyledItemDelegate(nullptr)
    , m_theme(theme)
    , m_view(view) {}

int TimelineDelegate::wrapped(const QString& text) const {
    const int width = std::max(40, m_view.viewport()->width() - kTextLeft - kRight);
    return layOut(text, {0, 0, width, 0}, nullptr);
}

int TimelineDelegate::heightOf(const TimelineLine& line) const {
    return kFirst + wrapped(line.detail) + wrapped(line.attention) + 6;
}

QSize TimelineDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    const auto* model = qobject_cast<const TimelineModel*>(index.model());
    return {100, model ? heightOf(model->at(index.row())) : kFirst};
}

void TimelineDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const {
    const auto* model = qobject_cast<const TimelineModel*>(index.model());
    if (!model) return;
    const TimelineLine& line = model->at(index.row());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect rect = option.rect;
    paintMark(*painter, rect, line, index.row() + 1 < model->rowCount({}));
    paintFirst(*painter, QRect(rect.left(), rect.top(), rect.width() - kRight, kFirst), line);
    QRect text(rect.left() + kTextLeft, rect.top() + kFirst, rect.width() - kTextLeft - kRight,
               wrapped(line.detail));
    painter->setPen(m_theme.muted());
    layOut(line.detail, text, painter);
    text = QRect(text.left(), text.bottom() + 1, text.width(), wrapped(line.attention));
    painter->setPen(m_theme.high());
    layOut(line.attention, text, painter);
    painter->restore();
}

void TimelineDelegate::paintMark(QPainter& painter, const QRect& rect, const TimelineLine& line,
                                 bool more) const {
    const QPointF centre(rect.left() + 10, rect.top() + kFirst / 2.0);
    if (more) {
        painter.setPen(QPen(m_theme.line(), 1));
        painter.drawLine(QPointF(centre.x(), centre.y() + 8), QPointF(centre.x(), rect.bottom() + 6));
    }
    paintSaved(painter, centre, line.saved, m_theme);
}

void TimelineDelegate::paintFirst(QPainter& painter, QRect rect, const TimelineLine& line) const {
    painter.setFont(shell::Theme::font(shell::Type::Secondary));
    painter.setPen(m_theme.muted());
    shell::drawTabular(painter, rect.adjusted(24, 0, 0, 0), Qt::AlignLeft, shell::timeText(line.at, line.at));
    const QFontMetrics metrics = painter.fontMetrics();
    const QString who = metrics.elidedText(line.who, Qt::ElideRight, rect.width() / 3);
    painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter, who);
    rect.adjust(kTextLeft, 0, -metrics.horizontalAdvance(who) - 8, 0);
    painter.setFont(shell::Theme::font(shell::Type::Body));
    painter.setPen(m_theme.text());
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(line.what, Qt::ElideRight, rect.width()));
}

TimelineView::TimelineView(const shell::Theme& theme, QWidget* parent)
    : QListView(parent)
    , m_model(new TimelineModel(this))
    , m_delegate(std::make_unique<TimelineDelegate>(theme, *this)) {
    setObjectName(QStringLiteral("timeline"));
    setAccessibleName(tr("处置经过"));
    setModel(m_model);
    setItemDelegate(m_delegate.get());
    shell::makeReadOnlyPart(*this, theme);
}

TimelineView::~TimelineView() {
    setItemDelegate(nullptr);
}

void TimelineView::setLines(std::vector<TimelineLine> lines) {
    m_model->setLines(std::move(lines));
    updateGeometry();
}

QSize TimelineView::sizeHint() const {
    int height = 4;
    for (int row = 0; row < m_model->rowCount({}); ++row)
        height += m_delegate->heightOf(m_model->at(row));
    return {200, height};
}

void TimelineView::resizeEvent(QResizeEvent* event) {
    QListView::resizeEvent(event);
    scheduleDelayedItemsLayout();
    updateGeometry();
}

} // namespace shouwang::alarms
