// How many persons each zone has: numbers only, the whole facility in the last row. GUI thread.
#pragma once

#include "care/care.h"

#include <QAbstractTableModel>

#include <functional>

namespace shouwang::care {

class HeadcountModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { kZone, kPresent, kRegistered, kOut, kElsewhere, kGuests, kMissing, kColumns };

    using QAbstractTableModel::QAbstractTableModel;

    void setCounts(std::vector<ZoneCount> counts);
    /// How a zone is called; without one its code is shown.
    void setZoneNames(std::function<QString(const std::string& code)> name);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const ZoneCount& count, int column) const;

    std::vector<ZoneCount> m_counts; // the whole facility last; empty: nothing is registered
    std::function<QString(const std::string&)> m_name;
};

} // namespace shouwang::care
