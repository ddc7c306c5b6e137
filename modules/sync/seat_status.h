// What a desk may know and show of its seat: plain values.
#pragma once

#include "sync/protocol.h"

#include <chrono>

namespace shouwang::sync {

enum class LinkState : std::uint8_t {
    Offline,         ///< the station does not answer; everything goes on here
    Connecting,      ///< being asked
    CatchingUp,      ///< facts are coming in, the tables are behind the station's head
    Live,            ///< at the head, the tail is open
    Forked,          ///< our cursor is not on the station's chain; needs resync(), never clears by itself
    VersionMismatch, ///< the station speaks another protocol; our commands wait
    StationClosed,   ///< its ledger waits for a person: it takes and tells nothing
    Unauthorised,    ///< the station does not know our token, or has revoked it
};

struct SeatCounters {
    std::uint64_t submitted = 0; ///< commands stored
    std::uint64_t refused = 0;   ///< orders refused here
    std::uint64_t verdicts = 0;
    std::uint64_t facts = 0;         ///< applied
    std::uint64_t batches = 0;       ///< feed batches that were taken
    std::uint64_t badBatches = 0;    ///< damaged, out of order, or not ours
    std::uint64_t decidedAgain = 0;  ///< waiting commands whose ground had moved
    std::uint64_t connects = 0;      ///< times that the station answered
    std::uint64_t linkFailures = 0;  ///< calls that failed
    std::uint64_t watchdogs = 0;     ///< times that a watchdog tore the link down
    std::uint64_t storageErrors = 0; ///< disk full, file damaged
    std::uint64_t reopened = 0;      ///< times that the file was opened and proven anew
    std::uint64_t faults = 0;        ///< exceptions of rooms and listeners that were caught
    std::uint64_t purged = 0;        ///< sealed parts that this seat may not keep any more
    std::uint64_t pruned = 0;        ///< decided commands that left the outbox: backed up and old enough
    std::uint64_t prunedEarly = 0;   ///< of them such that the station had not backed up: the ring was full
};

struct SeatStatus {
    LinkState state = LinkState::Offline;
    Id seat;
    Id station; ///< null until the first contact
    Cursor cursor;
    ledger::Head head;                          ///< the station's, as last heard
    std::size_t outbox = 0;                     ///< commands without a verdict
    std::chrono::milliseconds oldestWaiting{0}; ///< age of the oldest of them
    std::size_t needsAttention = 0;
    std::optional<Micros> lastContact; ///< by this seat's clock
    /// False: its disk has failed. The file is closed until it has been opened and proven anew; nothing can
    /// be saved meanwhile, and `lastError` says why.
    bool storageOpen = true;
    /// Commands have left the ring of acknowledged ones that are in no backup of the station yet: a station
    /// that was put back now could not have them again from here.
    bool goneUnsaved = false;
    ledger::Trouble closed = ledger::Trouble::None; ///< why, while the station is closed
    std::string lastError;                          ///< English, for the log and the details
    std::chrono::microseconds clockOffset{0};       ///< station's clock minus ours at the last contact
    SeatCounters counters;
};

/// Where a command stands, for the mark beside what an officer has done and the station has not confirmed.
enum class SavingState : std::uint8_t {
    Here,           ///< durable on this seat
    NeedsAttention, ///< refused or quarantined: somebody must look
};

} // namespace shouwang::sync
