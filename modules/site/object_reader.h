// Takes one JSON object apart field by field and notes everything that is wrong with it. The rules of a field
// stand where the field is read, and nowhere else.
#pragma once

#include "site/json_tree.h"
#include "site/names.h"

namespace shouwang::site {

/// Collects up to kProblemLimit problems and counts the rest.
class Problems {
public:
    void add(std::size_t line, std::string pointer, std::string code, std::string text);
    /// Sorted by line.
    std::vector<SiteProblem> take();
    std::size_t total() const { return m_total; }

private:
    std::vector<SiteProblem> m_list;
    std::size_t m_total = 0;
};

enum class Need { Required, Optional };

class ObjectReader {
public:
    /// `node` need not be an object: that is the first thing noted.
    ObjectReader(Problems& problems, const JsonNode& node, std::string pointer);

    void text(std::string_view key, std::string& out, Need need = Need::Required, std::size_t limit = 128);
    /// What other parts of the file, topics and file names refer to: 1 to 64 characters without blanks and
    /// / \ + # " ' < > : * ? |, not beginning with a dot.
    void id(std::string_view key, std::string& out, Need need = Need::Required);
    void digits(std::string_view key, std::string& out, std::size_t count);
    /// 1 to 32 of digits, blanks and + - * # ( ), with a digit among them.
    void phone(std::string_view key, std::string& out);
    /// rtsp://host[:port]/path or rtsps://; empty is no stream; a user name or password in it is refused.
    void streamUrl(std::string_view key, std::string& out);
    void flag(std::string_view key, bool& out);
    void whole(std::string_view key, int& out, int from, int to, Need need = Need::Required);
    void number(std::string_view key, double& out, double from, double to, Need need = Need::Required);
    void ids(std::string_view key, std::vector<std::string>& out, std::size_t limit, Need need);
    void texts(std::string_view key, std::vector<std::string>& out, std::size_t limit, std::size_t length);
    void word(std::string_view key, std::string& out, std::span<const std::string_view> allowed,
              Need need = Need::Required);

    template <class E>
    void choice(std::string_view key, E& out, Names<E> names, Need need = Need::Required) {
        std::vector<std::string_view> allowed;
        for (const auto& pair : names)
            allowed.push_back(pair.first);
        std::string chosen;
        word(key, chosen, allowed, need);
        if (const auto value = valueOf(names, chosen)) out = *value;
    }

    /// The value itself, for an object inside the object.
    const JsonNode* value(std::string_view key, JsonNode::Kind kind, Need need);
    std::string pointerTo(std::string_view key) const;

    /// Calls read(ObjectReader&, T&) for every element, finishes each, and keeps the order.
    template <class T, class Read>
    void list(std::string_view key, std::vector<T>& out, std::size_t limit, Read read) {
        const JsonNode* node = value(key, JsonNode::Kind::List, Need::Optional);
        if (!node || !withinLimit(key, *node, limit)) return;
        for (std::size_t i = 0; i < node->items.size(); ++i) {
            ObjectReader reader(m_problems, node->items[i], pointerTo(key) + "/" + std::to_string(i));
            read(reader, out.emplace_back());
            reader.finish();
        }
    }

    /// Refuses every key that was not asked for, with the nearest one that was.
    void finish();
    void refuse(std::size_t line, std::string_view key, std::string code, std::string text);

private:
    bool withinLimit(std::string_view key, const JsonNode& node, std::size_t limit);
    bool textIsRight(const JsonNode& node, std::string_view key, std::size_t from, std::size_t limit);
    bool isId(const JsonNode& node, std::string_view key);

    Problems& m_problems;
    const JsonNode& m_node;
    const std::string m_pointer;
    const bool m_object;
    std::vector<std::string_view> m_known; // keys that were asked for
};

/// The known word with the smallest edit distance, where that is at most 3 and less than the word's length.
std::string_view nearest(std::string_view word, std::span<const std::string_view> known);

} // namespace shouwang::site
