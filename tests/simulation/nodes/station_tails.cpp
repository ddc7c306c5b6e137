// The station's live tails, as app/server/tails.cpp keeps them.
#include "simulation/nodes/station_node.h"

namespace shouwang::simulation {

namespace {

constexpr std::size_t kSlice = 500;

} // namespace

void StationNode::openTail(std::size_t seat, std::uint64_t tail, Bytes body) {
    const auto cursor = sync::decodeCursor(body);
    if (!cursor || !up()) return;
    m_tasks.push_back([this, key = TailKey(seat, tail), cursor = *cursor] {
        m_tails.emplace(key, Tail{cursor, false});
        catchUp(key);
    });
    wake();
}

void StationNode::closeTail(std::size_t seat, std::uint64_t tail) {
    m_tails.erase({seat, tail});
}

// As Tails::catchUp.
void StationNode::catchUp(const TailKey& key) {
    const auto found = m_tails.find(key);
    if (found == m_tails.end()) return;
    const auto may = rights(key.first);
    auto batch = may ? m_station->feed(found->second.cursor, kSlice, *may) : tl::unexpected(may.error());
    if (!batch) {
        doubt(batch.error());
        m_tails.erase(found);
        m_env.scheduler.after(1ms, [this, key] {
            if (const auto link = linkOf(key.first)) link->breakTail("the station cannot read its ledger");
        });
        return;
    }
    Tail& tail = found->second;
    tail.cursor.epoch = batch->epoch;
    tail.cursor.number = batch->to;
    if (!batch->facts.empty()) tail.cursor.hash = batch->facts.back().hash;
    tail.live = batch->to >= batch->head.number;
    const bool live = tail.live;
    if (batch->fork) m_tails.erase(found);
    send(key, *batch);
    if (batch->fork) { // the station hangs up, behind that frame
        m_env.net.carry(key.first, false, Lane::Tail, [this, key] {
            const auto link = linkOf(key.first);
            if (link && link->tailId() == key.second) link->breakTail("not on this station's chain");
        });
    }
    if (!live && !batch->fork) m_tasks.push_back([this, key] { catchUp(key); });
}

void StationNode::publish(std::span<const ledger::StoredFact> facts) {
    m_env.checker.committed(facts);
    tellTails(facts);
}

void StationNode::tellTails(std::span<const ledger::StoredFact> facts) {
    if (m_tails.empty() || facts.empty()) return;
    const sync::FeedBatch batch = m_station->batchOf(facts);
    std::vector<TailKey> whom;
    for (auto& [key, tail] : m_tails) {
        if (!tail.live) continue;
        if (!batch.facts.empty() && tail.cursor.number + 1 == batch.from) {
            tail.cursor.number = batch.to;
            tail.cursor.hash = batch.facts.back().hash;
            whom.push_back(key);
        } else {
            tail.live = false;
            m_tasks.push_back([this, key = key] { catchUp(key); });
        }
    }
    for (const TailKey& key : whom) {
        if (const auto may = rights(key.first)) {
            const bool all = m_env.plant == Plant::SealedToAll;
            send(key, all ? batch : sync::Station::withStubs(batch, *may));
        } else { // it is brought up to date when its rights can be read
            m_tails[key].live = false;
            m_tasks.push_back([this, key] { catchUp(key); });
        }
    }
}

void StationNode::send(const TailKey& key, const sync::FeedBatch& batch) {
    if (disk.dead()) return;
    m_env.checker.shown(batch);
    const bool sent = m_env.net.carry(key.first, false, Lane::Tail, [this, key, bytes = sync::encode(batch)] {
        const auto link = linkOf(key.first);
        if (!link || !link->frame(key.second, bytes)) closeTail(key.first, key.second);
    });
    if (sent) return;
    m_tails.erase(key); // a stream does not lose one frame: it breaks, and the seat notices by the silence
    m_env.scheduler.after(kSilence, [this, key] {
        const auto link = linkOf(key.first);
        if (link && link->tailId() == key.second) link->breakTail("silence");
    });
}

} // namespace shouwang::simulation
