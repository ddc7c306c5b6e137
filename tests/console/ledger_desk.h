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
        if (done) done(resultOf(verdicts));
        Q_EMIT changed();
    }
    /// The password is right unless `outcome` says otherwise; nothing is signed, and nobody here checks it.
    void submitSigned(ledger::Command order, SignedBy by, SignedDone done) override {
        signOnTried = by.account;
        if (outcome.kind != people::SignOnOutcome::Kind::Done) return done(outcome, nullptr);
        order.occurred = m_clock.utc();
        const people::Account* known = m_data.keys ? m_data.keys->find(by.account) : nullptr;
        const people::Role role = known ? known->role : people::Role::Operator;
        by.add(order, {by.account, role, known && known->auxiliary, {}});
        submit(std::move(order), [&](const sync::SubmitResult& result) { done(outcome, &result); });
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
    static sync::SubmitResult resultOf(const Result<std::vector<ledger::Verdict>>& verdicts) {
        sync::SubmitResult result;
        result.kind = verdicts ? sync::SubmitResult::Kind::Saved : sync::SubmitResult::Kind::Failed;
        if (verdicts && verdicts->front().kind == ledger::Verdict::Kind::Refused) {
            result.kind = sync::SubmitResult::Kind::Refused;
            result.refusal = verdicts->front().refusal;
        }
        return result;
    }

    QTemporaryDir m_folder;
    SeededRandom m_random{1};
    std::unique_ptr<ledger::Ledger> m_ledger;
    std::uint64_t m_counter = 0;
};

} // namespace shouwang::console
