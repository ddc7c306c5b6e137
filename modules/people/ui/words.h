// What this room's codes say to an officer.
#pragma once

#include <QString>

#include <string_view>

namespace shouwang::people {

/// Why a report or an order was refused or contested for the person behind it; empty: a code of another room.
/// Every room's acts may be refused for this, so the rooms above ask here first.
QString refusalWord(std::string_view code);

} // namespace shouwang::people
