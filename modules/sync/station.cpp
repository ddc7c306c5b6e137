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

constexpr int kPatience = 3;                 // times that a room may fail on one command
constexpr std::size_t kMostFailing = 1000;   // such commands at once: more are counted anew
constexpr std::uint64_t kPersistEvery = 256; // counters are found again from there by looking at the verdicts

Verdict malformed(std::string text) {
    Verdict verdict;
    verdict.kind = Verdict::Kind::Refused;
    verdict.refusal = {kMalformedCommand, {}, std::move(text)};
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
    ledger::addColumn(database, "sync_seat", "compartments",
                      "INTEGER NOT NULL DEFAULT " + std::to_string(kUsualCompartments));
    return database.commit();
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
    // What it left out it has no more, and asking for it again would never end.
    const bool gone = body.floor == body.first || (body.floor != 0 && body.floor <= last[key] + 1);
    if (body.first > last[key] + 1 && gone) {
        log::error("sync", "seat {} has not the commands {} to {} any more, and neither have we",
                   push.seat.text(), last[key] + 1, body.first - 1);
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
        if (!submitted && submitted.error().next == Next::Bug && pushes.size() == 1)
            submitted = submitEach(commands);
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

/// One on which a room fails must not hold up the seat's others for ever. A room may fail for want of memory,
/// so it is asked a few times before the command goes by it.
Result<std::vector<Verdict>> Station::submitEach(std::span<const Command> commands) {
    std::vector<Verdict> verdicts;
    for (const Command& command : commands) {
        auto one = m_ledger.submit({&command, 1});
        if (one) {
            m_failing.erase(command.id.text());
            verdicts.push_back(std::move(one->front()));
            continue;
        }
        if (one.error().next != Next::Bug || !failedOften(command)) return tl::unexpected(one.error());
        log::error("sync", "the command {} ({}) is taken without asking a room: {}", command.id.text(),
                   command.kind, one.error().text);
        auto unasked = m_ledger.submitUnasked(command, one.error().text);
        if (!unasked) return tl::unexpected(unasked.error());
        m_failing.erase(command.id.text());
        verdicts.push_back(std::move(*unasked));
    }
    return verdicts;
}

bool Station::failedOften(const Command& command) {
    if (m_failing.size() >= kMostFailing && !m_failing.contains(command.id.text())) m_failing.clear();
    return ++m_failing[command.id.text()] >= kPatience;
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

Hello Station::hello() const {
    return {kOldestProtocol,
            kProtocol,
            m_ledger.station(),
            m_ledger.head(),
            boundedTime(m_clock.utc()),
            m_ledger.backedUp(),
            lastEpochs(m_ledger)};
}

} // namespace shouwang::sync
