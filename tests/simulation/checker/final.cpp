#include "simulation/checker/final.h"

#include "alarms/tables.h"
#include "ledger/verify.h"
#include "simulation/checker/sealed.h"
#include "simulation/room.h"

#include <algorithm>
#include <map>

namespace shouwang::simulation {

namespace {

using ledger::CommandId;
using ledger::Fact;
using ledger::Verdict;

struct Row { // of an outbox
    std::optional<Verdict> verdict;
    bool attended = false;
};

class Last {
public:
    Last(Env& env, StationNode& station, Seats& seats)
        : m_env(env)
        , m_checker(env.checker)
        , m_station(station)
        , m_seats(seats) {}

    void check(sync::Seat* auditor) {
        readChain();
        readOutboxes();
        if (m_checker.violation()) return;
        for (const auto& [marker, act] : m_checker.acts())
            checkAct(marker, act);
        checkOrder();
        checkOvertaken();
        checkReactions();
        checkPresses();
        checkAlarms();
        checkTables(auditor);
        for (const auto& seat : m_seats)
            checkSealed(m_checker, m_station.station(), *seat, m_rows, m_facts);
        for (const auto& [wire, fact] : m_checker.mustFork())
            m_checker.broken("I4", fmt::format("seat {} did not notice that facts were lost", wire));
    }

private:
    void readChain() {
        auto rows = m_station.ledger().after(0, 1'000'000, std::size_t{1} << 30);
        if (!rows) return m_checker.broken("I1", "the station cannot read its facts: " + rows.error().text);
        m_rows = std::move(*rows);
        ledger::ChainCheck chain(stationId(), m_station.ledger().epochs());
        for (const ledger::StoredFact& row : m_rows) {
            if (const std::string fault = chain.add(row); !fault.empty()) {
                return m_checker.broken("I4", fmt::format("fact {} {}", row.number, fault));
            }
            m_facts.push_back(chain.last());
            if (m_env.trace.print) show(m_facts.back());
        }
        for (const ledger::Checkpoint& checkpoint : m_checker.checkpoints()) {
            const bool there =
                checkpoint.number <= m_rows.size() && m_rows[checkpoint.number - 1].hash == checkpoint.hash;
            if (!there)
                m_checker.broken("I10", fmt::format("checkpoint {} is not of the chain", checkpoint.number));
        }
        for (const auto& [number, hash] : m_checker.known()) {
            const bool there = number <= m_rows.size() && m_rows[number - 1].hash == hash;
            if (!there)
                m_checker.broken("I4", fmt::format("fact {} was shown and is not in the chain", number));
        }
        for (const Fact& fact : m_facts) {
            if (fact.command.source == CommandId::Source::Seat) m_effects[fact.reason].push_back(&fact);
        }
    }

    static void show(const Fact& fact) {
        fmt::print("{} {} {} {} {}\n", fact.number, fact.kind, fact.entity.text().substr(0, 8),
                   fact.command.text(), fact.reason);
        for (const std::string& code : fact.contested)
            fmt::print("  {}\n", code);
    }

    void readOutboxes() {
        for (const auto& seat : m_seats) {
            auto& rows = m_outbox[seat->wire()];
            ledger::Statement row = seat->seat().store().database().prepare(
                "SELECT bytes, verdict, (SELECT 1 FROM seat_attention a WHERE a.sequence=o.sequence) FROM"
                " seat_outbox o");
            while (row.next()) {
                const auto command = ledger::decodeCommand(row.bytes(0));
                if (!command) continue;
                Row read;
                read.attended = row.integer(2) != 0;
                if (const auto value = ledger::decode(row.bytes(1)); value && !row.isNull(1)) {
                    if (auto verdict = Verdict::from(*value)) read.verdict = std::move(*verdict);
                }
                rows[command->reason] = std::move(read);
            }
        }
    }

