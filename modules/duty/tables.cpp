#include "duty/tables.h"

#include "duty/parts.h"
#include "ledger/range.h"
#include "ledger/row.h"

#include <algorithm>
#include <set>

namespace shouwang::duty {

namespace {

constexpr int kVersion = 2; // 2: the handover

State decoded(const Id& id, const Bytes& bytes) {
    return ledger::decodedRow<State>("duty", id, bytes, stateFrom);
}

State load(ledger::Database& database, const Id& id) {
    ledger::Statement row = database.prepare("SELECT state FROM duty_shift WHERE id=?");
    return row.bind(id).next() ? decoded(id, row.bytes(0)) : ledger::named<State>(id);
}

/// Its postings are few and most have changed seldom, so they are written anew.
void save(ledger::Database& database, const State& state) {
    database.prepare("INSERT OR REPLACE INTO duty_shift VALUES(?, ?, ?)")
        .bind(state.id)
        .bind(std::int64_t{!state.onPost().empty()})
        .bind(ByteView(ledger::encode(toValue(state))))
        .run();
    database.prepare("DELETE FROM duty_posting WHERE shift=?").bind(state.id).run();
    std::int64_t place = 0;
    for (const Posting& posting : state.postings) {
        database.prepare("INSERT INTO duty_posting VALUES(?, ?, ?, ?, ?)")
            .bind(state.id)
            .bind(place++)
            .bind(posting.account)
            .bind(std::int64_t{posting.isOn()})
            .bind(posting.left ? posting.left->at : 0)
            .run();
    }
}

std::set<Id> idsOf(ledger::Statement rows) {
    std::set<Id> ids;
    while (rows.next())
        ids.insert(rows.id(0));
    return ids;
}

/// Shifts of which provisional facts speak; with an account: of that one's posts.
void addProvisional(const ledger::View& view, std::set<Id>& shifts, const std::string* account = nullptr) {
    for (const ledger::Fact& fact : view.overlay()) {
        const bool ours = fact.kind == kind::kPostTaken || fact.kind == kind::kPostLeft;
        if (ours && (!account || ledger::field(fact.open, Field::Account).text() == *account))
            shifts.insert(fact.entity);
    }
}

template <class Wanted>
std::vector<Posting> collect(const ledger::View& view, const std::set<Id>& shifts, Wanted wanted) {
    std::vector<Posting> found;
    for (const Id& id : shifts) {
        const State state = tables::loadShift(view, id);
        std::ranges::copy_if(state.postings, std::back_inserter(found), wanted);
    }
    std::ranges::stable_sort(found, {}, &Posting::unbroken);
    return found;
}

/// Few shifts have anybody on a post: the last ones, and those where somebody has forgotten to leave.
std::vector<State> withOpenPosts(const ledger::View& view, const std::string& post) {
    view.noteRead(ledger::rangeOf("duty", Field::Post, post)); // somebody may take it elsewhere
    std::set<Id> shifts = idsOf(view.tables().prepare("SELECT id FROM duty_shift WHERE open=1"));
    addProvisional(view, shifts);
    std::vector<State> found;
    for (const Id& id : shifts)
        found.push_back(tables::loadShift(view, id));
    return found;
}

bool isOfPosts(std::string_view kind) {
    return kind == "duty.take_post" || kind == "duty.leave_post";
}
bool isOfLines(std::string_view kind) {
    return kind == "duty.log_line" || kind == "duty.correct_line";
}

bool isOfHandovers(std::string_view kind) {
    return kind.ends_with("_handover") || kind.ends_with("_item");
}

class DutyFeature final : public ledger::Feature {
public:
    explicit DutyFeature(people::SignatureCheck check)
        : m_check(std::move(check)) {}
    std::string name() const override { return "duty"; }
    int version() const override { return kVersion; }
    void createTables(ledger::Database& database) const override {
        tables::createShifts(database);
        tables::createLines(database);
        tables::createRounds(database);
        tables::createHandovers(database);
    }
    void dropTables(ledger::Database& database) const override {
        database.run("DROP TABLE IF EXISTS duty_shift; DROP TABLE IF EXISTS duty_posting;"
                     "DROP TABLE IF EXISTS duty_line; DROP TABLE IF EXISTS duty_round;"
                     "DROP TABLE IF EXISTS duty_handover; DROP TABLE IF EXISTS duty_marked;");
    }
    ledger::Decision decide(const ledger::View& view, const ledger::Command& command) const override {
        if (isOfLines(command.kind)) return decideLine(tables::groundOfLine(view, command), command);
        if (isOfHandovers(command.kind)) return tables::decideHandover(view, command, m_check);
        if (!isOfPosts(command.kind)) return decideRound(tables::loadRound(view, command.entity), command);
        const std::string& account = ledger::field(command.open, Field::Account).text();
        const State state = tables::loadShift(view, command.entity);
        PostGround ground{postingsOf(view, account, command.occurred), {}};
        ground.owesHandover = tables::owesHandover(view, state, command.occurred);
        if (command.kind == "duty.take_post")
            ground.withOpenPosts = withOpenPosts(view, ledger::field(command.open, Field::Post).text());
        return duty::decide(state, ground, command);
    }
    void apply(ledger::Database& database, const ledger::Fact& fact) const override {
        tables::applyToShifts(database, fact);
        tables::applyToLines(database, fact);
        tables::applyToRounds(database, fact);
        tables::applyToHandovers(database, fact);
    }
    std::vector<ledger::Command> react(const ledger::Fact& fact) const override {
        return reactToHandover(fact);
    }
    std::optional<ledger::Mode> modeOf(const ledger::View& view, const Id& entity) const override {
        if (const auto known = shift(view, entity)) return known->mode;
        if (const auto known = round(view, entity)) return known->mode;
        if (const auto known = handover(view, entity)) return known->mode;
        const auto known = line(view, entity);
        return known ? std::optional(known->line.mode) : std::nullopt;
    }
    /// A line about an exercise belongs to it, as does the correction of such a line.
    std::vector<Id> inheritsFrom(const ledger::Command& command) const override {
        std::vector<Id> about{ledger::field(command.open, Field::Cites).id()};
        for (const Link& link : linksFrom(ledger::field(command.open, Field::Links)))
            about.push_back(link.entity);
        return about;
    }
    std::string rightFor(const ledger::Command& command) const override {
        if (isOfHandovers(command.kind)) {
            // Whoever signs need not be signed on: the order carries a password's proof, and decide asks it.
            return command.nature == ledger::Nature::Order ? "" : kRightHandOver;
        }
        return isOfPosts(command.kind) || isOfLines(command.kind) ? kRightLog : kRightPatrol;
    }
    std::optional<ledger::Refusal> refuseRight(const ledger::View& view, const ledger::Command& command,
                                               const std::string& right) const override {
        if (right != people::kRightSignOff) return {};
        const std::string& account = ledger::field(command.open, people::Field::Account).text();
        if (!owedHandover(view, account, command.seat, command.occurred)) return {};
        return ledger::Refusal{code::kNotHandedOver, {}, account + " has not handed over"};
    }

private:
    const people::SignatureCheck m_check;
};

} // namespace

void tables::createShifts(ledger::Database& database) {
    database.run(
        "CREATE TABLE IF NOT EXISTS duty_shift(id BLOB PRIMARY KEY, open INTEGER NOT NULL, state BLOB NOT"
        " NULL) STRICT;"
        "CREATE INDEX IF NOT EXISTS duty_shift_open ON duty_shift(open);"
        "CREATE TABLE IF NOT EXISTS duty_posting(shift BLOB NOT NULL, place INTEGER NOT NULL, account TEXT"
        " NOT NULL, open INTEGER NOT NULL, left_at INTEGER NOT NULL, PRIMARY KEY(shift, place)) STRICT;"
        "CREATE INDEX IF NOT EXISTS duty_posting_account ON duty_posting(account, open, left_at);");
}

void tables::applyToShifts(ledger::Database& database, const ledger::Fact& fact) {
    if (fact.kind != kind::kPostTaken && fact.kind != kind::kPostLeft) return;
    const State before = load(database, fact.entity);
    const State after = evolve(before, fact);
    if (after != before) save(database, after);
}

State tables::loadShift(const ledger::View& view, const Id& id) {
    return ledger::withOverlay(view, id, load(view.tables(), id), evolve);
}

std::optional<State> shift(const ledger::View& view, const Id& id) {
    State state = tables::loadShift(view, id);
    if (!state.exists()) return std::nullopt;
    return state;
}

std::vector<Posting> onPost(const ledger::View& view) {
    std::set<Id> shifts = idsOf(view.tables().prepare("SELECT id FROM duty_shift WHERE open=1"));
    addProvisional(view, shifts);
    return collect(view, shifts, &Posting::isOn);
}

std::vector<Posting> tooLongOnPost(const ledger::View& view, Micros now, const FatigueRule& rule) {
    std::vector<Posting> found = onPost(view);
    std::erase_if(found, [&](const Posting& posting) {
        return between(posting.unbroken, now) <= longestOf(posting.pattern, rule);
    });
    return found;
}

std::vector<Posting> postingsOf(const ledger::View& view, const std::string& account, Micros now) {
    view.noteRead(ledger::rangeOf("duty", Field::Account, account)); // another shift may get one
    const Micros since = later(now, -kDay);
    ledger::Statement rows = view.tables().prepare("SELECT shift FROM duty_posting WHERE account=?1 AND "
                                                   "open=1 UNION SELECT shift FROM duty_posting WHERE"
                                                   " account=?1 AND open=0 AND left_at>=?2");
    rows.bind(account).bind(since);
    std::set<Id> shifts = idsOf(std::move(rows));
    addProvisional(view, shifts, &account);
    return collect(view, shifts, [&](const Posting& posting) {
        return posting.account == account && (posting.isOn() || posting.left->at >= since);
    });
}

std::shared_ptr<const ledger::Feature> makeFeature(people::SignatureCheck check) {
    return std::make_shared<DutyFeature>(std::move(check));
}

} // namespace shouwang::duty
