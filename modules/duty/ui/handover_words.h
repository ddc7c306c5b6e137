// The words that an officer reads for the codes of the handover. Translated here and nowhere below. GUI
// thread.
#pragma once

#include "duty/handover.h"

#include <QString>

namespace shouwang::duty {

QString itemKindWord(ItemKind kind); ///< 人数, 警情, 旁路 ...
QString sideWord(Side side);         ///< 交班人, 接班人
QString exceptionWord(std::string_view code);
// Empty for what is no word of the handover.
QString handoverRefusalWord(std::string_view code); ///< why a signature is refused or a report contested
QString handoverActWord(std::string_view kind);     ///< of a fact or a command: 开始交接班 ...
QString handoverFieldWord(Field field);
QString handoverValueWord(Field field, const ledger::Value& value);

} // namespace shouwang::duty
