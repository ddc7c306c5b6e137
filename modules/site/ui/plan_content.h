// What stands on one plan and how it looks, before anybody knows how large it will be drawn. GUI thread.
#pragma once

#include "site/map.h"
#include "site/ui/map_marks.h"

#include <QHash>
#include <QString>

#include <memory>

namespace shouwang::site {

enum class Look { Plain, Bypassed, Late, Lost, Unknown, Alarm };

struct PlanItem {
    MapItem item;
    Look look = Look::Plain;
    int priority = 0; ///< of an alarm
    bool acknowledged = true;
    bool drill = false;
    QString title; ///< without its state
    QString state; ///< the word that says what the look says
    int titleWidth = 0;
    int stateWidth = 0;
    QString detail; ///< of a zone: 186 人 · 封闭

    bool isAbnormal() const { return look != Look::Plain; }
    bool isPulsing() const { return look == Look::Alarm && !acknowledged; }
};

class PlanContent {
public:
    /// Empty floor: outdoors.
    void set(std::shared_ptr<const Site> site, const std::string& floor);
    /// True where something of this plan looks different now.
    bool setMarks(const Marks& marks);
    /// The words are made anew, in the language of now.
    void retranslate();

    const Site* site() const { return m_site.get(); }
    std::shared_ptr<const Site> shared() const { return m_site; }
    const std::string& floor() const { return m_floor; }
    bool isOutdoors() const { return m_floor.empty(); }
    const std::vector<PlanItem>& items() const { return m_items; }
    const Box& extent() const { return m_extent; }
    int indexOf(const MapItem& item) const; ///< -1: not on this plan
    int labelWidth(const QString& text) const;

private:
    void look(PlanItem& item, const Marks& marks) const;

    std::shared_ptr<const Site> m_site;
    std::string m_floor;
    std::vector<PlanItem> m_items;
    Box m_extent;
    Marks m_marks;
    mutable QHash<QString, int> m_widths; // of texts that come again and again
};

} // namespace shouwang::site
