// Backups, the day on which the disk is lost, and somebody who reads beside the writer.
#include "simulation/nodes/station_node.h"

#include <algorithm>

namespace shouwang::simulation {

namespace {

ledger::Head headIn(ledger::Database& file) {
    ledger::Head head;
    ledger::Statement row = file.prepare("SELECT count(*), (SELECT hash FROM fact ORDER BY number DESC LIMIT"
                                         " 1) FROM fact");
    if (!row.next()) return head;
    head.number = static_cast<std::uint64_t>(row.integer(0));
    const Bytes hash = row.bytes(1);
    std::copy_n(hash.begin(), std::min(hash.size(), head.hash.size()), head.hash.begin());
    return head;
}

} // namespace

// As command_backup.cpp: another process, which tells the station only of a copy that it has proven.
void StationNode::backUp(std::optional<Nanos> told) {
    if (!alive() || disk.dead()) return;
    const auto head = m_backups.make(disk);
    m_env.trace.line(m_env.scheduler.now(), "backup", "{}",
                     head ? fmt::format("holds {} facts", head->number) : head.error().text);
    if (!head) {
        if (head.error().next == Next::Corrupt)
            m_env.checker.broken("B3", "a backup is not whole: " + head.error().text);
        return;
    }
    auto chain = m_backups.chain();
    if (!chain) return m_env.checker.broken("B3", "a backup cannot be read: " + chain.error().text);
    m_env.checker.ring.backedUp(std::move(*chain));
    if (told) m_env.scheduler.after(*told, [this, head = *head] { noteBackedUp(head); });
}

// As Upkeep::backedUp. A station that does not run has not heard of it.
void StationNode::noteBackedUp(const ledger::Head& copy) {
    if (!up() || m_tasks.size() >= kTasks) return;
    m_tasks.push_back([this, copy] {
        const auto fact = m_ledger->fact(copy.number);
        if (!fact) return doubt(fact.error());
        if (!*fact || (*fact)->hash != copy.hash) return; // of a branch that is no more
        const std::uint64_t number = spoiltMark(copy.number);
        if (const auto noted = m_ledger->noteBackedUp(number); !noted) doubt(noted.error());
    });
    wake();
}

void StationNode::putBackup(std::size_t back) {
    const bool quietly = m_env.plant == Plant::RestoreSameEpoch || m_env.plant == Plant::ForkSkipped;
    const auto head = m_backups.putBack(back, disk, !quietly, clock, m_chance);
    if (!head) return m_env.checker.broken("B3", "a backup cannot be put back: " + head.error().text);
    m_env.trace.line(m_env.scheduler.now(), "backup", "put back, {} facts, epoch {}", head->number,
                     head->epoch);
    m_restored = m_announced = true;
    m_announcedAt = m_env.scheduler.now();
}

// A reader of another process: its look lasts, the log grows meanwhile, and it goes on seeing one moment,
// also when the writer closes its file in doubt and opens it anew.
void StationNode::read() {
    if (!up() || m_reader) return;
    ledger::Database::Options options;
    options.path = kStationFile;
    options.access = ledger::Database::Access::ReadOnly;
    options.vfs = disk.vfs();
    auto opened = ledger::Database::open(options);
    if (!opened) return;
    m_reader = std::move(*opened);
    m_reader->begin();
    const ledger::Head head = headIn(*m_reader);
    m_env.scheduler.after(m_chance.between(200ms, 30s), m_life, [this, head] {
        const ledger::Head now = headIn(*m_reader);
        if (!m_reader->error() && (now.number != head.number || now.hash != head.hash)) {
            m_env.checker.broken("I7", fmt::format("a reader saw {} facts and then {} in one transaction",
                                                   head.number, now.number));
        }
        m_reader.reset();
    });
}

} // namespace shouwang::simulation
