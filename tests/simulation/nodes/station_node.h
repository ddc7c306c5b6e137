// The station's machine: the real ledger and the real station side of sync, driven as app/server drives them:
// pushes in groups, then devices, then one question a round; tails after the commit, answers after the tails.
#pragma once

#include "simulation/net/link.h"
#include "simulation/nodes/backups.h"
#include "simulation/nodes/env.h"
#include "sync/snapshot.h"
#include "sync/station.h"

#include <deque>
#include <map>

namespace shouwang::simulation {

class StationNode final : public Doorstep {
public:
    StationNode(Env& env, std::uint64_t seed);
    ~StationNode() override;

    void start();
    void kill(bool power);
    /// Of an older time, and nobody says so.
    void putBack(const Image& image, Nanos copied);
    /// `told`: so much later the station hears of it, or never.
    void backUp(std::optional<Nanos> told);
    bool hasBackup() const { return !m_backups.empty(); }
    /// Its disk is lost, and another one comes with a backup on it; `back`: how many are newer, at most.
    void putBackup(std::size_t back);
    void read(); ///< somebody reads for a while beside the writer
    void freeze(Nanos lasts) { m_frozen = m_env.scheduler.now() + lasts; }
    void press(ledger::Command command); ///< from a device
    bool running() const { return m_station != nullptr; }
    bool alive() const { return m_life != nullptr; } ///< the process; its ledger may be closed in doubt
    bool idle() const {
        return m_pushes.empty() && m_commands.empty() && m_tasks.empty() &&
               (!m_ledger || m_ledger->reactionsWaiting() == 0);
    }

    bool up() const override { return running() && !disk.dead(); }
    void request(std::size_t seat, Lane lane, Bytes body, Answer answer) override;
    void openTail(std::size_t seat, std::uint64_t tail, Bytes cursor) override;
    void closeTail(std::size_t seat, std::uint64_t tail) override;

    ledger::Ledger& ledger() { return *m_ledger; }
    sync::Station& station() { return *m_station; }

    Disk disk;
    MachineClock clock;
    int upgrade = 0;
    std::function<std::shared_ptr<Link>(std::size_t)> linkOf;
    std::function<Id(std::size_t)> seatOf; ///< of a wire

private:
    static constexpr std::size_t kTasks = 1024;
    struct PushJob {
        std::size_t seat;
        sync::Push push;
        Answer answer;
    };
    struct Tail {
        sync::Cursor cursor;
        bool live = false;
    };
    struct Shelf { ///< a snapshot, in memory: it goes with the process
        sync::SnapshotManifest manifest;
        std::map<Hash, Bytes> chunks;
    };
    using TailKey = std::pair<std::size_t, std::uint64_t>;

    bool open();
    void stop();
    void doubt(const Error& error);
    void closeInDoubt();
    void reopenLater();
    void tellTails(std::span<const ledger::StoredFact> facts);
    void wake();
    void round();
    void sign();
    void noteBackedUp(const ledger::Head& copy);
    std::uint64_t spoiltMark(std::uint64_t copied) const;
    void commitPushes(std::vector<PushJob> jobs);
    bool tryPushes(std::vector<PushJob>& jobs);
    void answerPush(PushJob& job, const sync::PushReply& reply);
    void acknowledgeEarly(PushJob& job);
    void commitCommands();
    void publish(std::span<const ledger::StoredFact> facts);
    void catchUp(const TailKey& key);
    void send(const TailKey& key, const sync::FeedBatch& batch);
    void feed(std::size_t seat, const sync::FeedQuery& query, const Answer& answer);
    Result<std::int64_t> rights(std::size_t seat); ///< compartments of a wire's seat
    void fetch(std::size_t seat, const std::string& path, const Answer& answer);
    void wantShelf();
    void buildShelf();
    std::string spoiltNote(const std::string& text) const;
    void spoilBefore();
    void spoilAfterStart();

    Env& m_env;
    Chance m_chance;
    const ledger::SignerKey m_key;
    Backups m_backups;
    std::shared_ptr<int> m_life; // gone when the process is
    std::unique_ptr<ledger::Ledger> m_ledger;
    std::unique_ptr<sync::Station> m_station;
    std::deque<PushJob> m_pushes;
    std::deque<ledger::Command> m_commands;
    std::deque<std::function<void()>> m_tasks;
    std::map<TailKey, Tail> m_tails;
    std::map<std::size_t, std::int64_t> m_rights; // by wire, as read since the ledger was opened
    std::unique_ptr<ledger::Database> m_reader;
    std::unique_ptr<Shelf> m_shelf;
    std::unique_ptr<Shelf> m_before; // a seat may be fetching it still
    bool m_building = false;
    Nanos m_retryAt{0};
    Nanos m_frozen{0};
    bool m_awake = false;
    bool m_restored = false;
    bool m_announced = false;
    Nanos m_announcedAt{0};
    bool m_doubt = false;                ///< the disk has failed under this connection
    std::optional<ledger::Head> m_known; ///< where the ledger stood when it was closed in doubt
};

} // namespace shouwang::simulation
