// One alarm point of the site, found by its number, its name or pinyin. GUI thread.
#pragma once

#include "site/ui/map_search_box.h"

namespace shouwang::drill {

class PointField final : public QWidget {
    Q_OBJECT

public:
    /// The list of what is found lies over `over`.
    explicit PointField(QWidget& over, QWidget* parent = nullptr);

    void setSite(std::shared_ptr<const site::Site> site);
    const site::AlarmPoint* point() const; ///< null: none is chosen
    void clear();
    QLineEdit* edit() const { return m_search; }

Q_SIGNALS:
    void chosen();

private:
    void choose(const site::MapItem& item);

    site::MapSearchBox* m_search;
    std::shared_ptr<const site::Site> m_site;
    std::string m_point; // id
    QString m_shown;     // as it was chosen; other text is another search
};

} // namespace shouwang::drill
