// One alarm point of the site, found by its number, its name or pinyin. GUI thread.
#pragma once

#include "site/ui/map_search_box.h"

namespace shouwang::site {

class PointField final : public QWidget {
    Q_OBJECT

public:
    /// The list of what is found lies over `over`. `name`: before the names of its parts.
    PointField(QWidget& over, const QString& name, QWidget* parent = nullptr);

    void setSite(std::shared_ptr<const Site> site);
    const AlarmPoint* point() const;       ///< null: none is chosen
    void choose(const std::string& point); ///< as if it had been found; an unknown one chooses nothing
    void clear();
    QLineEdit* edit() const { return m_search; }

Q_SIGNALS:
    void chosen();

private:
    void choose(const MapItem& item);

    MapSearchBox* m_search;
    std::shared_ptr<const Site> m_site;
    std::string m_point; // id
    QString m_shown;     // as it was chosen; other text is another search
};

} // namespace shouwang::site
