// The words that an officer reads for the codes of duty, those of the handover (handover_words.h) among them.
// Translated here and nowhere below. GUI thread.
#pragma once

#include "duty/duty.h"

#include <QString>

namespace shouwang::duty {

QString equipmentWord(std::string_view code); ///< 对讲机
QString lineKindWord(std::string_view code);  ///< 上级指令
/// Of findingKinds(), and of the items of a check list; a text of the facility is shown as it is.
QString findingWord(std::string_view code);
QString patternWord(std::string_view id);   ///< 三班制（8-16-24 点）
QString refusalWord(std::string_view code); ///< why a report is contested
QString actWord(std::string_view kind);     ///< of a fact: 上岗, 值班记录 ...
QString fieldWord(Field field);
/// A value as people call it; empty for one that is shown as it is, and for what is the caller's: posts,
/// people, seats, cameras and times.
QString valueWord(Field field, const ledger::Value& value);

/// 早班 乙班 08:00—16:00; with the date of its start when that is not today.
QString shiftWord(const Shift& shift, Micros now);
/// 对讲机 应有 4 实有 3（一台送修）; empty: nothing is wrong.
QString faultsWord(const std::vector<Equipment>& equipment);

/// How long somebody is on duty without a break, against the longest of the pattern (G16): calm until an hour
/// before.
enum class Fatigue { Rested, Near, Over };
Fatigue fatigueOf(const Posting& posting, Micros now, const FatigueRule& rule = {});
/// 已连续 11 小时 20 分，上限 12 小时（待本所核定）; empty while rested.
QString fatigueWord(const Posting& posting, Micros now, const FatigueRule& rule = {});

} // namespace shouwang::duty
