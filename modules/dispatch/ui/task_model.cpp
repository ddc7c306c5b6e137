#include "dispatch/ui/task_model.h"

#include "dispatch/ui/words.h"
#include "shell/ui/theme.h"

#include <QPainter>

namespace shouwang::dispatch {

namespace {

QString symbol(TaskState state) {
    switch (state) {
    case TaskState::Open:
        return QStringLiteral("○");
    case TaskState::Cannot:
        return QStringLiteral("✕");
    case TaskState::Waived:
        return QStringLiteral("－");
    case TaskState::Done:
        return QStringLiteral("✓");
    }
    return {};
}

} // namespace

void TaskModel::setPostNames(std::function<QString(const std::string&)> name) {
    m_postName = std::move(name);
    if (rowCount() > 0) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

QString TaskModel::postName(const Task& task) const {
    return m_postName ? m_postName(task.post) : QString::fromStdString(task.post);
}

QVariant TaskModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Task& task = at(index.row());
    if (role == Qt::ToolTipRole) return QString::fromStdString(task.text);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
    return QStringList{taskStateWord(task.state), postName(task), QString::fromStdString(task.text),
                       QString::fromStdString(task.result)}
        .join(QLatin1Char(' '))
        .trimmed();
}

QColor TaskDelegate::toneOf(const Task& task) const {
    if (task.state == TaskState::Cannot) return m_theme.high();
    return task.settled() ? m_theme.muted() : m_theme.accent();
}

void TaskDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    const auto* model = qobject_cast<const TaskModel*>(index.model());
    if (!model) return;
    const Task& task = model->at(index.row());
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    painter->save();
    painter->fillRect(option.rect, selected ? m_theme.raised() : m_theme.surface());
    painter->fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, m_theme.line());
    if (selected)
        painter->fillRect(option.rect.left(), option.rect.top(), 3, option.rect.height() - 1,
                          m_theme.accent());
    const QRect inner = option.rect.adjusted(8, 4, -8, -4);
    painter->setFont(shell::Theme::font(shell::Type::Body));
    painter->setPen(toneOf(task));
    painter->drawText(QRect(inner.left(), inner.top(), 20, inner.height()), Qt::AlignCenter,
                      symbol(task.state));
    const QRect lines = inner.adjusted(28, 0, 0, 0);
    const QRect first(lines.left(), lines.top(), lines.width(), lines.height() / 2);
    const QRect second(lines.left(), lines.top() + lines.height() / 2, lines.width(), lines.height() / 2);
    painter->setPen(task.settled() ? m_theme.muted() : m_theme.text());
    painter->drawText(
        first, Qt::AlignVCenter | Qt::AlignLeft,
        painter->fontMetrics().elidedText(QString::fromStdString(task.text), Qt::ElideRight, first.width()));
    painter->setFont(shell::Theme::font(shell::Type::Secondary));
    paintDue(*painter, second, task);
    QString under = model->postName(task) + QStringLiteral(" · ") + taskStateWord(task.state);
    if (!task.result.empty()) under += QStringLiteral("：") + QString::fromStdString(task.result);
    painter->setPen(m_theme.muted());
    painter->drawText(second.adjusted(0, 0, -120, 0), Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(under, Qt::ElideRight, second.width() - 120));
    painter->restore();
}

/// How long is left, or how long it is overdue; when it was settled, that time.
void TaskDelegate::paintDue(QPainter& painter, const QRect& rect, const Task& task) const {
    const Micros now = m_clock.utc();
    QString text;
    painter.setPen(m_theme.muted());
    if (task.settled()) {
        text = shell::timeText(task.changed.at, now);
    } else if (task.due != 0 && task.due < now) {
        painter.setPen(m_theme.high());
        text = tr("超时 %1").arg(shell::ageText((now - task.due) / 1'000'000));
    } else if (task.due != 0) {
        text = tr("剩 %1").arg(shell::ageText((task.due - now) / 1'000'000));
    }
    shell::drawTabular(painter, rect, Qt::AlignRight, text);
}

} // namespace shouwang::dispatch
