#include "site/ui/words.h"

#include "shell/ui/theme.h"

#include <QCoreApplication>
#include <QStringList>

namespace shouwang::site {

namespace {

QString word(const char* text) {
    return QCoreApplication::translate("site::Map", text);
}

template <class Map>
const typename Map::mapped_type* find(const Map& map, const std::string& key) {
    const auto found = map.find(key);
    return found == map.end() ? nullptr : &found->second;
}

const std::string& placeName(const Site& site, const MapItem& item) {
    static const std::string none;
    const Place* place = placeOf(site, item);
    return place ? place->name : none;
}

void addState(QStringList& parts, const Site& site, const MapItem& item, const Marks& marks) {
    const std::string& id = idOf(site, item);
    if (item.kind == ItemKind::Camera) {
        if (const CameraMark* mark = find(marks.cameras, id)) parts << cameraWord(*mark);
    } else if (item.kind == ItemKind::Point) {
        const PointMark* mark = find(marks.points, id);
        if (mark) parts << alarmText(mark->priority, mark->acknowledged, mark->drill);
        if (mark ? mark->bypassed : site.points[item.index].bypassed) parts << bypassWord();
    } else if (const ZoneMark* mark = find(marks.zones, id); mark && item.kind == ItemKind::Zone) {
        parts << alarmText(mark->priority, mark->acknowledged, mark->drill)
              << personsText(*mark, site.zones[item.index]) << mark->mode;
    }
}

} // namespace

QString kindWord(ItemKind kind) {
    switch (kind) {
    case ItemKind::Point:
        return word(QT_TRANSLATE_NOOP("site::Map", "报警点"));
    case ItemKind::Camera:
        return word(QT_TRANSLATE_NOOP("site::Map", "摄像机"));
    case ItemKind::Door:
        return word(QT_TRANSLATE_NOOP("site::Map", "门"));
    case ItemKind::Post:
        return word(QT_TRANSLATE_NOOP("site::Map", "岗位"));
    case ItemKind::Zone:
        break;
    }
    return word(QT_TRANSLATE_NOOP("site::Map", "区域"));
}

QString cameraWord(CameraMark mark) {
    switch (mark) {
    case CameraMark::Late:
        return word(QT_TRANSLATE_NOOP("site::Map", "延迟"));
    case CameraMark::Lost:
        return word(QT_TRANSLATE_NOOP("site::Map", "丢失"));
    case CameraMark::Unknown:
        return word(QT_TRANSLATE_NOOP("site::Map", "状态未知"));
    case CameraMark::Live:
        break;
    }
    return {};
}

QString bypassWord() {
    return word(QT_TRANSLATE_NOOP("site::Map", "已旁路"));
}

QString drillWord() {
    return word(QT_TRANSLATE_NOOP("site::Map", "演练"));
}

QString personsText(const ZoneMark& mark, const Zone& zone) {
    if (mark.persons) return word(QT_TRANSLATE_NOOP("site::Map", "%1 人")).arg(*mark.persons);
    return zone.capacity > 0 ? word(QT_TRANSLATE_NOOP("site::Map", "人数未知")) : QString();
}

QString alarmText(int priority, bool acknowledged, bool drill) {
    if (priority == 0) return {};
    QString text = shell::prioritySymbol(priority) + QLatin1Char(' ') + shell::priorityWord(priority);
    if (!acknowledged) text += QLatin1Char(' ') + word(QT_TRANSLATE_NOOP("site::Map", "未接警"));
    return drill ? drillWord() + QLatin1Char(' ') + text : text;
}

QString shortTitle(const Site& site, const MapItem& item) {
    const QString name = QString::fromStdString(titleOf(site, item));
    const QString place = QString::fromStdString(placeName(site, item));
    const auto at = place.isEmpty() ? -1 : name.lastIndexOf(place);
    return at > 0 ? name.mid(at) : name;
}

QString floorTitle(const Site& site, const Floor& floor) {
    const QString name = QString::fromStdString(floor.name);
    const Zone* zone = site.zone(floor.zone);
    const QString zoneName = zone ? QString::fromStdString(zone->name) : QString();
    const bool repeats = !zoneName.isEmpty() && name.startsWith(zoneName) && name.size() > zoneName.size();
    return repeats ? name.mid(zoneName.size()) : name;
}

QString describe(const Site& site, const MapItem& item, const Marks& marks) {
    QStringList parts{kindWord(item.kind), QString::fromStdString(titleOf(site, item)),
                      QString::fromStdString(idOf(site, item))};
    addState(parts, site, item, marks);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

} // namespace shouwang::site
