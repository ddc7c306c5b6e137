// What the room's own files share: writing open fields, and small values as CBOR.
#pragma once

#include "outages/outages.h"

namespace shouwang::outages {

inline ledger::Command commandOf(const char* kind, const Id& entity, ledger::Nature nature, Micros now) {
    ledger::Command made;
    made.kind = kind;
    made.nature = nature;
    made.entity = entity;
    made.occurred = now;
    made.recorded = now;
    return made;
}

inline void put(ledger::Map& map, Field field, ledger::Value value) {
    map.insert_or_assign(static_cast<std::int64_t>(field), std::move(value));
}
inline void putText(ledger::Map& map, Field field, std::string text) {
    if (!text.empty()) put(map, field, ledger::Value(std::move(text)));
}

inline ledger::Decision factOf(const ledger::Command& command, const char* kind,
                               std::vector<std::string> contested = {}) {
    ledger::Draft draft;
    draft.kind = kind;
    draft.entity = command.entity;
    draft.open = command.open;
    draft.contested = std::move(contested);
    return ledger::Decision::one(std::move(draft));
}

/// The element, or the integer 0 where the array is shorter.
inline const ledger::Value& part(const ledger::Value& value, std::size_t index) {
    static const ledger::Value none;
    return index < value.array().size() ? value.array()[index] : none;
}

inline ledger::Value toValue(const Stamp& stamp) {
    return ledger::Array{stamp.actor, stamp.seat, stamp.at};
}
inline Stamp stampFrom(const ledger::Value& value) {
    return {part(value, 0).text(), part(value, 1).id(), part(value, 2).integer()};
}
inline Stamp stampOf(const ledger::Fact& fact) {
    return {fact.actor, fact.seat, fact.occurred};
}

} // namespace shouwang::outages
