#include "sync/station.h"

#include "base/log.h"
#include "sync/storage.h"

#include <algorithm>
#include <fmt/format.h>

namespace shouwang::sync {

using ledger::Command;
using ledger::CommandId;
using ledger::Database;
using ledger::Statement;
using ledger::Verdict;

namespace {

// A batch with its frame stays under kMaxFeedBytes also when the last fact is as large as a push may be.
constexpr std::size_t kFeedByteLimit = kMaxFeedBytes - kMaxPushBytes - (std::size_t{512} << 10);
constexpr std::uint64_t kPersistEvery = 256; // counters are found again from there by looking at the verdicts

bool isLetter(std::string_view letter) {
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    return !letter.empty() && letter.size() == 1 && std::all_of(letter.begin(), letter.end(), capital);
}

/// The sealed parts of other compartments: the hashes verify all the same.
void leaveOut(std::vector<ledger::StoredFact>& facts, std::int64_t compartments) {
    for (ledger::StoredFact& stored : facts) {
        if (stored.sealed.empty() || compartments == kAllCompartments) continue;
        const auto fact = ledger::decodeFact(stored.bytes);
        if (!fact || (bitOf(fact->compartment) & compartments) == 0) stored.sealed.clear();
    }
}

Verdict malformed(std::string text) {
    Verdict verdict;
    verdict.kind = Verdict::Kind::Refused;
    verdict.refusal = {"sync.malformed", {}, std::move(text)};
    return verdict;
}

} // namespace

std::vector<ledger::EpochMark> lastEpochs(const ledger::Ledger& ledger) {
    const auto& all = ledger.epochs();
    const std::size_t skip = all.size() > kMaxEpochs ? all.size() - kMaxEpochs : 0;
    return {all.begin() + static_cast<std::ptrdiff_t>(skip), all.end()};
}

/// What becomes of one push: where its commands stand in the group, or the verdict that needs no ledger.
struct Station::Planned {
    PushReply reply;
    std::vector<std::optional<std::size_t>> places; // beside reply.verdicts: index into the group's commands
};

Result<std::unique_ptr<Station>> Station::open(ledger::Ledger& ledger, const Clock& clock) {
    std::unique_ptr<Station> station(new Station(ledger, clock));
    if (auto prepared = station->prepare(); !prepared) return tl::unexpected(prepared.error());
    return station;
}

Result<void> Station::prepare() {
    Database& database = m_ledger.database();
    database.begin();
    database.run("CREATE TABLE IF NOT EXISTS sync_seat(id BLOB PRIMARY KEY, letter TEXT NOT NULL UNIQUE,"
                 " name TEXT NOT NULL, token BLOB NOT NULL UNIQUE, revoked INTEGER NOT NULL) STRICT;"
                 "CREATE TABLE IF NOT EXISTS sync_epoch(seat BLOB NOT NULL, epoch INTEGER NOT NULL,"
                 " started INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY(seat, epoch)) STRICT;"
                 "CREATE TABLE IF NOT EXISTS sync_clone(id INTEGER PRIMARY KEY, seat BLOB NOT NULL, epoch"
                 " INTEGER NOT NULL, counter INTEGER NOT NULL, payload BLOB NOT NULL, command BLOB NOT NULL,"
                 " noticed INTEGER NOT NULL, UNIQUE(seat, epoch, counter, payload)) STRICT;");
    bool known = false;
    {
        Statement column = database.prepare("SELECT 1 FROM pragma_table_info('sync_seat') WHERE name="
                                            "'compartments'");
        known = column.next();
    }
    if (!known)
        database.run("ALTER TABLE sync_seat ADD COLUMN compartments INTEGER NOT NULL DEFAULT " +
                     std::to_string(kUsualCompartments));
    return database.commit();
}

Result<void> Station::setCompartments(const Id& seat, std::int64_t compartments) {
    Database& database = m_ledger.database();
    database.begin();
    database.prepare("UPDATE sync_seat SET compartments=? WHERE id=?")
        .bind(compartments & kAllCompartments)
        .bind(seat)
        .run();
    const bool found = database.changes() == 1;
    auto committed = database.commit();
    if (committed && !found) return fail(Next::Refused, "no such seat: " + seat.text());
    return committed;
}

Result<std::int64_t> Station::compartmentsOf(const Id& seat) {
    std::int64_t compartments = bitOf(ledger::Compartment::Open);
    {
        Statement row = m_ledger.database().prepare("SELECT compartments FROM sync_seat WHERE id=?");
        if (row.bind(seat).next()) compartments = row.integer(0);
    }
    if (auto ended = endRead(m_ledger.database()); !ended) return tl::unexpected(ended.error());
    return compartments;
}

Result<void> Station::addSeat(const Id& seat, std::string_view letter, std::string_view name,
                              const Hash& tokenHash, std::int64_t compartments) {
    if (seat.isNull() || !isLetter(letter)) {
        return fail(Next::Refused, "a seat needs an id and a letter from A to Z");
    }
    Database& database = m_ledger.database();
    database.begin();
    bool taken = false;
    {
        Statement row = database.prepare("SELECT 1 FROM sync_seat WHERE id=? OR letter=? OR token=?");
        taken = row.bind(seat).bind(letter).bind(ByteView(tokenHash)).next();
    }
    if (taken) {
        database.rollback();
        return fail(Next::Refused, fmt::format("seat {} or letter {} is taken", seat.text(), letter));
    }
    database
        .prepare("INSERT INTO sync_seat(id, letter, name, token, revoked, compartments) VALUES(?, ?, ?, ?, 0,"
                 " ?)")
        .bind(seat)
        .bind(letter)
        .bind(name)
        .bind(ByteView(tokenHash))
        .bind(compartments & kAllCompartments)
        .run();
    return database.commit();
}

Result<void> Station::setToken(const Id& seat, const Hash& tokenHash) {
    Database& database = m_ledger.database();
    database.begin();
    database.prepare("UPDATE sync_seat SET token=? WHERE id=?").bind(ByteView(tokenHash)).bind(seat).run();
    const bool found = database.changes() == 1;
    auto committed = database.commit();
    if (committed && !found) return fail(Next::Refused, "no such seat: " + seat.text());
    return committed;
}

Result<void> Station::revoke(const Id& seat) {
    Database& database = m_ledger.database();
    database.begin();
    database.prepare("UPDATE sync_seat SET revoked=1 WHERE id=?").bind(seat).run();
    const bool found = database.changes() == 1;
    auto committed = database.commit();
    if (committed && !found) return fail(Next::Refused, "no such seat: " + seat.text());
    return committed;
}

Result<SeatInfo> Station::authenticate(ByteView token) {
    // The table holds only hashes: how long the look-up takes tells nothing about a token.
    const Hash hash = sha256(token);
    SeatInfo info;
    bool found = false;
    {
        Statement row = m_ledger.database().prepare("SELECT id, letter, name, revoked, compartments FROM"
                                                    " sync_seat WHERE "
                                                    "token=?");
        found = row.bind(ByteView(hash)).next();
        if (found) info = {row.id(0), row.text(1), row.text(2), 0, 0, row.integer(3) != 0, row.integer(4)};
    }
    if (auto ended = endRead(m_ledger.database()); !ended) return tl::unexpected(ended.error());
    if (!found) return fail(Next::Refused, "unknown token");
    if (info.revoked) return fail(Next::Refused, "seat " + info.letter + " is revoked");
    return info;
}

Result<std::vector<SeatInfo>> Station::seats() {
    std::vector<SeatInfo> seats;
    {
        Statement rows = m_ledger.database().prepare(
            "SELECT id, letter, name, coalesce((SELECT epoch FROM sync_epoch WHERE seat=id ORDER BY started"
            " DESC LIMIT 1), 0), revoked, compartments FROM sync_seat ORDER BY letter");
        while (rows.next()) {
            const auto epoch = unsignedOf(rows.integer(3));
            seats.push_back(
                {rows.id(0), rows.text(1), rows.text(2), epoch, 0, rows.integer(4) != 0, rows.integer(5)});
        }
    }
    if (auto ended = endRead(m_ledger.database()); !ended) return tl::unexpected(ended.error());
    for (SeatInfo& seat : seats) {
        if (seat.epoch == 0) continue;
        auto last = lastCounter(seat.id, seat.epoch);
        if (!last) return tl::unexpected(last.error());
        seat.lastCounter = *last;
    }
    return seats;
}

// The stored counter may lag (kPersistEvery, a crash); the verdicts say the rest. When a command that was
// never given to the ledger lies between, the answer is too small, the seat offers from there again, and gets
// its verdicts again.
Result<std::uint64_t> Station::lastCounter(const Id& seat, std::uint64_t epoch) {
    if (const auto known = m_last.find({seat, epoch}); known != m_last.end()) return known->second;
    Database& database = m_ledger.database();
    std::uint64_t last = 0;
    {
        Statement row = database.prepare("SELECT last FROM sync_epoch WHERE seat=? AND epoch=?");
        if (row.bind(seat).bind(stored(epoch)).next()) last = unsignedOf(row.integer(0));
    }
    const auto decided = [&](std::uint64_t counter) {
        Statement row = database.prepare("SELECT 1 FROM verdict WHERE command=?");
        return row.bind(CommandId{CommandId::Source::Seat, seat, epoch, counter, 0}.text()).next();
    };
    while (decided(last + 1))
        ++last;
    if (auto ended = endRead(database); !ended) return tl::unexpected(ended.error());
    m_last[{seat, epoch}] = last;
    return last;
}

Result<Station::Planned> Station::plan(const SeatPush& push, std::vector<Command>& commands,
                                       std::map<std::pair<Id, std::uint64_t>, std::uint64_t>& last) {
    const Push& body = push.push;
    const std::pair key(push.seat, body.epoch);
    if (!last.contains(key)) {
        auto known = lastCounter(push.seat, body.epoch);
        if (!known) return tl::unexpected(known.error());
        last[key] = *known;
    }
    Planned planned;
    planned.reply.epoch = body.epoch;
    const bool all = body.floor == body.first; // what it left out it has no more
    if (body.first > last[key] + 1 && all) {
        log::error("sync", "seat {} has nothing before command {} any more, and neither have we",
                   push.seat.text(), body.first);
    } else if (body.first > last[key] + 1) {
        planned.reply.expected = last[key] + 1;
        return planned;
    }
    for (std::size_t i = 0; i < body.commands.size(); ++i) {
        const CommandId id{CommandId::Source::Seat, push.seat, body.epoch, body.first + i, 0};
        auto command = ledger::decodeCommand(body.commands[i]);
        planned.reply.verdicts.push_back({id.counter, {}});
        const bool timely = command && isTime(command->occurred) && isTime(command->recorded);
        if (timely && command->id == id && command->seat == push.seat) {
            planned.places.push_back(commands.size());
            commands.push_back(std::move(*command));
        } else { // answered, not dropped at the door: a 4xx would wedge the seat's queue for ever
            planned.places.push_back(std::nullopt);
            planned.reply.verdicts.back().verdict =
                malformed(!command  ? command.error().text
                          : !timely ? "the command is of no year that we know"
                                    : "the command bears another identity");
        }
        last[key] = std::max(last[key], id.counter);
    }
    return planned;
}

Result<std::vector<PushReply>> Station::push(std::span<const SeatPush> pushes) {
    std::vector<Command> commands;
    std::vector<Planned> planned;
    std::map<std::pair<Id, std::uint64_t>, std::uint64_t> last;
    for (const SeatPush& push : pushes) {
        if (push.push.seat != push.seat) {
            return fail(Next::Refused, "a seat pushed in the name of another");
        }
        auto one = plan(push, commands, last);
        if (!one) return tl::unexpected(one.error());
        planned.push_back(std::move(*one));
    }
    std::vector<Verdict> verdicts;
    if (!commands.empty()) {
        auto submitted = m_ledger.submit(commands);
        if (!submitted) return tl::unexpected(submitted.error());
        verdicts = std::move(*submitted);
    }
    std::vector<PushReply> replies;
    std::vector<CloneAlarm> alarms;
    for (Planned& one : planned) {
        for (std::size_t i = 0; i < one.places.size(); ++i) {
            if (!one.places[i]) continue;
            const Verdict& verdict = verdicts[*one.places[i]];
            one.reply.verdicts[i].verdict = verdict;
            if (!verdict.quarantined) continue;
            const Command& command = commands[*one.places[i]];
            alarms.push_back({command.id.origin, command.id.epoch, command.id.counter,
                              ledger::payloadHash(command), ledger::encode(command), m_clock.utc()});
        }
        one.reply.head = m_ledger.head();
        one.reply.serverTime = boundedTime(m_clock.utc());
        one.reply.backedUp = m_ledger.backedUp();
        replies.push_back(std::move(one.reply));
    }
    // The commands are durable. If this fails, the seats hear nothing, push again and get the same verdicts.
    if (auto remembered = remember(last, alarms); !remembered) return tl::unexpected(remembered.error());
    return replies;
}

Result<PushReply> Station::push(const Id& seat, const Push& push) {
    const SeatPush one{seat, push};
    auto replies = this->push(std::span(&one, 1));
    if (!replies) return tl::unexpected(replies.error());
    return std::move(replies->front());
}

Result<void> Station::remember(const std::map<std::pair<Id, std::uint64_t>, std::uint64_t>& last,
                               const std::vector<CloneAlarm>& alarms) {
    std::map<std::pair<Id, std::uint64_t>, std::uint64_t> persist;
    for (const auto& [key, counter] : last) {
        const std::uint64_t before = m_last[key];
        m_last[key] = counter;
        const bool leap = counter > before + kMaxPushCommands; // a gap that looking at verdicts cannot cross
        if (leap || (before == 0 && counter > 0) || before / kPersistEvery != counter / kPersistEvery) {
            persist[key] = counter;
        }
    }
    if (persist.empty() && alarms.empty()) return {};
    Database& database = m_ledger.database();
    database.begin();
    for (const auto& [key, counter] : persist) {
        database
            .prepare("INSERT INTO sync_epoch VALUES(?1, ?2, (SELECT count(*) FROM sync_epoch), ?3)"
                     " ON CONFLICT DO UPDATE SET last=?3")
            .bind(key.first)
            .bind(stored(key.second))
            .bind(stored(counter))
            .run();
    }
    std::vector<CloneAlarm> fresh;
    for (const CloneAlarm& alarm : alarms) {
        database.prepare("INSERT OR IGNORE INTO sync_clone VALUES(NULL, ?, ?, ?, ?, ?, ?)")
            .bind(alarm.seat)
            .bind(stored(alarm.epoch))
            .bind(stored(alarm.counter))
            .bind(ByteView(alarm.payload))
            .bind(ByteView(alarm.command))
            .bind(alarm.noticed)
            .run();
        if (database.changes() == 1) fresh.push_back(alarm);
    }
    auto committed = database.commit();
    if (!committed) return committed;
    for (const CloneAlarm& alarm : fresh) {
        log::warning("sync", "seat {} is there twice: counter {} came with another payload",
                     alarm.seat.text(), alarm.counter);
        if (onCloneAlarm) onCloneAlarm(alarm);
    }
    return {};
}

Result<RecoverReply> Station::recover(const Id& seat, const Recover& recover) {
    if (recover.seat != seat) return fail(Next::Refused, "a seat offered facts in the name of another");
    auto verdicts = m_ledger.recover(recover.facts);
    if (!verdicts) return tl::unexpected(verdicts.error());
    std::size_t copies = 0;
    for (std::size_t i = 0; i < verdicts->size(); ++i) {
        const Verdict& verdict = (*verdicts)[i];
        if (verdict.kind == Verdict::Kind::Contested) ++copies;
        if (verdict.kind == Verdict::Kind::Refused)
            log::warning("sync", "lost fact {} is not taken: {}", recover.facts[i].number,
                         verdict.refusal.text);
    }
    log::warning("sync", "seat {} brought {} facts that were lost, {} of them new", seat.text(),
                 recover.facts.size(), copies);
    return RecoverReply{recover.facts.size(), m_ledger.head()};
}

FeedBatch Station::withStubs(FeedBatch batch, std::int64_t compartments) {
    batch.compartments = compartments;
    leaveOut(batch.facts, compartments);
    return batch;
}

Result<History> Station::history(const HistoryQuery& query, std::int64_t compartments) {
    History history;
    history.station = m_ledger.station();
    const std::size_t limit = std::clamp<std::size_t>(query.limit, 1, kMaxFeedFacts);
    std::size_t bytes = 0;
    {
        Statement rows = m_ledger.database().prepare(
            query.entity ? "SELECT number, hash, bytes, sealed FROM fact WHERE entity=?3 AND number>?1 ORDER"
                           " BY number LIMIT ?2"
                         : "SELECT number, hash, bytes, sealed FROM fact WHERE number>?1 ORDER BY number"
                           " LIMIT ?2");
        rows.bind(stored(query.after)).bind(stored(limit + 1));
        if (query.entity) rows.bind(*query.entity);
        while (rows.next()) {
            history.more = history.facts.size() == limit || bytes > kFeedByteLimit;
            if (history.more) break;
            history.facts.push_back(
                {unsignedOf(rows.integer(0)), hashOf(rows.bytes(1)), rows.bytes(2), rows.bytes(3)});
            bytes += history.facts.back().bytes.size() + history.facts.back().sealed.size();
        }
    }
    if (auto ended = endRead(m_ledger.database()); !ended) return tl::unexpected(ended.error());
    leaveOut(history.facts, compartments);
    return history;
}

Result<FeedBatch> Station::feed(const Cursor& cursor, std::size_t limit, std::int64_t compartments) {
    FeedBatch batch = batchOf({});
    batch.from = cursor.number + 1;
    batch.to = cursor.number;
    if (cursor.epoch != batch.epoch) batch.epochs = lastEpochs(m_ledger);
    if (cursor.number > m_ledger.head().number) {
        batch.fork = true;
        return batch;
    }
    if (cursor.number > 0) {
        auto fact = m_ledger.fact(cursor.number);
        if (!fact) return tl::unexpected(fact.error());
        batch.fork = !*fact || (*fact)->hash != cursor.hash;
        if (batch.fork) return batch;
    }
    auto facts =
        m_ledger.after(cursor.number, std::clamp<std::size_t>(limit, 1, kMaxFeedFacts), kFeedByteLimit);
    if (!facts) return tl::unexpected(facts.error());
    batch.facts = std::move(*facts);
    batch.to = cursor.number + batch.facts.size();
    return withStubs(std::move(batch), compartments);
}

FeedBatch Station::batchOf(std::span<const ledger::StoredFact> facts) const {
    FeedBatch batch;
    batch.station = m_ledger.station();
    batch.head = m_ledger.head();
    batch.epoch = batch.head.epoch;
    batch.backedUp = m_ledger.backedUp();
    std::size_t bytes = 0;
    for (const ledger::StoredFact& fact : facts)
        bytes += fact.bytes.size() + fact.sealed.size();
    const bool fits = facts.size() <= kMaxFeedFacts / 2 && bytes <= kFeedByteLimit;
    if (fits) batch.facts.assign(facts.begin(), facts.end());
    batch.from = batch.facts.empty() ? batch.head.number + 1 : facts.front().number;
    batch.to = batch.from + batch.facts.size() - 1;
    return batch;
}

Hello Station::hello() const {
    return {kOldestProtocol,
            kProtocol,
            m_ledger.station(),
            m_ledger.head(),
            boundedTime(m_clock.utc()),
            m_ledger.backedUp(),
            lastEpochs(m_ledger)};
}

Result<std::vector<CloneAlarm>> Station::cloneAlarms(std::size_t limit) {
    std::vector<CloneAlarm> alarms;
    {
        Statement rows = m_ledger.database().prepare("SELECT seat, epoch, counter, payload, command, noticed"
                                                     " FROM sync_clone ORDER BY id DESC LIMIT ?");
        rows.bind(stored(limit));
        while (rows.next()) {
            CloneAlarm alarm{rows.id(0),
                             unsignedOf(rows.integer(1)),
                             unsignedOf(rows.integer(2)),
                             hashOf(rows.bytes(3)),
                             rows.bytes(4),
                             rows.integer(5)};
            alarms.push_back(std::move(alarm));
        }
    }
    if (auto ended = endRead(m_ledger.database()); !ended) return tl::unexpected(ended.error());
    return alarms;
}

} // namespace shouwang::sync
