// The station's side of sync, over the ledger: who may push, what was already pushed, and the feed. Sans I/O.
// One thread: the one that owns the ledger. Everything that it returns is durable.
#pragma once

#include "sync/protocol.h"

#include <map>
#include <memory>

namespace shouwang::sync {

struct SeatInfo {
    Id id;
    std::string letter; ///< A, B, ...: stands in numbers that people speak, never given twice
    std::string name;
    std::uint64_t epoch = 0;       ///< the latest that pushed; 0: none has
    std::uint64_t lastCounter = 0; ///< the last decided command of that epoch
    bool revoked = false;
};

/// The same identity came with another payload: two machines believe that they are this seat, or its file was
/// put back from a copy.
struct CloneAlarm {
    Id seat;
    std::uint64_t epoch = 0;
    std::uint64_t counter = 0;
    Hash payload{}; ///< of the command that was quarantined
    Bytes command;  ///< all that was typed: nothing is dropped
    Micros noticed = 0;
};

struct SeatPush {
    Id seat; ///< as authenticated
    Push push;
};

class Station {
public:
    /// The ledger and the clock outlive it. Adds its tables (sync_…) to the ledger's file.
    static Result<std::unique_ptr<Station>> open(ledger::Ledger& ledger, const Clock& clock);

    /// Refused: id or letter is taken, or the letter is not one or two capital letters.
    Result<void> addSeat(const Id& seat, std::string_view letter, std::string_view name,
                         const Hash& tokenHash);
    Result<void> setToken(const Id& seat, const Hash& tokenHash);
    /// A revoked seat is refused at the door; its letter stays taken and its facts stay.
    Result<void> revoke(const Id& seat);
    /// Refused: nobody has this token, or its seat is revoked.
    Result<SeatInfo> authenticate(ByteView token);
    Result<std::vector<SeatInfo>> seats();

    /// Group commit: all commands of all pushes in one transaction, answers in the order of the pushes.
    /// Commands that the station knows get their first verdict again. On an error (disk full) nothing of
    /// the group has happened. A push that leaves a gap is answered with the counter that it should start at.
    /// Refused: a push names another seat than the one that was authenticated; look before grouping.
    Result<std::vector<PushReply>> push(std::span<const SeatPush> pushes);
    Result<PushReply> push(const Id& seat, const Push& push);

    /// What stands behind the cursor, at most `limit` facts; `fork` when the cursor is not on our chain.
    Result<FeedBatch> feed(const Cursor& cursor, std::size_t limit = 500);
    /// For the tails: what Ledger::onCommitted brings, as a batch. When that is too much for one message the
    /// batch holds the head only, and the seats fetch the facts with feed().
    FeedBatch batchOf(std::span<const ledger::StoredFact> facts) const;
    Hello hello() const;

    /// Newest first.
    Result<std::vector<CloneAlarm>> cloneAlarms(std::size_t limit = 100);
    /// Called on the same thread after the push that raised it.
    std::function<void(const CloneAlarm&)> onCloneAlarm;

private:
    struct Planned;
    Station(ledger::Ledger& ledger, const Clock& clock)
        : m_ledger(ledger)
        , m_clock(clock) {}
    Result<void> prepare();
    Result<std::uint64_t> lastCounter(const Id& seat, std::uint64_t epoch);
    Result<Planned> plan(const SeatPush& push, std::vector<ledger::Command>& commands,
                         std::map<std::pair<Id, std::uint64_t>, std::uint64_t>& last);
    Result<void> remember(const std::map<std::pair<Id, std::uint64_t>, std::uint64_t>& last,
                          const std::vector<CloneAlarm>& alarms);

    ledger::Ledger& m_ledger;
    const Clock& m_clock;
    std::map<std::pair<Id, std::uint64_t>, std::uint64_t> m_last; // (seat, epoch) -> last decided counter
};

} // namespace shouwang::sync
