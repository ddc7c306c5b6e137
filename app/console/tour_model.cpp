#include "console/tour_model.h"

#include "console/camera_grid.h"

#include <algorithm>

namespace shouwang::console {
namespace {

const QString kSite = QStringLiteral("scene:");
const QString kSaved = QStringLiteral("saved:");
const QString kCamera = QStringLiteral("camera:");

} // namespace

QString stopText(const wall::TourStop& stop) {
    if (!stop.camera.empty()) return kCamera + QString::fromStdString(stop.camera);
    if (!stop.saved.empty()) return kSaved + QString::fromStdString(stop.saved);
    return kSite + QString::fromStdString(stop.site_scene);
}

std::vector<wall::TourStop> stopsFrom(const QStringList& texts) {
    wall::TourPlan plan;
    for (const QString& text : texts) {
        wall::TourStop stop;
        if (text.startsWith(kSite)) stop.site_scene = text.mid(kSite.size()).toStdString();
        if (text.startsWith(kSaved)) stop.saved = text.mid(kSaved.size()).toStdString();
        if (text.startsWith(kCamera)) stop.camera = text.mid(kCamera.size()).toStdString();
        plan.stops.push_back(std::move(stop));
    }
    return wall::bounded(std::move(plan)).stops;
}

TourModel::TourModel(QObject* parent)
    : QAbstractListModel(parent)
    , m_site(std::make_shared<site::Site>()) {}

void TourModel::setSite(std::shared_ptr<const site::Site> site) {
    if (site == m_site) return;
    m_site = std::move(site);
    if (!m_stops.empty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void TourModel::setStops(std::vector<wall::TourStop> stops) {
    beginResetModel();
    m_stops = std::move(stops);
    m_shown = -1;
    endResetModel();
}

bool TourModel::add(const wall::TourStop& stop) {
    if (m_stops.size() >= wall::kMostStops) return false;
    beginInsertRows({}, rowCount(), rowCount());
    m_stops.push_back(stop);
    endInsertRows();
    return true;
}

void TourModel::remove(int row) {
    if (row < 0 || row >= rowCount()) return;
    beginRemoveRows({}, row, row);
    m_stops.erase(m_stops.begin() + row);
    m_shown = -1;
    endRemoveRows();
}

int TourModel::move(int row, int step) {
    const int to = row + step;
    if (row < 0 || to < 0 || row >= rowCount() || to >= rowCount() || step == 0) return row;
    beginMoveRows({}, row, row, {}, step > 0 ? to + 1 : to);
    const wall::TourStop moved = m_stops[static_cast<std::size_t>(row)];
    m_stops.erase(m_stops.begin() + row);
    m_stops.insert(m_stops.begin() + to, moved);
    m_shown = -1;
    endMoveRows();
    return to;
}

void TourModel::setShown(int row) {
    if (row == m_shown || row >= rowCount()) return;
    m_shown = row;
    if (!m_stops.empty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int TourModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_stops.size());
}

QString TourModel::words(const wall::TourStop& stop) const {
    if (!stop.camera.empty())
        return tr("摄像机 %1").arg(cameraLabel(*m_site, QString::fromStdString(stop.camera)));
    if (!stop.saved.empty()) return tr("场景 %1").arg(QString::fromStdString(stop.saved));
    const site::Scene* scene = m_site->scene(stop.site_scene);
    return tr("场景 %1").arg(QString::fromStdString(scene != nullptr ? scene->name : stop.site_scene));
}

QVariant TourModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const QString text = words(m_stops[static_cast<std::size_t>(index.row())]);
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return index.row() == m_shown ? QStringLiteral("▶ ") + text : text;
    return {};
}

} // namespace shouwang::console
