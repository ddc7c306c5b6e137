#include "dispatch/tables.h"

#include "alarms/tables.h"
#include "ledger/ledger.h"
#include "ledger/range.h"
#include "ledger/row.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace shouwang::dispatch {

namespace {

constexpr int kVersion = 2; // 2: versions of the fields that can be amended

State decoded(const Id& id, const Bytes& bytes) {
    return ledger::decodedRow<State>("dispatch", id, bytes, stateFrom);
}

/// The rows of a statement that selects (id, state), with the overlay folded in and what only the overlay
/// knows.
std::vector<State> collect(const ledger::View& view, ledger::Statement rows) {
    auto found = ledger::withProvisional(view, std::move(rows), ledger::provisionalOf(view, "dispatch"),
                                         decoded, load, evolve);
    std::erase_if(found, [](const State& state) { return !state.exists(); });
    return found;
}

bool isNewer(const State& a, const State& b) {
    return std::pair(-a.opened.at, a.id) < std::pair(-b.opened.at, b.id);
}

bool numberTaken(const ledger::View& view, const std::string& number, const Id& but) {
    view.noteRead(ledger::rangeOf("dispatch", Field::Number, number)); // another one may take it
    ledger::Statement row =
        view.tables().prepare("SELECT id FROM dispatch_incident WHERE number=? AND id<>?");
    row.bind(number).bind(but);
    if (row.next()) return true;
    return std::ranges::any_of(view.overlay(), [&](const ledger::Fact& fact) {
        return fact.kind == kind::kOpened && fact.entity != but &&
               ledger::field(fact.open, Field::Number).text() == number;
    });
}

/// The counter in a number that begins with the prefix; 0: not one of ours.
std::uint32_t counterOf(std::string_view number, std::string_view prefix) {
    std::uint32_t counter = 0;
    if (!number.starts_with(prefix)) return 0;
    const std::string_view digits = number.substr(prefix.size());
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), counter);
    return read.ec == std::errc() && read.ptr == digits.data() + digits.size() ? counter : 0;
}

class DispatchFeature final : public ledger::Feature {
public:
    std::string name() const override { return "dispatch"; }
    int version() const override { return kVersion; }
    void createTables(ledger::Database& tables) const override;
    void dropTables(ledger::Database& tables) const override {
        tables.run("DROP TABLE IF EXISTS dispatch_incident;");
    }
    ledger::Decision decide(const ledger::View& view, const ledger::Command& command) const override;
    void apply(ledger::Database& tables, const ledger::Fact& fact) const override;
    ledger::Map present(const ledger::View& view, const ledger::Command& command) const override {
        const Id& id = command.entity;
        return dispatch::present(ledger::withOverlay(view, id, load(view.tables(), id), evolve), command);
    }
    std::optional<ledger::Mode> modeOf(const ledger::View& view, const Id& entity) const override {
        const auto known = incident(view, entity);
        return known ? std::optional(known->mode) : std::nullopt;
    }
    std::vector<Id> inheritsFrom(const ledger::Command& command) const override {
        return {ledger::field(command.open, Field::Alarm).id()};
    }
    std::string rightFor(const ledger::Command& command) const override {
        if (command.kind == "dispatch.open" || command.kind == "dispatch.amend") return "open_incident";
        if (command.kind == "dispatch.close" || command.kind == "dispatch.waive_task")
            return "close_incident";
        return "handle_alarms";
    }
};

void DispatchFeature::createTables(ledger::Database& tables) const {
    tables.run(
        "CREATE TABLE IF NOT EXISTS dispatch_incident(id BLOB PRIMARY KEY, open INTEGER NOT NULL, number TEXT"
        " NOT NULL, alarm BLOB NOT NULL, opened_at INTEGER NOT NULL, state BLOB NOT NULL) STRICT;"
        "CREATE INDEX IF NOT EXISTS dispatch_incident_open ON dispatch_incident(open);"
        "CREATE INDEX IF NOT EXISTS dispatch_incident_number ON dispatch_incident(number);"
        "CREATE INDEX IF NOT EXISTS dispatch_incident_alarm ON dispatch_incident(alarm);"
        "CREATE INDEX IF NOT EXISTS dispatch_incident_opened ON dispatch_incident(opened_at);");
}

