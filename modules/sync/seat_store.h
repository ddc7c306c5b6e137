// The seat's file: facts, cursor, outbox, needs-attention tray and, beside them, the rooms' tables. One
// SQLite file, so that a command and its identity, or facts and the cursor, are stored together or not at
// all. The functions at the end are queries for a read-only connection.
#pragma once

#include "base/random.h"
#include "ledger/rebuild.h"
#include "ledger/shadow_tables.h"
#include "sync/protocol.h"
#include "sync/seat_status.h"

#include <set>

namespace shouwang::sync {

/// "ShSe": a ledger file is not a seat's file.
constexpr std::int32_t kSeatApplicationId = 0x53685365;

/// A command that waits for its verdict, or has had it but not yet its facts.
struct OutboxRow {
    std::int64_t sequence = 0; ///< order of saving on this seat, over all epochs
    std::uint64_t epoch = 0;
    std::uint64_t counter = 0;
    ledger::Command command;
    Micros saved = 0;
    std::optional<ledger::Verdict> verdict; ///< none: waiting
    std::uint64_t branch = 0;               ///< the station's epoch when it gave the verdict
    bool open = true;                       ///< its facts still lie on top of the tables
    std::uint64_t seen = 0;                 ///< how many of its facts have come with the feed
};

/// An order that was refused after it had been saved, or a quarantined command: all that was typed.
struct AttentionItem {
    std::int64_t sequence = 0;
    ledger::Command command;
    ledger::Refusal refusal;
    bool byStation = false; ///< false: this seat's own view, the station has not decided yet
    bool quarantined = false;
    Micros since = 0;

    /// The station has an item of its own for what it has refused, but not for what it could not read and for
    /// what came from a second seat of this identity.
    bool heldHere() const { return !byStation || quarantined || refusal.code == kMalformedCommand; }
};

struct SeatMeta {
    Id seat;
    Id station; ///< null until the first contact
    std::uint64_t epoch = 0;
    std::uint64_t counter = 0; ///< last given
    Cursor cursor;
    bool forked = false;
    std::uint64_t generation = 0; ///< moves with every transaction
    std::uint64_t base = 0;       ///< facts up to here are not kept here: they came as tables of a snapshot
    /// Facts are kept but lie not yet in the tables: these are of before a restore, a resync or an upgrade,
    /// and stay in use until the new ones are complete.
    bool loading = false;
    std::uint64_t loadTo = 0; ///< they are complete when the cursor stands here
    /// The station's head when it last answered our commands: that fact must come, or what was acknowledged
    /// is lost.
    Cursor promised{};
    std::uint64_t backedUp = 0;             ///< facts up to this one lie in a backup of the station
    std::int64_t compartments = -1;         ///< bits of those that this seat may receive; -1: not told yet
    std::vector<ledger::EpochMark> marks{}; ///< the station's epochs, oldest first, as last heard

    bool operator==(const SeatMeta&) const = default;
};

class SeatStore {
public:
    /// Refused: another program's or another seat's file. Corrupt: damaged.
    static Result<std::unique_ptr<SeatStore>> open(const std::filesystem::path& path, const Id& seat,
                                                   ledger::Features features, Random& random,
                                                   const char* vfs = nullptr);

    ledger::Database& database() { return *m_database; }
    const SeatMeta& meta() const { return m_meta; }
    const ledger::Features& features() const { return m_features; }
    const ledger::Feature* featureOf(std::string_view kind) const;

    void begin();
    Result<void> commit(); ///< also on failure `meta()` tells what the file holds
    void rollback();

    // For a file that was closed because its disk could not be believed; `known` was durable then.
    /// Everything up to `known` is there, and the last facts are a chain up to the cursor. Corrupt: why not.
    Result<void> proveTail(const SeatMeta& known);
    /// Commands behind `known` go: their officers were told that they are not saved, and no push has carried
    /// them. Writes in any case, so that the disk is tried.
    Result<void> takeBack(const SeatMeta& known);
    /// What has become durable although its commit failed: nobody has been told of it.
    Result<std::vector<ledger::Fact>> factsSince(const Cursor& cursor);

