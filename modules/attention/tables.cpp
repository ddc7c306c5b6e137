#include "people/tables.h"
#include "attention/attention.h"
#include "ledger/row.h"

#include <algorithm>
#include <set>

namespace shouwang::attention {

namespace {

using ledger::Array;
using ledger::Map;
using ledger::Value;

enum Key : std::int64_t {
    CauseKey = 1,
    ModeKey,
    Kind,
    About,
    Actor,
    Seat,
    Reason,
    Occurred,
    Since,
    Number,
    Codes,
    Basis,
    Text,
    Typed,
    Present,
    Settled,
    PostKey,
};

Value toValue(const State& state) {
    Map map{{CauseKey, static_cast<std::int64_t>(state.cause)},
            {ModeKey, static_cast<std::int64_t>(state.mode)},
            {Kind, state.kind},
            {About, state.about},
            {Actor, state.actor},
            {Seat, state.seat},
            {Reason, state.reason},
            {Occurred, state.occurred},
            {Since, state.since},
            {Number, static_cast<std::int64_t>(state.number)},
            {Codes, Array(state.codes.begin(), state.codes.end())},
            {Basis, state.basis},
            {Text, state.text},
            {Typed, state.typed},
            {Present, state.present},
            {PostKey, state.post}};
    if (state.settled) {
        const Settling& by = *state.settled;
        map.emplace(Settled, Array{by.outcome, by.note, by.actor, by.seat, by.at});
    }
    return map;
}

State stateFrom(const Id& id, const Value& value) {
    const Map& map = value.map();
    State state;
    state.id = id;
    state.cause = at(map, CauseKey).integer() == 0 ? Cause::Refused : Cause::Contested;
    state.mode = static_cast<ledger::Mode>(at(map, ModeKey).integer());
    state.kind = at(map, Kind).text();
    state.about = at(map, About).id();
    state.actor = at(map, Actor).text();
    state.seat = at(map, Seat).id();
    state.post = at(map, PostKey).text();
    state.reason = at(map, Reason).text();
    state.occurred = at(map, Occurred).integer();
    state.since = at(map, Since).integer();
    state.number = static_cast<std::uint64_t>(at(map, Number).integer());
    for (const Value& code : at(map, Codes).array())
        state.codes.push_back(code.text());
    state.basis = at(map, Basis).text();
    state.text = at(map, Text).text();
    state.typed = at(map, Typed).map();
    state.present = at(map, Present).map();
    if (const Array& by = at(map, Settled).array(); by.size() == 5)
        state.settled = Settling{by[0].text(), by[1].text(), by[2].text(), by[3].id(), by[4].integer()};
    return state;
}

State decoded(const Id& id, const Bytes& bytes) {
    return ledger::decodedRow<State>("attention", id, bytes,
                                     [&id](const Value& value) { return stateFrom(id, value); });
}

State load(ledger::Database& tables, const Id& id) {
    ledger::Statement row = tables.prepare("SELECT state FROM attention_item WHERE id=?");
    return row.bind(id).next() ? decoded(id, row.bytes(0)) : ledger::named<State>(id);
}

void save(ledger::Database& tables, const State& state) {
    tables.prepare("INSERT OR REPLACE INTO attention_item VALUES(?, ?, ?, ?, ?)")
        .bind(state.id)
        .bind(std::int64_t{state.isOpen()})
        .bind(state.seat)
        .bind(state.since)
        .bind(ByteView(ledger::encode(toValue(state))))
        .run();
}

/// The item's own fact names another entity, so the overlay is folded in by the item and not by the entity.
State withProvisional(const ledger::View& view, State state) {
    view.noteRead(state.id);
    for (const ledger::Fact& fact : view.overlay())
        state = evolve(std::move(state), fact);
    return state;
}

class AttentionFeature final : public ledger::Feature {
public:
    std::string name() const override { return "attention"; }
    int version() const override { return 2; } // 2: the post
    int readableSince() const override { return 1; }
    void createTables(ledger::Database& tables) const override {
        tables.run(
            "CREATE TABLE IF NOT EXISTS attention_item(id BLOB PRIMARY KEY, open INTEGER NOT NULL, seat"
            " BLOB NOT NULL, since INTEGER NOT NULL, state BLOB NOT NULL) STRICT;"
            "CREATE INDEX IF NOT EXISTS attention_item_open ON attention_item(since, id) WHERE open=1;");
    }
    void dropTables(ledger::Database& tables) const override {
        tables.run("DROP TABLE IF EXISTS attention_item;");
    }
    ledger::Decision decide(const ledger::View& view, const ledger::Command& command) const override {
        return attention::decide(withProvisional(view, load(view.tables(), command.entity)), command);
    }
    void apply(ledger::Database& tables, const ledger::Fact& fact) const override {
        if (fact.kind == kind::kSettled) save(tables, evolve(load(tables, fact.entity), fact));
        if (!makesItem(fact)) return;
        State state = evolve(load(tables, itemOf(fact)), fact);
        if (state.exists()) save(tables, state);
    }
    std::optional<ledger::Mode> modeOf(const ledger::View& view, const Id& entity) const override {
        const auto known = item(view, entity);
        return known ? std::optional(known->mode) : std::nullopt;
    }
    std::string rightFor(const ledger::Command& command) const override {
        const auto cause = ledger::field(command.open, Field::Cause).integer();
        return cause == static_cast<std::int64_t>(Cause::Contested) ? "approve" : "handle_alarms";
    }
    std::optional<ledger::Draft> noteRefusal(const ledger::View& view, const ledger::Command& command,
                                             const ledger::Refusal& refusal,
                                             const Map& present) const override {
        // Only an officer has a tray; a rule of the station that is refused stands in its log.
        if (command.id.source != ledger::CommandId::Source::Seat) return std::nullopt;
        return attention::noteRefusal(command, refusal, present,
                                      people::postAt(view, command.actor, command.seat));
    }
};

} // namespace

std::optional<State> item(const ledger::View& view, const Id& id) {
    State state = withProvisional(view, load(view.tables(), id));
    if (!state.exists()) return std::nullopt;
    return state;
}

std::vector<State> openItems(const ledger::View& view, const Wanted& wanted) {
    std::vector<State> found;
    std::set<Id> fresh;
    for (const ledger::Fact& fact : view.overlay()) {
        if (makesItem(fact)) fresh.insert(itemOf(fact));
    }
    ledger::Statement rows =
        view.tables().prepare("SELECT id, state FROM attention_item WHERE open=1 ORDER BY since, id LIMIT ?");
    rows.bind(static_cast<std::int64_t>(wanted.place ? 10 * wanted.limit : wanted.limit));
    while (rows.next()) {
        fresh.erase(rows.id(0));
        found.push_back(withProvisional(view, decoded(rows.id(0), rows.bytes(1))));
    }
    for (const Id& id : fresh)
        found.push_back(withProvisional(view, load(view.tables(), id)));
    std::erase_if(found, [&wanted](const State& state) {
        const bool mine = !wanted.place || belongsTo(state, *wanted.place);
        return !state.isOpen() || !mine;
    });
    std::ranges::stable_sort(found, {}, &State::since);
    if (found.size() > wanted.limit) found.resize(wanted.limit);
    return found;
}

std::shared_ptr<const ledger::Feature> makeFeature() {
    return std::make_shared<AttentionFeature>();
}

} // namespace shouwang::attention
