// What goes up: commands, and before them the facts that a restored station has lost.
#include "sync/uplink.h"

#include "base/log.h"

#include <utility>

namespace shouwang::sync {

void Uplink::maybePush() {
    if (m_pushBusy || m_pushPaused || m_position.waiting == 0 || !m_heard) return;
    // A command may rest on a fact that the station has lost: that one first.
    if (m_position.recovering > 0 && !m_recoverFailed) return;
    m_pushBusy = true;
    m_writer.wantPush({});
}

void Uplink::pushReady(std::optional<Push> push) {
    if (!m_connected || !push) {
        m_pushBusy = m_pushing;
        return;
    }
    if (m_pushing) {
        m_prepared = std::move(push);
        return;
    }
    sendPush(*push);
}

void Uplink::sendPush(const Push& push) {
    m_pushing = true;
    m_link.push(push, inSession([this](Result<PushReply> reply) { pushed(std::move(reply)); }));
    const std::uint64_t count = push.commands.size();
    if (count > 0 && m_position.waiting > count) m_writer.wantPush({push.epoch, push.first + count - 1});
}

void Uplink::pushed(Result<PushReply> reply) {
    m_pushing = false;
    const std::optional<Push> prepared = std::exchange(m_prepared, std::nullopt);
    if (reply) {
        m_pushPause = m_options.retryLeast;
        const bool goesOn = prepared && reply->expected == 0;
        m_writer.takeReply(std::move(*reply));
        return goesOn ? sendPush(*prepared) : void();
    }
    m_pushBusy = false;
    const Next next = reply.error().next;
    if (next == Next::Refused || next == Next::Conflict) return failed(reply.error(), LinkState::Offline);
    log::warning("sync", "push: {}", reply.error().text);
    ++m_report.failures;
    m_report.error = reply.error().text;
    m_writer.report(m_report);
    pausePush(); // the feed goes on
}

void Uplink::maybeRecover() {
    if (m_recoverBusy || m_recoverFailed || m_recoverPaused || m_position.recovering == 0) return;
    if (pauseRecover()) return;
    m_recoverLeft = m_position.recovering;
    m_recoverBusy = m_recoverAsked = true;
    m_writer.wantRecover();
}

/// What was taken last time could not be struck off here (a full disk): again, but not in a hot loop.
bool Uplink::pauseRecover() {
    const bool moved = m_recoverLeft == 0 || m_position.recovering < m_recoverLeft;
    m_recoverLeft = 0;
    if (moved) {
        m_recoverPause = m_options.retryLeast;
        return false;
    }
    m_recoverPaused = true;
    m_link.after(jitter(m_recoverPause), inSession([this] {
                     m_recoverPaused = false;
                     advance();
                 }));
    return true;
}

void Uplink::recoverReady(std::optional<Recover> recover) {
    if (!m_connected || !recover) {
        m_recoverBusy = m_recoverAsked = false;
        return;
    }
    m_link.recover(*recover, inSession([this](Result<RecoverReply> reply) { recovered(std::move(reply)); }));
}

void Uplink::recovered(Result<RecoverReply> reply) {
    m_recoverAsked = false;
    if (reply && reply->taken > 0) return m_writer.takeRecoverReply(*reply);
    log::warning("sync", "lost facts: {}", reply ? "the station takes none" : reply.error().text);
    m_recoverBusy = false;
    m_recoverFailed = true; // the next connection tries again
    maybePush();
}

void Uplink::pushHandled(bool again) {
    if (m_pushing) return; // the next one is under way
    m_pushBusy = false;
    if (again) pausePush(); // a gap was answered: offered anew, but not in a hot loop
    if (m_connected) maybePush();
}

void Uplink::pausePush() {
    m_pushPaused = true;
    m_link.after(jitter(m_pushPause), [this] {
        m_pushPaused = false;
        if (m_connected) maybePush();
    });
}

} // namespace shouwang::sync
