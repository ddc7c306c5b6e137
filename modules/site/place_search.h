// Finds a place of the facility by its name, its id, its pinyin or its initials. How a name is spelled is
// handed in. One thread.
#pragma once

#include "site/map.h"

#include <functional>
#include <memory>

namespace shouwang::site {

struct Spelling {
    std::string full;     ///< 走廊北 -> zoulangbei
    std::string initials; ///< 走廊北 -> zlb
};
using Spell = std::function<Spelling(const std::string& name)>;

inline constexpr std::size_t kFoundMost = 50;

class PlaceSearch {
public:
    PlaceSearch() = default;
    /// `only`: items of this kind alone.
    PlaceSearch(std::shared_ptr<const Site> site, Spell spell, std::optional<ItemKind> only = {});

    /// Spells up to `count` more names, because spelling thousands at once would be felt. False: all are.
    bool prepare(std::size_t count);
    /// At most kFoundMost, the beginning of a name or id before the beginning of its pinyin before what only
    /// holds the words; among equals zones first, then in the file's order. Every word of the query is found.
    std::vector<MapItem> find(std::string_view query) const;

private:
    struct Entry {
        MapItem item;
        std::string name; ///< in lower case, as all of these
        std::string id;
        Spelling spelling;
    };
    static int rankOf(const Entry& entry, std::string_view word);

    std::shared_ptr<const Site> m_site;
    Spell m_spell;
    std::vector<Entry> m_entries;
    std::size_t m_spelled = 0;
};

} // namespace shouwang::site
