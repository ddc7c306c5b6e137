// Outdoors and the floors of one building, lowest first. GUI thread.
#pragma once

#include "site/site.h"
#include "site/ui/map_marks.h"

#include <QWidget>

#include <memory>
#include <vector>

class QButtonGroup;
class QPushButton;

namespace shouwang::site {

class FloorBar final : public QWidget {
    Q_OBJECT

public:
    explicit FloorBar(QWidget* parent = nullptr);

    void setSite(std::shared_ptr<const Site> site);
    /// The zone whose floors are offered; one without floors changes nothing.
    void setBuilding(const std::string& zone);
    void setFloor(const std::string& floor);
    void setMarks(const Marks& marks);
    /// The next one up or down; nothing where there is none.
    std::optional<std::string> beside(int step) const;
    void retranslate();

Q_SIGNALS:
    void floorWanted(const std::string& floor);

private:
    void rebuild();
    void label();

    std::shared_ptr<const Site> m_site;
    std::string m_building;
    std::string m_floor;
    std::vector<std::string> m_floors;  ///< beside the buttons; the first one is outdoors
    std::map<std::string, int> m_worst; ///< priority by floor
    QButtonGroup* m_group;
};

} // namespace shouwang::site
