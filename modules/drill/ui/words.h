// The words that an officer reads for the codes of exercises. Translated here and nowhere below. GUI thread.
#pragma once

#include "drill/drill.h"

#include <QString>

namespace shouwang::drill {

QString refusalWord(std::string_view code);
QString actWord(std::string_view kind); ///< of a fact: 开始演练 ...
QString fieldWord(Field field);
/// A value as people call it; empty for one that is shown as it is.
QString valueWord(Field field, const ledger::Value& value, Micros now);
QString itemStateWord(Item::State state);
/// 演练 夜间处突（已超过计划 12 分钟）, for the bar, the frame and the wall.
QString runningWord(const State& exercise, Micros now);
/// 进行中, 已结束 21:40:07 王立, 已中止 …; `now` decides whether the date is told.
QString endingWord(const State& exercise, Micros now);
QString afterWord(Micros after); ///< 第 90 秒, of an item of the list; 手动 for one raised by hand

} // namespace shouwang::drill
