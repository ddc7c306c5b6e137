// Where a planted fault takes hold of a seat.
#include "simulation/nodes/seat_node.h"

namespace shouwang::simulation {

void SeatNode::spoilBeforeOpen() {
    if (m_env.plant != Plant::CounterRollback) return;
    ledger::Database::Options file;
    file.path = kSeatFile;
    file.applicationId = sync::kSeatApplicationId;
    file.vfs = disk.vfs();
    auto opened = ledger::Database::open(file);
    if (!opened) return;
    (*opened)->run("DELETE FROM seat_outbox WHERE epoch=(SELECT epoch FROM seat_meta) AND counter=(SELECT"
                   " counter FROM seat_meta); UPDATE seat_meta SET counter=max(0, counter-1)");
}

// The cursor of what is queued, in a transaction before that of the facts.
void SeatNode::spoilAfterTake() {
    if (m_env.plant != Plant::CursorFirst || !m_seat->hasQueued()) return;
    const sync::Cursor cursor = m_seat->wanted();
    ledger::Database& file = m_seat->store().database();
    file.begin();
    file.prepare("UPDATE seat_meta SET cursor_number=?, cursor_hash=?")
        .bind(static_cast<std::int64_t>(cursor.number))
        .bind(ByteView(cursor.hash))
        .run();
    (void)file.commit();
    m_resume = m_env.scheduler.now() + 200ms;
}

void SeatNode::spoilSaved(const std::vector<sync::SubmitResult>& results) {
    if (m_env.plant != Plant::OverlayConfirmed) return;
    ledger::Database& file = m_seat->store().database();
    file.begin();
    for (const sync::SubmitResult& result : results) {
        for (ledger::Fact fact : result.facts) {
            fact.number = m_chance.draw() >> 20 | 1u << 20;
            for (const auto& room : m_seat->store().features())
                room->apply(file, fact);
        }
    }
    (void)file.commit();
}

void SeatNode::spoilVerdicts() {
    if (m_env.plant != Plant::PruneEarly) return;
    ledger::Database& file = m_seat->store().database();
    file.begin();
    file.run("DELETE FROM seat_outbox WHERE verdict IS NOT NULL AND open=0");
    (void)file.commit();
}

void SeatNode::spoilFork() {
    const Result<std::optional<ledger::StoredFact>> known =
        m_env.checker.factOfStation(m_seat->cursor().number);
    ledger::Database& file = m_seat->store().database();
    file.begin();
    file.run("UPDATE seat_meta SET forked=0");
    if (known && *known) {
        file.prepare("UPDATE seat_meta SET cursor_hash=?").bind(ByteView((*known)->hash)).run();
    } else { // our branch is the longer one: what we hold beyond it is simply left where it is
        const ledger::Head head = m_env.checker.headOfStation();
        file.prepare("UPDATE seat_meta SET cursor_number=?, cursor_hash=?")
            .bind(static_cast<std::int64_t>(head.number))
            .bind(ByteView(head.hash))
            .run();
        file.run("DELETE FROM seat_fact WHERE number>(SELECT cursor_number FROM seat_meta)");
    }
    (void)file.commit();
    disk.faults().operationsLeft = 0; // the process has to read its file anew
    (void)m_seat->settleAttention(0);
}

void SeatNode::spoilBeforeTidy() {
    if (m_env.plant != Plant::MarkOfLostBranch) return;
    m_mark = std::max(m_mark, m_seat->store().meta().backedUp);
    m_seat->store().change().backedUp = m_mark;
}

void SeatNode::spoilAfterTidy() {
    if (m_env.plant != Plant::PrunesBeforeBackup) return;
    ledger::Database& file = m_seat->store().database();
    file.begin();
    file.prepare("DELETE FROM seat_outbox WHERE verdict IS NOT NULL AND open=0 AND decided<?")
        .bind(clock.utc() - Micros{7} * 86'400'000'000)
        .run();
    (void)file.commit();
}

void SeatNode::spoilLook() {
    if (m_env.plant != Plant::SecondWriter || !m_chance.hit(0.2)) return;
    ledger::Database::Options file;
    file.path = kSeatFile;
    file.applicationId = sync::kSeatApplicationId;
    file.vfs = disk.vfs();
    auto opened = ledger::Database::open(file);
    if (opened) (*opened)->run("PRAGMA user_version=1");
}

} // namespace shouwang::simulation
