#include "duty/tables.h"

#include "ledger/row.h"

#include <algorithm>
#include <set>

namespace shouwang::duty {

namespace {

Round decoded(const Id& id, const Bytes& bytes) {
    return ledger::decodedRow<Round>("duty", id, bytes, roundFrom);
}

Round load(ledger::Database& database, const Id& id) {
    ledger::Statement row = database.prepare("SELECT state FROM duty_round WHERE id=?");
    return row.bind(id).next() ? decoded(id, row.bytes(0)) : ledger::named<Round>(id);
}

bool isOfRounds(const ledger::Fact& fact) {
    return fact.kind == kind::kRoundBegun || fact.kind == kind::kStopVisited ||
           fact.kind == kind::kRoundEnded;
}

/// The rounds of a statement that selects ids, and those of which provisional facts speak.
std::vector<Round> collect(const ledger::View& view, ledger::Statement rows) {
    std::set<Id> ids;
    while (rows.next())
        ids.insert(rows.id(0));
    for (const ledger::Fact& fact : view.overlay()) {
        if (isOfRounds(fact)) ids.insert(fact.entity);
    }
    std::vector<Round> found;
    for (const Id& id : ids)
        found.push_back(tables::loadRound(view, id));
    std::erase_if(found, [](const Round& round) { return !round.exists(); });
    std::ranges::stable_sort(found, {}, [](const Round& round) { return round.begun.at; });
    return found;
}

} // namespace

void tables::createRounds(ledger::Database& database) {
    database.run(
        "CREATE TABLE IF NOT EXISTS duty_round(id BLOB PRIMARY KEY, open INTEGER NOT NULL, first_due INTEGER"
        " NOT NULL, begun_at INTEGER NOT NULL, state BLOB NOT NULL) STRICT;"
        "CREATE INDEX IF NOT EXISTS duty_round_open ON duty_round(open, first_due);"
        "CREATE INDEX IF NOT EXISTS duty_round_begun ON duty_round(begun_at);");
}

void tables::applyToRounds(ledger::Database& database, const ledger::Fact& fact) {
    if (!isOfRounds(fact)) return;
    const Round after = evolveRound(load(database, fact.entity), fact);
    database.prepare("INSERT OR REPLACE INTO duty_round VALUES(?, ?, ?, ?, ?)")
        .bind(after.id)
        .bind(std::int64_t{after.isOpen()})
        .bind(firstDue(after))
        .bind(after.begun.at)
        .bind(ByteView(ledger::encode(toValue(after))))
        .run();
}

Round tables::loadRound(const ledger::View& view, const Id& id) {
    return ledger::withOverlay(view, id, load(view.tables(), id), evolveRound);
}

std::optional<Round> round(const ledger::View& view, const Id& id) {
    Round found = tables::loadRound(view, id);
    if (!found.exists()) return std::nullopt;
    return found;
}

std::vector<Round> openRounds(const ledger::View& view) {
    auto found = collect(view, view.tables().prepare("SELECT id FROM duty_round WHERE open=1"));
    std::erase_if(found, [](const Round& round) { return !round.isOpen(); });
    return found;
}

std::vector<Round> rounds(const ledger::View& view, std::size_t limit) {
    ledger::Statement rows = view.tables().prepare(
        "SELECT id FROM duty_round WHERE begun_at<>0 ORDER BY begun_at DESC, id DESC LIMIT ?");
    rows.bind(static_cast<std::int64_t>(limit));
    std::vector<Round> found = collect(view, std::move(rows));
    std::ranges::reverse(found);
    if (found.size() > limit) found.resize(limit);
    return found;
}

std::vector<OverdueStop> overdueStops(const ledger::View& view, Micros now, const RoundRule& rule) {
    const Micros due = later(now, -std::max<Micros>(rule.tolerance, 0));
    ledger::Statement rows = view.tables().prepare("SELECT id FROM duty_round WHERE open=1 AND first_due<?");
    rows.bind(due);
    std::vector<OverdueStop> found;
    for (const Round& round : collect(view, std::move(rows))) {
        if (!round.isOpen()) continue;
        for (const std::int64_t index : round.leftOut()) {
            const Stop& stop = round.stops[static_cast<std::size_t>(index)];
            if (dueOf(round, stop) < due) found.push_back({round.id, index, stop, dueOf(round, stop)});
        }
    }
    std::ranges::stable_sort(found, {}, &OverdueStop::due);
    return found;
}

} // namespace shouwang::duty
