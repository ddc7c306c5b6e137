#include "site/object_reader.h"

#include "site/stream_url.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <numeric>

namespace shouwang::site {

namespace {

using Kind = JsonNode::Kind;

const char* kindName(Kind kind) {
    switch (kind) {
    case Kind::Null:
        return "null";
    case Kind::Flag:
        return "true or false";
    case Kind::Whole:
        return "a whole number";
    case Kind::Number:
        return "a number";
    case Kind::Text:
        return "a text";
    case Kind::List:
        return "a list";
    case Kind::Object:
        return "an object";
    }
    return "";
}

bool fits(Kind wanted, Kind found) {
    return wanted == found || (wanted == Kind::Number && found == Kind::Whole);
}

std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0U);
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i] == b[j] ? 0U : 1U);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

bool isControl(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

std::string escaped(std::string_view key) {
    std::string out;
    for (char c : key)
        out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return out;
}

/// A name out of the file, short enough for a message.
std::string_view shown(std::string_view text) {
    std::size_t size = std::min<std::size_t>(text.size(), 60);
    while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80)
        --size;
    return text.substr(0, size);
}

} // namespace

std::string_view nearest(std::string_view word, std::span<const std::string_view> known) {
    std::string_view best;
    std::size_t least = std::min<std::size_t>(4, word.size());
    if (word.size() > 64) return best;
    for (std::string_view candidate : known) {
        const std::size_t steps = distance(word, candidate);
        if (steps < least) {
            least = steps;
            best = candidate;
        }
    }
    return best;
}

void Problems::add(std::size_t line, std::string pointer, std::string code, std::string text) {
    if (++m_total > kProblemLimit) return;
    m_list.push_back({line, std::move(pointer), std::move(code), std::move(text)});
}

std::vector<SiteProblem> Problems::take() {
    std::stable_sort(m_list.begin(), m_list.end(),
                     [](const SiteProblem& a, const SiteProblem& b) { return a.line < b.line; });
    return std::move(m_list);
}

ObjectReader::ObjectReader(Problems& problems, const JsonNode& node, std::string pointer)
    : m_problems(problems)
    , m_node(node)
    , m_pointer(std::move(pointer))
    , m_object(node.kind == Kind::Object) {
    if (!m_object) {
        m_problems.add(node.line, m_pointer, "wrong_type",
                       fmt::format("{} found where an object is expected", kindName(node.kind)));
    }
}

std::string ObjectReader::pointerTo(std::string_view key) const {
    return m_pointer + "/" + escaped(key);
}

void ObjectReader::refuse(std::size_t line, std::string_view key, std::string code, std::string text) {
    m_problems.add(line, pointerTo(key), std::move(code), std::move(text));
}

const JsonNode* ObjectReader::value(std::string_view key, Kind kind, Need need) {
    m_known.push_back(key);
    if (!m_object) return nullptr;
    const JsonNode* node = m_node.member(key);
    if (!node) {
        if (need == Need::Required)
            refuse(m_node.line, key, "missing", fmt::format("\"{}\" is missing", key));
        return nullptr;
    }
    if (fits(kind, node->kind)) return node;
    refuse(node->line, key, "wrong_type",
           fmt::format("\"{}\" must be {}, not {}", key, kindName(kind), kindName(node->kind)));
    return nullptr;
}

bool ObjectReader::withinLimit(std::string_view key, const JsonNode& node, std::size_t limit) {
    if (node.items.size() <= limit) return true;
    refuse(node.line, key, "too_many",
           fmt::format("\"{}\" has {} elements, at most {} are allowed", key, node.items.size(), limit));
    return false;
}

bool ObjectReader::textIsRight(const JsonNode& node, std::string_view key, std::size_t from,
                               std::size_t limit) {
    const std::size_t length = lengthOf(node.text);
    if (length < from || length > limit) {
        refuse(node.line, key, "bad_length",
               fmt::format("\"{}\" has {} characters, it must have {} to {}", key, length, from, limit));
        return false;
    }
    if (std::any_of(node.text.begin(), node.text.end(), isControl)) {
        refuse(node.line, key, "control_character", fmt::format("\"{}\" holds a control character", key));
        return false;
    }
    return true;
}

void ObjectReader::text(std::string_view key, std::string& out, Need need, std::size_t limit) {
    const JsonNode* node = value(key, Kind::Text, need);
    if (node && textIsRight(*node, key, need == Need::Required ? 1 : 0, limit)) out = node->text;
}

bool ObjectReader::isId(const JsonNode& node, std::string_view key) {
    if (node.kind != Kind::Text) {
        refuse(node.line, key, "wrong_type", fmt::format("\"{}\" must be a text", key));
        return false;
    }
    if (!textIsRight(node, key, 1, 64)) return false;
    if (node.text.front() == '.' || node.text.find_first_of(" /\\+#\"'<>:*?|") != std::string::npos) {
        refuse(node.line, key, "bad_id",
               fmt::format(
                   "'{}' is not a valid id: no blanks, none of / \\ + # \" ' < > : * ? |, no leading dot",
                   shown(node.text)));
        return false;
    }
    return true;
}

