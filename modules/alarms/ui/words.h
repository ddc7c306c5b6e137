// The words that an officer reads for the codes of alarms. Translated here and nowhere below. GUI thread.
#pragma once

#include "alarms/alarms.h"

#include <QString>

#include <functional>

namespace shouwang::alarms {

QString pointKindWord(site::PointKind kind); ///< 一键报警
/// What raised it: the kind of its point, or the seat itself.
QString originWord(const State& state);
/// Points of this prefix are no points of the site: a seat speaks of itself (its wall has died).
inline constexpr std::string_view kSeatPoint = "SEAT-";
/// Its title and its place: the site's own words; what a seat says of itself in the reader's language.
QString titleWord(const State& state);
QString placeWord(const State& state);
QString stageWord(const State& state);  ///< 未接警, 已接警, 真警, 误报 · 大风, 已关闭
QString stageWord(Stage stage);         ///< without what it was classified as
QString bypassWord(const State& state); ///< its point was bypassed when it was raised; empty: it was not
QString deviceWord(const std::string& detail); ///< what a device or a seat says of itself
QString classWord(Class as);                   ///< 真警
QString causeWord(std::string_view cause);     ///< 大风
QString escalationWord(Escalation level);      ///< 值班长; empty for None
QString modeWord(ledger::Mode mode);           ///< 演练, 测试; empty for Real
QString refusalWord(std::string_view code);    ///< what to do about a refusal or a contested report
QString actWord(const Act& act);               ///< one line of the timeline: what was done
QString detailWord(const Act& act);            ///< and what was said with it; may be empty

/// How accounts and seats are called on the screen; what is not set shows the account and the seat's first
/// digits.
struct Names {
    std::function<QString(const std::string& account)> person;
    std::function<QString(const Id& seat)> seat;

    QString who(const Stamp& stamp) const; ///< 王立 · A席
};

} // namespace shouwang::alarms
