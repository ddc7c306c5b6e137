// The seat's talk with its station, on the network thread: when to ask, pull, listen, push, and when to try
// again. Knows no file and no socket; the writer stands behind a port, the wire behind StationLink.
#pragma once

#include "base/random.h"
#include "sync/seat.h"
#include "sync/station_link.h"

namespace shouwang::sync {

/// How far the writer has come; sent after everything that it was handed.
struct Position {
    Cursor wanted;
    ledger::Head head;
    std::size_t waiting = 0;
    std::uint64_t taken = 0; ///< batches that it has looked at, in all
    std::uint64_t heard = 0; ///< greetings of the station that it has looked at, in all
    bool idle = true;        ///< nothing is queued for the tables
    bool forked = false;
    Id station;
    bool snapshots =
        false; ///< the writer takes them: it looks at the hello before the first facts are asked for
    bool wantSnapshot = false;      ///< it has nothing, or lies far behind
    bool fetchesSnapshot = false;   ///< no facts until its tables are in use
    bool lacksTables = false;       ///< what comes is kept and not shown until a snapshot has come
    std::optional<ChunkWant> chunk; ///< the next one, when there is room for it
    std::size_t recovering = 0;     ///< facts that a restored station has lost and shall be offered
};

/// What the uplink knows that the writer does not.
struct LinkReport {
    LinkState state = LinkState::Offline;
    ledger::Trouble closed = ledger::Trouble::None; ///< of the station, while the state says so
    std::string error;
    std::uint64_t connects = 0;
    std::uint64_t failures = 0;
    std::uint64_t watchdogs = 0;
    std::uint64_t badBatches = 0;
};

/// The writer, seen from the network thread. Calls return at once; answers come through StationLink::post.
class WriterPort {
public:
    virtual ~WriterPort() = default;
    virtual void take(CheckedBatch batch) = 0; ///< answered by position()
    /// Answered by pushReady(), with none when nothing waits behind that place.
    virtual void wantPush(const PushPlace& behind) = 0;
    virtual void takeReply(PushReply reply) = 0; ///< answered by position(), then pushHandled()
    virtual void heard(const Hello& hello) = 0;  ///< answered by position()
    /// Answered by recoverReady(); asked only after a position with `recovering`.
    virtual void wantRecover() {}
    /// All answered by position().
    virtual void takeManifest(SnapshotManifest manifest) { (void)manifest; }
    virtual void takeChunk(std::uint64_t index, ledger::TableRows rows) { (void)index, (void)rows; }
    virtual void giveUpSnapshot() {}
    virtual void takeRecoverReply(RecoverReply reply) { (void)reply; } ///< answered by position()
    virtual void report(const LinkReport& report) = 0;
};

class Uplink {
public:
    struct Options {
        std::chrono::milliseconds retryLeast;
        std::chrono::milliseconds retryMost;
        std::chrono::milliseconds headWatchdog;
        std::chrono::milliseconds outboxWatchdog;
    };
    Uplink(StationLink& link, WriterPort& writer, const Options& options, const Clock& clock, Random& random)
        : m_link(link)
        , m_writer(writer)
        , m_options(options)
        , m_clock(clock)
        , m_random(random)
        , m_pause(options.retryLeast)
        , m_pushPause(options.retryLeast) {}

    // All on the network thread.
    void start(const Position& position);
    void position(const Position& position);
    void pushReady(std::optional<Push> push);
    void pushHandled(bool again);
    void recoverReady(std::optional<Recover> recover);
    void linkUp();
    /// Something of ours threw, or the writer has begun anew: what was under way may be half done, so connect
    /// again.
    void faulted(const std::string& what);

private:
    using Time = std::chrono::nanoseconds;
    void connect();
    void greeted(const Hello& hello);
    void advance();
    void pull();
    bool pausePull();
    void pulled(Result<FeedBatch> batch);
    void openTail();
    void handOver(FeedBatch batch);
    void maybePush();
    void sendPush(const Push& push);
    void pushed(Result<PushReply> reply);
    void pausePush();
    void maybeRecover();
    bool pauseRecover();
    void askSnapshotLater();
    bool advanceSnapshot();
    void gotManifest(Result<Bytes> body);
    void gotChunk(const ChunkWant& want, Result<Bytes> body);
    void recovered(Result<RecoverReply> reply);
    void failed(const Error& error, LinkState state);
    void disconnect(LinkState state, const std::string& error);
    void tick();
    void watch(Time now);
    void setState(LinkState state);
    bool isOurs(const Id& station) const;
    void settled();
    std::chrono::milliseconds jitter(std::chrono::milliseconds& pause);
    /// Runs the task unless the link was torn down since.
    template <class Task>
    auto inSession(Task task) {
        return [this, session = m_session, task](auto&&... arguments) {
            if (session == m_session) task(std::forward<decltype(arguments)>(arguments)...);
        };
    }

    StationLink& m_link;
    WriterPort& m_writer;
    const Options m_options;
    const Clock& m_clock;
    Random& m_random;
    Position m_position;
    LinkReport m_report;
    std::uint64_t m_session = 0;
    std::uint64_t m_handed = 0; // batches given to the writer
    std::size_t m_limit = 500;
    bool m_connected = false;
    bool m_pulling = false;
    bool m_tailOpen = false;
    bool m_pushBusy = false;        // from the asking until the last answer is handled
    bool m_pushing = false;         // the station has one
    std::optional<Push> m_prepared; // goes when its answer has come, while the writer handles that
    bool m_pushPaused = false;
    bool m_manifestAsked = false; // lately
    bool m_asksLater = false;     // a timer runs
    int m_manifestTries = 0;
    bool m_snapshotBusy = false; // a manifest or chunk is on its way, from the station or to the writer
    bool m_recoverBusy = false;
    bool m_recoverAsked = false;  // no answer of writer or station yet
    bool m_recoverFailed = false; // on this connection: commands wait for it no longer
    bool m_recoverPaused = false;
    std::size_t m_recoverLeft = 0; // when we last asked
    std::chrono::milliseconds m_recoverPause{0};
    bool m_heard = false;          // the writer has looked at the hello of this connection
    std::uint64_t m_greetings = 0; // that it was given, in all
    bool m_caughtUp = false;       // a pull of this connection brought nothing new
    std::chrono::milliseconds m_pause;
    std::chrono::milliseconds m_pushPause;
    std::chrono::milliseconds m_pullPause{0};
    Cursor m_asked;            // by the last pull
    bool m_brought = false;    // and there is something behind it
    bool m_pullPaused = false; // because they were not taken
    bool m_joined = false;     // the station has found our cursor on its chain
    Time m_movedAt{0};         // when the cursor last moved or had nowhere to go
    Time m_pushedAt{0};        // when something was last in flight or nothing waited
    std::uint64_t m_lastNumber = 0;
};

} // namespace shouwang::sync
