// What the uplink hands to the seat's writer, as SeatService does it.
#include "simulation/nodes/seat_node.h"

namespace shouwang::simulation {

void SeatNode::take(sync::CheckedBatch batch) {
    auto shared = std::make_shared<sync::CheckedBatch>(std::move(batch));
    addTask([this, shared] { takeNow(std::move(*shared)); });
}

void SeatNode::takeNow(sync::CheckedBatch batch) {
    if (m_env.plant == Plant::UploadBlocks && m_seat->store().waiting().value_or(0) > 0) {
        auto shared = std::make_shared<sync::CheckedBatch>(std::move(batch));
        m_env.scheduler.after(300ms, m_life,
                              [this, shared] { addTask([this, shared] { takeNow(std::move(*shared)); }); });
        return;
    }
    if (auto taken = m_seat->take(std::move(batch)); !taken) doubt(taken.error());
    ++m_taken;
    spoilAfterTake();
    if (!m_seat->hasQueued()) sendPosition();
}

void SeatNode::wantPush(const sync::PushPlace& behind) {
    addTask([this, behind] {
        auto push = m_seat->nextPush(behind);
        auto shared = std::make_shared<std::optional<sync::Push>>(push ? std::move(*push) : std::nullopt);
        tell([shared](sync::Uplink& to) { to.pushReady(std::move(*shared)); });
    });
}

void SeatNode::takeReply(sync::PushReply reply) {
    addTask([this, reply = std::move(reply)] {
        const auto done = m_seat->onPushReply(reply);
        if (!done) doubt(done.error());
        spoilVerdicts();
        sendPosition();
        const bool again = reply.expected != 0 || !done;
        tell([again](sync::Uplink& to) { to.pushHandled(again); });
    });
}

void SeatNode::heard(const sync::Hello& hello) {
    addTask([this, hello] {
        ++m_greeted;
        (void)m_seat->onHello(hello);
        sendPosition();
    });
}

void SeatNode::wantRecover() {
    addTask([this] {
        auto recover = m_seat->nextRecover();
        auto shared =
            std::make_shared<std::optional<sync::Recover>>(recover ? std::move(*recover) : std::nullopt);
        tell([shared](sync::Uplink& to) { to.recoverReady(std::move(*shared)); });
    });
}

void SeatNode::takeRecoverReply(sync::RecoverReply reply) {
    addTask([this, reply = std::move(reply)] {
        (void)m_seat->onRecoverReply(reply);
        sendPosition();
    });
}

void SeatNode::takeManifest(sync::SnapshotManifest manifest) {
    addTask([this, manifest = std::move(manifest)] {
        (void)m_seat->takeManifest(manifest);
        sendPosition();
    });
}

void SeatNode::takeChunk(std::uint64_t index, ledger::TableRows rows) {
    auto shared = std::make_shared<ledger::TableRows>(std::move(rows));
    addTask([this, index, shared] {
        m_seat->takeChunk(index, std::move(*shared));
        sendPosition();
    });
}

void SeatNode::giveUpSnapshot() {
    addTask([this] {
        (void)m_seat->giveUpSnapshot();
        sendPosition();
    });
}

void SeatNode::report(const sync::LinkReport& report) {
    addTask([this, report] { m_report = report; });
}

} // namespace shouwang::simulation
