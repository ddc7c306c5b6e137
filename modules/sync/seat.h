// A seat, sans I/O but for its own file: decides at once, keeps the command, shows the result as provisional,
// and follows the station's facts and verdicts. One thread (the writer); everything that it returns is
// durable.
#pragma once

#include "sync/seat_status.h"
#include "sync/seat_store.h"
#include "sync/snapshot.h"
#include "sync/table_load.h"

#include <deque>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <span>

namespace shouwang::sync {

struct SubmitResult {
    enum class Kind : std::uint8_t {
        Saved,   ///< durable here; `id` and the provisional `facts` are set
        Refused, ///< an order against a rule; nothing was stored, the caller keeps the draft
        Failed,  ///< could not be stored (disk full, ...); nothing was stored, the caller keeps the draft
    };
    Kind kind = Kind::Failed;
    ledger::CommandId id;
    std::vector<ledger::Fact> facts; ///< empty: it is so already
    ledger::Refusal refusal;
    Error error;
};

/// The provisional facts of a moment; shared with readers, never changed. `generation` is that of the file's
/// transaction that it belongs to: tables of the same generation need no comparing.
struct Overlay {
    struct Origin {
        std::int64_t sequence = 0; ///< of the command in the outbox
        std::uint64_t index = 0;   ///< of the fact among those of the command
    };
    std::uint64_t generation = 0;
    ledger::Overlay facts;
    std::vector<Origin> origins; ///< beside `facts`

    void push(std::shared_ptr<const ledger::Fact> fact, const Origin& origin) {
        facts.push(std::move(fact));
        origins.push_back(origin);
    }
};

/// A batch whose bytes, hashes and inner links have been checked: the part of the work that needs no file and
/// can be done on the network thread.
struct CheckedBatch {
    FeedBatch batch;
    std::vector<ledger::Fact> facts; ///< beside batch.facts
};
/// Corrupt: damaged on the way, or no chain.
Result<CheckedBatch> check(FeedBatch batch);

/// The next chunk of a snapshot that the seat needs.
struct ChunkWant {
    std::uint64_t index = 0;
    SnapshotChunk about;
};

struct SeatLimits {
    // When a snapshot is worth it. In facts behind the station's head.
    std::uint64_t snapshotFirst = 2'000; ///< for a seat that has nothing
    std::uint64_t snapshotBehind = 50'000;
    std::size_t ring = 200'000; ///< commands that the station has decided and that are kept all the same
};

/// Facts of a history whose bytes and hashes are right and that join on to each other where they are
/// neighbours. Corrupt: else.
Result<std::vector<ledger::Fact>> check(const History& history);

class Seat {
public:
    static constexpr std::size_t kMaxOutbox = std::numeric_limits<std::size_t>::max();

    /// An outbox of no more than `decidedAtOnce` commands is shown when open() returns. For a longer one call
    /// decideSlice(), so that it does not hold up the link.
    static Result<std::unique_ptr<Seat>> open(const std::filesystem::path& path, const Id& seat,
                                              ledger::Features features, const Clock& clock, Random& random,
                                              const char* vfs = nullptr,
                                              std::size_t decidedAtOnce = kMaxOutbox);

    /// All of them in one transaction. When it fails all are Failed and nothing was stored.
    std::vector<SubmitResult> submit(std::vector<ledger::Command> drafts);
    SubmitResult submit(ledger::Command draft);

    /// Commands of the outbox are not shown yet: call decideSlice() while it says so. submit() decides them
    /// first.
    bool hasUndecided() const { return m_undecided != kAllDecided; }
    /// At least one and until `enough` says so. Returns whether more are left; they are shown with the last
    /// one.
    Result<bool> decideSlice(const std::function<bool()>& enough);

    /// The commands that the station has not decided, oldest first, as many as one push takes. Asking twice
    /// gives them twice; the station answers twice alike.
    /// Behind a place: those that come after it, so that they are ready when its answer arrives.
    Result<std::optional<Push>> nextPush(const PushPlace& behind = {});
    /// Verdicts may come late, twice or in any order.
    Result<void> onPushReply(const PushReply& reply);

    /// Follows an announced restore of the station: see Recover in protocol.h.
    Result<void> onHello(const Hello& hello);
    /// The next facts of a lost tail that no seat authored, as many as one message takes.
    Result<std::optional<Recover>> nextRecover();
    Result<void> onRecoverReply(const RecoverReply& reply);

