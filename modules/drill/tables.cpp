#include "drill/tables.h"

#include "alarms/tables.h"
#include "base/log.h"
#include "ledger/ledger.h"
#include "ledger/range.h"

#include <algorithm>
#include <set>

namespace shouwang::drill {

namespace {

State decoded(const Id& id, const Bytes& bytes) {
    auto value = ledger::decode(bytes);
    if (value) return stateFrom(*value);
    log::error("drill", "the row of exercise {} cannot be read: {}", id.text(), value.error().text);
    State unreadable;
    unreadable.id = id;
    return unreadable;
}

State load(ledger::Database& tables, const Id& id) {
    ledger::Statement row = tables.prepare("SELECT state FROM drill_exercise WHERE id=?");
    if (row.bind(id).next()) return decoded(id, row.bytes(0));
    State none;
    none.id = id;
    return none;
}

State withProvisional(const ledger::View& view, const Id& id) {
    return ledger::withOverlay(view, id, load(view.tables(), id), evolve);
}

/// The rows of a statement that selects ids, and what only provisional facts speak of.
std::vector<State> collect(const ledger::View& view, ledger::Statement rows) {
    std::set<Id> ids;
    while (rows.next())
        ids.insert(rows.id(0));
    for (const ledger::Fact& fact : view.overlay()) {
        if (ledger::roomOf(fact.kind) == "drill") ids.insert(fact.entity);
    }
    std::vector<State> found;
    for (const Id& id : ids)
        found.push_back(withProvisional(view, id));
    std::erase_if(found, [](const State& state) { return !state.exists(); });
    std::ranges::sort(found, {}, [](const State& state) { return std::pair(state.started.at, state.id); });
    return found;
}

std::vector<State> allRunning(const ledger::View& view) {
    view.noteRead(ledger::rangeOf("drill", Field::Register, kRegister));
    auto found = collect(view, view.tables().prepare("SELECT id FROM drill_exercise WHERE running=1"));
    std::erase_if(found, [](const State& state) { return !state.isRunning(); });
    return found;
}

std::vector<alarms::State> alarmsOf(const ledger::View& view, const State& state) {
    std::vector<alarms::State> found;
    for (const Item& item : state.items) {
        if (item.state != Item::State::Raised) continue;
        if (auto alarm = alarms::alarm(view, item.alarm)) found.push_back(std::move(*alarm));
    }
    return found;
}

class DrillFeature final : public ledger::Feature {
public:
    explicit DrillFeature(people::SignatureCheck check)
        : m_check(std::move(check)) {}

    std::string name() const override { return "drill"; }
    int version() const override { return 1; }
    void createTables(ledger::Database& tables) const override {
        tables.run("CREATE TABLE IF NOT EXISTS drill_exercise(id BLOB PRIMARY KEY, running INTEGER NOT NULL,"
                   " started_at INTEGER NOT NULL, state BLOB NOT NULL) STRICT;"
                   "CREATE INDEX IF NOT EXISTS drill_exercise_running ON drill_exercise(running);"
                   "CREATE INDEX IF NOT EXISTS drill_exercise_started ON drill_exercise(started_at);");
    }
    void dropTables(ledger::Database& tables) const override {
        tables.run("DROP TABLE IF EXISTS drill_exercise;");
    }
    ledger::Decision decide(const ledger::View& view, const ledger::Command& command) const override {
        const State state = withProvisional(view, command.entity);
        const bool ends = command.kind == "drill.stop" || command.kind == "drill.abort";
        Ground ground;
        ground.check = m_check ? &m_check : nullptr;
        if (ends) ground.alarms = alarmsOf(view, state);
        std::vector<State> others;
        if (command.kind == "drill.start") others = allRunning(view);
        std::erase_if(others, [&](const State& other) { return other.id == command.entity; });
        ground.running = others.empty() ? nullptr : &others.front();
        return drill::decide(state, ground, command);
    }
    void apply(ledger::Database& tables, const ledger::Fact& fact) const override {
        if (ledger::roomOf(fact.kind) != name()) return;
        const State state = evolve(load(tables, fact.entity), fact);
        tables.prepare("INSERT OR REPLACE INTO drill_exercise VALUES(?, ?, ?, ?)")
            .bind(state.id)
            .bind(std::int64_t{state.isRunning()})
            .bind(state.started.at)
            .bind(ByteView(ledger::encode(toValue(state))))
            .run();
    }
    std::optional<ledger::Mode> modeOf(const ledger::View& view, const Id& entity) const override {
        const State state = withProvisional(view, entity);
        return state.exists() ? std::optional(ledger::Mode::Drill) : std::nullopt;
    }
    std::string rightFor(const ledger::Command& command) const override {
        return command.kind == "drill.abort" ? kRightAbort : kRightCoordinate;
    }

private:
    const people::SignatureCheck m_check;
};

} // namespace

std::optional<State> running(const ledger::View& view) {
    auto found = allRunning(view);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<State> exercises(const ledger::View& view, std::size_t limit) {
    ledger::Statement rows = view.tables().prepare(
        "SELECT id FROM drill_exercise WHERE started_at>0 ORDER BY started_at DESC LIMIT ?");
    rows.bind(static_cast<std::int64_t>(limit));
    auto found = collect(view, std::move(rows));
    std::ranges::reverse(found);
    if (found.size() > limit) found.resize(limit);
    return found;
}

std::optional<State> exercise(const ledger::View& view, const Id& id) {
    State state = withProvisional(view, id);
    return state.exists() ? std::optional(std::move(state)) : std::nullopt;
}

std::shared_ptr<const ledger::Feature> makeFeature(people::SignatureCheck check) {
    return std::make_shared<DrillFeature>(std::move(check));
}

} // namespace shouwang::drill
