// The words of the map. GUI thread.
#pragma once

#include "site/map.h"
#include "site/ui/map_marks.h"

#include <QString>

namespace shouwang::site {

QString kindWord(ItemKind kind);     ///< 摄像机 报警点 门 岗位 区域
QString cameraWord(CameraMark mark); ///< empty while live; 延迟 丢失 状态未知
QString bypassWord();                ///< 已旁路
QString drillWord();                 ///< 演练
/// 12 人; 人数未知 where somebody lives and nobody knows; else nothing.
QString personsText(const ZoneMark& mark, const Zone& zone);
/// ▲ 紧急 · 未接警; empty without an alarm.
QString alarmText(int priority, bool acknowledged, bool drill);
/// What stands beside a mark: its name from the place on, for the zone and the floor are seen.
QString shortTitle(const Site& site, const MapItem& item);
/// 康复巩固区一号楼二层 on a button of that building: 二层.
QString floorTitle(const Site& site, const Floor& floor);
/// Everything that is known about one thing, for a line below the map.
QString describe(const Site& site, const MapItem& item, const Marks& marks);

} // namespace shouwang::site
