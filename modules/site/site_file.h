// The site file: one JSON document, described for people in README.md and for machines in
// resources/site/site.schema.json. Reading changes nothing: whoever holds a Site keeps the old one when this
// refuses.
#pragma once

#include "site/site.h"

#include <filesystem>

namespace shouwang::site {

inline constexpr std::size_t kSiteFileLimit = std::size_t{16} << 20; ///< bytes
inline constexpr std::size_t kProblemLimit = 20;                     ///< more are not listed

// Bounds of the polygons of a zone.
inline constexpr std::size_t kAreasMost = 300; ///< of one zone
inline constexpr std::size_t kAreaPointsLeast = 3;
inline constexpr std::size_t kAreaPointsMost = 500;
inline constexpr double kFarthest_m = 10'000; ///< of any coordinate
inline constexpr double kPlanMargin_m = 50;   ///< a polygon may reach this far outside the outdoor plan
inline constexpr double kFloorMargin_m = 1;   ///< and this far outside its floor

struct SiteProblem {
    std::size_t line = 0; ///< counted from 1; 0: the file as a whole
    std::string pointer;  ///< RFC 6901: /cameras/17/place/zone
    std::string code;     ///< stable, for tests and translations: duplicate_id
    std::string text;     ///< English, for the log: camera 'X' is named twice (first on line 398)
};

/// Empty where the file is right; at most kProblemLimit, sorted by line. Any thread.
std::vector<SiteProblem> checkSite(ByteView bytes);

/// Refused: one line a problem, "site.json:412: camera 'X' is named twice (first on line 398)". Any thread.
Result<Site> parseSite(ByteView bytes, const std::string& fileName);
Result<Site> readSite(const std::filesystem::path& path);

/// The text that parseSite() reads back to the same Site (content_hash aside). Stable: the same Site gives
/// the same bytes, one camera a line, so that a line number and a text comparison say something. Refused
/// where a text of the Site is not valid UTF-8.
Result<std::string> writeSite(const Site& site);

/// "site.json:412: camera ..."; without a line where the file as a whole is meant.
std::string describe(const SiteProblem& problem, const std::string& fileName);

} // namespace shouwang::site
