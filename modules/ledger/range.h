// Names for what a decide looks up by the value of a field ("the open alarm at this point", "who has this
// number"). Where no row is found there is no entity to note, so the room notes the range; a fact moves every
// range that its own fields fall into, and a seat decides again what had looked there.
#pragma once

#include "ledger/fact.h"

#include <set>

namespace shouwang::ledger {

constexpr std::size_t kMaxRangeValue = 64; ///< bytes; longer values (texts, files) name no range

inline Id rangeOf(std::string_view room, std::int64_t field, const Value& value) {
    const Bytes bytes = encode(value);
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return Id::fromParts({room, std::to_string(field), text});
}
template <class Key>
Id rangeOf(std::string_view room, Key field, const Value& value) {
    return rangeOf(room, static_cast<std::int64_t>(field), value);
}

/// The entity and all ranges that the fact's own fields fall into.
inline void addMoved(std::set<Id>& moved, std::string_view room, const Fact& fact) {
    moved.insert(fact.entity);
    for (const auto& [field, value] : fact.open) {
        const std::size_t size = value.isText() ? value.text().size() : value.bytes().size();
        if (size > 0 && size <= kMaxRangeValue) moved.insert(rangeOf(room, field, value));
    }
}

} // namespace shouwang::ledger
