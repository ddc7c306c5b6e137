#include "duty/ui/post_model.h"

#include "duty/ui/log_model.h"
#include "shell/ui/inspector.h"
#include "shell/ui/theme.h"

#include <QPainter>
#include <QStringList>

namespace shouwang::duty {

namespace {

using Saved = alarms::TimelineLine::Saved;

Saved savedOf(const Posting& posting) {
    if (!posting.contested.empty()) return Saved::Attention;
    return posting.taken.number != 0 ? Saved::Station : Saved::Here;
}

/// What has to be done about first: a rest.
QString underOf(const PostRow& row, Micros now) {
    QStringList parts{fatigueWord(row.posting, now)};
    for (const std::string& code : row.posting.contested)
        parts << refusalWord(code);
    parts << row.faults;
    parts.removeAll(QString());
    return parts.join(QStringLiteral("；"));
}

} // namespace

std::vector<PostRow> rowsOf(std::span<const Posting> postings, const LogScope& scope) {
    std::vector<PostRow> rows;
    for (const Posting& posting : postings) {
        const Id id = Id::fromParts({"posting", posting.shift.text(), posting.account, posting.post,
                                     posting.seat.text(), std::to_string(posting.taken.at)});
        const QString seat =
            posting.seat.isNull() || !scope.names.seat ? QString() : scope.names.seat(posting.seat);
        rows.push_back({id, posting, scope.post(posting.post), scope.person(posting.account), seat,
                        faultsWord(posting.equipment)});
    }
    return rows;
}

QVariant PostModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const PostRow& row = at(index.row());
    const Micros now = m_clock.utc();
    if (role == IdRole) return QString::fromStdString(row.id.text());
    if (role == FatigueRole) return static_cast<int>(fatigueOf(row.posting, now));
    if (role == shell::kMarkRole) return alarms::savedMark(savedOf(row.posting));
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole) return {};
    QStringList parts{row.post, row.person, row.seat, shell::timeText(row.posting.taken.at, now),
                      underOf(row, now)};
    parts.removeAll(QString());
    return parts.join(QLatin1Char(' '));
}

void PostDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    const auto* model = qobject_cast<const PostModel*>(index.model());
    if (!model) return;
    const PostRow& row = model->at(index.row());
    const Micros now = m_clock.utc();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowGround(*painter, option, m_theme);
    const QRect inner = option.rect.adjusted(8, 4, -10, -4);
    const int third = inner.height() / 3;
    alarms::paintSaved(*painter, QPointF(inner.left() + 8, inner.top() + third / 2.0), savedOf(row.posting),
                       m_theme);
    QRect line(inner.left() + 28, inner.top(), inner.width() - 28, third);
    const auto say = [&](const QColor& color, shell::Type type, const QString& text) {
        painter->setFont(shell::Theme::font(type));
        painter->setPen(color);
        painter->drawText(line, Qt::AlignVCenter | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, line.width()));
        line.translate(0, third);
    };
    say(m_theme.text(), shell::Type::Body, row.person + QStringLiteral("　") + row.post);
    const QString since = PostModel::tr("%1 上岗，已 %2")
                              .arg(shell::timeText(row.posting.taken.at, now),
                                   shell::ageText(between(row.posting.taken.at, now) / kSecond));
    say(m_theme.muted(), shell::Type::Secondary,
        row.seat.isEmpty() ? since : since + QStringLiteral(" · ") + row.seat);
    const Fatigue fatigue = fatigueOf(row.posting, now);
    const bool wrong = fatigue == Fatigue::Over || !row.posting.contested.empty();
    const QString under = underOf(row, now);
    const QString mark = wrong ? QStringLiteral("◆ ") : QStringLiteral("■ ");
    if (!under.isEmpty())
        say(wrong ? m_theme.high() : m_theme.medium(), shell::Type::Secondary, mark + under);
    painter->restore();
}

} // namespace shouwang::duty