    // Between begin() and commit(); errors come with commit().
    /// Gives the command its identity: epoch and the next counter.
    OutboxRow addCommand(ledger::Command command, Micros now);
    /// `head`: the station's when it answered.
    void setVerdict(const OutboxRow& row, const ledger::Verdict& verdict, const ledger::Head& head,
                    Micros now);
    void setOpen(std::int64_t sequence, bool open);
    void setProgress(std::int64_t sequence, std::uint64_t seen, bool open);
    void offerAgain(std::uint64_t epoch, std::uint64_t fromCounter);
    void offerAllAgain();
    /// Keeps it, follows it in the tables (unless they are being loaded), moves the cursor.
    void addFact(const ledger::StoredFact& stored, const ledger::Fact& fact);
    SeatMeta& change() { return m_meta; }
    /// Sealed parts of other compartments go for good. Returns how many.
    std::size_t purgeSealed(std::int64_t compartments);
    void setBranch(std::uint64_t epoch); ///< all verdicts rest on the chain of this epoch
    struct KeptFact {
        std::uint64_t number = 0;
        Hash hash{};
        ledger::CommandId command;
        Hash previous{};
    };
    std::vector<KeptFact> factsBehind(std::uint64_t number, std::int64_t limit = -1);
    std::optional<Hash> hashAt(std::uint64_t number);
    void addRecover(std::uint64_t number, const Hash& hash);
    void dropRecover(std::uint64_t number, const Hash& hash); ///< the station has taken it
    void recoverAgain();                                      ///< all that it has ever taken
    struct KeptSnapshot {
        Bytes manifest;
        std::uint64_t chunk = 0; ///< so many of its chunks are in the next tables
        std::uint64_t row = 0;   ///< and so many rows of the one after them
    };
    void dropBelowBase(); ///< facts that came before a snapshot and do not join on to those behind it
    void saveSnapshot(const Bytes& manifest, std::uint64_t chunk, std::uint64_t row);
    void moveSnapshot(std::uint64_t chunk, std::uint64_t row);
    void dropSnapshot();
    std::optional<KeptSnapshot> keptSnapshot();
    /// Sealed parts of facts below the snapshot. Corrupt: of another form, or without their hash.
    Result<void> addPatches(const ledger::TableRows& rows);
    void noteFeatures(); ///< the tables are of this program's versions
    void tablesAreNew(); ///< once that is durable
    std::vector<OutboxRow> unsettledRows();
    struct Pruned {
        std::size_t all = 0;
        std::size_t early = 0;    ///< of them such that no backup has
        std::uint64_t goneTo = 0; ///< the last fact on which one of these rests
    };
    /// Decided commands that are settled, old enough and in a backup; and the oldest of those that are more
    /// than `most`. A part of them at a time.
    Pruned prune(Micros now, std::size_t most);
    void newEpoch(Random& random);
    /// The station's word replaces this seat's own; what somebody has settled stays settled.
    void raiseAttention(const AttentionItem& item);
    void withdrawAttention(std::int64_t sequence); ///< this seat's own refusal did not hold
    void settleAttention(std::int64_t sequence, Micros now);
    /// Facts behind `number` are set aside, commands whose verdict rests on them wait again, and the cursor
    /// stands at `number`. The tables stay as they are until others are loaded.
    void cutBehind(std::uint64_t number, const Hash& hash);

    Result<std::vector<OutboxRow>> openRows(); ///< by sequence: waiting or lying on top
    /// The commands that have ever needed somebody's attention, settled or not.
    Result<std::set<std::int64_t>> raisedAttention();
    Result<std::optional<OutboxRow>> row(std::uint64_t epoch, std::uint64_t counter);
    /// The encoded commands of the next push: the first waiting one and those that follow in its epoch.
    Result<std::optional<Push>> nextPush(const PushPlace& behind = {});
    /// Set aside facts that are to be offered to a restored station.
    Result<std::vector<ledger::StoredFact>> recoverable(std::size_t limit, std::size_t byteLimit);
    Result<std::size_t> recovering();
    bool rebuilding() const { return m_clearing || !m_rebuilds.empty(); }
    /// Tables of an older version are in use, and only a snapshot can bring the new ones.
    bool oldTables() const { return m_oldTables; }
    Result<bool> rebuildSlice(const std::function<bool()>& enough);
    bool setAside(std::uint64_t number, const Hash& hash); ///< this fact was known before startOver()
    Result<std::size_t> waiting();
    Result<std::optional<Micros>> oldestWaiting(); ///< when it was saved
    Result<std::size_t> attention();

private:
    SeatStore(std::unique_ptr<ledger::Database> database, ledger::Features features)
        : m_database(std::move(database))
        , m_features(std::move(features)) {}
    Result<void> load(const Id& seat, Random& random);
    Result<void> prepareFeatures();
    Result<void> rebuild(const ledger::Feature& feature);
    void prepareUpgrade(const std::shared_ptr<const ledger::Feature>& feature);
    void saveMeta();
    void migrate();

    std::unique_ptr<ledger::Database> m_database;
    const ledger::Features m_features;
    std::optional<std::size_t> m_waiting; // commands without a verdict, also in the running transaction
    SeatMeta m_meta;                      // as in the running transaction
    SeatMeta m_durable;                   // as in the file
    bool m_hasAside = false;
    bool m_oldTables = false;
    bool m_clearing = false;                                  // tables lie aside that others have replaced
    std::vector<std::unique_ptr<ledger::Rebuild>> m_rebuilds; // after an upgrade; the first one runs
};

std::vector<AttentionItem> attentionItems(ledger::Database& tables, std::size_t limit = 500);
/// Commands without a verdict, oldest first.
std::vector<OutboxRow> waitingRows(ledger::Database& tables, std::size_t limit = 200);

} // namespace shouwang::sync
