#include "alarms/tables.h"

#include "ledger/ledger.h"
#include "ledger/range.h"
#include "ledger/row.h"

#include <algorithm>
#include <set>

namespace shouwang::alarms {

namespace {

constexpr int kVersion = 1;

std::int64_t number(site::Priority priority) {
    return static_cast<std::int64_t>(priority);
}

State decoded(const Id& id, const Bytes& bytes) {
    return ledger::decodedRow<State>("alarms", id, bytes, stateFrom);
}

/// The rows of a statement that selects (id, state), with the overlay folded in and what only the overlay
/// knows.
std::vector<State> collect(const ledger::View& view, ledger::Statement rows) {
    return ledger::withProvisional(view, std::move(rows), ledger::provisionalOf(view, "alarms"), decoded,
                                   load, evolve);
}

std::optional<State> openAt(const ledger::View& view, const std::string& point, ledger::Mode mode) {
    view.noteRead(ledger::rangeOf("alarms", Field::Point, point)); // another one may open there
    ledger::Statement rows =
        view.tables().prepare("SELECT id, state FROM alarms_alarm WHERE point=? AND open=1");
    rows.bind(point);
    std::optional<State> newest;
    for (State& state : collect(view, std::move(rows))) {
        const bool fits = state.isOpen() && state.mode == mode && state.point == point;
        if (fits && (!newest || newest->lastRaisedAt < state.lastRaisedAt)) newest = std::move(state);
    }
    return newest;
}

/// The newest alarm of a technical point, open or closed.
std::optional<State> lastAt(const ledger::View& view, const std::string& point) {
    ledger::Statement rows = view.tables().prepare(
        "SELECT id, state FROM alarms_alarm WHERE point=? ORDER BY raised_at DESC LIMIT 1");
    rows.bind(point);
    std::optional<State> newest;
    for (State& state : collect(view, std::move(rows))) {
        const bool fits = state.exists() && state.point == point;
        if (fits && (!newest || newest->raisedAt < state.raisedAt)) newest = std::move(state);
    }
    return newest;
}

bool knowsPress(const ledger::View& view, const Id& press) {
    view.noteRead(ledger::rangeOf("alarms", Field::Press, press));
    ledger::Statement row = view.tables().prepare("SELECT 1 FROM alarms_press WHERE press=?");
    row.bind(press);
    if (row.next()) return true;
    return std::ranges::any_of(view.overlay(),
                               [&](const ledger::Fact& fact) { return pressIn(fact) == press; });
}

void savePress(ledger::Database& tables, const ledger::Fact& fact) {
    tables.prepare("INSERT OR IGNORE INTO alarms_press VALUES(?, ?)")
        .bind(pressIn(fact))
        .bind(fact.entity)
        .run();
}

class AlarmsFeature final : public ledger::Feature {
public:
    explicit AlarmsFeature(BypassLook bypasses)
        : m_bypasses(std::move(bypasses)) {}
    std::string name() const override { return "alarms"; }
    int version() const override { return kVersion; }
    void createTables(ledger::Database& tables) const override;
    void dropTables(ledger::Database& tables) const override {
        tables.run("DROP TABLE IF EXISTS alarms_alarm; DROP TABLE IF EXISTS alarms_press;");
    }
    ledger::Decision decide(const ledger::View& view, const ledger::Command& command) const override;
    void apply(ledger::Database& tables, const ledger::Fact& fact) const override;
    // What an officer does with an alarm; raising one is a device's.
    ledger::Map present(const ledger::View& view, const ledger::Command& command) const override {
        const Id& id = command.entity;
        return alarms::present(ledger::withOverlay(view, id, load(view.tables(), id), evolve));
    }
    std::optional<ledger::Mode> modeOf(const ledger::View& view, const Id& entity) const override;
    bool trustsCopy(const ledger::View& view, const ledger::Fact& copy) const override;
    std::string rightFor(const ledger::Command& command) const override {
        const bool device = command.kind == "alarms.raise" || command.kind == "alarms.end";
        return device ? "" : "handle_alarms";
    }

private:
    const BypassLook m_bypasses;
};

void AlarmsFeature::createTables(ledger::Database& tables) const {
    tables.run(
        "CREATE TABLE IF NOT EXISTS alarms_alarm(id BLOB PRIMARY KEY, open INTEGER NOT NULL, point TEXT NOT"
        " NULL, priority INTEGER NOT NULL, mode INTEGER NOT NULL, raised_at INTEGER NOT NULL, state BLOB"
        " NOT NULL) STRICT;"
        "CREATE INDEX IF NOT EXISTS alarms_alarm_open ON alarms_alarm(open, priority, raised_at);"
        "CREATE INDEX IF NOT EXISTS alarms_alarm_point ON alarms_alarm(point, open);"
        "CREATE INDEX IF NOT EXISTS alarms_alarm_raised ON alarms_alarm(raised_at);"
        "CREATE TABLE IF NOT EXISTS alarms_press(press BLOB PRIMARY KEY, alarm BLOB NOT NULL) STRICT;");
}

ledger::Decision AlarmsFeature::decide(const ledger::View& view, const ledger::Command& command) const {
    const State state =
        ledger::withOverlay(view, command.entity, load(view.tables(), command.entity), evolve);
    Ground ground;
    std::optional<State> open;
    if (command.kind == "alarms.raise") {
        ground.pressKnown = knowsPress(view, command.entity);
        open = openAt(view, ledger::field(command.open, Field::Point).text(), command.mode);
        ground.openAtPoint = open ? &*open : nullptr;
        if (m_bypasses)
            ground.bypass = m_bypasses(view, ledger::field(command.open, Field::Point).text(), command.mode);
    }
    std::optional<State> last;
    if (const std::string& point = ledger::field(command.open, Field::Point).text();
        point.starts_with(kDevicePoint)) {
        last = lastAt(view, point);
        ground.lastAtPoint = last ? &*last : nullptr;
    }
    return alarms::decide(state, ground, command);
}

std::optional<ledger::Mode> AlarmsFeature::modeOf(const ledger::View& view, const Id& entity) const {
    view.noteRead(entity);
    {
        ledger::Statement row =
            view.tables().prepare("SELECT mode FROM alarms_alarm WHERE id=? AND raised_at>0");
        if (row.bind(entity).next()) return static_cast<ledger::Mode>(row.integer(0));
    }
    const auto provisional = alarm(view, entity);
    return provisional ? std::optional(provisional->mode) : std::nullopt;
}

// A press that has come to be an alarm or a repeat here, because a seat offered it again or the device said
// it again, is not a second one because the lost branch had counted it otherwise.
bool AlarmsFeature::trustsCopy(const ledger::View& view, const ledger::Fact& copy) const {
    if (copy.kind == kind::kRaised) return !isKnown(view, copy.entity);
    if (copy.kind == kind::kRepeated) return !isKnown(view, ledger::field(copy.open, Field::Press).id());
    return true;
}

void AlarmsFeature::apply(ledger::Database& tables, const ledger::Fact& fact) const {
    if (!pressIn(fact).isNull()) savePress(tables, fact);
    if (ledger::roomOf(fact.kind) == name()) save(tables, evolve(load(tables, fact.entity), fact));
}

} // namespace

State load(ledger::Database& tables, const Id& id) {
    ledger::Statement row = tables.prepare("SELECT state FROM alarms_alarm WHERE id=?");
    row.bind(id);
    return row.next() ? decoded(id, row.bytes(0)) : ledger::named<State>(id);
}

void save(ledger::Database& tables, const State& state) {
    tables.prepare("INSERT OR REPLACE INTO alarms_alarm VALUES(?, ?, ?, ?, ?, ?, ?)")
        .bind(state.id)
        .bind(std::int64_t{state.isOpen()})
        .bind(state.point)
        .bind(number(state.priority))
        .bind(static_cast<std::int64_t>(state.mode))
        .bind(state.raisedAt)
        .bind(ByteView(ledger::encode(toValue(state))))
        .run();
}

std::vector<State> openAlarms(const ledger::View& view) {
    std::vector<State> found =
        collect(view, view.tables().prepare("SELECT id, state FROM alarms_alarm WHERE open=1"));
    std::erase_if(found, [](const State& state) { return !state.isOpen(); });
    std::ranges::sort(found, standsBefore);
    return found;
}

std::optional<State> alarm(const ledger::View& view, const Id& id) {
    State state = ledger::withOverlay(view, id, load(view.tables(), id), evolve);
    if (!state.exists()) return std::nullopt;
    return state;
}

std::set<std::string> runningFaults(const ledger::View& view) {
    // Of a group with max() SQLite gives the row that holds it. '.' is the character behind '-'.
    ledger::Statement rows = view.tables().prepare("SELECT id, state, max(raised_at) FROM alarms_alarm WHERE "
                                                   "point>='DEV-' AND point<'DEV.' GROUP BY point");
    std::set<std::string> points;
    for (const State& state : collect(view, std::move(rows))) {
        if (state.exists() && state.isTechnical() && !state.ended) points.insert(state.point);
    }
    return points;
}

std::vector<State> recentAlarms(const ledger::View& view, std::size_t limit) {
    ledger::Statement rows = view.tables().prepare(
        "SELECT id, state FROM alarms_alarm WHERE raised_at>0 ORDER BY raised_at DESC, id LIMIT ?");
    rows.bind(static_cast<std::int64_t>(limit));
    std::vector<State> found = collect(view, std::move(rows));
    std::erase_if(found, [](const State& state) { return !state.exists(); });
    std::ranges::sort(found, [](const State& a, const State& b) {
        return std::pair(-a.raisedAt, a.id) < std::pair(-b.raisedAt, b.id);
    });
    if (found.size() > limit) found.resize(limit);
    return found;
}

Counts countsOf(std::span<const State> alarms) {
    Counts counts;
    for (const State& state : alarms) {
        if (!state.isOpen()) continue;
        const auto index =
            static_cast<std::size_t>(std::clamp<std::int64_t>(number(state.priority), 1, 4) - 1);
        if (state.mode != ledger::Mode::Real) {
            ++counts.exercise;
        } else {
            ++counts.open[index];
            counts.unacknowledged[index] += state.stage() == Stage::Raised ? 1 : 0;
        }
    }
    return counts;
}

Counts countsByPriority(const ledger::View& view) {
    return countsOf(openAlarms(view));
}

bool isKnown(const ledger::View& view, const Id& id) {
    return alarm(view, id).has_value() || knowsPress(view, id);
}

std::shared_ptr<const ledger::Feature> makeFeature(BypassLook bypasses) {
    return std::make_shared<AlarmsFeature>(std::move(bypasses));
}

} // namespace shouwang::alarms
