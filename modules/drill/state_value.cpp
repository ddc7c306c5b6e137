// Exercises as CBOR values: the bodies of rows. Numbers are of the tables' version; but the list of a start
// stands in facts just so, and its order is final.
#include "drill/drill.h"

namespace shouwang::drill {

namespace {

using ledger::Array;
using ledger::Value;

const Value& part(const Value& value, std::size_t index) {
    static const Value none;
    return index < value.array().size() ? value.array()[index] : none;
}

Value stampValue(const Stamp& stamp) {
    return Array{stamp.actor, stamp.seat, stamp.at};
}
Stamp stampFrom(const Value& value) {
    return {part(value, 0).text(), part(value, 1).id(), part(value, 2).integer()};
}

Item listItemFrom(const Value& value) {
    Item item;
    item.id = part(value, 0).id();
    item.after = part(value, 1).integer();
    item.point = part(value, 2).map();
    item.note = part(value, 3).text();
    return item;
}

Value itemValue(const Item& item) {
    return Array{item.id, item.after, item.point, item.note, static_cast<std::int64_t>(item.state),
                 item.at, item.alarm};
}
Item itemFrom(const Value& value) {
    Item item = listItemFrom(value);
    const std::int64_t state = part(value, 4).integer();
    item.state = state == 1 ? Item::State::Raised : state == 2 ? Item::State::LeftOut : Item::State::Waiting;
    item.at = part(value, 5).integer();
    item.alarm = part(value, 6).id();
    return item;
}

Value endingValue(const std::optional<Ending>& ended) {
    if (!ended) return 0;
    return Array{ended->aborted, stampValue(ended->by), ended->second, ended->reason};
}
std::optional<Ending> endingFrom(const Value& value) {
    if (!value.isArray()) return std::nullopt;
    return Ending{part(value, 0).integer() != 0, stampFrom(part(value, 1)), part(value, 2).text(),
                  part(value, 3).text()};
}

} // namespace

Value toValue(const std::vector<Item>& list) {
    Array array;
    for (const Item& item : list)
        array.push_back(Array{item.id, item.after, item.point, item.note});
    return array;
}

std::vector<Item> listFrom(const Value& value) {
    std::vector<Item> list;
    for (const Value& each : value.array())
        list.push_back(listItemFrom(each));
    return list;
}

Value toValue(const State& state) {
    Array items;
    for (const Item& item : state.items)
        items.push_back(itemValue(item));
    return Array{state.id,     state.name,       state.reason,     stampValue(state.started),
                 state.second, state.plannedEnd, std::move(items), endingValue(state.ended)};
}

State stateFrom(const Value& value) {
    State state;
    state.id = part(value, 0).id();
    state.name = part(value, 1).text();
    state.reason = part(value, 2).text();
    state.started = stampFrom(part(value, 3));
    state.second = part(value, 4).text();
    state.plannedEnd = part(value, 5).integer();
    for (const Value& each : part(value, 6).array())
        state.items.push_back(itemFrom(each));
    state.ended = endingFrom(part(value, 7));
    return state;
}

} // namespace shouwang::drill
