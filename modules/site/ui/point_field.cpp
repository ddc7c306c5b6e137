#include "site/ui/point_field.h"

#include <QHBoxLayout>
#include <QSignalBlocker>

#include <algorithm>

namespace shouwang::site {

PointField::PointField(QWidget& over, const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_search(new MapSearchBox(over, name)) {
    m_search->setPlaceholderText(tr("报警点：名称、编号、拼音或首字母"));
    m_search->setAccessibleName(tr("报警点"));
    auto* box = new QHBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_search);
    setFocusProxy(m_search);
    connect(m_search, &MapSearchBox::found, this, qOverload<const MapItem&>(&PointField::choose));
}

void PointField::setSite(std::shared_ptr<const Site> site) {
    if (site == m_site) return;
    m_site = std::move(site);
    m_search->setSite(m_site, ItemKind::Point);
}

const AlarmPoint* PointField::point() const {
    if (!m_site || m_point.empty() || m_search->text() != m_shown) return nullptr;
    return m_site->point(m_point);
}

void PointField::clear() {
    m_point.clear();
    m_shown.clear();
    m_search->clear();
}

void PointField::choose(const std::string& point) {
    if (!m_site) return;
    const auto found = std::ranges::find(m_site->points, point, &AlarmPoint::id);
    if (found == m_site->points.end()) return;
    choose(MapItem{ItemKind::Point, static_cast<std::size_t>(found - m_site->points.begin()), {}});
}

void PointField::choose(const MapItem& item) {
    m_point = idOf(*m_site, item);
    m_shown = QStringLiteral("%1 · %2").arg(QString::fromStdString(titleOf(*m_site, item)),
                                            QString::fromStdString(m_point));
    const QSignalBlocker quiet(m_search); // it was found: nothing is searched any more
    m_search->setText(m_shown);
    m_search->setCursorPosition(0);
    Q_EMIT chosen();
}

} // namespace shouwang::site
