// Shifts, lines and rounds as CBOR values: the bodies of rows. Numbers are of the tables' version, not of
// facts; but the lists of equipment, links and stops stand in facts just so, and their order is final.
#include "duty/parts.h"

namespace shouwang::duty {

namespace {

using ledger::Array;
using ledger::Map;
using ledger::Value;

template <class T, class Make>
Value listOf(const std::vector<T>& items, Make make) {
    Array array;
    for (const T& item : items)
        array.push_back(make(item));
    return array;
}

template <class T, class Make>
std::vector<T> listFrom(const Value& value, Make make) {
    std::vector<T> items;
    for (const Value& each : value.array())
        items.push_back(make(each));
    return items;
}

Value postingValue(const Posting& posting) {
    Value left = 0;
    if (posting.left) left = toValue(*posting.left);
    return Array{posting.shift,
                 posting.account,
                 posting.seat,
                 posting.post,
                 toValue(posting.taken),
                 posting.unbroken,
                 toValue(posting.equipment),
                 std::move(left),
                 posting.leavingNote,
                 posting.pattern,
                 posting.relievedBy,
                 toValue(posting.contested)};
}
Posting postingFrom(const Value& value) {
    Posting posting;
    posting.shift = part(value, 0).id();
    posting.account = part(value, 1).text();
    posting.seat = part(value, 2).id();
    posting.post = part(value, 3).text();
    posting.taken = stampFrom(part(value, 4));
    posting.unbroken = part(value, 5).integer();
    posting.equipment = equipmentFrom(part(value, 6));
    if (part(value, 7).isArray()) posting.left = stampFrom(part(value, 7));
    posting.leavingNote = part(value, 8).text();
    posting.pattern = part(value, 9).text();
    posting.relievedBy = part(value, 10).text();
    posting.contested = textsFrom(part(value, 11));
    return posting;
}

Value visitValue(const Visit& visit) {
    return Array{visit.stop,
                 static_cast<std::int64_t>(visit.outcome),
                 visit.kind,
                 visit.text,
                 visit.camera,
                 visit.picture,
                 toValue(visit.by),
                 static_cast<std::int64_t>(visit.number),
                 toValue(visit.contested)};
}
Visit visitFrom(const Value& value) {
    Visit visit;
    visit.stop = part(value, 0).integer();
    visit.outcome = static_cast<Outcome>(part(value, 1).integer());
    visit.kind = part(value, 2).text();
    visit.text = part(value, 3).text();
    visit.camera = part(value, 4).text();
    visit.picture = part(value, 5).id();
    visit.by = stampFrom(part(value, 6));
    visit.number = static_cast<std::uint64_t>(part(value, 7).integer());
    visit.contested = textsFrom(part(value, 8));
    return visit;
}

} // namespace

const Value& part(const Value& value, std::size_t index) {
    static const Value none;
    return index < value.array().size() ? value.array()[index] : none;
}

Value toValue(const Stamp& stamp) {
    return Array{stamp.actor, stamp.seat, stamp.at, static_cast<std::int64_t>(stamp.number)};
}
Stamp stampFrom(const Value& value) {
    return {part(value, 0).text(), part(value, 1).id(), part(value, 2).integer(),
            static_cast<std::uint64_t>(part(value, 3).integer())};
}

Value toValue(const std::vector<Equipment>& equipment) {
    return listOf(equipment, [](const Equipment& item) {
        return Array{item.code, item.expected, item.found, item.faulty, item.note};
    });
}
std::vector<Equipment> equipmentFrom(const Value& value) {
    return listFrom<Equipment>(value, [](const Value& item) {
        return Equipment{part(item, 0).text(), part(item, 1).integer(), part(item, 2).integer(),
                         part(item, 3).integer() != 0, part(item, 4).text()};
    });
}

Value toValue(const std::vector<Link>& links) {
    return listOf(links, [](const Link& link) { return Array{link.room, link.entity}; });
}
std::vector<Link> linksFrom(const Value& value) {
    return listFrom<Link>(value, [](const Value& link) {
        return Link{part(link, 0).text(), part(link, 1).id()};
    });
}

Value toValue(const std::vector<Stop>& stops) {
    return listOf(stops, [](const Stop& stop) {
        return Array{stop.camera, stop.zone, stop.name, stop.keyPlace, stop.within, toValue(stop.checks)};
    });
}
std::vector<Stop> stopsFrom(const Value& value) {
    return listFrom<Stop>(value, [](const Value& stop) {
        return Stop{part(stop, 0).text(),         part(stop, 1).text(),    part(stop, 2).text(),
                    part(stop, 3).integer() != 0, part(stop, 4).integer(), textsFrom(part(stop, 5))};
    });
}

Value toValue(const std::vector<std::int64_t>& numbers) {
    return Array(numbers.begin(), numbers.end());
}
std::vector<std::int64_t> numbersFrom(const Value& value) {
    return listFrom<std::int64_t>(value, [](const Value& number) { return number.integer(); });
}

Value toValue(const std::vector<std::string>& texts) {
    return Array(texts.begin(), texts.end());
}
std::vector<std::string> textsFrom(const Value& value) {
    return listFrom<std::string>(value, [](const Value& text) { return text.text(); });
}

Value toValue(const State& state) {
    const Shift& shift = state.shift;
    return Array{state.id, static_cast<std::int64_t>(state.mode),
                 Array{shift.pattern, shift.start, shift.end, shift.team, shift.name},
                 listOf(state.postings, postingValue)};
}
State stateFrom(const Value& value) {
    State state;
    state.id = part(value, 0).id();
    state.mode = static_cast<ledger::Mode>(part(value, 1).integer());
    const Value& shift = part(value, 2);
    state.shift = {part(shift, 0).text(), part(shift, 1).integer(), part(shift, 2).integer(),
                   part(shift, 3).text(), part(shift, 4).text()};
    state.postings = listFrom<Posting>(part(value, 3), postingFrom);
    return state;
}

Value toValue(const Line& line) {
    return Array{line.id,
                 static_cast<std::int64_t>(line.mode),
                 toValue(line.by),
                 line.recorded,
                 static_cast<std::int64_t>(line.number),
                 line.kind,
                 line.post,
                 line.text,
                 toValue(line.links),
                 line.cites,
                 line.reason,
                 toValue(line.contested),
                 line.forHandover};
}
Line lineFrom(const Value& value) {
    Line line;
    line.id = part(value, 0).id();
    line.mode = static_cast<ledger::Mode>(part(value, 1).integer());
    line.by = stampFrom(part(value, 2));
    line.recorded = part(value, 3).integer();
    line.number = static_cast<std::uint64_t>(part(value, 4).integer());
    line.kind = part(value, 5).text();
    line.post = part(value, 6).text();
    line.text = part(value, 7).text();
    line.links = linksFrom(part(value, 8));
    line.cites = part(value, 9).id();
    line.reason = part(value, 10).text();
    line.contested = textsFrom(part(value, 11));
    line.forHandover = part(value, 12).integer() != 0;
    return line;
}

Value toValue(const Round& round) {
    Value ended = 0;
    if (round.ended)
        ended = Array{toValue(round.ended->by), round.ended->reason, toValue(round.ended->leftOut),
                      toValue(round.ended->contested)};
    return Array{round.id,
                 static_cast<std::int64_t>(round.mode),
                 round.name,
                 round.post,
                 toValue(round.begun),
                 toValue(round.stops),
                 listOf(round.visits, visitValue),
                 std::move(ended),
                 toValue(round.contested)};
}
Round roundFrom(const Value& value) {
    Round round;
    round.id = part(value, 0).id();
    round.mode = static_cast<ledger::Mode>(part(value, 1).integer());
    round.name = part(value, 2).text();
    round.post = part(value, 3).text();
    round.begun = stampFrom(part(value, 4));
    round.stops = stopsFrom(part(value, 5));
    round.visits = listFrom<Visit>(part(value, 6), visitFrom);
    if (const Value& ended = part(value, 7); ended.isArray())
        round.ended = RoundEnd{stampFrom(part(ended, 0)), part(ended, 1).text(), numbersFrom(part(ended, 2)),
                               textsFrom(part(ended, 3))};
    round.contested = textsFrom(part(value, 8));
    return round;
}

} // namespace shouwang::duty
