#include "alarms/ui/alarm_model.h"

#include "alarms/ui/words.h"
#include "shell/ui/theme.h"

#include <algorithm>
#include <set>

namespace shouwang::alarms {

bool AlarmModel::setAlarms(std::vector<State> alarms) {
    removeMissing(alarms);
    bool fresh = false;
    for (std::size_t row = 0; row < alarms.size(); ++row)
        place(std::move(alarms[row]), row, fresh);
    return fresh;
}

void AlarmModel::removeMissing(const std::vector<State>& wanted) {
    std::set<Id> staying;
    for (const State& state : wanted)
        staying.insert(state.id);
    for (std::size_t row = m_alarms.size(); row-- > 0;) {
        if (staying.contains(m_alarms[row].id)) continue;
        beginRemoveRows({}, static_cast<int>(row), static_cast<int>(row));
        m_alarms.erase(m_alarms.begin() + static_cast<std::ptrdiff_t>(row));
        endRemoveRows();
    }
}

/// The rows above are in place already, so what is not found below is new, and what is found comes up.
void AlarmModel::place(State wanted, std::size_t row, bool& fresh) {
    const int to = static_cast<int>(row);
    const int from = rowOf(wanted.id, row);
    if (from < 0) {
        beginInsertRows({}, to, to);
        m_alarms.insert(m_alarms.begin() + to, std::move(wanted));
        endInsertRows();
        fresh = true;
        return;
    }
    if (from != to) {
        beginMoveRows({}, from, from, {}, to);
        std::rotate(m_alarms.begin() + to, m_alarms.begin() + from, m_alarms.begin() + from + 1);
        endMoveRows();
    }
    if (m_alarms[row] == wanted) return;
    m_alarms[row] = std::move(wanted);
    Q_EMIT dataChanged(index(to), index(to));
}

int AlarmModel::rowOf(const Id& alarm, std::size_t from) const {
    const auto begin = m_alarms.begin() + static_cast<std::ptrdiff_t>(std::min(from, m_alarms.size()));
    const auto found =
        std::find_if(begin, m_alarms.end(), [&](const State& state) { return state.id == alarm; });
    return found == m_alarms.end() ? -1 : static_cast<int>(found - m_alarms.begin());
}

QModelIndex AlarmModel::indexOf(const Id& alarm) const {
    const int row = rowOf(alarm, 0);
    return row < 0 ? QModelIndex() : index(row);
}

int AlarmModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_alarms.size());
}

QVariant AlarmModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const State& state = at(index.row());
    const int priority = static_cast<int>(state.priority);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        QStringList parts{shell::prioritySymbol(priority) + shell::priorityWord(priority),
                          QString::fromStdString(state.name), stageWord(state)};
        if (state.mode != ledger::Mode::Real) parts.prepend(modeWord(state.mode));
        return parts.join(QLatin1Char(' '));
    }
    case Qt::ToolTipRole:
        return QString::fromStdString(state.name);
    case IdRole:
        return QString::fromStdString(state.id.text());
    case PriorityRole:
        return priority;
    case AcknowledgedRole:
        return state.stage() >= Stage::Acknowledged;
    case DrillRole:
        return state.mode != ledger::Mode::Real;
    default:
        return {};
    }
}

QHash<int, QByteArray> AlarmModel::roleNames() const {
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert(IdRole, "alarm");
    names.insert(PriorityRole, "priority");
    names.insert(AcknowledgedRole, "acknowledged");
    names.insert(DrillRole, "drill");
    return names;
}

} // namespace shouwang::alarms