    void checkAct(const std::string& marker, const Act& act) {
        const std::size_t wanted = act.kind == "room.write_twice" ? 2 : 1;
        const auto effects = m_effects.find(marker);
        const std::size_t found = effects == m_effects.end() ? 0 : effects->second.size();
        const bool dispatched =
            act.kind.starts_with("dispatch."); // drafts a fact of the alarm beside its own
        if (found > wanted && !(dispatched && found == 2)) {
            return m_checker.broken("I2", fmt::format("{} has {} effects", marker, found));
        }
        for (std::size_t i = 1; i < found; ++i) {
            if (effects->second[i]->command == effects->second[0]->command) continue;
            return m_checker.broken("I2", fmt::format("{} happened under two identities", marker));
        }
        if (found > 0) {
            const bool half = found < wanted;
            if (half) m_checker.broken("I7", fmt::format("{} happened in part", marker));
            return;
        }
        checkWithoutEffect(marker, act);
    }

    void checkWithoutEffect(const std::string& marker, const Act& act) {
        const auto ack = m_checker.acks().find(marker);
        const bool lost = m_checker.lives() > 0; // the station has been put back
        const auto& rows = m_outbox[act.wire];
        const auto row = rows.find(marker);
        if (row == rows.end()) {
            const bool acked = ack != m_checker.acks().end() && ack->second.verdict.first != 0;
            if (act.weak && (!acked || lost)) return; // nobody has it any more who could give it back
            if (act.weak && ack != m_checker.acks().end() && !acked) return;
            if (m_checker.ring.lost(act.wire, marker) || m_checker.ring.idle(act.wire, marker)) return;
            return m_checker.broken("I1", fmt::format("{} was saved at seat {} as {} and is nowhere", marker,
                                                      act.wire, act.id.text()));
        }
        const auto& verdict = row->second.verdict;
        if (!verdict) return m_checker.broken("I12", fmt::format("{} has no verdict", marker));
        if (verdict->kind == Verdict::Kind::NoOp) return;
        const bool refused = verdict->kind == Verdict::Kind::Refused || verdict->quarantined;
        if (refused && row->second.attended) return;
        m_checker.broken(refused ? "I8" : "I1",
                         fmt::format("{} of seat {} was {} and is not in the feed", marker, act.wire,
                                     refused ? "refused without a word" : "acknowledged"));
    }

    void checkOrder() {
        std::map<std::pair<Id, std::uint64_t>, std::uint64_t> last;
        for (const Fact& fact : m_facts) {
            if (fact.command.source != CommandId::Source::Seat) continue;
            std::uint64_t& before = last[{fact.command.origin, fact.command.epoch}];
            if (fact.command.counter < before) {
                m_checker.broken("I3", fmt::format("fact {}: command {} of a seat after {}", fact.number,
                                                   fact.command.counter, before));
            }
            before = fact.command.counter;
        }
    }

    // A value that its successor's author had not seen stays in sight.
    void checkOvertaken() {
        std::map<std::pair<Id, std::int64_t>, room::Entry> now;
        for (const Fact& fact : m_facts) {
            if (fact.kind != "room.set") continue;
            const std::int64_t key = ledger::field(fact.open, room::Field::Key).integer();
            const std::string& value = ledger::field(fact.open, room::Field::Value).text();
            room::Entry& entry = now[{fact.entity, key}];
            const auto act = m_checker.acts().find(fact.reason);
            const auto seen = act == m_checker.acts().end() ? 0 : [&] {
                const auto base = act->second.base.find(key);
                return base == act->second.base.end() ? std::int64_t{0} : base->second;
            }();
            const bool known = act != m_checker.acts().end();
            const bool kept = ledger::field(fact.open, room::Field::Overtaken).text() == entry.value;
            if (known && entry.version != 0 && seen != entry.version && value != entry.value && !kept) {
                m_checker.broken("I8", fmt::format("fact {} replaces a value unseen", fact.number));
            }
            entry = {value, ledger::versionOf(fact.command)};
        }
    }

    void checkReactions() {
        std::map<std::uint64_t, int> noted;
        std::map<Id, std::int64_t> taken;
        for (const Fact& fact : m_facts) {
            if (fact.kind.starts_with("room.noted")) ++noted[fact.cause.number];
            if (fact.kind == "room.taken") {
                taken[fact.entity] += ledger::field(fact.open, room::Field::Amount).integer();
            }
        }
        for (const auto& [stock, amount] : taken) {
            if (amount > room::kStockAtFirst) m_checker.broken("I9", "more was taken than was there");
        }
        for (const Fact& fact : m_facts) {
            if (fact.kind == "room.taken" && noted[fact.number] != 1) {
                m_checker.broken(
                    "I2", fmt::format("fact {} was followed {} times", fact.number, noted[fact.number]));
            }
        }
    }

