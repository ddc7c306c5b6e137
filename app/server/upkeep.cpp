#include "server/upkeep.h"

#include "base/log.h"

namespace shouwang::server {

void Upkeep::start() {
    look();
    checkpointLater();
    rebuildLater(std::chrono::milliseconds(0));
    reactLater(std::chrono::milliseconds(0));
}

void Upkeep::reopened() {
    rebuildLater(std::chrono::milliseconds(0));
    reactLater(std::chrono::milliseconds(0));
    tell();
}

void Upkeep::committed() {
    reactLater(std::chrono::milliseconds(0));
    if (m_signing ||
        m_vault.ledger().head().number < m_vault.ledger().checkpointed() + m_times.checkpointFacts)
        return;
    m_signing = true; // not inside the commit that told us
    m_writer.runAfter(std::chrono::milliseconds(0), [this] { checkpoint(); });
}

void Upkeep::storageFailed(const Error& error) {
    if (!ledger::isDiskFull(error) || !m_reserve.release()) return;
    ++m_releases;
    m_sparing = true;
    log::error("station",
               "the disk is full: the reserve of {} MiB is given up so that alarms are recorded; make"
               " room now",
               m_reserve.bytes() >> 20);
    tell();
}

Result<std::optional<std::string>> Upkeep::checkpointNow() {
    auto note = m_vault.ledger().makeCheckpoint(m_key);
    tell();
    return note;
}

Result<void> Upkeep::backedUp(std::uint64_t number, const Hash& hash) {
    const auto fact = m_vault.ledger().fact(number);
    if (!fact) return tl::unexpected(fact.error());
    if (!*fact || (*fact)->hash != hash) return fail(Next::Refused, "the backup is not one of this ledger");
    auto noted = m_vault.ledger().noteBackedUp(number);
    tell();
    return noted;
}

void Upkeep::look() {
    m_writer.runAfter(m_times.look, [this] { look(); }); // first: what follows may throw
    const bool held = m_reserve.held();
    if (m_reserve.hold() && !held && m_releases > 0) log::info("station", "the reserve is there again");
    std::error_code error;
    const auto space = std::filesystem::space(m_folder, error);
    m_sparing = m_reserve.bytes() > 0 && !m_reserve.held() && !error && space.available < m_reserve.bytes();
    if (const auto seen =
            ledger::forecast(m_vault.ledger().database(), error ? 0 : space.available, m_clock.utc())) {
        m_forecast = *seen;
    } else {
        m_writer.doubt(seen.error());
        m_vault.ledger().database().rollback(); // the error must not stick to the next commit
    }
    watchLog();
    tell();
}

void Upkeep::watchLog() {
    ledger::Database& database = m_vault.ledger().database();
    m_logBytes = ledger::logBytes(database);
    if (m_logBytes > m_times.logUsual) {
        const auto shrunk = ledger::shrinkLog(database);
        if (!shrunk) m_writer.doubt(shrunk.error());
        m_logBytes = ledger::logBytes(database);
    }
    const bool large = m_logBytes > m_times.logLarge;
    if (large && !m_logLarge)
        log::warning("station",
                     "the ledger's log has {} MiB: somebody has been reading it without a pause (a backup, a"
                     " proof, a new seat); it is given back when that ends",
                     m_logBytes >> 20);
    if (!large && m_logLarge) log::info("station", "the ledger's log is small again");
    m_logLarge = large;
}

void Upkeep::checkpointLater() {
    m_writer.runAfter(m_times.checkpoint, [this] {
        checkpointLater();
        checkpoint();
    });
}

void Upkeep::checkpoint() {
    m_signing = false;
    if (const auto note = checkpointNow(); !note) {
        m_writer.doubt(note.error());
        log::warning("station", "no checkpoint could be kept: {}", note.error().text);
    }
}

void Upkeep::rebuildLater(std::chrono::milliseconds pause) {
    if (m_rebuilding || !m_vault.ledger().rebuildPending()) return;
    m_rebuilding = true;
    m_writer.runAfter(pause, [this] { rebuild(); });
}

void Upkeep::rebuild() {
    m_rebuilding = false;
    const auto end = std::chrono::steady_clock::now() + m_times.slice;
    const auto more =
        m_vault.ledger().rebuildSlice([end] { return std::chrono::steady_clock::now() >= end; });
    auto pause = std::chrono::milliseconds(0);
    if (!more) {
        log::error("station", "tables could not be rebuilt, the old ones stay in use: {}", more.error().text);
        m_writer.doubt(more.error());
        pause = std::chrono::minutes(1);
    }
    rebuildLater(pause);
    if (more && !*more) tell();
}

void Upkeep::reactLater(std::chrono::milliseconds pause) {
    if (m_reacting || m_vault.ledger().reactionsWaiting() == 0) return;
    m_reacting = true;
    m_writer.runAfter(pause, [this] { react(); });
    tell();
}

void Upkeep::react() {
    const auto more = m_vault.ledger().reactSlice();
    auto pause = std::chrono::milliseconds(0);
    if (!more) {
        log::error("station", "what follows from facts waits: {}", more.error().text);
        storageFailed(more.error());
        m_writer.doubt(more.error());
        pause = m_times.retry;
    }
    m_reacting = false; // only now: the commit has told committed()
    reactLater(pause);
    if (more && !*more) tell();
}

void Upkeep::tell() {
    m_board.set({m_forecast, m_reserve.bytes(), m_reserve.held(), m_releases, m_vault.ledger().backedUp(),
                 m_vault.ledger().checkpointed(), m_vault.ledger().rebuildPending(),
                 m_vault.ledger().reactionsWaiting(), m_sparing, m_logBytes, m_logLarge});
}

} // namespace shouwang::server
