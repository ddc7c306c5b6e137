// A seat's machine: the real seat and the real uplink, with the work of SeatService's writer thread done in
// the loop, one round an event and in the same order; and an officer's screen with a read-only connection.
#pragma once

#include "simulation/disk/disk.h"
#include "simulation/net/link.h"
#include "simulation/nodes/env.h"
#include "sync/uplink.h"

#include <deque>

namespace shouwang::simulation {

class SeatNode final : public sync::WriterPort {
public:
    /// `wire` is also the machine's place among the seats; a clone has another wire and the same identity.
    SeatNode(Env& env, Doorstep& station, std::size_t wire, std::size_t identity, std::uint64_t seed);
    ~SeatNode() override;

    void start();
    void kill(bool power);
    void freeze(Nanos lasts) { m_frozen = m_env.scheduler.now() + lasts; }
    void submit(ledger::Command draft);
    void look();            ///< somebody looks at the screen
    void idle() { wake(); } ///< SeatService's writer wakes by itself every second
    void cableBack() {
        if (running()) m_uplink->linkUp();
    }
    bool running() const { return m_seat != nullptr; }
    /// Nothing to do and nothing waiting; empty: so it is, else what is missing.
    std::string unrest(const ledger::Head& head);

    sync::Seat& seat() { return *m_seat; }
    std::shared_ptr<Link> link() const { return m_link; }
    std::size_t wire() const { return m_wire; }
    std::size_t identity() const { return m_identity; }
    const std::string& name() const { return m_name; }

    // WriterPort
    void take(sync::CheckedBatch batch) override;
    void wantPush(const sync::PushPlace& behind) override;
    void takeReply(sync::PushReply reply) override;
    void heard(const sync::Hello& hello) override;
    void report(const sync::LinkReport& report) override;
    void wantRecover() override;
    void takeRecoverReply(sync::RecoverReply reply) override;
    void takeManifest(sync::SnapshotManifest manifest) override;
    void takeChunk(std::uint64_t index, ledger::TableRows rows) override;
    void giveUpSnapshot() override;

    Disk disk;
    MachineClock clock;
    int upgrade = 0;

private:
    bool open();
    void stop();
    void doubt(const Error& error);
    void reopen();
    void wake(Nanos delay = 0ns);
    void round();
    void addTask(std::function<void()> task);
    void runCommands();
    bool decidesNow();
    void decideOutbox();
    void applyFacts();
    void takeNow(sync::CheckedBatch batch);
    void loadTables();
    void tidy();
    sync::Position position();
    void sendPosition();
    void tell(std::function<void(sync::Uplink&)> what);
    void watchFork();
    void spoilBeforeOpen();
    void spoilAfterTake();
    void spoilSaved(const std::vector<sync::SubmitResult>& results);
    void spoilVerdicts();
    void spoilFork();
    void spoilLook();
    void spoilBeforeTidy();
    void spoilAfterTidy();

    Env& m_env;
    Doorstep& m_station;
    const std::size_t m_wire;
    const std::size_t m_identity;
    const std::string m_name;
    Chance m_chance;
    std::shared_ptr<int> m_life;
    std::unique_ptr<sync::Seat> m_seat;
    std::shared_ptr<Link> m_link;
    std::unique_ptr<sync::Uplink> m_uplink;
    std::unique_ptr<ledger::Database> m_screen;
    std::deque<ledger::Command> m_commands;
    std::deque<std::function<void()>> m_tasks;
    sync::LinkReport m_report;
    std::uint64_t m_taken = 0;
    std::uint64_t m_greeted = 0;
    std::uint64_t m_calls = 0; // so that no answer to an earlier process is taken for one to this
    Nanos m_resume{0};
    Nanos m_tidyAt{0};
    Nanos m_frozen{0};
    bool m_awake = false;
    bool m_doubt = false; ///< the disk has failed under this connection
    bool m_forkSeen = false;
    std::uint64_t m_mark = 0; // the highest that was ever heard, on whatever branch
};

} // namespace shouwang::simulation
