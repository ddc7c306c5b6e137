#include "server/tails.h"

#include "base/log.h"

#include <map>

namespace shouwang::server {

namespace {

constexpr std::size_t kSlice = 500; // facts between two looks at what officers want
constexpr std::size_t kAhead = std::size_t{4} << 20;
constexpr std::chrono::milliseconds kPause{20};

SharedBytes frameOf(const sync::FeedBatch& batch) {
    return std::make_shared<const Bytes>(sync::encode(batch));
}

} // namespace

void Tails::open(const std::shared_ptr<Socket>& socket, const sync::Cursor& cursor, const Id& seat) {
    const auto compartments = m_vault.station().compartmentsOf(seat);
    if (!compartments) return socket->close("the station cannot read its ledger");
    if (!m_tails.emplace(socket, Tail{cursor, seat, *compartments, false}).second) {
        m_tails.erase(socket);
        return socket->close("a tail has one cursor");
    }
    catchUp(socket);
}

void Tails::closeSeat(const Id& seat) {
    for (auto tail = m_tails.begin(); tail != m_tails.end();) {
        if (tail->second.seat != seat) {
            ++tail;
            continue;
        }
        tail->first->close("the seat is revoked");
        tail = m_tails.erase(tail);
    }
}

void Tails::close(const std::shared_ptr<Socket>& socket) {
    m_tails.erase(socket);
}

void Tails::catchUp(const std::shared_ptr<Socket>& socket) {
    const auto found = m_tails.find(socket);
    if (found == m_tails.end()) return; // it has gone meanwhile
    // A reader far behind gets its past as fast as it takes it: the queue stays free for the present.
    if (socket->queuedBytes() > kAhead) return catchUpLater(socket, true);
    auto batch = m_vault.station().feed(found->second.cursor, kSlice, found->second.compartments);
    if (!batch) {
        m_writer.doubt(batch.error());
        log::error("station", "cannot read facts for a tail: {}", batch.error().text);
        m_tails.erase(found);
        return socket->close("the station cannot read its ledger");
    }
    socket->send(frameOf(*batch));
    if (batch->fork) {
        m_tails.erase(found);
        return socket->close("the cursor is not on this station's chain");
    }
    Tail& tail = found->second;
    tail.cursor.epoch = batch->epoch;
    tail.cursor.number = batch->to;
    if (!batch->facts.empty()) tail.cursor.hash = batch->facts.back().hash;
    tail.live = batch->to >= batch->head.number;
    if (!tail.live) catchUpLater(socket, false);
}

void Tails::catchUpLater(const std::shared_ptr<Socket>& socket, bool pause) {
    const auto step = [this, socket] { catchUp(socket); };
    if (pause || !m_writer.run(step)) m_writer.runAfter(kPause, step);
}

void Tails::publish(std::span<const ledger::StoredFact> facts) {
    if (m_tails.empty() || facts.empty()) return;
    const sync::FeedBatch batch = m_vault.station().batchOf(facts);
    const bool whole = !batch.facts.empty();    // else too large for one frame
    std::map<std::int64_t, SharedBytes> frames; // by compartments: seats of a class share one
    for (auto& [socket, tail] : m_tails) {
        if (!tail.live) continue;
        if (whole && tail.cursor.number + 1 == batch.from) {
            SharedBytes& frame = frames[tail.compartments];
            if (!frame) frame = frameOf(sync::Station::withStubs(batch, tail.compartments));
            socket->send(frame);
            tail.cursor.number = batch.to;
            tail.cursor.hash = batch.facts.back().hash;
        } else {
            tail.live = false;
            catchUpLater(socket, false);
        }
    }
}

} // namespace shouwang::server
