#include "duty/tables.h"
#include "ledger/row.h"

#include <algorithm>
#include <map>
#include <set>

namespace shouwang::duty {

namespace {

Handover decoded(const Id& id, const Bytes& bytes) {
    return ledger::decodedRow<Handover>("duty", id, bytes, handoverFrom);
}

Handover load(ledger::Database& database, const Id& id) {
    ledger::Statement row = database.prepare("SELECT state FROM duty_handover WHERE id=?");
    if (row.bind(id).next()) return decoded(id, row.bytes(0));
    Handover none;
    none.id = id;
    return none;
}

Id idOf(const Shift& shift) {
    return shiftId(shift.pattern, shift.start);
}

Shift shiftOf(const ledger::Command& command) {
    return {ledger::field(command.open, Field::Pattern).text(),
            ledger::field(command.open, Field::Start).integer(),
            0,
            {},
            {}};
}

} // namespace

void tables::createHandovers(ledger::Database& database) {
    database.run(
        "CREATE TABLE IF NOT EXISTS duty_handover(id BLOB PRIMARY KEY, begun_at INTEGER NOT NULL, state BLOB"
        " NOT NULL) STRICT;"
        "CREATE INDEX IF NOT EXISTS duty_handover_begun ON duty_handover(begun_at);");
}

void tables::applyToHandovers(ledger::Database& database, const ledger::Fact& fact) {
    if (!fact.kind.starts_with("duty.hand") && !fact.kind.starts_with("duty.item_")) return;
    const Handover before = load(database, fact.entity);
    const Handover after = evolveHandover(before, fact);
    if (after == before) return;
    database.prepare("INSERT OR REPLACE INTO duty_handover VALUES(?, ?, ?)")
        .bind(after.id)
        .bind(after.begun.at)
        .bind(ByteView(ledger::encode(toValue(after))))
        .run();
}

Handover tables::loadHandover(const ledger::View& view, const Id& id) {
    return ledger::withOverlay(view, id, load(view.tables(), id), evolveHandover);
}

bool tables::owesHandover(const ledger::View& view, const State& shift, Micros now) {
    const Handover handover = loadHandover(view, handoverId(shift.id));
    if (handover.completed) return false;
    return handover.exists() || (shift.shift.end != 0 && now >= shift.shift.end);
}

ledger::Decision tables::decideHandover(const ledger::View& view, const ledger::Command& command,
                                        const people::SignatureCheck& check) {
    const Handover state = loadHandover(view, command.entity);
    const Id shift = idOf(state.exists() ? state.shift : shiftOf(command));
    HandoverGround ground;
    ground.open = openItems(view, shift, state.exists() ? state.mode : command.mode);
    ground.check = check;
    for (const Posting& posting : loadShift(view, shift).postings)
        ground.outgoing.push_back(posting.account);
    return duty::decideHandover(state, ground, command);
}

std::optional<Handover> handover(const ledger::View& view, const Id& id) {
    Handover found = tables::loadHandover(view, id);
    if (!found.exists()) return std::nullopt;
    return found;
}

std::vector<Handover> handovers(const ledger::View& view, std::size_t limit) {
    std::set<Id> ids;
    ledger::Statement rows = view.tables().prepare(
        "SELECT id FROM duty_handover WHERE begun_at<>0 ORDER BY begun_at DESC, id DESC LIMIT ?");
    rows.bind(static_cast<std::int64_t>(limit));
    while (rows.next())
        ids.insert(rows.id(0));
    for (const ledger::Fact& fact : view.overlay()) {
        if (fact.kind == kind::kHandoverBegun) ids.insert(fact.entity);
    }
    std::vector<Handover> found;
    for (const Id& id : ids)
        found.push_back(tables::loadHandover(view, id));
    std::erase_if(found, [](const Handover& each) { return !each.exists(); });
    std::ranges::sort(found, std::greater(),
                      [](const Handover& each) { return std::pair(each.begun.at, each.id); });
    if (found.size() > limit) found.resize(limit);
    return found;
}

bool waitsForStation(const ledger::View& view, const Id& handover) {
    bool waits = false;
    view.overlay().eachOf(handover, [&](const ledger::Fact&) { waits = true; });
    return waits;
}

std::vector<OverdueHandover> overdueHandovers(const ledger::View& view, Micros now,
                                              const HandoverRule& rule) {
    constexpr std::size_t kLast = 5; // of those that were begun; older ones have been overtaken
    std::map<Id, Shift> shifts;
    for (const Posting& posting : onPost(view))
        shifts.emplace(posting.shift, tables::loadShift(view, posting.shift).shift);
    for (const Handover& begun : handovers(view, kLast)) {
        if (begun.isOpen()) shifts.emplace(idOf(begun.shift), begun.shift);
    }
    std::vector<OverdueHandover> found;
    for (const auto& [id, shift] : shifts) {
        const Id handover = handoverId(id);
        if (isOverdue(shift, tables::loadHandover(view, handover), now, rule))
            found.push_back({handover, shift, tables::loadShift(view, id).postings});
    }
    std::ranges::stable_sort(found, {}, [](const OverdueHandover& each) { return each.shift.end; });
    return found;
}

std::optional<Id> owedHandover(const ledger::View& view, const std::string& account, const Id& seat,
                               Micros now) {
    for (const Posting& posting : postingsOf(view, account, now)) {
        if (!posting.isOn() || (!seat.isNull() && posting.seat != seat)) continue;
        if (tables::owesHandover(view, tables::loadShift(view, posting.shift), now))
            return handoverId(posting.shift);
    }
    return std::nullopt;
}

} // namespace shouwang::duty
