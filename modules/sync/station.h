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
    std::int64_t compartments = 0; ///< bits of those whose sealed parts it receives
};

/// Bit of a compartment in a set of them.
constexpr std::int64_t bitOf(ledger::Compartment compartment) {
    return std::int64_t{1} << static_cast<int>(compartment);
}
/// What a command desk needs; health, psychology and family go to the seats of those who work there.
constexpr std::int64_t kUsualCompartments =
    bitOf(ledger::Compartment::Open) | bitOf(ledger::Compartment::Management);
constexpr std::int64_t kAllCompartments = 31;

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

/// Of all alarms of one seat. What came stands in sync_clone.
struct ClonedSeat {
    Id seat;
    Micros since = 0; ///< noticed first
    Micros last = 0;
    std::uint64_t commands = 0; ///< that were quarantined
};

/// What the seats are told of the station's epochs.
std::vector<ledger::EpochMark> lastEpochs(const ledger::Ledger& ledger);

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
                         const Hash& tokenHash, std::int64_t compartments = kUsualCompartments);
    /// A seat that loses one purges its sealed parts at its next contact. Refused: no such seat.
    Result<void> setCompartments(const Id& seat, std::int64_t compartments);
    Result<std::int64_t> compartmentsOf(const Id& seat); ///< none but the open one for an unknown seat
    Result<void> setToken(const Id& seat, const Hash& tokenHash);
    /// A revoked seat is refused at the door; its letter stays taken and its facts stay.
    Result<void> revoke(const Id& seat);
    /// Refused: nobody has this token, or its seat is revoked.
    Result<SeatInfo> authenticate(ByteView token);
    Result<std::vector<SeatInfo>> seats();

    /// Group commit: all commands of all pushes in one transaction, answers in the order of the pushes.
    /// Commands that the station knows get their first verdict again. On an error (disk full) nothing of
    /// the group has happened. A push that leaves a gap is answered with the counter that it should start at.
    /// Where a room fails on a command, the push fails (Bug) a few times; then the others are taken and that
    /// one without asking a room (Ledger::submitUnasked). Give such a push alone, so that it holds up no
    /// other seat. Refused: a push names another seat than the one that was authenticated; look before
    /// grouping.
    Result<std::vector<PushReply>> push(std::span<const SeatPush> pushes);
    Result<PushReply> push(const Id& seat, const Push& push);

    /// Facts that a backup lacked, as a seat has kept them. Refused: in the name of another seat.
    Result<RecoverReply> recover(const Id& seat, const Recover& recover);

    /// What stands behind the cursor, at most `limit` facts; `fork` when the cursor is not on our chain.
    /// Sealed parts of other compartments than these are left out: the hashes verify all the same.
    Result<FeedBatch> feed(const Cursor& cursor, std::size_t limit = 500,
                           std::int64_t compartments = kAllCompartments);
    /// Facts behind a number, or an entity's; for who wants to see them.
    Result<History> history(const HistoryQuery& query, std::int64_t compartments = kAllCompartments);
    static FeedBatch withStubs(FeedBatch batch, std::int64_t compartments);
    /// For the tails: what Ledger::onCommitted brings, as a batch. When that is too much for one message the
    /// batch holds the head only, and the seats fetch the facts with feed().
    FeedBatch batchOf(std::span<const ledger::StoredFact> facts) const;
    Hello hello() const;

    /// All that have ever been noticed, the longest ago first.
    Result<std::vector<ClonedSeat>> clonedSeats();
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
    Result<std::vector<ledger::Verdict>> submitEach(std::span<const ledger::Command> commands);
    bool failedOften(const ledger::Command& command);
    Result<void> remember(const std::map<std::pair<Id, std::uint64_t>, std::uint64_t>& last,
                          const std::vector<CloneAlarm>& alarms);

    ledger::Ledger& m_ledger;
    const Clock& m_clock;
    std::map<std::pair<Id, std::uint64_t>, std::uint64_t> m_last; // (seat, epoch) -> last decided counter
    std::map<std::string, int> m_failing;                         // command -> times that a room failed on it
};

} // namespace shouwang::sync
