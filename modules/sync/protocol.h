// What seat and station say to each other: CBOR of ledger/value.h, integer-keyed maps, one message a body or
// a WebSocket frame. Key 0 names the message; keys that this version does not know are skipped, so that a
// newer side may add some. Everything that is decoded is bounded first: a message comes from outside.
//
//   POST /v1/push     Push        -> PushReply
//   POST /v1/recover  Recover     -> RecoverReply
//   GET  /v1/feed?…   (FeedQuery) -> FeedBatch
//   GET  /v1/tail     WebSocket: the seat sends a Cursor, the station sends FeedBatches
//   GET  /v1/history?…            -> History
//   GET  /v1/snapshot…            see snapshot.h
//   GET  /v1/hello                -> Hello
// A request with another `Shouwang-Protocol` than the station speaks is answered 200 with a VersionAnswer; a
// station whose ledger waits for a person answers 200 with a ClosedAnswer.
#pragma once

#include "ledger/ledger.h"
#include "ledger/trouble.h"

#include <optional>
#include <string>
#include <vector>

namespace shouwang::sync {

constexpr std::uint64_t kProtocol = 1; ///< the newest version that we speak
constexpr std::uint64_t kOldestProtocol = 1;
constexpr std::string_view kProtocolHeader = "Shouwang-Protocol";

constexpr std::size_t kMaxPushCommands = 500;
constexpr std::size_t kMaxPushBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxEpochs = 16;
constexpr std::size_t kMaxRecoverFacts = 200;
constexpr std::size_t kMaxRecoverBytes = std::size_t{512} << 10; ///< of the facts, unless one alone is more
constexpr std::size_t kMaxRecoverMessage = std::size_t{3} << 20;
constexpr std::size_t kMaxFeedFacts = 5000;
constexpr std::size_t kMaxFeedBytes = std::size_t{4} << 20;
constexpr std::size_t kMaxSmallBytes = std::size_t{64} << 10; ///< hello, cursor, version answer

/// In place of every answer, from a station that takes nothing and tells nothing until a person has seen to
/// its ledger.
struct ClosedAnswer {
    Id station;
    ledger::Trouble why = ledger::Trouble::Damaged;
    std::string text; ///< English, for the log
};

struct Hello {
    std::uint64_t minProtocol = kOldestProtocol;
    std::uint64_t maxProtocol = kProtocol;
    Id station;
    ledger::Head head;
    Micros serverTime = 0;
    std::uint64_t backedUp = 0;              ///< facts up to this number lie in a backup
    std::vector<ledger::EpochMark> epochs{}; ///< the last kMaxEpochs, oldest first; empty: an older station
    std::optional<ClosedAnswer> closed{};    ///< then only the station is said
};

/// A command in the outbox; none: the oldest that waits.
struct PushPlace {
    std::uint64_t epoch = 0;
    std::uint64_t counter = 0;
};

/// The code of a command that the other side cannot read.
inline constexpr const char* kMalformedCommand = "sync.malformed";

/// Commands of one epoch of a seat with the counters first, first + 1, ...
struct Push {
    std::uint64_t protocol = kProtocol;
    Id seat;
    std::uint64_t epoch = 0;
    std::uint64_t first = 0;
    std::vector<Bytes> commands; ///< as ledger::encode(Command) wrote them
    /// From this counter to `first` the seat has no command any more: those were decided and backed up by the
    /// station's own word. The same as `first`: it has none before that at all. 0: the one before is there.
    std::uint64_t floor = 0;
};

struct CommandVerdict {
    std::uint64_t counter = 0;
    ledger::Verdict verdict;
};

struct PushReply {
    std::uint64_t epoch = 0; ///< the seat's, as in the push
    std::vector<CommandVerdict> verdicts;
    std::uint64_t expected = 0; ///< not 0: the push left a gap, nothing was done; start at this counter
    ledger::Head head;
    Micros serverTime = 0;
    std::uint64_t backedUp = 0; ///< as in Hello
};

/// How far a reader has come. Number 0: it has nothing yet.
struct Cursor {
    std::uint64_t epoch = 0; ///< the station's
    std::uint64_t number = 0;
    Hash hash{}; ///< of the fact with that number

    bool operator==(const Cursor&) const = default;
};

/// Facts from..to without gaps; to == from - 1 when there is nothing new.
struct FeedBatch {
    Id station;
    std::uint64_t epoch = 0;
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    std::vector<ledger::StoredFact> facts;
    ledger::Head head;
    bool fork = false;                       ///< the cursor is not on this station's chain; no facts
    std::uint64_t backedUp = 0;              ///< as in Hello
    std::vector<ledger::EpochMark> epochs{}; ///< as in Hello, where the cursor is of another epoch
    std::int64_t compartments = -1;          ///< bits of those that the reader may receive; -1: not said
};

/// To a station that was put back from a backup: facts of the lost tail, as this seat has kept them, that no
/// seat authored. The station commits what it does not know as contested copies.
struct Recover {
    std::uint64_t protocol = kProtocol;
    Id seat;
    std::vector<ledger::StoredFact> facts;
};

struct RecoverReply {
    std::uint64_t taken = 0; ///< so many of them have been looked at: committed, known or refused for good
    ledger::Head head;
};

/// Older facts than a seat keeps, asked for when somebody wants to see them. Its cursor does not move.
struct HistoryQuery {
    std::optional<Id> entity; ///< none: all
    std::uint64_t after = 0;
    std::size_t limit = 500;
};
struct History {
    Id station;
    std::vector<ledger::StoredFact> facts; ///< by number
    bool more = false;                     ///< others stand behind the last one
};

struct VersionAnswer {
    std::uint64_t minProtocol = kOldestProtocol;
    std::uint64_t maxProtocol = kProtocol;
};

struct FeedQuery {
    Cursor cursor;
    std::size_t limit = 500;
};

Bytes encode(const Hello& hello);
Bytes encode(const Push& push);
Bytes encode(const PushReply& reply);
Bytes encode(const Cursor& cursor);
Bytes encode(const FeedBatch& batch);
Bytes encode(const VersionAnswer& answer);
Bytes encode(const ClosedAnswer& answer);
Bytes encode(const Recover& recover);
Bytes encode(const RecoverReply& reply);
Bytes encode(const History& history);

// All refuse with Next::Corrupt what is not such a message or over its bounds. A VersionAnswer in place of
// the wanted message is Next::Refused with its two numbers in the text; versionAnswer() reads them.
Result<Hello> decodeHello(ByteView bytes);
Result<Push> decodePush(ByteView bytes);
Result<PushReply> decodePushReply(ByteView bytes);
Result<Cursor> decodeCursor(ByteView bytes);
Result<FeedBatch> decodeFeedBatch(ByteView bytes);
Result<Recover> decodeRecover(ByteView bytes);
Result<RecoverReply> decodeRecoverReply(ByteView bytes);
Result<History> decodeHistory(ByteView bytes);
std::optional<VersionAnswer> versionAnswer(ByteView bytes);
/// decodeHello() takes it, too.
std::optional<ClosedAnswer> closedAnswer(ByteView bytes);

/// `epoch=…&after=…&hash=…&limit=…`; parse takes them in any order and ignores others.
std::string toQuery(const FeedQuery& query);
Result<FeedQuery> parseFeedQuery(std::string_view query);
std::string toQuery(const HistoryQuery& query);
Result<HistoryQuery> parseHistoryQuery(std::string_view query);

} // namespace shouwang::sync
