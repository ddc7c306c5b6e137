#include "site/json_tree.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <iterator>
#include <nlohmann/json.hpp>

namespace shouwang::site {

namespace {

using Json = nlohmann::json;

/// Where the lexer is. A line break counts only when the character after it is read, because the lexer looks
/// one character past the end of a number.
struct Position {
    std::size_t line = 1;
    bool after_break = false;
};

class CountingIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    CountingIterator(const char* at, Position* position)
        : m_at(at)
        , m_position(position) {}

    reference operator*() const { return *m_at; }
    CountingIterator& operator++() {
        if (m_position->after_break) ++m_position->line;
        m_position->after_break = *m_at == '\n';
        ++m_at;
        return *this;
    }
    CountingIterator operator++(int) {
        CountingIterator before = *this;
        ++*this;
        return before;
    }
    bool operator==(const CountingIterator& other) const { return m_at == other.m_at; }
    bool operator!=(const CountingIterator& other) const { return m_at != other.m_at; }

private:
    const char* m_at;
    Position* m_position;
};

/// Builds the tree. A handler that returns false stops the parser; the reason then lies in m_problem.
class TreeBuilder final : public nlohmann::json_sax<Json> {
public:
    explicit TreeBuilder(const Position& position)
        : m_position(position) {}

    bool null() override { return add({}); }
    bool boolean(bool value) override { return add({.kind = JsonNode::Kind::Flag, .flag = value}); }
    bool number_integer(number_integer_t value) override {
        return add({.kind = JsonNode::Kind::Whole, .whole = value, .number = static_cast<double>(value)});
    }
    bool number_unsigned(number_unsigned_t value) override {
        JsonNode node;
        node.kind = value <= INT64_MAX ? JsonNode::Kind::Whole : JsonNode::Kind::Number;
        node.whole = value <= INT64_MAX ? static_cast<std::int64_t>(value) : 0;
        node.natural = value;
        node.number = static_cast<double>(value);
        return add(std::move(node));
    }
    bool number_float(number_float_t value, const string_t&) override {
        return add({.kind = JsonNode::Kind::Number, .number = value});
    }
    bool string(string_t& value) override {
        return add({.kind = JsonNode::Kind::Text, .text = std::move(value)});
    }
    bool binary(binary_t&) override { return false; } // JSON text has none
    bool start_object(std::size_t) override { return open({.kind = JsonNode::Kind::Object}); }
    bool start_array(std::size_t) override { return open({.kind = JsonNode::Kind::List}); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t& value) override {
        JsonNode& object = *m_open.back();
        if (object.keys.size() >= kKeyLimit) {
            return stop("too_many_keys", fmt::format("an object has more than {} keys", kKeyLimit));
        }
        const auto found = std::find(object.keys.begin(), object.keys.end(), value);
        if (found != object.keys.end()) {
            const auto first = static_cast<std::size_t>(found - object.keys.begin());
            return stop("duplicate_key",
                        fmt::format("key \"{}\" stands twice in one object (first on line {})", value,
                                    object.items[first].line));
        }
        object.keys.push_back(std::move(value));
        return true;
    }

    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override {
        const std::string_view text = error.what();
        const std::size_t colon = text.find(": ");
        return stop("syntax", std::string(colon == text.npos ? text : text.substr(colon + 2)));
    }

    tl::expected<JsonNode, SiteProblem> take(bool done) {
        if (done) return std::move(m_root);
        return tl::unexpected<SiteProblem>(std::move(m_problem));
    }

private:
    bool add(JsonNode node) { return place(std::move(node)) != nullptr; }
    bool open(JsonNode node) {
        if (m_open.size() >= kDepthLimit) {
            return stop("too_deep", fmt::format("nested deeper than {} levels", kDepthLimit));
        }
        JsonNode* placed = place(std::move(node));
        if (placed) m_open.push_back(placed);
        return placed;
    }
    bool close() {
        m_open.pop_back();
        return true;
    }
    JsonNode* place(JsonNode node) {
        if (++m_values > kValueLimit) {
            stop("too_many_values", fmt::format("more than {} values", kValueLimit));
            return nullptr;
        }
        node.line = m_position.line;
        if (m_open.empty()) {
            m_root = std::move(node);
            return &m_root;
        }
        // An open container's address holds: only the innermost one grows.
        m_open.back()->items.push_back(std::move(node));
        return &m_open.back()->items.back();
    }
    bool stop(const char* code, std::string text) {
        m_problem = {m_position.line, {}, code, std::move(text)};
        return false;
    }

    const Position& m_position;
    JsonNode m_root;
    std::vector<JsonNode*> m_open;
    std::size_t m_values = 0;
    SiteProblem m_problem{0, {}, "syntax", "not JSON"};
};

bool isTail(unsigned char byte) {
    return (byte & 0xC0) == 0x80;
}

/// Bytes of the code point at `at`; 0 where it is not valid.
std::size_t codePointSize(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t offset) -> unsigned {
        return at + offset < text.size() ? static_cast<unsigned char>(text[at + offset]) : 0U;
    };
    const auto tail = [&](std::size_t offset) { return isTail(static_cast<unsigned char>(byte(offset))); };
    const unsigned lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const bool overlong = lead == 0xE0 && byte(1) < 0xA0;
        const bool surrogate = lead == 0xED && byte(1) > 0x9F;
        return tail(1) && tail(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const bool overlong = lead == 0xF0 && byte(1) < 0x90;
        const bool beyond = lead == 0xF4 && byte(1) > 0x8F;
        return tail(1) && tail(2) && tail(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

const JsonNode* child(const JsonNode& node, const std::string& part) {
    if (node.kind == JsonNode::Kind::Object) return node.member(part);
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), index);
    const bool whole = error == std::errc() && end == part.data() + part.size();
    return whole && index < node.items.size() ? &node.items[index] : nullptr;
}

} // namespace

const JsonNode* JsonNode::member(std::string_view key) const {
    const auto found = std::find(keys.begin(), keys.end(), key);
    return found == keys.end() ? nullptr : &items[static_cast<std::size_t>(found - keys.begin())];
}

std::optional<std::size_t> firstBadUtf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t size = codePointSize(text, at);
        if (size == 0) return at;
        at += size;
    }
    return std::nullopt;
}

std::size_t lengthOf(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return !isTail(static_cast<unsigned char>(c)); }));
}

tl::expected<JsonNode, SiteProblem> parseJson(ByteView bytes) {
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (const auto bad = firstBadUtf8(text)) {
        const auto breaks = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*bad), '\n');
        return tl::unexpected<SiteProblem>(
            {static_cast<std::size_t>(breaks) + 1, {}, "utf8", "not valid UTF-8"});
    }
    Position position;
    TreeBuilder builder(position);
    const bool done = Json::sax_parse(CountingIterator(text.data(), &position),
                                      CountingIterator(text.data() + text.size(), &position), &builder);
    return builder.take(done);
}

std::size_t lineOf(const JsonNode& root, std::string_view pointer) {
    const JsonNode* node = &root;
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const std::size_t end = std::min(pointer.find('/'), pointer.size());
        const JsonNode* next = child(*node, std::string(pointer.substr(0, end)));
        if (!next) break;
        node = next;
        pointer.remove_prefix(end);
    }
    return node->line;
}

} // namespace shouwang::site
