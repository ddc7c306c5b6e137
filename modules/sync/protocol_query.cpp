// The questions of the protocol that are asked in the query of an address.
#include "sync/protocol.h"
#include "sync/storage.h"

#include <charconv>
#include <fmt/format.h>

namespace shouwang::sync {

std::string toQuery(const FeedQuery& query) {
    return fmt::format("epoch={}&after={}&hash={}&limit={}", query.cursor.epoch, query.cursor.number,
                       toHex(query.cursor.hash), query.limit);
}

namespace {

bool parseNumber(std::string_view text, std::uint64_t& number) {
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    return code == std::errc() && end == text.data() + text.size() && number <= std::uint64_t{INT64_MAX};
}

bool parsePart(std::string_view key, std::string_view value, FeedQuery& query) {
    std::uint64_t limit = 0;
    if (key == "epoch") return parseNumber(value, query.cursor.epoch);
    if (key == "after") return parseNumber(value, query.cursor.number);
    if (key == "limit") {
        if (!parseNumber(value, limit) || limit == 0) return false;
        query.limit = static_cast<std::size_t>(std::min<std::uint64_t>(limit, kMaxFeedFacts));
    }
    if (key == "hash") {
        auto bytes = fromHex(value);
        if (!bytes || bytes->size() != query.cursor.hash.size()) return false;
        std::copy(bytes->begin(), bytes->end(), query.cursor.hash.begin());
    }
    return true;
}

bool parseHistoryPart(std::string_view key, std::string_view value, HistoryQuery& query) {
    if (key == "entity") {
        auto entity = Id::fromText(value);
        if (entity) query.entity = *entity;
        return entity.has_value();
    }
    FeedQuery numbers;
    numbers.limit = query.limit;
    numbers.cursor.number = query.after;
    if ((key == "after" || key == "limit") && !parsePart(key, value, numbers)) return false;
    query.limit = numbers.limit;
    query.after = numbers.cursor.number;
    return true;
}

template <class Query, class Part>
Result<Query> parseQuery(std::string_view query, Part part) {
    Query parsed;
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), pair.size() + 1));
        const std::size_t equals = pair.find('=');
        if (equals == std::string_view::npos) continue;
        if (!part(pair.substr(0, equals), pair.substr(equals + 1), parsed))
            return fail(Next::Corrupt, "a query with a bad value");
    }
    return parsed;
}

} // namespace

Result<FeedQuery> parseFeedQuery(std::string_view query) {
    return parseQuery<FeedQuery>(query, parsePart);
}

std::string toQuery(const HistoryQuery& query) {
    const std::string entity = query.entity ? "entity=" + query.entity->text() + "&" : std::string();
    return fmt::format("{}after={}&limit={}", entity, query.after, query.limit);
}

Result<HistoryQuery> parseHistoryQuery(std::string_view query) {
    return parseQuery<HistoryQuery>(query, parseHistoryPart);
}

} // namespace shouwang::sync