    /// Queues what is new in the batch. Conflict: it does not join on (a gap, or a fork: see status);
    /// Refused: another station's; Retry: enough is queued already.
    Result<void> take(CheckedBatch batch);
    /// Applies queued facts in one transaction, at least one and until `enough` says so. Returns whether more
    /// are queued.
    Result<bool> applySlice(const std::function<bool()>& enough);
    /// check, take and apply in one.
    Result<void> onFeed(FeedBatch batch);

    /// A fork never clears by itself: fetch everything anew. Keeps the outbox and offers all of it again.
    Result<void> resync();
    Result<void> settleAttention(std::int64_t sequence);

    /// Whether a fact of the past is the one that our chain stands on, as far as what is kept here tells.
    Result<bool> joinsOn(std::uint64_t number, const Hash& hash);
    bool hasQueued() const { return !m_queue.empty(); }
    /// New tables are being made beside those in use; call loadSlice() while it says so.
    bool hasLoad() const;
    void setLimits(const SeatLimits& limits) { m_limits = limits; }
    /// It has nothing, lies far behind (tables come faster than facts), or was upgraded and began with a
    /// snapshot.
    bool wantsSnapshot() const;
    /// After an upgrade that cannot read the old tables: nothing is shown until a snapshot has come.
    bool lacksTables() const;
    /// Conflict: of other rooms' versions; go on with the feed.
    Result<void> takeManifest(const SnapshotManifest& manifest);
    std::optional<ChunkWant> wantedChunk() const;
    void takeChunk(std::uint64_t index, ledger::TableRows rows);
    /// The station has it no more, or it is damaged.
    Result<void> giveUpSnapshot();
    std::uint64_t chunksAsked() const { return m_snapshot ? m_snapshot->asked : 0; }
    /// Tables of a snapshot are coming: no facts until they are in use.
    bool fetchesSnapshot() const { return m_snapshot != nullptr; }
    /// Works on the new tables until `enough` says so. False: nothing more to do, or the cursor has moved.
    Result<bool> loadSlice(const std::function<bool()>& enough);
    /// Housekeeping for quiet moments: the ring of acknowledged commands.
    Result<void> tidy();
    /// Behind the last fact that was applied or is queued: where the next batch has to begin.
    Cursor wanted() const;
    const Cursor& cursor() const { return m_store->meta().cursor; }
    const ledger::Head& head() const { return m_head; } ///< the station's, as last heard
    ledger::View view();
    /// After an exception that left a transaction half done: back to what the file holds.
    Result<void> afterFault();
    std::shared_ptr<const Overlay> overlay() const { return m_overlay; }
    /// Facts confirmed since the last call, without those that a resync repeated.
    std::vector<ledger::Fact> takeConfirmed();
    /// Fills in all but the state of the link.
    SeatStatus status();
    SeatStore& store() { return *m_store; }

private:
    /// A command whose facts lie on top of the tables.
    struct Open {
        OutboxRow row;
        std::vector<std::shared_ptr<const ledger::Fact>> facts;
        std::set<Id> read;
        bool refused = false; ///< by this seat; the station has not spoken
    };
    struct Queued {
        ledger::StoredFact stored;
        ledger::Fact fact;
    };

    /// As far as it is durable, but for what was asked and is queued.
    struct Snapshot {
        SnapshotManifest manifest;
        ledger::ShadowTables shadow;
        std::uint64_t chunk = 0; ///< that many are in the file
        std::uint64_t row = 0;   ///< and so many rows of the next one
        std::uint64_t asked = 0; ///< chunks that were handed in
        std::deque<ledger::TableRows> queued;
    };

