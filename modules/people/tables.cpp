#include "people/tables.h"

#include <algorithm>
#include <map>

namespace shouwang::people {

namespace {

State loadConfirmed(ledger::Database& tables, const Id& entity) {
    State state;
    {
        auto row = tables.prepare(
            "SELECT account, failures, last_failure, role, auxiliary FROM people_account WHERE entity=?");
        row.bind(entity);
        if (!row.next()) return state;
        state.account = row.text(0);
        state.failures = static_cast<int>(row.integer(1));
        state.lastFailure = row.integer(2);
        state.role = roleFrom(row.text(3)).value_or(Role::Operator);
        state.auxiliary = row.integer(4) != 0;
    }
    auto seats = tables.prepare("SELECT seat, since, post FROM people_on WHERE entity=?");
    seats.bind(entity);
    while (seats.next())
        state.signedOn.emplace(seats.id(0), OnSeat{seats.integer(1), seats.text(2)});
    return state;
}

void save(ledger::Database& tables, const Id& entity, const State& state) {
    tables.prepare("INSERT OR REPLACE INTO people_account VALUES(?, ?, ?, ?, ?, ?)")
        .bind(entity)
        .bind(state.account)
        .bind(state.failures)
        .bind(state.lastFailure)
        .bind(name(state.role))
        .bind(state.auxiliary ? 1 : 0)
        .run();
    tables.prepare("DELETE FROM people_on WHERE entity=?").bind(entity).run();
    for (const auto& [seat, on] : state.signedOn) {
        tables.prepare("INSERT INTO people_on VALUES(?, ?, ?, ?)")
            .bind(entity)
            .bind(seat)
            .bind(on.since)
            .bind(on.post)
            .run();
    }
}

class PeopleFeature final : public ledger::Feature {
public:
    explicit PeopleFeature(SignatureCheck check)
        : m_check(std::move(check)) {}
    std::string name() const override { return "people"; }
    int version() const override { return 3; } // 3: the post
    int readableSince() const override { return 2; }
    void createTables(ledger::Database& tables) const override {
        tables.run(
            "CREATE TABLE IF NOT EXISTS people_account(entity BLOB PRIMARY KEY, account TEXT NOT NULL, "
            "failures"
            " INTEGER NOT NULL, last_failure INTEGER NOT NULL, role TEXT NOT NULL, auxiliary INTEGER NOT "
            "NULL) STRICT;"
            "CREATE TABLE IF NOT EXISTS people_on(entity BLOB NOT NULL, seat BLOB NOT NULL, since INTEGER NOT"
            " NULL, post TEXT NOT NULL DEFAULT '', PRIMARY KEY(entity, seat)) STRICT;");
    }
    void upgradeTables(ledger::Database& tables) const override {
        ledger::addColumn(tables, "people_on", "post", "TEXT NOT NULL DEFAULT ''");
    }
    void dropTables(ledger::Database& tables) const override {
        tables.run("DROP TABLE IF EXISTS people_account; DROP TABLE IF EXISTS people_on");
    }
    ledger::Decision decide(const ledger::View& view, const ledger::Command& command) const override {
        const State confirmed = loadConfirmed(view.tables(), command.entity);
        return people::decide(ledger::withOverlay(view, command.entity, confirmed, evolve), command, m_check);
    }
    void apply(ledger::Database& tables, const ledger::Fact& fact) const override {
        if (ledger::roomOf(fact.kind) != "people") return;
        const State before = loadConfirmed(tables, fact.entity);
        const State after = evolve(before, fact);
        if (after != before) save(tables, fact.entity, after);
    }
    std::string rightFor(const ledger::Command& command) const override {
        return command.kind == "people.sign_off" ? std::string(kRightSignOff) : "";
    }
    std::optional<ledger::Refusal> refuseRight(const ledger::View& view, const ledger::Command& command,
                                               const std::string& right) const override {
        return people::refuseRight(load(view, command.actor), command, right);
    }

private:
    const SignatureCheck m_check;
};

} // namespace

State load(const ledger::View& view, std::string_view account) {
    const Id entity = entityOf(account);
    return ledger::withOverlay(view, entity, loadConfirmed(view.tables(), entity), evolve);
}

std::vector<OnDuty> onDuty(const ledger::View& view) {
    std::map<Id, State> states;
    {
        auto rows = view.tables().prepare("SELECT DISTINCT entity FROM people_on");
        while (rows.next())
            states.emplace(rows.id(0), State());
    }
    for (const auto& fact : view.overlay()) {
        if (ledger::roomOf(fact.kind) == "people") states.emplace(fact.entity, State());
    }
    std::vector<OnDuty> duty;
    for (auto& [entity, state] : states) {
        state = ledger::withOverlay(view, entity, loadConfirmed(view.tables(), entity), evolve);
        for (const auto& [seat, on] : state.signedOn)
            duty.push_back({state.account, seat, on.since, on.post});
    }
    std::ranges::sort(duty, {}, &OnDuty::since);
    return duty;
}

std::string postAt(const ledger::View& view, std::string_view account, const Id& seat) {
    const State state = load(view, account);
    const auto found = state.signedOn.find(seat);
    return found == state.signedOn.end() ? std::string() : found->second.post;
}

std::shared_ptr<const ledger::Feature> makeFeature(SignatureCheck check) {
    return std::make_shared<PeopleFeature>(std::move(check));
}

} // namespace shouwang::people