void ObjectReader::id(std::string_view key, std::string& out, Need need) {
    const JsonNode* node = value(key, Kind::Text, need);
    if (!node || (need == Need::Optional && node->text.empty())) return;
    if (isId(*node, key)) out = node->text;
}

void ObjectReader::digits(std::string_view key, std::string& out, std::size_t count) {
    const JsonNode* node = value(key, Kind::Text, Need::Required);
    if (!node) return;
    out = node->text;
    const bool right = out.size() == count && out.find_first_not_of("0123456789") == std::string::npos;
    if (!right) {
        refuse(node->line, key, "bad_digits",
               fmt::format("\"{}\" must be {} digits, not '{}'", key, count, shown(out)));
    }
}

void ObjectReader::phone(std::string_view key, std::string& out) {
    constexpr std::size_t kLongest = 32;
    const JsonNode* node = value(key, Kind::Text, Need::Required);
    if (!node || !textIsRight(*node, key, 1, kLongest)) return;
    const bool dialled = node->text.find_first_not_of("0123456789 +-*#()") == std::string::npos &&
                         node->text.find_first_of("0123456789") != std::string::npos;
    if (dialled) {
        out = node->text;
        return;
    }
    refuse(node->line, key, "bad_phone",
           fmt::format("'{}' cannot be dialled: digits, blanks and + - * # ( ) only", shown(node->text)));
}

void ObjectReader::streamUrl(std::string_view key, std::string& out) {
    const JsonNode* node = value(key, Kind::Text, Need::Optional);
    if (!node || node->text.empty()) return;
    // The reason never repeats the URL: a password may stand in it.
    const std::string_view reason = streamUrlFault(node->text);
    if (reason.empty()) {
        out = node->text;
    } else {
        refuse(node->line, key, "bad_url", fmt::format("\"{}\": {}", key, reason));
    }
}

void ObjectReader::flag(std::string_view key, bool& out) {
    if (const JsonNode* node = value(key, Kind::Flag, Need::Optional)) out = node->flag;
}

void ObjectReader::whole(std::string_view key, int& out, int from, int to, Need need) {
    const JsonNode* node = value(key, Kind::Whole, need);
    if (!node) return;
    if (node->whole < from || node->whole > to) {
        refuse(node->line, key, "out_of_range",
               fmt::format("\"{}\" is {}, it must lie between {} and {}", key, node->whole, from, to));
        return;
    }
    out = static_cast<int>(node->whole);
}

void ObjectReader::number(std::string_view key, double& out, double from, double to, Need need) {
    const JsonNode* node = value(key, Kind::Number, need);
    if (!node) return;
    if (!(node->number >= from && node->number <= to)) {
        refuse(node->line, key, "out_of_range",
               fmt::format("\"{}\" is {}, it must lie between {} and {}", key, node->number, from, to));
        return;
    }
    out = node->number;
}

void ObjectReader::ids(std::string_view key, std::vector<std::string>& out, std::size_t limit, Need need) {
    const JsonNode* node = value(key, Kind::List, need);
    if (!node || !withinLimit(key, *node, limit)) return;
    for (const JsonNode& item : node->items) {
        // A wrong element keeps its place, so that later messages point at the right line.
        out.push_back(isId(item, key) ? item.text : std::string());
    }
}

void ObjectReader::texts(std::string_view key, std::vector<std::string>& out, std::size_t limit,
                         std::size_t length) {
    const JsonNode* node = value(key, Kind::List, Need::Required);
    if (!node || !withinLimit(key, *node, limit)) return;
    for (const JsonNode& item : node->items) {
        if (item.kind != Kind::Text) {
            refuse(item.line, key, "wrong_type", fmt::format("every element of \"{}\" must be a text", key));
        } else if (textIsRight(item, key, 1, length)) {
            out.push_back(item.text);
        }
    }
}

void ObjectReader::word(std::string_view key, std::string& out, std::span<const std::string_view> allowed,
                        Need need) {
    const JsonNode* node = value(key, Kind::Text, need);
    if (!node) return;
    if (std::find(allowed.begin(), allowed.end(), node->text) != allowed.end()) {
        out = node->text;
        return;
    }
    refuse(node->line, key, "unknown_word",
           fmt::format("\"{}\" is '{}', it must be one of {}", key, shown(node->text),
                       fmt::join(allowed, ", ")));
}

void ObjectReader::finish() {
    if (!m_object) return;
    for (std::size_t i = 0; i < m_node.keys.size(); ++i) {
        const std::string& key = m_node.keys[i];
        if (std::find(m_known.begin(), m_known.end(), key) != m_known.end()) continue;
        const std::string_view near = nearest(key, m_known);
        std::string text = fmt::format("unknown key \"{}\"", shown(key));
        if (!near.empty()) text += fmt::format(", did you mean \"{}\"?", near);
        refuse(m_node.items[i].line, key, "unknown_key", std::move(text));
    }
}

} // namespace shouwang::site
