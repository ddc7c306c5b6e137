#include "care/tables.h"

#include "ledger/ledger.h"
#include "ledger/range.h"
#include "ledger/row.h"

#include <algorithm>
#include <set>

namespace shouwang::care {

namespace {

State decoded(const Id& id, const Bytes& bytes) {
    return ledger::decodedRow<State>("care", id, bytes, stateFrom);
}

/// How the tables list who is where: elsewhere is not the same as in a zone.
enum class List : std::int64_t { None = 0, AtHome = 1, Elsewhere = 2, Out = 3, Missing = 4, Gone = 5 };

List listOf(const State& state) {
    switch (state.where) {
    case Where::InZone:
        return state.zone == state.home ? List::AtHome : List::Elsewhere;
    case Where::Out:
        return List::Out;
    case Where::Missing:
        return List::Missing;
    case Where::Gone:
        return List::Gone;
    case Where::Unknown:
        break;
    }
    return List::None;
}

std::vector<State> listed(const ledger::View& view, List list, const Wanted& wanted) {
    const std::set<Id> waiting = ledger::provisionalOf(view, "care");
    // One more for each that the overlay may take off the list.
    const std::size_t limit = wanted.limit + waiting.size();
    ledger::Statement rows = view.tables().prepare(
        "SELECT id, state FROM care_person WHERE mode=? AND list=? ORDER BY since, id LIMIT ?");
    rows.bind(static_cast<std::int64_t>(wanted.mode)).bind(static_cast<std::int64_t>(list));
    rows.bind(static_cast<std::int64_t>(limit));
    auto found = ledger::withProvisional(view, std::move(rows), waiting, decoded, load, evolve);
    std::erase_if(found,
                  [&](const State& state) { return state.mode != wanted.mode || listOf(state) != list; });
    std::ranges::sort(found, {}, [](const State& state) { return std::pair(state.last.at, state.id); });
    if (found.size() > wanted.limit) found.resize(wanted.limit);
    return found;
}

/// One row for all persons that count alike.
State likeRow(const ledger::Statement& row) {
    State alike;
    alike.home = row.text(0);
    alike.zone = row.text(1);
    alike.where = static_cast<Where>(row.integer(2));
    alike.woman = row.integer(3) != 0;
    return alike;
}

void tallyConfirmed(const ledger::View& view, ledger::Mode mode, ZoneCounts& counts) {
    ledger::Statement rows = view.tables().prepare(
        "SELECT home, zone, place, woman, count(*) FROM care_person WHERE mode=? AND registered=1"
        " GROUP BY home, zone, place, woman");
    rows.bind(static_cast<std::int64_t>(mode));
    while (rows.next())
        tally(counts, likeRow(rows), static_cast<int>(rows.integer(4)));
}

class CareFeature final : public ledger::Feature {
public:
    std::string name() const override { return "care"; }
    int version() const override { return 1; }
    void createTables(ledger::Database& tables) const override;
    void dropTables(ledger::Database& tables) const override {
        tables.run("DROP TABLE IF EXISTS care_person;");
    }
    ledger::Decision decide(const ledger::View& view, const ledger::Command& command) const override {
        const Id& id = command.entity;
        return care::decide(ledger::withOverlay(view, id, load(view.tables(), id), evolve), command);
    }
    void apply(ledger::Database& tables, const ledger::Fact& fact) const override {
        if (ledger::roomOf(fact.kind) != name()) return;
        const State before = load(tables, fact.entity);
        const State after = evolve(before, fact);
        if (after.exists() && after != before) save(tables, after);
    }
    std::optional<ledger::Mode> modeOf(const ledger::View& view, const Id& entity) const override {
        const State state = ledger::withOverlay(view, entity, load(view.tables(), entity), evolve);
        return state.exists() ? std::optional(state.mode) : std::nullopt;
    }
    std::string rightFor(const ledger::Command&) const override { return "record_movements"; }
};

void CareFeature::createTables(ledger::Database& tables) const {
    tables.run(
        "CREATE TABLE IF NOT EXISTS care_person(id BLOB PRIMARY KEY, mode INTEGER NOT NULL, registered"
        " INTEGER NOT NULL, home TEXT NOT NULL, zone TEXT NOT NULL, place INTEGER NOT NULL, woman INTEGER NOT"
        " NULL, list INTEGER NOT NULL, since INTEGER NOT NULL, state BLOB NOT NULL) STRICT;"
        "CREATE INDEX IF NOT EXISTS care_person_count ON care_person(mode, registered, home, zone, place,"
        " woman);"
        "CREATE INDEX IF NOT EXISTS care_person_list ON care_person(mode, list, since, id);");
}

} // namespace

State load(ledger::Database& tables, const Id& id) {
    ledger::Statement row = tables.prepare("SELECT state FROM care_person WHERE id=?");
    row.bind(id);
    return row.next() ? decoded(id, row.bytes(0)) : ledger::named<State>(id);
}

void save(ledger::Database& tables, const State& state) {
    tables.prepare("INSERT OR REPLACE INTO care_person VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(state.id)
        .bind(static_cast<std::int64_t>(state.mode))
        .bind(std::int64_t{state.inRegister()})
        .bind(state.home)
        .bind(state.zone)
        .bind(static_cast<std::int64_t>(state.where))
        .bind(std::int64_t{state.woman})
        .bind(static_cast<std::int64_t>(listOf(state)))
        .bind(state.last.at)
        .bind(ByteView(ledger::encode(toValue(state))))
        .run();
}

std::vector<ZoneCount> headcount(const ledger::View& view, ledger::Mode mode) {
    view.noteRead(ledger::rangeOf("care", Field::Register, kRegister));
    ZoneCounts counts;
    tallyConfirmed(view, mode, counts);
    for (const Id& id : ledger::provisionalOf(view, "care")) {
        const State before = load(view.tables(), id);
        const State now = ledger::withOverlay(view, id, before, evolve);
        if (before.mode == mode) tally(counts, before, -1);
        if (now.mode == mode) tally(counts, now);
    }
    std::vector<ZoneCount> zones;
    for (auto& [code, count] : counts) {
        if (!count.isEmpty()) zones.push_back(std::move(count));
    }
    return zones;
}

std::optional<State> person(const ledger::View& view, std::string_view number) {
    const Id id = entityOf(number);
    State state = ledger::withOverlay(view, id, load(view.tables(), id), evolve);
    if (!state.exists()) return std::nullopt;
    return state;
}

std::vector<State> outNow(const ledger::View& view, const Wanted& wanted) {
    return listed(view, List::Out, wanted);
}

std::vector<State> missingNow(const ledger::View& view, const Wanted& wanted) {
    return listed(view, List::Missing, wanted);
}

std::vector<State> elsewhereNow(const ledger::View& view, const Wanted& wanted) {
    return listed(view, List::Elsewhere, wanted);
}

std::shared_ptr<const ledger::Feature> makeFeature() {
    return std::make_shared<CareFeature>();
}

} // namespace shouwang::care
