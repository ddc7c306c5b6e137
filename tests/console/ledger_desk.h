// A desk on a real ledger in a folder of its own: what is submitted is decided and stored at once, and the
// windows read it back.
#pragma once

#include "fake_desk.h"
#include "ledger/ledger.h"
#include "rooms/rooms.h"

#include <QTemporaryDir>

namespace shouwang::console {

class LedgerDesk final : public FakeDesk {
public:
    LedgerDesk() {
        m_ledger = ledger::Ledger::open({m_folder.path().toStdString() + "/ledger", {}, nullptr},
                                        commonRooms(), m_clock, m_random)
                       .value();
    }

    void submit(ledger::Command command, std::function<void(const sync::SubmitResult&)> done) override {
        if (command.actor.empty()) command.actor = m_data.officer ? m_data.officer->account : "system";
        command.seat = m_data.seat;
        command.id = {ledger::CommandId::Source::Seat, m_data.seat, 1, ++m_counter, 0};
        command.recorded = m_clock.utc();
        if (command.occurred == 0) command.occurred = m_clock.utc();
        const auto verdicts = m_ledger->submit(std::vector{command});
        commands.push_back(std::move(command));
        sync::SubmitResult result;
        const bool applied = verdicts && verdicts->front().kind != ledger::Verdict::Kind::Refused;
        result.kind = applied ? sync::SubmitResult::Kind::Saved : sync::SubmitResult::Kind::Failed;
        if (done) done(result);
        Q_EMIT changed();
    }
    void read(const std::function<void(const ledger::View&)>& query) override { query(m_ledger->view()); }

    /// Signed on at this seat, with the post that the account has.
    void signOnAs(const std::string& account, people::Role role, const std::string& post) {
        people::Account known;
        known.account = account;
        known.name = account;
        known.role = role;
        known.post = post;
        m_data.officer = known;
        m_data.locked = false;
        submit(people::signOn({account, role, false, post}, {}), {});
    }
    ManualClock& time() { return m_clock; }
    ledger::Ledger& ledger() { return *m_ledger; }

private:
    QTemporaryDir m_folder;
    SeededRandom m_random{1};
    std::unique_ptr<ledger::Ledger> m_ledger;
    std::uint64_t m_counter = 0;
};

} // namespace shouwang::console
