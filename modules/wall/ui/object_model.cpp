#include "wall/ui/object_model.h"

namespace shouwang::wall {

void ObjectModel::assign(const QList<QObject*>& objects) {
    for (qsizetype row = m_objects.size() - 1; row >= 0; --row) {
        if (objects.contains(m_objects[row])) continue;
        beginRemoveRows({}, static_cast<int>(row), static_cast<int>(row));
        m_objects.removeAt(row);
        endRemoveRows();
    }
    // The order means nothing, because every object says itself where it stands: new ones go to the end.
    for (QObject* object : objects) {
        if (m_objects.contains(object)) continue;
        const auto row = static_cast<int>(m_objects.size());
        beginInsertRows({}, row, row);
        m_objects.append(object);
        endInsertRows();
    }
}

int ObjectModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_objects.size());
}

QVariant ObjectModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || role != Qt::UserRole) return {};
    return QVariant::fromValue(m_objects.value(index.row()));
}

QHash<int, QByteArray> ObjectModel::roleNames() const {
    return {{Qt::UserRole, QByteArrayLiteral("object")}};
}

} // namespace shouwang::wall
