#include "server/upkeep.h"

#include "base/log.h"

namespace shouwang::server {

void Upkeep::start() {
    look();
    checkpointLater();
    if (m_ledger.rebuildPending()) {
        m_writer.runAfter(std::chrono::milliseconds(0), [this] { rebuild(); });
    }
}

void Upkeep::committed() {
    if (m_signing || m_ledger.head().number < m_ledger.checkpointed() + m_times.checkpointFacts) return;
    m_signing = true; // not inside the commit that told us
    m_writer.runAfter(std::chrono::milliseconds(0), [this] { checkpoint(); });
}

void Upkeep::storageFailed(const Error& error) {
    if (!ledger::isDiskFull(error) || !m_reserve.release()) return;
    ++m_releases;
    log::error("station",
               "the disk is full: the reserve of {} MiB is given up so that alarms are recorded; make"
               " room now",
               m_reserve.bytes() >> 20);
    tell();
}

Result<std::optional<std::string>> Upkeep::checkpointNow() {
    auto note = m_ledger.makeCheckpoint(m_key);
    tell();
    return note;
}

Result<void> Upkeep::backedUp(std::uint64_t number, const Hash& hash) {
    const auto fact = m_ledger.fact(number);
    if (!fact) return tl::unexpected(fact.error());
    if (!*fact || (*fact)->hash != hash) return fail(Next::Refused, "the backup is not one of this ledger");
    auto noted = m_ledger.noteBackedUp(number);
    tell();
    return noted;
}

void Upkeep::look() {
    const bool held = m_reserve.held();
    if (m_reserve.hold() && !held && m_releases > 0) log::info("station", "the reserve is there again");
    std::error_code error;
    const auto space = std::filesystem::space(m_folder, error);
    if (const auto seen = ledger::forecast(m_ledger.database(), error ? 0 : space.available, m_clock.utc())) {
        m_forecast = *seen;
    } else {
        m_ledger.database().rollback(); // the error must not stick to the next commit
    }
    tell();
    m_writer.runAfter(m_times.look, [this] { look(); });
}

void Upkeep::checkpointLater() {
    m_writer.runAfter(m_times.checkpoint, [this] {
        checkpoint();
        checkpointLater();
    });
}

void Upkeep::checkpoint() {
    m_signing = false;
    if (const auto note = checkpointNow(); !note) {
        log::warning("station", "no checkpoint could be kept: {}", note.error().text);
    }
}

void Upkeep::rebuild() {
    const auto end = std::chrono::steady_clock::now() + m_times.slice;
    const auto more = m_ledger.rebuildSlice([end] { return std::chrono::steady_clock::now() >= end; });
    auto pause = std::chrono::milliseconds(0);
    if (!more) {
        log::error("station", "tables could not be rebuilt, the old ones stay in use: {}", more.error().text);
        pause = std::chrono::minutes(1);
    }
    if (!more || *more) m_writer.runAfter(pause, [this] { rebuild(); });
    if (more && !*more) tell();
}

void Upkeep::tell() {
    m_board.set({m_forecast, m_reserve.bytes(), m_reserve.held(), m_releases, m_ledger.backedUp(),
                 m_ledger.checkpointed(), m_ledger.rebuildPending()});
}

} // namespace shouwang::server
