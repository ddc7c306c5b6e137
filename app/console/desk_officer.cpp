// Who is signed on at this desk.
#include "base/log.h"
#include "console/desk_session.h"
#include "duty/tables.h"

#include <memory>

namespace shouwang::console {

using people::SignOnOutcome;

people::State DeskSession::accountState(const std::string& account) {
    people::State state;
    read([&](const ledger::View& view) { state = people::load(view, account); });
    return state;
}

void DeskSession::signOn(std::string account, std::string password, std::function<void(SignOnOutcome)> done) {
    const Opened opened = [this, done](const people::Account& known, const people::UserKey& key) {
        becomeOfficer(known, key);
        done({SignOnOutcome::Kind::Done, 0});
    };
    openKey(account, std::move(password), opened, done);
}

void DeskSession::submitSigned(ledger::Command order, SignedBy by, SignedDone done) {
    const std::string account = by.account;
    std::string password = std::move(by.password);
    const Opened opened = [this, order, by, done](const people::Account& known, const people::UserKey& key) {
        submitProven(order, by, known, key, done);
    };
    openKey(account, std::move(password), opened,
            [done](const SignOnOutcome& failed) { done(failed, nullptr); });
}

void DeskSession::submitProven(ledger::Command order, const SignedBy& by, const people::Account& account,
                               const people::UserKey& key, const SignedDone& done) {
    order.seat = m_data.seat;
    order.occurred = m_clock.utc();
    if (order.actor.empty() && m_data.officer) order.actor = m_data.officer->account;
    people::Proof proof{account.account, account.role, account.auxiliary, {}};
    proof.signature = key.sign(people::actText(proof, by.act(order)));
    by.add(order, proof);
    submit(std::move(order), [done](const sync::SubmitResult& result) {
        done({SignOnOutcome::Kind::Done, 0}, &result);
    });
}

void DeskSession::openKey(const std::string& account, std::string password, const Opened& opened,
                          const std::function<void(SignOnOutcome)>& failed) {
    if (!m_data.keys) {
        failed({SignOnOutcome::Kind::NoStore, 0});
        return;
    }
    const Micros until = people::waitUntil(accountState(account));
    if (until > m_clock.utc()) {
        submit(people::signOnFailed(account, "throttled"), {});
        failed({SignOnOutcome::Kind::Throttled, until});
        return;
    }
    PasswordWorker::Job job;
    job.keys = m_data.keys;
    job.account = account;
    job.password = std::move(password);
    job.done = [this, account, opened, failed](Result<people::UserKey> key) {
        // Qt's functors are copied, a key is not.
        auto shared = std::make_shared<Result<people::UserKey>>(std::move(key));
        QMetaObject::invokeMethod(
            this,
            [this, account, shared, opened, failed] {
                finishOpening(account, std::move(*shared), opened, failed);
            },
            Qt::QueuedConnection);
    };
    if (!m_passwords->submit(std::move(job))) failed({SignOnOutcome::Kind::Failed, 0});
}

void DeskSession::finishOpening(const std::string& account, Result<people::UserKey> key, const Opened& opened,
                                const std::function<void(SignOnOutcome)>& failed) {
    const people::Account* known = m_data.keys->find(account);
    if (!key || known == nullptr) {
        if (!key && key.error().next != Next::Refused) {
            log::error("desk", "a password could not be checked: {}", key.error().text);
            failed({SignOnOutcome::Kind::Failed, 0});
            return;
        }
        failed(refuseSignOn(account));
        return;
    }
    opened(*known, *key);
}

SignOnOutcome DeskSession::refuseSignOn(const std::string& account) {
    const bool known = m_data.keys->find(account) != nullptr;
    people::State state = accountState(account);
    ++state.failures;
    state.lastFailure = m_clock.utc();
    ledger::Command failed = people::signOnFailed(account, known ? "wrong_password" : "unknown_account");
    failed.actor = "system"; // nobody has proved to be this account
    submit(std::move(failed), {});
    const Micros until = people::waitUntil(state);
    const bool wait = until > m_clock.utc();
    return {wait ? SignOnOutcome::Kind::Throttled : SignOnOutcome::Kind::Wrong, wait ? until : 0};
}

void DeskSession::becomeOfficer(const people::Account& account, const people::UserKey& key) {
    const bool same = m_data.officer && m_data.officer->account == account.account;
    if (m_data.officer && !same) submit(people::signOff(m_data.officer->account), {});
    m_data.officer = account;
    m_data.locked = false;
    // Unlocking after wrong passwords is said as well: it ends the count.
    if (!same || accountState(account.account).failures > 0) {
        const Micros now = m_clock.utc();
        const people::SignOn as{account.account, account.role, account.auxiliary, account.post};
        ledger::Command command = people::signOn(as, key.sign(people::signOnText(m_data.seat, as, now)));
        command.occurred = now;
        submit(std::move(command), {});
    }
    setWatermark();
    Q_EMIT changed();
}

void DeskSession::lock() {
    if (m_data.locked) return;
    m_data.locked = true;
    Q_EMIT changed();
}

void DeskSession::signOff() {
    if (!m_data.officer) return;
    submit(people::signOff(m_data.officer->account), {});
    m_data.officer.reset();
    m_data.locked = true;
    setWatermark();
    Q_EMIT changed();
}

bool DeskSession::owesHandover() {
    bool owes = false;
    if (!m_data.officer) return owes;
    read([&](const ledger::View& view) {
        const Micros now = m_clock.utc();
        owes = duty::owedHandover(view, m_data.officer->account, m_data.seat, now).has_value();
    });
    return owes;
}

void DeskSession::setWatermark() {
    if (!m_wall) return;
    m_wall->setWatermark(m_data.officer ? m_data.letter + QLatin1Char(' ') +
                                              QString::fromStdString(m_data.officer->account)
                                        : QString());
}

} // namespace shouwang::console
