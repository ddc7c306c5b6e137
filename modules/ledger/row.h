// What the rooms do alike with their tables: a row holds the state of one entity as bytes, and provisional
// facts lie on top of it. State is a room's own; it has an `id`, and is empty when it has nothing else.
#pragma once

#include "base/log.h"
#include "ledger/feature.h"

namespace shouwang::ledger {

/// Of an entity that has no row, or one that cannot be read.
template <class State>
State named(const Id& id) {
    State state;
    state.id = id;
    return state;
}

/// `read` makes a state of the decoded value. What cannot be decoded is logged, and the entity stays in sight
/// by its identity.
template <class State, class Read>
State decodedRow(std::string_view room, const Id& id, const Bytes& bytes, Read read) {
    const auto value = decode(bytes);
    if (value) return read(*value);
    log::error(room, "the row of {} cannot be read: {}", id.text(), value.error().text);
    return named<State>(id);
}

/// What provisional facts of a room speak of: it may not be in the tables yet, or stand there otherwise.
inline std::set<Id> provisionalOf(const View& view, std::string_view room) {
    std::set<Id> ids;
    for (const Fact& fact : view.overlay()) {
        if (roomOf(fact.kind) == room) ids.insert(fact.entity);
    }
    return ids;
}

/// The rows of a statement that selects (id, state), with the overlay folded in by `evolve`, and then those
/// of `waiting` that it did not select, by `load`.
template <class Read, class Load, class Evolve>
auto withProvisional(const View& view, Statement rows, std::set<Id> waiting, Read read, Load load,
                     Evolve evolve) {
    std::vector<decltype(load(view.tables(), Id()))> found;
    while (rows.next()) {
        const Id id = rows.id(0);
        waiting.erase(id);
        found.push_back(withOverlay(view, id, read(id, rows.bytes(1)), evolve));
    }
    for (const Id& id : waiting)
        found.push_back(withOverlay(view, id, load(view.tables(), id), evolve));
    return found;
}

} // namespace shouwang::ledger
