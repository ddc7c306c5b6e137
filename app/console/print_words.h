// The words that an officer reads for the codes of prints (reports/print.h). GUI thread.
#pragma once

#include "reports/print.h"

#include <QString>

namespace shouwang::console {

QString printGroundWord(const std::string& ground); ///< 归档 ...; the code itself where it is not known
QString printRefusalWord(std::string_view code);    ///< why one is contested; empty: no code of prints
QString printFieldWord(reports::Field field);       ///< empty for what is of no use to people
/// Empty: shown as it is.
QString printValueWord(reports::Field field, const ledger::Value& value);

} // namespace shouwang::console
