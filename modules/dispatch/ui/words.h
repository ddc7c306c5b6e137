// The words that an officer reads for the codes of incidents. Translated here and nowhere below. GUI thread.
#pragma once

#include "dispatch/dispatch.h"

#include <QString>

namespace shouwang::dispatch {

QString kindWord(std::string_view kind); ///< 打架斗殴
QString gradeWord(int grade);            ///< Ⅳ级 一般
QString conclusionWord(std::string_view conclusion);
QString momentWord(Moment moment); ///< 到场
QString taskStateWord(TaskState state);
QString stateWord(const State& state);      ///< 处置中, 2 项任务未完成; 已结案 · 处置完毕
QString refusalWord(std::string_view code); ///< what to do about a refusal or a contested report
QString actWord(const Act& act, const State& incident);
/// Of an incident or a task: 类别, 等级, 事由 ...; empty for a field that has no name for people.
QString fieldWord(Field field);
/// A value as people call it; posts, times and identities are the caller's (identities: empty). Empty text:
/// —.
QString valueWord(Field field, const ledger::Value& value);
/// What an amendment set, and what it overtook: 等级：Ⅱ级 重大；事由：乙（取代了“甲”）.
QString amendmentWord(const Act& act);

} // namespace shouwang::dispatch
