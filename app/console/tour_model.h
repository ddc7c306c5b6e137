// The stops of a tour in their order, as somebody puts them together. GUI thread.
#pragma once

#include "site/site.h"
#include "wall/tour.h"

#include <QAbstractListModel>
#include <QStringList>

#include <memory>

namespace shouwang::console {

// A stop as the seat's settings keep it. What cannot be read is left out.
QString stopText(const wall::TourStop& stop);
std::vector<wall::TourStop> stopsFrom(const QStringList& texts);

class TourModel final : public QAbstractListModel {
    Q_OBJECT

public:
    explicit TourModel(QObject* parent = nullptr);

    /// For the names of scenes and cameras.
    void setSite(std::shared_ptr<const site::Site> site);
    void setStops(std::vector<wall::TourStop> stops);
    const std::vector<wall::TourStop>& stops() const { return m_stops; }

    /// False: there are as many as there may be.
    bool add(const wall::TourStop& stop);
    void remove(int row);
    /// A row up (-1) or down (1); the row where it stands then.
    int move(int row, int step);
    /// Which stop the wall shows now; -1: none.
    void setShown(int row);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QString words(const wall::TourStop& stop) const;

    std::shared_ptr<const site::Site> m_site;
    std::vector<wall::TourStop> m_stops;
    int m_shown = -1;
};

} // namespace shouwang::console
