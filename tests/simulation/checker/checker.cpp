#include "simulation/checker/checker.h"

#include "alarms/tables.h"
#include "simulation/room.h"

#include <algorithm>
#include <map>

namespace shouwang::simulation {

using ledger::Command;
using ledger::Database;
using ledger::Statement;
using ledger::Verdict;

void Checker::broken(std::string rule, std::string text) {
    if (m_violation) return;
    m_trace.line(m_scheduler.now(), "checker", "{}: {}", rule, text);
    m_violation = Violation{std::move(rule), std::move(text)};
}

// A number that was given once stands for the same fact for ever, on the branch that is in force.
void Checker::learn(std::uint64_t number, const Hash& hash, const char* where) {
    const auto [known, fresh] = m_known.emplace(number, hash);
    if (!fresh && known->second != hash) {
        broken("I4", fmt::format("fact {} is another one than before ({})", number, where));
    }
}

void Checker::committed(std::span<const ledger::StoredFact> facts) {
    for (const ledger::StoredFact& fact : facts) {
        if (!m_known.empty() && fact.number != m_known.rbegin()->first + 1) {
            broken("I4",
                   fmt::format("fact {} was committed behind {}", fact.number, m_known.rbegin()->first));
        }
        learn(fact.number, fact.hash, "commit");
        const auto read = ledger::decodeFact(fact.bytes);
        const auto [named, fresh] =
            m_named.emplace(std::pair(read ? read->epoch : 0, fact.number), fact.hash);
        if (!fresh && named->second != fact.hash && !m_forksExpected) {
            broken("I4", fmt::format("two facts are number {} of one epoch", fact.number));
        }
    }
}

void Checker::shown(const sync::FeedBatch& batch) {
    ring.told(batch.backedUp);
    std::uint64_t expected = batch.from;
    for (const ledger::StoredFact& fact : batch.facts) {
        if (fact.number != expected++) broken("I4", fmt::format("the feed jumps to {}", fact.number));
        learn(fact.number, fact.hash, "feed");
    }
}

void Checker::stationStarted(ledger::Ledger& opened) {
    if (m_known.empty()) {
        auto facts = opened.after(0, 1'000'000);
        if (facts) committed(*facts);
        return;
    }
    const auto& [number, hash] = *m_known.rbegin();
    const auto fact = opened.fact(number);
    if (!fact) return; // a disk that fails just now
    if (!*fact) return broken("I1", fmt::format("the station has lost fact {}", number));
    if ((*fact)->hash != hash) broken("I4", fmt::format("fact {} has changed over a restart", number));
    auto more = opened.after(number, 1'000'000); // committed, but the process died before it could say so
    if (more && !more->empty()) committed(*more);
}

// Another branch is in force, perhaps one that had been left before.
void Checker::stationPutBack(ledger::Ledger& opened, bool announced) {
    m_known.clear();
    if (auto facts = opened.after(0, 1'000'000)) {
        for (const ledger::StoredFact& fact : *facts)
            m_known.emplace(fact.number, fact.hash);
    }
    m_mustFork.merge(std::exchange(m_reached, {}));
    std::erase_if(m_mustFork, [&](const auto& entry) {
        // Where it is announced they hear of it, and cut off what is behind.
        const auto known = m_known.find(entry.second.first);
        return announced || (known != m_known.end() && known->second == entry.second.second);
    });
    std::erase_if(m_checkpoints, [this](const ledger::Checkpoint& checkpoint) {
        const auto known = m_known.find(checkpoint.number);
        return known == m_known.end() || known->second != checkpoint.hash;
    });
    ++m_lives;
    m_stages.clear();
    ring.wentBack();
}

void Checker::signedNote(const std::string& text) {
    const auto note = ledger::parseNote(text);
    if (!note) return broken("I10", "a checkpoint that nobody can read: " + note.error().text);
    m_checkpoints.push_back(note->checkpoint);
}

void Checker::answered(const sync::Push& push, const sync::PushReply& reply) {
    ring.told(reply.backedUp);
    for (const sync::CommandVerdict& item : reply.verdicts) {
        const auto command = ledger::decodeCommand(push.commands[item.counter - push.first]);
        if (!command) continue;
        const auto [ack, fresh] = m_acks.emplace(command->reason, Ack{item.verdict, m_lives});
        if (fresh) continue;
        const Verdict& before = ack->second.verdict;
        const bool same = before.kind == item.verdict.kind && before.first == item.verdict.first &&
                          before.last == item.verdict.last;
        if (!same && ack->second.life == m_lives) {
            broken("I2", fmt::format("{} got another verdict when it came again", command->reason));
        }
        ack->second = Ack{item.verdict, m_lives};
    }
}

void Checker::deviceCommitted(const Command& command) {
    m_presses[command.entity] = true;
}

void Checker::pressed(const Id& alarm) {
    m_presses.emplace(alarm, false);
}

void Checker::told(std::size_t wire, const Command& draft, const ledger::CommandId& id) {
    Act act{wire, draft.kind, id, draft.entity, m_scheduler.now(), draft.base, false};
    const auto known = m_acts.find(draft.reason);
    if (known == m_acts.end()) {
        m_acts.emplace(draft.reason, std::move(act));
    } else {
        known->second = std::move(act);
    }
    if (draft.kind == "alarms.raise") m_presses[draft.entity] = true;
}

void Checker::toldEarly(std::size_t wire, const Command& draft) {
    told(wire, draft, {});
}

void Checker::notSaved(std::size_t wire, const Error& error) {
    if (m_healed) broken("I12", fmt::format("seat {} cannot save on a sound disk: {}", wire, error.text));
}

void Checker::damaged(std::string_view who, const std::string& text) {
    broken("I1", fmt::format("the file of {} is damaged: {}", who, text));
}

void Checker::secondWriter(std::string_view who, const std::string& file) {
    broken("I14", fmt::format("{}: a second connection writes to {}", who, file));
}

void Checker::bounded(std::string_view what, std::size_t size, std::size_t limit) {
    if (size > limit) broken("I13", fmt::format("{}: {} are more than {}", what, size, limit));
}

void Checker::seatStarted(std::size_t wire, sync::Seat& seat) {
    checkFile(wire, seat.store().database(), seat.store().meta().loading, "at a start");
    checkOwnWrites(wire, seat);
}

// Whatever becomes of the station, these can be brought back to it.
void Checker::kept(std::size_t wire, std::span<const ledger::Fact> facts) {
    for (const ledger::Fact& fact : facts) {
        if (fact.kind == "alarms.raised") m_kept[wire].insert(fact.entity);
        if (fact.kind == "alarms.repeated")
            m_kept[wire].insert(ledger::field(fact.open, alarms::Field::Press).id());
    }
}

// Only while seat and station are on one branch do the numbers of both mean the same.
void Checker::reached(std::size_t wire, const sync::SeatMeta& meta) {
    if (meta.forked || meta.cursor.number == 0 || meta.loading) return;
    const auto known = m_known.find(meta.cursor.number);
    if (known == m_known.end() || known->second != meta.cursor.hash) return;
    auto& most = m_reached[wire];
    most = std::max(most, std::pair(known->first, known->second));
    const auto promised = m_known.find(meta.promised.number);
    const bool ours = meta.promised.epoch == meta.cursor.epoch && promised != m_known.end() &&
                      promised->second == meta.promised.hash;
    if (ours) most = std::max(most, std::pair(promised->first, promised->second));
}

void Checker::seatPutBack(std::size_t wire, Nanos copied) {
    m_kept.erase(wire);
    m_reached.erase(wire);
    m_mustFork.erase(wire);
    for (auto& [marker, act] : m_acts) {
        if (act.wire == wire && act.told >= copied) act.weak = true;
    }
    std::erase_if(m_stages, [wire](const auto& entry) { return entry.first.first == wire; });
}

void Checker::resynced(std::size_t wire) {
    m_catchingUp.insert(wire);
    std::erase_if(m_stages, [wire](const auto& entry) { return entry.first.first == wire; });
}

// Cursor, facts and tables moved together or not at all; while new tables are made, the old ones are shown.
void Checker::checkFile(std::size_t wire, Database& file, bool loading, const char* when) {
    std::int64_t cursor = 0;
    std::int64_t least = 0;
    std::int64_t most = 0;
    std::int64_t count = 0;
    std::int64_t lines = 0;
    std::int64_t written = 0;
    {
        Statement row = file.prepare("SELECT cursor_number, (SELECT min(number) FROM seat_fact), (SELECT"
                                     " max(number) FROM seat_fact), (SELECT count(*) FROM seat_fact), (SELECT"
                                     " count(*) FROM room_line) FROM seat_meta");
        if (!row.next()) return file.rollback();
        cursor = row.integer(0);
        least = row.integer(1);
        most = row.integer(2);
        count = row.integer(3);
        lines = row.integer(4);
        if (count > 0 && least == 1) {
            Statement facts = file.prepare("SELECT bytes FROM seat_fact");
            while (facts.next()) {
                const auto fact = ledger::decodeFact(facts.bytes(0));
                if (fact && fact->kind.starts_with("room.")) ++written;
            }
        }
    }
    if (file.error()) return; // a disk that fails just now
    if (count > 0 && (most != cursor || count != most - least + 1)) {
        broken("I7", fmt::format("seat {} {}: cursor {}, facts {} to {}, {} of them", wire, when, cursor,
                                 least, most, count));
    }
    if (count > 0 && least == 1 && !loading && lines != written) {
        broken("I7",
               fmt::format("seat {} {}: {} facts of the room, {} in its table", wire, when, written, lines));
    }
}

// What somebody was told is saved stays in sight, over restarts too.
void Checker::checkOwnWrites(std::size_t wire, sync::Seat& seat) {
    if (seat.hasUndecided()) return; // nobody reads before that: SeatService::start()
    // After an upgrade that cannot work with the old tables: what lies below a snapshot comes with the next.
    if (seat.store().meta().loading && seat.store().meta().base > 0) return;
    if (m_catchingUp.contains(wire)) {
        const ledger::Head head = headOfStation();
        const bool there =
            seat.cursor().number >= head.number && head.number > 0 && seat.store().waiting().value_or(1) == 0;
        if (!there) return;
        m_catchingUp.erase(wire);
    }
    const auto lines = room::lines(seat.view());
    if (seat.store().database().error()) return seat.store().database().rollback();
    const std::set<std::string> seen(lines.begin(), lines.end());
    for (const auto& [marker, act] : m_acts) {
        if (act.wire != wire || act.weak || !act.kind.starts_with("room.write") || seen.contains(marker))
            continue;
        if (ring.lost(wire, marker)) continue;
        auto row = seat.store().row(act.id.epoch, act.id.counter);
        if (!row) return seat.store().database().rollback();
        if (*row && (*row)->verdict && (*row)->verdict->quarantined) continue;
        broken("I6", fmt::format("seat {} no longer shows {}, which it had saved as {}", wire, marker,
                                 act.id.text()));
    }
}

void Checker::checkStages(std::size_t wire, sync::Seat& seat) {
    Database& tables = seat.store().database();
    const sync::SeatMeta& meta = seat.store().meta();
    if (meta.loading || meta.forked) return;
    if (std::exchange(m_branches[wire], meta.cursor.epoch) != meta.cursor.epoch) {
        std::erase_if(m_stages, [wire](const auto& entry) { return entry.first.first == wire; });
    }
    const auto alarms = alarms::recentAlarms(ledger::View(tables, {}, 0), 100);
    if (tables.error()) return tables.rollback();
    for (const alarms::State& alarm : alarms) {
        const int stage = static_cast<int>(alarm.stage());
        int& before = m_stages[{wire, alarm.id}];
        if (stage < before) broken("I9", fmt::format("an alarm went back from {} to {}", before, stage));
        before = stage;
    }
}

void Checker::look(std::size_t wire, sync::Seat& seat) {
    checkFile(wire, seat.store().database(), seat.store().meta().loading, "at a look");
    if (seat.store().database().error()) seat.store().database().rollback();
    checkOwnWrites(wire, seat);
    checkStages(wire, seat);
}

void Checker::snapshot(std::size_t wire, Database& tables, bool loading) {
    checkFile(wire, tables, loading, "on a screen");
}

Result<std::optional<ledger::StoredFact>> Checker::factOfStation(std::uint64_t number) const {
    ledger::Ledger* chain = ledger();
    if (!chain) return std::optional<ledger::StoredFact>();
    return chain->fact(number);
}

ledger::Head Checker::headOfStation() const {
    ledger::Ledger* chain = ledger();
    return chain ? chain->head() : ledger::Head();
}

std::map<std::string, Hash> tablesOf(Database& file) {
    std::map<std::string, Hash> tables;
    std::vector<std::pair<std::string, int>> names;
    {
        Statement rows = file.prepare("SELECT name, (SELECT count(*) FROM pragma_table_info(m.name)) FROM"
                                      " sqlite_master m WHERE type='table'");
        while (rows.next()) {
            const std::string name = rows.text(0);
            const bool ours = name.starts_with("room_") || name.starts_with("alarms_") ||
                              name.starts_with("dispatch_") || name.starts_with("people_") ||
                              name.starts_with("attention_");
            if (ours) names.emplace_back(name, static_cast<int>(rows.integer(1)));
        }
    }
    for (const auto& [name, columns] : names) {
        Sha256 hash;
        Statement rows = file.prepare("SELECT * FROM " + name + " ORDER BY 1, 2");
        while (rows.next()) {
            for (int column = 0; column < columns; ++column) {
                const Bytes bytes = rows.bytes(column);
                const auto size = static_cast<std::uint8_t>(bytes.size() & 0xff);
                hash.add({&size, 1});
                hash.add(bytes);
            }
        }
        tables[name] = hash.finish();
    }
    return tables;
}

} // namespace shouwang::simulation
