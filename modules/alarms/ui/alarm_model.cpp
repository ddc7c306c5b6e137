#include "alarms/ui/alarm_model.h"

#include "alarms/ui/words.h"
#include "shell/ui/theme.h"

namespace shouwang::alarms {

QVariant AlarmModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const State& state = at(index.row());
    const int priority = static_cast<int>(state.priority);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        QStringList parts{shell::prioritySymbol(priority) + shell::priorityWord(priority), titleWord(state),
                          stageWord(state)};
        if (!state.bypass.isNull()) parts << bypassWord(state);
        if (state.mode != ledger::Mode::Real) parts.prepend(modeWord(state.mode));
        return parts.join(QLatin1Char(' '));
    }
    case Qt::ToolTipRole:
        return titleWord(state);
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
