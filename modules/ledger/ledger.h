// The station's ledger: the one place that numbers facts.
#pragma once

#include "ledger/feature.h"

#include <functional>

namespace shouwang::ledger {

/// The station's answer to a command. It stands: a second arrival of the command gets the same one.
struct Verdict {
    enum class Kind : std::uint8_t { Applied = 0, Merged = 1, NoOp = 2, Contested = 3, Refused = 4 };
    Kind kind = Kind::Applied;
    Refusal refusal;          ///< Refused: why. Contested: what it breaks
    std::uint64_t first = 0;  ///< numbers of its facts, or 0
    std::uint64_t last = 0;   ///< NoOp: the newest fact that it rests on
    bool quarantined = false; ///< the identity was used with another payload: a cloned seat

    Value value() const;
    static Result<Verdict> from(const Value& value);
};

/// A fact as it is stored and sent: canonical bytes, hash, and the sealed blob beside them.
struct StoredFact {
    std::uint64_t number = 0;
    Hash hash{};
    Bytes bytes;
    Bytes sealed;
};

struct Head {
    std::uint64_t epoch = 0;
    std::uint64_t number = 0; ///< of the last committed fact
    Hash hash{};
};

/// Of the station's file. 2: epochs, what is backed up, recovered copies, checkpoints.
constexpr std::int64_t kLedgerFileVersion = 2;

/// An epoch gives numbers from `first` on, until the next one begins. A new one begins whenever facts that
/// others have seen may be lost: (epoch, number) so never names two facts.
struct EpochMark {
    std::uint64_t epoch = 0;
    std::uint64_t first = 1;
    Micros began = 0;

    bool operator==(const EpochMark&) const = default;
};

class Rebuild;
class SignerKey;

/// The code by which the copy of a lost fact is contested (Ledger::recover).
inline constexpr const char* kRecovered = "ledger.recovered";

/// One thread (the ledger writer). Everything that it returns is durable.
class Ledger {
public:
    struct Options {
        std::filesystem::path path;
        Id station; ///< used when the file is new; else it must match, unless it is null
        const char* vfs = nullptr;
        /// Commands that may follow by react in one transaction; the others wait (reactSlice).
        std::size_t reactionsAtOnce = 512;
    };

    ~Ledger();

    /// Tables of a version that a room can still read stay as they are (rebuildSlice); others are rebuilt
    /// here.
    static Result<std::unique_ptr<Ledger>> open(const Options& options, Features features, const Clock& clock,
                                                Random& random);

    /// Decides and commits all of them in one transaction (group commit), in order, and what follows from
    /// them by react, as far as one transaction takes it. On an error (disk full, damaged file) nothing of
    /// the batch has happened.
    Result<std::vector<Verdict>> submit(std::span<const Command> commands);

    /// For a command on which a room fails each time: no room is asked. A report becomes a fact that no room
    /// follows, contested as kRoomFailed; an order is refused by that code; either has its item for people to
    /// look at. Whoever waits behind it goes on.
    Result<Verdict> submitUnasked(const Command& command, const std::string& why);

    /// More followed from a batch than one transaction takes: the facts that nothing has reacted to yet. They
    /// are found again after any crash, by a number that moves with the reactions in one transaction.
    std::uint64_t reactionsWaiting() const { return m_reacted ? m_head.number - *m_reacted : 0; }
    /// Works off some of them, oldest first, in one transaction. Returns whether more wait. Where a room
    /// fails on one it is an error (Bug) a few times, and is then committed without asking the room.
    Result<bool> reactSlice();

    /// Facts of a lost tail that no seat authored (devices, timers, react), as a seat has kept them. Each
    /// that is new is committed as a copy with another number, contested as "ledger.recovered"; rooms follow
    /// it, nothing reacts to it, and the device that says it again is told that it is so already. What is
    /// here already is a no-op; what is malformed, another station's or by a seat is refused (a seat offers
    /// its commands instead). One transaction; verdicts beside the copies.
    Result<std::vector<Verdict>> recover(std::span<const StoredFact> copies);

    /// All epochs, oldest first; the last one is in force.
    const std::vector<EpochMark>& epochs() const { return m_epochs; }
    /// Another epoch gives the numbers from now on: after a restore.
    Result<void> beginEpoch(Random& random);