    /// By a seat, whose command it was: it was let go, or went with that seat's disk, and the station was put
    /// back. Of facts that a seat authored nobody offers copies.
    bool raisedAndGone(const Id& alarm) const {
        return std::ranges::any_of(m_checker.acts(), [&](const auto& entry) {
            const Act& act = entry.second;
            return act.kind == "alarms.raise" && act.entity == alarm &&
                   (m_checker.ring.lost(act.wire, entry.first) || (act.weak && m_checker.lives() > 0));
        });
    }

    void checkPresses() {
        std::map<Id, int> raised; // copies of a lost tail count like any other
        for (const Fact& fact : m_facts) {
            if (fact.kind == "alarms.raised") ++raised[fact.entity];
            if (fact.kind == "alarms.repeated") {
                ++raised[ledger::field(fact.open, alarms::Field::Press).id()];
            }
        }
        for (const auto& [alarm, taken] : m_checker.presses()) {
            if (raised[alarm] > 1) m_checker.broken("I2", fmt::format("a press is {} alarms", raised[alarm]));
            if (raised[alarm] > 0) continue;
            if (taken && m_checker.lives() == 0) m_checker.broken("I1", "a press was taken and is no alarm");
            for (const auto& [wire, presses] : m_checker.kept()) {
                if (!presses.contains(alarm) || raisedAndGone(alarm)) continue;
                m_checker.broken("I1", fmt::format("a press that seat {} had kept is no alarm", wire));
            }
        }
    }

    void checkAlarms() {
        std::map<Id, alarms::State> states;
        for (const Fact& fact : m_facts) {
            if (!fact.kind.starts_with("alarms.")) continue;
            alarms::State& state = states[fact.entity];
            const auto before = state.stage();
            state = alarms::evolve(std::move(state), fact);
            if (state.stage() < before)
                m_checker.broken("I9", fmt::format("fact {} sets an alarm back", fact.number));
        }
    }

    void checkTables(sync::Seat* auditor) {
        const auto truth = tablesOf(m_station.ledger().database());
        const auto compare = [&](const std::string& who, sync::Seat& seat) {
            for (const auto& [name, hash] : tablesOf(seat.store().database())) {
                const auto wanted = truth.find(name);
                if (wanted == truth.end() || wanted->second == hash) continue;
                m_checker.broken("I5", fmt::format("{} of {} is not as at the station", name, who));
            }
            if (seat.cursor().hash != m_station.ledger().head().hash) {
                m_checker.broken("I5", who + " is on another branch");
            }
        };
        for (const auto& seat : m_seats)
            compare(seat->name(), seat->seat());
        if (!auditor || m_checker.violation()) return;
        sync::FeedBatch batch;
        batch.station = stationId();
        batch.head = m_station.ledger().head();
        batch.epoch = batch.head.epoch;
        batch.from = auditor->cursor().number + 1;
        batch.facts.assign(m_rows.begin() + static_cast<std::ptrdiff_t>(batch.from - 1), m_rows.end());
        batch.to = m_rows.size();
        if (auto fed = auditor->onFeed(std::move(batch)); !fed) {
            return m_checker.broken("I5", "the feed cannot be replayed: " + fed.error().text);
        }
        compare("a replay", *auditor);
    }

    Env& m_env;
    Checker& m_checker;
    StationNode& m_station;
    Seats& m_seats;
    std::vector<ledger::StoredFact> m_rows;
    std::vector<Fact> m_facts;
    std::map<std::string, std::vector<const Fact*>> m_effects;
    std::map<std::size_t, std::map<std::string, Row>> m_outbox;
};

} // namespace

void checkAll(Env& env, StationNode& station, Seats& seats, sync::Seat* auditor) {
    Last(env, station, seats).check(auditor);
}

} // namespace shouwang::simulation
