// What the station does for its ledger between commands, on the writing thread: signs checkpoints, rebuilds
// tables after an upgrade a slice at a time, works off what follows from a large batch, looks how long the
// disk lasts, and gives up the reserve when it is full. Nothing here holds up a command for longer than a
// slice.
#pragma once

#include "ledger/checkpoint.h"
#include "ledger/storage.h"
#include "server/writer.h"

#include <memory>
#include <mutex>
#include <optional>

namespace shouwang::server {

/// What health tells of it.
struct UpkeepStatus {
    std::optional<ledger::Forecast> forecast;
    std::uint64_t reserveBytes = 0;
    bool reserveHeld = false;
    std::uint64_t reserveReleases = 0; ///< since the start
    std::uint64_t backedUp = 0;
    std::uint64_t checkpointed = 0;
    bool rebuilding = false;
    std::uint64_t reactionsWaiting = 0; ///< facts that nothing has reacted to yet: Ledger::reactSlice
    bool sparing = false; ///< only the reserve is left: alarms and what officers do about them are recorded
    std::uint64_t logBytes = 0;
    bool logLarge = false; ///< readers have held it for so long that it takes room that others need
};

/// Any thread.
class UpkeepBoard {
public:
    void set(UpkeepStatus status) {
        const std::lock_guard lock(m_mutex);
        m_status = status;
    }
    UpkeepStatus status() const {
        const std::lock_guard lock(m_mutex);
        return m_status;
    }

private:
    mutable std::mutex m_mutex; // guards the status
    UpkeepStatus m_status;
};

struct UpkeepTimes {
    std::chrono::milliseconds look{10'000};       ///< at reserve and forecast
    std::chrono::milliseconds checkpoint{60'000}; ///< when something has come since the last one
    std::uint64_t checkpointFacts = 1000;
    std::chrono::microseconds slice{2000};             ///< of a rebuild
    std::uint64_t logUsual = std::uint64_t{32} << 20;  ///< bytes; what is more is given back when it can be
    std::uint64_t logLarge = std::uint64_t{256} << 20; ///< bytes; somebody has to look who reads for so long
    std::chrono::milliseconds retry{500}; ///< before what follows from facts is tried again on a full disk
};

class Upkeep {
public:
    Upkeep(Vault& vault, Writer& writer, const ledger::SignerKey& key, ledger::Reserve reserve,
           std::filesystem::path folder, UpkeepBoard& board, const Clock& clock, UpkeepTimes times = {})
        : m_vault(vault)
        , m_writer(writer)
        , m_key(key)
        , m_reserve(std::move(reserve))
        , m_folder(std::move(folder))
        , m_board(board)
        , m_clock(clock)
        , m_times(times) {}

    // All on the writing thread, start() also before it runs.
    void start();
    /// After each commit. Signs when enough has come.
    void committed();
    /// After a commit that failed.
    void storageFailed(const Error& error);
    /// Another ledger is in the vault.
    void reopened();
    /// The reserve has been given up and there is no room for another one: what is left is for alarms.
    bool sparing() const { return m_sparing; }
    /// Empty: nothing has come since the last one.
    Result<std::optional<std::string>> checkpointNow();
    /// A backup up to this fact lies somewhere. Refused: it is not a fact of this ledger.
    Result<void> backedUp(std::uint64_t number, const Hash& hash);
    const ledger::VerifierKey& key() const { return m_key.verifier(); }

private:
    void look();
    void watchLog();
    void checkpointLater();
    void checkpoint();
    void rebuildLater(std::chrono::milliseconds pause);
    void rebuild();
    void reactLater(std::chrono::milliseconds pause);
    void react();
    void tell();

    Vault& m_vault;
    Writer& m_writer;
    const ledger::SignerKey m_key;
    const ledger::Reserve m_reserve;
    const std::filesystem::path m_folder;
    UpkeepBoard& m_board;
    const Clock& m_clock;
    const UpkeepTimes m_times;
    std::optional<ledger::Forecast> m_forecast;
    std::uint64_t m_releases = 0;
    std::uint64_t m_logBytes = 0;
    bool m_logLarge = false;
    bool m_signing = false;    // a checkpoint is on its way
    bool m_rebuilding = false; // a slice is on its way
    bool m_reacting = false;   // the same
    bool m_sparing = false;
};

} // namespace shouwang::server