    /// Facts up to this number lie in a backup. Refused: there is no such fact. A lower number than known
    /// changes nothing.
    std::uint64_t backedUp() const { return m_backedUp; }
    Result<void> noteBackedUp(std::uint64_t number);

    /// Signs where the chain stands and keeps the note. None: nothing has come since the last one.
    Result<std::optional<std::string>> makeCheckpoint(const SignerKey& key);
    /// Number of the fact that the last one names, or 0.
    std::uint64_t checkpointed() const { return m_checkpointed; }

    /// Tables of an older, readable version are in use and wait to be rebuilt.
    bool rebuildPending() const { return !m_rebuilds.empty(); }
    /// Rebuilds in the background until `enough` says so, outside any transaction. Returns whether more is to
    /// be done. After an error the old tables are still in use and the rebuild begins anew.
    Result<bool> rebuildSlice(const std::function<bool()>& enough);

    /// Facts after `number`, at most `limit` of them and about `byteLimit` bytes.
    Result<std::vector<StoredFact>> after(std::uint64_t number, std::size_t limit,
                                          std::size_t byteLimit = 4u << 20);
    Result<std::optional<StoredFact>> fact(std::uint64_t number);

    const Head& head() const { return m_head; }
    const Id& station() const { return m_station; }
    Database& database() { return *m_database; }
    View view() { return View(*m_database, {}, m_clock.utc()); }

    /// Called on the writing thread after each commit, outside any transaction, with the new facts.
    std::function<void(std::span<const StoredFact>)> onCommitted;

private:
    Ledger(std::unique_ptr<Database> database, Features features, const Clock& clock);
    Result<void> load(const Options& options, Random& random);
    Result<void> loadEpochs();
    void addEpoch(const EpochMark& mark);
    Result<void> prepareTables();
    Result<void> prepareFeature(const std::shared_ptr<const Feature>& feature);
    Result<void> rebuild(const Feature& feature);
    Verdict recoverOne(const StoredFact& copy);
    Fact copyOf(Fact fact) const;
    std::optional<Verdict> alreadyThere(const Fact& fact, const Hash& content);
    void fillSealed(std::uint64_t number, const StoredFact& copy);
    Result<void> commitBatch(const Head& before);
    Result<std::vector<Verdict>> inOneBatch(const std::function<std::vector<Verdict>()>& process);
    std::vector<Verdict> processAll(std::span<const Command> commands);
    void tellCommitted();
    Verdict process(const Command& command, std::vector<Command>& followUps);
    Verdict processUnasked(const Command& command, const std::string& why);
    std::optional<Verdict> earlierVerdict(const Command& command, const Hash& payload);
    Verdict commitDecision(const Command& command, const Decision& decision, std::vector<Command>& followUps);
    Fact makeFact(const Command& command, const Draft& draft) const;
    void append(const Fact& fact, const Bytes& sealed, std::vector<Command>& followUps);
    void store(const Fact& fact, const Bytes& sealed);
    void react(const Fact& fact, std::vector<Command>& followUps);
    std::vector<Command> reactionsTo(const Fact& fact);
    bool triggersItself(Fact fact);
    void processFollowUps(std::vector<Command>& followUps);
    void noteReacted(std::uint64_t number);
    Result<void> reactTo(std::span<const Fact> facts);
    Result<void> reactUnasked(const Fact& fact, const std::string& why);
    void storeVerdict(const Command& command, const Hash& payload, const Verdict& verdict);

    std::unique_ptr<Database> m_database;
    const Features m_features;
    const Clock& m_clock;
    Id m_station;
    Head m_head;
    std::vector<EpochMark> m_epochs;
    std::uint64_t m_backedUp = 0;
    std::uint64_t m_checkpointed = 0;
    std::vector<std::unique_ptr<Rebuild>> m_rebuilds; // the first one runs
    std::size_t m_reactionsAtOnce = 0;
    std::optional<std::uint64_t> m_reacted; // set while facts behind this number wait for react
    int m_reactFailures = 0;                // of a room, on the reactions to the first of them
    Micros m_now = 0;                       // of the running batch
    std::vector<StoredFact> m_appended;     // of the running batch
};

} // namespace shouwang::ledger
