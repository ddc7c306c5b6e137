// What a camera's address may look like.
#pragma once

#include <string_view>

namespace shouwang::site {

/// Empty where it is rtsp://host[:port]/path or rtsps://..., in printable ASCII, at most 512 bytes, without
/// user name and password; else the English reason, which never repeats the address.
std::string_view streamUrlFault(std::string_view url);

} // namespace shouwang::site
