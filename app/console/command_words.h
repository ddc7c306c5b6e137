// What an officer calls a command that waits or was returned. Translated.
#pragma once

#include <QString>

#include <string_view>

namespace shouwang::console {

/// The kind itself where nothing is known of it: what a newer version has done is still shown.
QString commandWord(std::string_view kind);

} // namespace shouwang::console
