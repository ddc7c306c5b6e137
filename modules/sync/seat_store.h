// The seat's file: facts, cursor, outbox, needs-attention tray and, beside them, the rooms' tables. One
// SQLite file, so that a command and its identity, or facts and the cursor, are stored together or not at
// all. The functions at the end are queries for a read-only connection.
#pragma once

#include "base/random.h"
#include "sync/protocol.h"
#include "sync/seat_status.h"

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
};

struct SeatMeta {
    Id seat;
    Id station; ///< null until the first contact
    std::uint64_t epoch = 0;
    std::uint64_t counter = 0; ///< last given
    Cursor cursor;
    bool forked = false;
    std::uint64_t generation = 0; ///< moves with every transaction

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

    // Between begin() and commit(); errors come with commit().
    /// Gives the command its identity: epoch and the next counter.
    OutboxRow addCommand(ledger::Command command, Micros now);
    void setVerdict(std::int64_t sequence, const ledger::Verdict& verdict, bool open);
    void setProgress(std::int64_t sequence, std::uint64_t seen, bool open);
    void offerAgain(std::uint64_t epoch, std::uint64_t fromCounter);
    void offerAllAgain();
    void addFact(const ledger::StoredFact& stored, const ledger::Fact& fact);
    void bindStation(const Id& station, std::uint64_t epoch); ///< the station's epoch
    void setForked(bool forked);
    void newEpoch(Random& random);
    /// The station's word replaces this seat's own; what somebody has settled stays settled.
    void raiseAttention(const AttentionItem& item);
    void withdrawAttention(std::int64_t sequence); ///< this seat's own refusal did not hold
    bool raisedAttention(std::int64_t sequence);
    void settleAttention(std::int64_t sequence, Micros now);
    void startOver(); ///< fresh tables, cursor 0; facts are set aside, the outbox stays and waits again

    Result<std::vector<OutboxRow>> openRows(); ///< by sequence: waiting or lying on top
    Result<std::optional<OutboxRow>> row(std::uint64_t epoch, std::uint64_t counter);
    /// The encoded commands of the next push: the first waiting one and those that follow in its epoch.
    Result<std::optional<Push>> nextPush();
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
    void saveMeta();

    std::unique_ptr<ledger::Database> m_database;
    const ledger::Features m_features;
    SeatMeta m_meta;    // as in the running transaction
    SeatMeta m_durable; // as in the file
    bool m_hasAside = false;
};

std::vector<AttentionItem> attentionItems(ledger::Database& tables, std::size_t limit = 500);
/// Commands without a verdict, oldest first.
std::vector<OutboxRow> waitingRows(ledger::Database& tables, std::size_t limit = 200);
SavingState savingState(ledger::Database& tables, const ledger::CommandId& command);

} // namespace shouwang::sync
