// JSON schemas of resources/api, for tests.
#pragma once

#include <string>

namespace shouwang::testing {

/// Empty: the text is as `<resources/api>/<name>.schema.json` says. Else the first thing that is not.
std::string schemaProblem(const std::string& name, const std::string& text);

} // namespace shouwang::testing
