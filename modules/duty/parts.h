// What the room's own files share: reading and writing open fields, and small values as CBOR.
#pragma once

#include "duty/log_line.h"
#include "duty/round.h"

namespace shouwang::duty {

inline ledger::Command reportOf(const char* kind, const Id& entity, Micros now) {
    ledger::Command command;
    command.kind = kind;
    command.nature = ledger::Nature::Report;
    command.entity = entity;
    command.occurred = now;
    command.recorded = now;
    return command;
}

inline void put(ledger::Map& map, Field field, ledger::Value value) {
    map.insert_or_assign(static_cast<std::int64_t>(field), std::move(value));
}
inline void putText(ledger::Map& map, Field field, std::string text) {
    if (!text.empty()) put(map, field, ledger::Value(std::move(text)));
}
inline void putId(ledger::Map& map, Field field, const Id& id) {
    if (!id.isNull()) put(map, field, id);
}

/// Who stands on which post at which seat, as commands and facts of leaving say it.
inline bool isOf(const Posting& posting, const ledger::Map& open) {
    return posting.account == ledger::field(open, Field::Account).text() &&
           posting.seat == ledger::field(open, Field::Seat).id() &&
           posting.post == ledger::field(open, Field::Post).text();
}

/// The element, or the integer 0 where the array is shorter.
const ledger::Value& part(const ledger::Value& value, std::size_t index);

ledger::Value toValue(const Stamp& stamp);
Stamp stampFrom(const ledger::Value& value);
ledger::Value toValue(const std::vector<Equipment>& equipment);
std::vector<Equipment> equipmentFrom(const ledger::Value& value);
ledger::Value toValue(const std::vector<Link>& links);
std::vector<Link> linksFrom(const ledger::Value& value);
ledger::Value toValue(const std::vector<Stop>& stops);
std::vector<Stop> stopsFrom(const ledger::Value& value);
ledger::Value toValue(const std::vector<std::int64_t>& numbers);
std::vector<std::int64_t> numbersFrom(const ledger::Value& value);
ledger::Value toValue(const std::vector<std::string>& texts);
std::vector<std::string> textsFrom(const ledger::Value& value);

} // namespace shouwang::duty
