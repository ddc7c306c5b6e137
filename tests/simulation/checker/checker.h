// What everybody was told, kept outside of the product, and the rules that hold whatever happens
// (reference: I1 to I14). The first broken rule ends a run.
#pragma once

#include "ledger/checkpoint.h"
#include "ledger/ledger.h"
#include "ledger/merge.h"
#include "simulation/checker/ring.h"
#include "simulation/core.h"
#include "sync/seat.h"

#include <map>
#include <set>

namespace shouwang::simulation {

struct Violation {
    std::string rule; ///< I1, I2, ...
    std::string text;
};

/// An act that an officer was told is saved.
struct Act {
    std::size_t wire = 0;
    std::string kind;
    ledger::CommandId id;
    Id entity;
    Nanos told{0};
    ledger::Versions base;
    bool weak = false; ///< its machine's file was put back from a copy that is older
};

struct Ack { ///< what the station has answered
    ledger::Verdict verdict;
    std::uint64_t life = 0; ///< how often the station had been put back
};

class Checker {
public:
    Checker(Trace& trace, const Scheduler& scheduler)
        : m_trace(trace)
        , m_scheduler(scheduler) {}

    const std::optional<Violation>& violation() const { return m_violation; }
    void broken(std::string rule, std::string text);

    // The station.
    void stationStarted(ledger::Ledger& ledger);
    void stationPutBack(ledger::Ledger& ledger, bool announced);
    void signedNote(const std::string& note);
    void committed(std::span<const ledger::StoredFact> facts);
    void shown(const sync::FeedBatch& batch);
    void answered(const sync::Push& push, const sync::PushReply& reply);
    void deviceCommitted(const ledger::Command& command);

    // Seats.
    void told(std::size_t wire, const ledger::Command& draft, const ledger::CommandId& id);
    void toldEarly(std::size_t wire, const ledger::Command& draft);
    void notSaved(std::size_t wire, const Error& error);
    void seatStarted(std::size_t wire, sync::Seat& seat);
    void seatPutBack(std::size_t wire, Nanos copied);
    void resynced(std::size_t wire);
    void reached(std::size_t wire, const sync::SeatMeta& meta); ///< durable in the seat's file
    void forked(std::size_t wire) { m_mustFork.erase(wire); }
    void look(std::size_t wire, sync::Seat& seat);
    void snapshot(std::size_t wire, ledger::Database& tables, bool loading);
    void kept(std::size_t wire, std::span<const ledger::Fact> facts); ///< durable in the seat's file

    // All.
    void pressed(const Id& alarm);
    void healed() { m_healed = true; }
    void expectForks() { m_forksExpected = true; } ///< numbers of one epoch are given twice
    void damaged(std::string_view who, const std::string& text);
    void secondWriter(std::string_view who, const std::string& file);
    void bounded(std::string_view what, std::size_t size, std::size_t limit);

    // For the last look (final.cpp).
    const std::map<std::string, Act>& acts() const { return m_acts; }
    const std::map<std::string, Ack>& acks() const { return m_acks; }
    const std::map<Id, bool>& presses() const { return m_presses; }
    const std::map<std::size_t, std::set<Id>>& kept() const { return m_kept; }
    const std::map<std::size_t, std::pair<std::uint64_t, Hash>>& mustFork() const { return m_mustFork; }
    const std::map<std::uint64_t, Hash>& known() const { return m_known; }
    std::uint64_t lives() const { return m_lives; }
    const std::vector<ledger::Checkpoint>& checkpoints() const { return m_checkpoints; }

    Ring ring{*this};

    // For planted faults: the chain as it is.
    std::function<ledger::Ledger*()> ledger;
    Result<std::optional<ledger::StoredFact>> factOfStation(std::uint64_t number) const;
    ledger::Head headOfStation() const;

private:
    void learn(std::uint64_t number, const Hash& hash, const char* where);
    void checkFile(std::size_t wire, ledger::Database& file, bool loading, const char* when);
    void checkOwnWrites(std::size_t wire, sync::Seat& seat);
    void checkStages(std::size_t wire, sync::Seat& seat);

    Trace& m_trace;
    const Scheduler& m_scheduler;
    std::optional<Violation> m_violation;
    std::map<std::string, Act> m_acts; // by marker
    std::map<std::string, Ack> m_acks;
    std::map<std::uint64_t, Hash> m_known; // every number that anybody was shown, or that was committed
    std::map<std::pair<std::uint64_t, std::uint64_t>, Hash> m_named; // by (epoch, number): on any branch
    std::vector<ledger::Checkpoint> m_checkpoints;                   // of the branch in force
    std::map<Id, bool> m_presses;                                    // true: somebody has taken it for good
    std::map<std::size_t, std::set<Id>> m_kept;                      // by seat: presses that it has as facts
    std::set<std::size_t> m_catchingUp; // after a resync, until the head is reached again
    std::map<std::pair<std::size_t, Id>, int> m_stages;
    std::map<std::size_t, std::uint64_t> m_branches; // epoch of the tables whose stages those are
    std::uint64_t m_lives = 0;
    // By seat: the highest fact that it has or was promised; and that of those who can tell that it is lost.
    std::map<std::size_t, std::pair<std::uint64_t, Hash>> m_reached;
    std::map<std::size_t, std::pair<std::uint64_t, Hash>> m_mustFork;
    bool m_healed = false;
    bool m_forksExpected = false;
};

/// Content of the rooms' tables, a hash by table.
std::map<std::string, Hash> tablesOf(ledger::Database& file);

} // namespace shouwang::simulation
