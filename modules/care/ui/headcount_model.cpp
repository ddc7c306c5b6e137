#include "care/ui/headcount_model.h"

namespace shouwang::care {

namespace {

int numberOf(const ZoneCount& count, int column) {
    switch (column) {
    case HeadcountModel::kPresent:
        return count.present();
    case HeadcountModel::kRegistered:
        return count.registered;
    case HeadcountModel::kOut:
        return count.out;
    case HeadcountModel::kElsewhere:
        return count.elsewhere;
    case HeadcountModel::kGuests:
        return count.guests;
    default:
        return count.missing;
    }
}

} // namespace

void HeadcountModel::setCounts(std::vector<ZoneCount> counts) {
    std::erase_if(counts, &ZoneCount::isEmpty);
    if (!counts.empty()) counts.push_back(wholeFacility(counts));
    if (counts == m_counts) return;
    if (counts.size() != m_counts.size()) {
        beginResetModel();
        m_counts = std::move(counts);
        endResetModel();
        return;
    }
    m_counts = std::move(counts);
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

void HeadcountModel::setZoneNames(std::function<QString(const std::string&)> name) {
    m_name = std::move(name);
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, kZone), index(rowCount() - 1, kZone));
}

int HeadcountModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_counts.size());
}

int HeadcountModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QString HeadcountModel::text(const ZoneCount& count, int column) const {
    if (column == kMissing && count.missing > 0) return QStringLiteral("◆ %1").arg(count.missing);
    if (column != kZone) return QString::number(numberOf(count, column));
    if (count.zone.empty()) return tr("全所");
    const QString name = m_name ? m_name(count.zone) : QString();
    return name.isEmpty() ? QString::fromStdString(count.zone) : name;
}

QVariant HeadcountModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const ZoneCount& count = m_counts[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole || role == Qt::ToolTipRole)
        return text(count, index.column());
    if (role == Qt::TextAlignmentRole)
        return Qt::Alignment(Qt::AlignVCenter | (index.column() == kZone ? Qt::AlignLeft : Qt::AlignRight))
            .toInt();
    return {};
}

QVariant HeadcountModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return section == kZone ? int(Qt::AlignVCenter | Qt::AlignLeft)
                                : int(Qt::AlignVCenter | Qt::AlignRight) | int(Qt::TextWordWrap);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
    case kZone:
        return tr("区域");
    case kPresent:
        return tr("实有");
    case kRegistered:
        return tr("编区");
    case kOut:
        return tr("离所");
    case kElsewhere:
        return tr("在他区");
    case kGuests:
        return tr("他区来");
    case kMissing:
        return tr("下落不明");
    default:
        return {};
    }
}

} // namespace shouwang::care
