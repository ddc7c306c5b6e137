// What the network thread hands to the writer, and the writer's answers: a task each, so that neither waits
// for the other.
#include "sync/seat_core.h"

#include "base/log.h"

namespace shouwang::sync {

void SeatService::Core::addTask(std::function<void()> task) {
    {
        const std::lock_guard lock(mutex);
        tasks.push_back(std::move(task));
        tasksWait = true;
    }
    wake.notify_one();
}

// The queue of tasks is bounded by the uplink: at most 64 batches, one push and few reports are under way.
void SeatService::Core::take(CheckedBatch batch) {
    auto shared = std::make_shared<CheckedBatch>(std::move(batch));
    addTask([this, shared] {
        ++taken; // also when it throws: the uplink waits for the number
        noteError(seat->take(std::move(*shared)));
        if (!seat->hasQueued()) sendPosition();
    });
}

void SeatService::Core::wantPush(const PushPlace& behind) {
    addTask([this, behind] {
        auto push = seat->nextPush(behind);
        if (!push) {
            log::error("sync", "outbox: {}", push.error().text);
            doubt(push.error());
        }
        auto shared = std::make_shared<std::optional<Push>>(push ? std::move(*push) : std::nullopt);
        tell([shared](Uplink& to) { to.pushReady(std::move(*shared)); });
    });
}

void SeatService::Core::takeReply(PushReply reply) {
    addTask([this, reply = std::move(reply)] {
        const auto done = seat->onPushReply(reply);
        noteError(done);
        sendPosition();
        const bool again = reply.expected != 0 || !done;
        tell([again](Uplink& to) { to.pushHandled(again); });
    });
}

void SeatService::Core::heard(const Hello& hello) {
    addTask([this, hello] {
        ++greeted;
        noteError(seat->onHello(hello));
        sendPosition();
    });
}

void SeatService::Core::wantRecover() {
    addTask([this] {
        auto recover = seat->nextRecover();
        if (!recover) {
            log::error("sync", "lost facts: {}", recover.error().text);
            doubt(recover.error());
        }
        auto shared = std::make_shared<std::optional<Recover>>(recover ? std::move(*recover) : std::nullopt);
        tell([shared](Uplink& to) { to.recoverReady(std::move(*shared)); });
    });
}

void SeatService::Core::takeManifest(SnapshotManifest manifest) {
    addTask([this, manifest = std::move(manifest)] {
        noteError(seat->takeManifest(manifest));
        sendPosition();
    });
}

void SeatService::Core::takeChunk(std::uint64_t index, ledger::TableRows rows) {
    auto shared = std::make_shared<ledger::TableRows>(std::move(rows));
    addTask([this, index, shared] {
        seat->takeChunk(index, std::move(*shared));
        sendPosition();
    });
}

void SeatService::Core::giveUpSnapshot() {
    addTask([this] {
        noteError(seat->giveUpSnapshot());
        sendPosition();
    });
}

void SeatService::Core::takeRecoverReply(RecoverReply reply) {
    addTask([this, reply] {
        noteError(seat->onRecoverReply(reply));
        sendPosition();
    });
}

void SeatService::Core::report(const LinkReport& report) {
    addTask([this, report] { link = report; });
}

void SeatService::Core::tell(const std::function<void(Uplink&)>& what) {
    if (uplink) options.link->post([this, what] { what(*uplink); });
}

Position SeatService::Core::position() const {
    const SeatMeta& meta = seat->store().meta();
    Position position;
    position.wanted = seat->wanted();
    position.head = seat->head();
    position.waiting = seat->store().waiting().value_or(0);
    position.taken = taken;
    position.heard = greeted;
    position.idle = !seat->hasQueued();
    position.forked = meta.forked;
    position.station = meta.station;
    position.snapshots = true;
    position.wantSnapshot = seat->wantsSnapshot();
    position.fetchesSnapshot = seat->fetchesSnapshot();
    position.lacksTables = seat->lacksTables();
    position.chunk = seat->wantedChunk();
    position.recovering = seat->store().recovering().value_or(0);
    return position;
}

void SeatService::Core::sendPosition() {
    tell([now = position()](Uplink& to) { to.position(now); });
}

void SeatService::Core::talk() {
    while (!hangUp) {
        try {
            return options.link->run();
        } catch (const std::exception& fault) {
            log::error("sync", "the network thread met {}", fault.what());
            const std::string what = fault.what();
            addTask([this, what] { noteFault(what.c_str()); });
            tell([what](Uplink& to) { to.faulted("the network thread met " + what); });
        }
    }
}

} // namespace shouwang::sync
