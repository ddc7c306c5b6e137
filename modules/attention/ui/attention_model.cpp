#include "attention/ui/attention_model.h"

namespace shouwang::attention {

AttentionModel::AttentionModel(const Names& names, QObject* parent)
    : RowsModel(parent)
    , m_names(names) {}

QVariant AttentionModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const State& item = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return QStringList{causeWord(item.cause), m_names.actOf(item), m_names.whyOf(item),
                           m_names.whoOf(item)}
            .join(QLatin1Char(' '));
    case Qt::ToolTipRole:
        return m_names.whyOf(item);
    case IdRole:
        return QString::fromStdString(item.id.text());
    case CauseRole:
        return static_cast<int>(item.cause);
    default:
        return {};
    }
}

QHash<int, QByteArray> AttentionModel::roleNames() const {
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert(IdRole, "item");
    names.insert(CauseRole, "cause");
    return names;
}

} // namespace shouwang::attention
