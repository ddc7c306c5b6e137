#include "dispatch/ui/incident_model.h"

#include "alarms/ui/words.h"
#include "dispatch/ui/words.h"

namespace shouwang::dispatch {

QVariant IncidentModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const State& state = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        QStringList parts{QString::fromStdString(state.number), kindWord(state.kind),
                          QString::fromStdString(state.title), stateWord(state)};
        if (state.mode != ledger::Mode::Real) parts.prepend(alarms::modeWord(state.mode));
        return parts.join(QLatin1Char(' '));
    }
    case Qt::ToolTipRole:
        return QString::fromStdString(state.title);
    case IdRole:
        return QString::fromStdString(state.id.text());
    case NumberRole:
        return QString::fromStdString(state.number);
    case OpenRole:
        return state.isOpen();
    default:
        return {};
    }
}

QHash<int, QByteArray> IncidentModel::roleNames() const {
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert(IdRole, "incident");
    names.insert(NumberRole, "number");
    names.insert(OpenRole, "open");
    return names;
}

} // namespace shouwang::dispatch
