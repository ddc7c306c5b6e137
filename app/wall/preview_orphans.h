// A wall that is killed cannot take its shared pictures with it, and 20 MB of memory stay taken for each.
#pragma once

#include <filesystem>
#include <string>

namespace shouwang::wall {

/// The name under which a wall of this process shares its pictures; `salt` keeps two of them apart.
std::string previewName(unsigned salt);

/// Removes the shared pictures of walls that no longer run. Returns how many there were. Others' stay.
int removeOrphanedPreviews(const std::filesystem::path& folder = "/dev/shm");

} // namespace shouwang::wall
