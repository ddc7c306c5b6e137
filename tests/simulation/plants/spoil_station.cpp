// Where a planted fault takes hold of the station.
#include "simulation/nodes/station_node.h"

namespace shouwang::simulation {

void StationNode::acknowledgeEarly(PushJob& job) {
    sync::PushReply reply;
    reply.epoch = job.push.epoch;
    reply.head = m_ledger->head();
    for (std::size_t i = 0; i < job.push.commands.size(); ++i) {
        ledger::Verdict verdict;
        verdict.first = verdict.last = m_ledger->head().number + 1 + i;
        reply.verdicts.push_back({job.push.first + i, verdict});
    }
    m_env.checker.answered(job.push, reply);
    job.answer(sync::encode(reply));
    job.answer = [](const Result<Bytes>&) {};
}

std::string StationNode::spoiltNote(const std::string& text) const {
    const auto note = ledger::parseNote(text);
    if (m_env.plant != Plant::FalseCheckpoint || !note) return text;
    ledger::Checkpoint other = note->checkpoint;
    other.hash = sha256(other.hash);
    return ledger::makeNote(other, m_key);
}

std::uint64_t StationNode::spoiltMark(std::uint64_t copied) const {
    return m_env.plant == Plant::MarkRunsAhead ? m_ledger->head().number : copied;
}

void StationNode::spoilBefore() {
    ledger::Database& file = m_ledger->database();
    if (m_env.plant == Plant::NoDedupe) {
        file.begin();
        file.run("DELETE FROM verdict");
        (void)file.commit();
    }
    if (m_env.plant != Plant::Gaps || !m_chance.hit(0.1) || m_ledger->head().number < 8) return;
    file.begin();
    file.prepare("UPDATE fact SET number=number+1 WHERE number=?")
        .bind(static_cast<std::int64_t>(m_ledger->head().number))
        .run();
    if (file.commit()) disk.faults().operationsLeft = 0;
}

void StationNode::spoilAfterStart() {
    if (m_env.plant != Plant::ReactOnRebuild || upgrade == 0) return;
    std::vector<ledger::Command> again;
    auto facts = m_ledger->after(0, 10'000);
    if (!facts) return;
    for (const ledger::StoredFact& stored : *facts) {
        const auto fact = ledger::decodeFact(stored.bytes);
        if (!fact) continue;
        for (const auto& room : roomsOf(m_env.plant, true, upgrade)) {
            for (ledger::Command& command : room->react(*fact)) {
                command.id = {ledger::CommandId::Source::Timer, Id::random(m_chance), fact->number, 1, 0};
                command.actor = "system";
                command.cause = {fact->entity, fact->number};
                again.push_back(std::move(command));
            }
        }
    }
    if (!again.empty()) (void)m_ledger->submit(again);
}

} // namespace shouwang::simulation
