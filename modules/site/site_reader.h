// Inside of the site file: the fields of one file, and how its parts refer to each other.
#pragma once

#include "site/object_reader.h"

namespace shouwang::site {

inline constexpr std::string_view kSiteFormat = "shouwang-site";
inline constexpr int kSiteVersion = 1;

/// Reads every field. What is wrong stays at its default and is noted.
Site readFields(const JsonNode& root, Problems& problems);

/// Unique names and references, over the whole of it. `site` was read from `root`.
void checkReferences(const Site& site, const JsonNode& root, Problems& problems);

} // namespace shouwang::site
