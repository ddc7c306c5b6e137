#include "site/place_search.h"

#include <algorithm>

namespace shouwang::site {

namespace {

constexpr int kNotFound = 9;

/// ASCII only: Chinese has no case, and nothing else stands in ids.
std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

/// Blanks, also the wide one of a Chinese keyboard, part the words.
std::vector<std::string> wordsOf(std::string_view query) {
    std::string text = lower(query);
    for (std::size_t at = 0; (at = text.find("\u3000", at)) != text.npos;)
        text.replace(at, std::string_view("\u3000").size(), " ");
    std::vector<std::string> words;
    std::size_t start = 0;
    while ((start = text.find_first_not_of(" \t", start)) != text.npos) {
        const std::size_t end = std::min(text.find_first_of(" \t", start), text.size());
        words.push_back(text.substr(start, end - start));
        start = end;
    }
    return words;
}

template <class T>
void addItems(std::vector<MapItem>& out, ItemKind kind, const std::vector<T>& list) {
    for (std::size_t i = 0; i < list.size(); ++i) {
        MapItem item{kind, i, {}};
        if constexpr (requires { list[i].place.x_m; }) item.at = {list[i].place.x_m, list[i].place.y_m};
        out.push_back(item);
    }
}

} // namespace

PlaceSearch::PlaceSearch(std::shared_ptr<const Site> site, Spell spell, std::optional<ItemKind> only)
    : m_site(std::move(site))
    , m_spell(std::move(spell)) {
    std::vector<MapItem> items;
    addItems(items, ItemKind::Zone, m_site->zones);
    addItems(items, ItemKind::Camera, m_site->cameras);
    addItems(items, ItemKind::Point, m_site->points);
    addItems(items, ItemKind::Door, m_site->doors);
    addItems(items, ItemKind::Post, m_site->posts);
    if (only) std::erase_if(items, [&only](const MapItem& item) { return item.kind != *only; });
    m_entries.reserve(items.size());
    for (const MapItem& item : items)
        m_entries.push_back({item, lower(titleOf(*m_site, item)), lower(idOf(*m_site, item)), {}});
}

bool PlaceSearch::prepare(std::size_t count) {
    const std::size_t end = std::min(m_entries.size(), m_spelled + count);
    for (; m_spelled < end; ++m_spelled) {
        Entry& entry = m_entries[m_spelled];
        if (m_spell) entry.spelling = m_spell(titleOf(*m_site, entry.item));
    }
    return m_spelled < m_entries.size();
}

int PlaceSearch::rankOf(const Entry& entry, std::string_view word) {
    if (entry.name == word || entry.id == word) return 0;
    if (entry.name.starts_with(word) || entry.id.starts_with(word)) return 1;
    if (entry.spelling.full.starts_with(word) || entry.spelling.initials.starts_with(word)) return 2;
    if (entry.name.find(word) != std::string::npos || entry.id.find(word) != std::string::npos) return 3;
    const bool inside = entry.spelling.full.find(word) != std::string::npos ||
                        entry.spelling.initials.find(word) != std::string::npos;
    return inside ? 4 : kNotFound;
}

std::vector<MapItem> PlaceSearch::find(std::string_view query) const {
    const auto words = wordsOf(query);
    if (words.empty()) return {};
    std::vector<std::pair<int, const Entry*>> found;
    for (const Entry& entry : m_entries) {
        int worst = 0;
        for (const std::string& word : words)
            worst = std::max(worst, rankOf(entry, word));
        if (worst != kNotFound) found.emplace_back(worst, &entry);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    if (found.size() > kFoundMost) found.resize(kFoundMost);
    std::vector<MapItem> items;
    items.reserve(found.size());
    for (const auto& [rank, entry] : found)
        items.push_back(entry->item);
    return items;
}

} // namespace shouwang::site
