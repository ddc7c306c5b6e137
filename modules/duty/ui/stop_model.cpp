#include "duty/ui/stop_model.h"

#include "duty/ui/log_model.h"
#include "duty/ui/words.h"
#include "shell/ui/inspector.h"
#include "shell/ui/theme.h"

#include <QPainter>
#include <QStringList>

namespace shouwang::duty {

namespace {

using Saved = alarms::TimelineLine::Saved;

Saved savedOf(const Visit& visit) {
    if (!visit.contested.empty()) return Saved::Attention;
    return visit.number != 0 ? Saved::Station : Saved::Here;
}

bool isOverdue(const StopRow& row, Micros now) {
    return !row.visit && now > row.due;
}

/// ○ not visited, ✓ normal, ! a finding.
QString symbolOf(const StopRow& row) {
    if (!row.visit) return QStringLiteral("○");
    return row.visit->outcome == Outcome::Normal ? QStringLiteral("✓") : QStringLiteral("!");
}

QString stateOf(const StopRow& row, Micros now) {
    if (row.visit) {
        const QString at = shell::timeText(row.visit->by.at, now);
        if (row.visit->outcome == Outcome::Normal) return StopModel::tr("正常 %1").arg(at);
        return StopModel::tr("发现问题（%1） %2").arg(findingWord(row.visit->kind), at);
    }
    if (row.ended) return StopModel::tr("未巡");
    if (isOverdue(row, now)) return StopModel::tr("超时 %1").arg(shell::ageText((now - row.due) / kSecond));
    return StopModel::tr("剩 %1").arg(shell::ageText((row.due - now) / kSecond));
}

QColor toneOf(const StopRow& row, Micros now, const shell::Theme& theme) {
    if (row.visit) return row.visit->outcome == Outcome::Normal ? theme.muted() : theme.high();
    return isOverdue(row, now) || row.ended ? theme.medium() : theme.text();
}

} // namespace

std::vector<StopRow> rowsOf(const Round& round) {
    std::vector<StopRow> rows;
    for (std::size_t i = 0; i < round.stops.size(); ++i) {
        StopRow row;
        row.id = Id::fromParts({"stop", round.id.text(), std::to_string(i)});
        row.index = static_cast<std::int64_t>(i);
        row.stop = round.stops[i];
        row.due = dueOf(round, row.stop);
        row.ended = round.ended.has_value();
        for (const Visit& visit : round.visits) {
            if (visit.stop != row.index) continue;
            const bool hides =
                row.visit && row.visit->outcome == Outcome::Finding && visit.outcome == Outcome::Normal;
            if (!hides) row.visit = visit;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

QVariant StopModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const StopRow& row = at(index.row());
    if (role == IdRole) return QString::fromStdString(row.id.text());
    if (role == VisitedRole) return row.visit.has_value();
    if (role == shell::kMarkRole && row.visit) return alarms::savedMark(savedOf(*row.visit));
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole) return {};
    QStringList parts{symbolOf(row), QString::fromStdString(row.stop.name), stateOf(row, m_clock.utc())};
    if (row.visit && !row.visit->text.empty()) parts << QString::fromStdString(row.visit->text);
    return parts.join(QLatin1Char(' '));
}

void StopDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    const auto* model = qobject_cast<const StopModel*>(index.model());
    if (!model) return;
    const StopRow& row = model->at(index.row());
    const Micros now = m_clock.utc();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowGround(*painter, option, m_theme);
    QRect line = option.rect.adjusted(8, 0, -10, 0);
    if (row.visit)
        alarms::paintSaved(*painter, QPointF(line.left() + 8, line.center().y()), savedOf(*row.visit),
                           m_theme);
    painter->setFont(shell::Theme::font(shell::Type::Body));
    painter->setPen(toneOf(row, now, m_theme));
    painter->drawText(QRect(line.left() + 24, line.top(), 20, line.height()), Qt::AlignCenter, symbolOf(row));
    painter->setFont(shell::Theme::font(shell::Type::Secondary));
    const QString state = stateOf(row, now);
    shell::drawTabular(*painter, line, Qt::AlignRight, state);
    line.adjust(52, 0, -shell::tabularWidth(painter->fontMetrics(), state) - 12, 0);
    painter->setFont(shell::Theme::font(shell::Type::Body));
    painter->setPen(row.visit ? m_theme.muted() : m_theme.text());
    const QString name =
        QString::number(row.index + 1) + QStringLiteral("　") + QString::fromStdString(row.stop.name);
    painter->drawText(line, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(name, Qt::ElideRight, line.width()));
    painter->restore();
}

} // namespace shouwang::duty
