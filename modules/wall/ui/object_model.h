// A list of QObjects for a QML Repeater that keeps the delegates of objects which stay. GUI thread.
#pragma once

#include <QAbstractListModel>
#include <QList>

namespace shouwang::wall {

class ObjectModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    /// The objects must live until they are no longer in the list.
    void assign(const QList<QObject*>& objects);
    const QList<QObject*>& objects() const { return m_objects; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    QList<QObject*> m_objects;
};

} // namespace shouwang::wall