    Seat(std::unique_ptr<SeatStore> store, const Clock& clock, Random& random)
        : m_store(std::move(store))
        , m_clock(clock)
        , m_random(random) {}
    static constexpr std::int64_t kAllDecided = std::numeric_limits<std::int64_t>::max();
    Result<void> readOutbox();
    Result<void> reload();
    Result<void> decideRead();
    void forgetNotes();
    void decideOpen(const std::function<bool()>& enough);
    Result<void> decideRest();
    /// Bug: the room threw.
    Result<ledger::Decision> decide(const ledger::Command& command, const ledger::Overlay& overlay,
                                    std::set<Id>& read);
    SubmitResult place(ledger::Command draft, Overlay& overlay, std::vector<Open>& placed);
    void decideAgain(std::set<Id>& moved);
    static void noteMoved(std::span<const std::shared_ptr<const ledger::Fact>> facts, std::set<Id>& moved);
    void decideOne(Open& open, const ledger::Overlay& overlay, std::set<Id>& moved);
    void noteRefusal(Open& open, const std::optional<ledger::Refusal>& refusal);
    void notePromise(const ledger::Head& head);
    bool hasAnother(const Cursor& fact);
    bool standsElsewhere(const OutboxRow& row, const ledger::Verdict& verdict,
                         const ledger::Head& head) const;
    Open* openOf(std::uint64_t epoch, std::uint64_t counter);
    bool takeVerdict(std::uint64_t epoch, const CommandVerdict& item, const ledger::Head& head);
    void offerAgain(std::uint64_t epoch, std::uint64_t fromCounter);
    void applyVerdict(const OutboxRow& row, const ledger::Verdict& verdict, const ledger::Head& head);
    Result<void> followEpoch(std::uint64_t epoch, const std::vector<ledger::EpochMark>& marks);
    Result<void> restored(std::uint64_t last, std::uint64_t epoch,
                          const std::vector<ledger::EpochMark>& marks);
    void offerTail(std::uint64_t last);
    Result<std::size_t> applyQueued(const std::function<bool()>& enough, std::set<Id>& moved,
                                    std::vector<ledger::Fact>& confirmed);
    void applyOne(const Queued& queued, std::set<Id>& moved);
    std::optional<ledger::Refusal> unreadable(const ledger::Command& draft) const;
    Error noteFault(const char* what);
    bool followOwn(const ledger::Fact& fact);
    void closeSettled(std::set<Id>& moved);
    void keepProgress();
    bool settled(const OutboxRow& row) const;
    Result<void> finish(std::set<Id> moved);
    Result<void> commit();
    void publishOverlay();
    Result<void> forked(std::string why);
    Result<std::size_t> join(const CheckedBatch& batch);
    Result<void> noteStation(const FeedBatch& batch);
    Result<void> noteCompartments(std::int64_t compartments);
    void beginLoad();
    void resumeSnapshot();
    bool hasSnapshotWork() const;
    bool atLoadEnd() const;
    Result<bool> snapshotSlice(const std::function<bool()>& enough);
    Result<std::uint64_t> addRows(const std::function<bool()>& enough);
    tl::unexpected<Error> snapshotFailed(const Error& error);
    Result<void> swapSnapshot();
    Result<void> loaded(const std::function<std::uint64_t(const OutboxRow&)>& seen);
    Result<void> endLoad();
    void noteBackedUp(std::uint64_t number, std::uint64_t epoch);
    tl::unexpected<Error> bad(Next next, std::string why);
    void noteHead(const ledger::Head& head, Micros serverTime);

    std::unique_ptr<SeatStore> m_store;
    const Clock& m_clock;
    Random& m_random;
    std::map<std::int64_t, Open> m_open;    // by sequence
    std::int64_t m_undecided = kAllDecided; // from there on they are not shown yet
    std::optional<ledger::Overlay> m_below; // what the decided ones show, while slice follows slice
    std::vector<std::int64_t> m_noted;      // whose refusal was noted or withdrawn in the running transaction
    std::map<ledger::CommandId, std::int64_t> m_sequences;
    std::set<std::int64_t> m_answered;   // those of m_open that have a verdict: only they can be settled
    std::set<std::int64_t> m_progressed; // whose facts have come in the running transaction
    std::shared_ptr<const Overlay> m_overlay = std::make_shared<Overlay>();
    std::deque<Queued> m_queue;
    std::vector<ledger::Fact> m_confirmed;
    std::unique_ptr<TableLoad> m_load;
    std::unique_ptr<Snapshot> m_snapshot;
    SeatLimits m_limits;
    std::vector<std::pair<std::uint64_t, Hash>> m_recovering; // of the message that is under way
    std::uint64_t m_backedUp = 0; // as last heard; stored with the next transaction
    std::uint64_t m_goneTo = 0; // the last fact of a command that has left the ring and was in no backup then
    std::chrono::nanoseconds m_tidyAt{0};
    ledger::Head m_head;
    std::optional<Micros> m_lastContact;
    Micros m_clockOffset = 0;
    SeatCounters m_counters;
    std::string m_lastError;
};

} // namespace shouwang::sync