ledger::Decision DispatchFeature::decide(const ledger::View& view, const ledger::Command& command) const {
    const State state =
        ledger::withOverlay(view, command.entity, load(view.tables(), command.entity), evolve);
    const bool opening = command.kind == "dispatch.open";
    const Id about = opening ? ledger::field(command.open, Field::Alarm).id() : state.alarm;
    std::optional<alarms::State> alarm;
    if (!about.isNull()) alarm = alarms::alarm(view, about);
    Ground ground;
    ground.alarm = alarm ? &*alarm : nullptr;
    if (opening)
        ground.numberTaken =
            numberTaken(view, ledger::field(command.open, Field::Number).text(), command.entity);
    return dispatch::decide(state, ground, command);
}

void DispatchFeature::apply(ledger::Database& tables, const ledger::Fact& fact) const {
    if (ledger::roomOf(fact.kind) != name()) return;
    save(tables, evolve(load(tables, fact.entity), fact));
}

} // namespace

State load(ledger::Database& tables, const Id& id) {
    ledger::Statement row = tables.prepare("SELECT state FROM dispatch_incident WHERE id=?");
    row.bind(id);
    return row.next() ? decoded(id, row.bytes(0)) : ledger::named<State>(id);
}

void save(ledger::Database& tables, const State& state) {
    tables.prepare("INSERT OR REPLACE INTO dispatch_incident VALUES(?, ?, ?, ?, ?, ?)")
        .bind(state.id)
        .bind(std::int64_t{state.isOpen()})
        .bind(state.number)
        .bind(state.alarm)
        .bind(state.opened.at)
        .bind(ByteView(ledger::encode(toValue(state))))
        .run();
}

std::vector<State> openIncidents(const ledger::View& view) {
    std::vector<State> found =
        collect(view, view.tables().prepare("SELECT id, state FROM dispatch_incident WHERE open=1"));
    std::erase_if(found, [](const State& state) { return !state.isOpen(); });
    std::ranges::sort(found, standsBefore);
    return found;
}

std::vector<State> incidents(const ledger::View& view, std::size_t limit) {
    ledger::Statement rows = view.tables().prepare(
        "SELECT id, state FROM dispatch_incident WHERE opened_at>0 ORDER BY opened_at DESC, id LIMIT ?");
    rows.bind(static_cast<std::int64_t>(limit));
    std::vector<State> found = collect(view, std::move(rows));
    std::ranges::sort(found, isNewer);
    if (found.size() > limit) found.resize(limit);
    return found;
}

std::optional<State> incident(const ledger::View& view, const Id& id) {
    State state = ledger::withOverlay(view, id, load(view.tables(), id), evolve);
    if (!state.exists()) return std::nullopt;
    return state;
}

std::vector<State> incidentsOf(const ledger::View& view, const Id& alarm) {
    ledger::Statement rows =
        view.tables().prepare("SELECT id, state FROM dispatch_incident WHERE alarm=? AND opened_at>0");
    rows.bind(alarm);
    std::vector<State> found = collect(view, std::move(rows));
    std::erase_if(found, [&](const State& state) { return state.alarm != alarm; });
    std::ranges::sort(found, isNewer);
    return found;
}

std::string nextNumber(const ledger::View& view, char seatLetter, Micros now, int utcOffsetMinutes,
                       ledger::Mode mode) {
    const std::string zero = incidentNumber(now, seatLetter, 0, utcOffsetMinutes, mode);
    const std::string prefix = zero.substr(0, zero.size() - 3);
    std::uint32_t last = 0;
    ledger::Statement rows =
        view.tables().prepare("SELECT number FROM dispatch_incident WHERE number>=? AND number<?");
    rows.bind(std::string_view(prefix)).bind(std::string_view(prefix + "~"));
    while (rows.next())
        last = std::max(last, counterOf(rows.text(0), prefix));
    for (const ledger::Fact& fact : view.overlay()) {
        if (fact.kind == kind::kOpened)
            last = std::max(last, counterOf(ledger::field(fact.open, Field::Number).text(), prefix));
    }
    return incidentNumber(now, seatLetter, last + 1, utcOffsetMinutes, mode);
}

std::shared_ptr<const ledger::Feature> makeFeature() {
    return std::make_shared<DispatchFeature>();
}

} // namespace shouwang::dispatch
