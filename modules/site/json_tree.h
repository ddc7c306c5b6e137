// A JSON document whose every value knows its line, so that a refusal can point at it. Strict: valid UTF-8,
// no duplicate keys, limits on depth and number of values.
#pragma once

#include "site/site_file.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace shouwang::site {

struct JsonNode {
    enum class Kind { Null, Flag, Whole, Number, Text, List, Object };
    Kind kind = Kind::Null;
    std::size_t line = 0;
    bool flag = false;
    std::int64_t whole = 0;
    std::uint64_t natural = 0; ///< where it is a whole number of 0 or more, also beyond what `whole` holds
    double number = 0;         ///< set for whole numbers too
    std::string text{};
    std::vector<std::string> keys{}; ///< of an object, beside items
    std::vector<JsonNode> items{};   ///< of an object or list

    const JsonNode* member(std::string_view key) const;
};

inline constexpr std::size_t kDepthLimit = 16;
inline constexpr std::size_t kValueLimit = 400'000;
inline constexpr std::size_t kKeyLimit = 4096; ///< keys of one object

/// The first fault stops it: what follows a broken line cannot be trusted.
tl::expected<JsonNode, SiteProblem> parseJson(ByteView bytes);

/// The line of the value at an RFC 6901 pointer, else that of the deepest value on the way.
std::size_t lineOf(const JsonNode& root, std::string_view pointer);

/// Position of the first byte that is not valid UTF-8 (surrogates and overlong forms included).
std::optional<std::size_t> firstBadUtf8(std::string_view text);
/// Code points of valid UTF-8.
std::size_t lengthOf(std::string_view text);

} // namespace shouwang::site
