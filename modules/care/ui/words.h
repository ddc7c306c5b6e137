// The words that an officer reads for the codes of the movement register. Translated here and nowhere below.
// GUI thread.
#pragma once

#include "care/care.h"

#include <QString>

namespace shouwang::care {

QString whereWord(Where where);             ///< 在区, 离所, 下落不明 ...
QString kindWord(std::string_view kind);    ///< of outKinds() and departureKinds(): 离所就医, 解除 ...
QString refusalWord(std::string_view code); ///< why a report is contested
QString actWord(std::string_view kind);     ///< of a fact: 登记入所, 临时流动 ...
QString fieldWord(Field field);
/// A value as people call it; empty for one that is shown as it is, and for zones, which are the caller's.
QString valueWord(Field field, const ledger::Value& value);

} // namespace shouwang::care
