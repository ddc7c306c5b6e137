// Camera passwords, read from a file that only its owner can read (design section 4). The passwords stay in
// memory and are never logged: error texts name cameras, never a user or a password.
#pragma once

#include "site/site.h"

#include <filesystem>

namespace shouwang::site {

/// {"camera id or *": {"user": "...", "password": "..."}}. Any thread.
Result<Secrets> parseSecrets(ByteView bytes, const std::string& fileName);
std::string writeSecrets(const Secrets& secrets);

/// Refuses a file with another mode than 0600 and one that belongs to somebody else.
Result<Secrets> readSecrets(const std::filesystem::path& path);

/// The camera's own secret, else the default, else nothing.
const Secret* secretFor(const Secrets& secrets, const std::string& cameraId);

} // namespace shouwang::site
