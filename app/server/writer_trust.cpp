// What the writing thread does after its disk has failed. An fsync that failed once is not asked again: what
// it did not write may be taken for written from then on. The ledger is closed, whoever waits is told to come
// again, and nothing is acknowledged until the file has been opened and its tail proven.
#include "server/writer.h"

#include "base/log.h"
#include "ledger/storage.h"

namespace shouwang::server {

void Writer::doubt(const Error& error) {
    if (!m_doubt && ledger::isDiskFailing(error)) m_doubt = Error{Next::Retry, error.text};
}

/// Between two rounds.
void Writer::mend() {
    if (m_doubt && m_vault.isOpen()) closeVault();
    if (!m_vault.isOpen() && std::chrono::steady_clock::now() >= m_reopenAt) openVault();
}

void Writer::closeVault() {
    log::error("station", "the ledger is closed until its disk can be believed again: {}", m_doubt->text);
    m_vault.close();
    m_reopenPause = m_limits.reopenLeast;
    m_reopenAt = {};
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_storageError = m_doubt->text;
    }
    answerWaiting(*m_doubt);
}

/// Pushes and orders are kept by whoever sent them; reports and questions wait here.
void Writer::answerWaiting(const Error& error) {
    std::deque<PushJob> pushes;
    std::deque<CommandJob> orders;
    {
        const std::lock_guard lock(m_mutex);
        pushes.swap(m_pushes);
        m_pushBytes = 0;
        std::deque<CommandJob> reports;
        for (CommandJob& job : m_commands)
            (job.done ? orders : reports).push_back(std::move(job));
        m_commands.swap(reports);
    }
    for (PushJob& job : pushes)
        job.done(tl::unexpected(error));
    for (CommandJob& job : orders)
        job.done(tl::unexpected(error));
}

void Writer::openVault() {
    m_reopenAt = std::chrono::steady_clock::now() + m_reopenPause;
    m_reopenPause = std::min(m_reopenPause * 2, m_limits.reopenMost);
    const auto opened = m_vault.reopen();
    if (!opened) {
        ++m_counters.failedReopens;
        const std::lock_guard lock(m_mutex);
        if (m_storageError != opened.error().text)
            log::error("station", "the ledger stays closed: {}", opened.error().text);
        m_storageError = opened.error().text;
        m_trouble = ledger::troubleOf(opened.error());
        return;
    }
    m_doubt.reset();
    m_retryAt = {};
    ++m_counters.reopened;
    {
        const std::lock_guard lock(m_mutex);
        m_closed = false;
        m_trouble = ledger::Trouble::None;
        m_storageError.clear();
    }
    log::info("station", "the ledger is open again, fact {} is its last one", m_vault.ledger().head().number);
    if (onReopened) onReopened();
}

} // namespace shouwang::server
