// How commands become facts: decided and appended, all in one transaction. What follows from them:
// ledger_react.cpp.
#include "ledger/ledger.h"

#include "base/log.h"

#include <algorithm>

namespace shouwang::ledger {

namespace {

Hash hashOf(const Bytes& bytes) {
    Hash hash{};
    if (bytes.size() == hash.size()) std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

} // namespace

Result<std::vector<Verdict>> Ledger::submit(std::span<const Command> commands) {
    return inOneBatch([&] { return processAll(commands); });
}

Result<Verdict> Ledger::submitUnasked(const Command& command, const std::string& why) {
    auto verdicts = inOneBatch([&] { return std::vector{processUnasked(command, why)}; });
    if (!verdicts) return tl::unexpected(verdicts.error());
    return std::move(verdicts->front());
}

Verdict Ledger::processUnasked(const Command& command, const std::string& why) {
    const Hash payload = payloadHash(command);
    if (auto earlier = earlierVerdict(command, payload)) return *earlier;
    std::vector<Command> followUps; // none: no room reacts to what it does not know
    Verdict verdict = commitDecision(command, decideUnasked(command, {kRoomFailed, {}, why}), followUps);
    storeVerdict(command, payload, verdict);
    return verdict;
}

/// All or nothing: a room may run out of memory, and the chain must not suffer from it.
Result<std::vector<Verdict>> Ledger::inOneBatch(const std::function<std::vector<Verdict>()>& process) {
    const Head before = m_head;
    const auto reacted = m_reacted;
    m_appended.clear();
    m_now = m_clock.utc();
    std::vector<Verdict> verdicts;
    try {
        m_database->begin();
        verdicts = process();
    } catch (const std::exception& fault) {
        m_database->rollback();
        m_head = before;
        m_reacted = reacted;
        return fail(Next::Bug, std::string("a room failed: ") + fault.what());
    }
    if (auto committed = commitBatch(before); !committed) {
        m_reacted = reacted;
        return tl::unexpected(committed.error());
    }
    return verdicts;
}

Result<void> Ledger::commitBatch(const Head& before) {
    if (auto committed = m_database->commit(); !committed) {
        m_head = before;
        return committed;
    }
    tellCommitted();
    return {};
}

std::vector<Verdict> Ledger::processAll(std::span<const Command> commands) {
    std::vector<Verdict> verdicts;
    std::vector<Command> followUps;
    for (const Command& command : commands)
        verdicts.push_back(process(command, followUps));
    processFollowUps(followUps);
    return verdicts;
}

void Ledger::tellCommitted() {
    if (!onCommitted || m_appended.empty()) return;
    try { // what is committed is committed, whatever the listener makes of it
        onCommitted(m_appended);
    } catch (const std::exception& fault) {
        log::error("ledger", "the listener to new facts failed: {}", fault.what());
    }
}

std::optional<Verdict> Ledger::earlierVerdict(const Command& command, const Hash& payload) {
    Statement row = m_database->prepare("SELECT payload, verdict FROM verdict WHERE command=?");
    row.bind(command.id.text());
    if (!row.next()) return std::nullopt;
    if (hashOf(row.bytes(0)) == payload) {
        auto value = decode(row.bytes(1));
        auto verdict = value ? Verdict::from(*value) : tl::unexpected(value.error());
        if (verdict) return *verdict;
    }
    // A device repeats itself with another clock or text; only a seat promises the same bytes for one
    // identity.
    Verdict verdict;
    if (command.id.source != CommandId::Source::Seat) {
        verdict.kind = Verdict::Kind::NoOp;
        return verdict;
    }
    m_database->prepare("INSERT INTO quarantine(command, at, bytes) VALUES(?, ?, ?)")
        .bind(command.id.text())
        .bind(m_now)
        .bind(ByteView(encode(command)))
        .run();
    verdict.kind = Verdict::Kind::Refused;
    verdict.quarantined = true;
    verdict.refusal = {"ledger.cloned_seat", {}, "the same identity arrived with another payload"};
    return verdict;
}

Verdict Ledger::process(const Command& command, std::vector<Command>& followUps) {
    const Hash payload = payloadHash(command);
    if (auto earlier = earlierVerdict(command, payload)) return *earlier;
    const Decision decision = decideWith(m_features, View(*m_database, {}, m_now), command);
    Verdict verdict = commitDecision(command, decision, followUps);
    storeVerdict(command, payload, verdict);
    return verdict;
}

Verdict Ledger::commitDecision(const Command& command, const Decision& decision,
                               std::vector<Command>& followUps) {
    Verdict verdict;
    if (decision.refusal) {
        verdict.kind = Verdict::Kind::Refused;
        verdict.refusal = *decision.refusal;
        const View view(*m_database, {}, m_now);
        const auto note = decision.refusal->code == kRoomFailed
                              ? noteOf(m_features, view, command, *decision.refusal, {})
                              : noteOf(m_features, view, command, *decision.refusal);
        if (note) {
            append(makeFact(command, *note), note->sealed, followUps);
            verdict.first = verdict.last = m_head.number;
        }
        return verdict;
    }
    verdict.kind = decision.facts.empty() ? Verdict::Kind::NoOp
                   : decision.merged      ? Verdict::Kind::Merged
                                          : Verdict::Kind::Applied;
    // What is so already rests on a fact that the seat may not have received: it keeps showing its own until
    // then.
    if (decision.facts.empty()) verdict.last = m_head.number;
    for (const Draft& draft : decision.facts) {
        if (!draft.contested.empty()) {
            verdict.kind = Verdict::Kind::Contested;
            if (verdict.refusal.code.empty()) verdict.refusal.code = draft.contested.front();
        }
        append(makeFact(command, draft), draft.sealed, followUps);
        if (verdict.first == 0) verdict.first = m_head.number;
        verdict.last = m_head.number;
    }
    return verdict;
}

Fact Ledger::makeFact(const Command& command, const Draft& draft) const {
    Fact fact = factFrom(command, draft);
    fact.station = m_station;
    fact.epoch = m_head.epoch;
    fact.number = m_head.number + 1;
    fact.committed = m_now;
    fact.previous = m_head.hash;
    return fact;
}

void Ledger::append(const Fact& fact, const Bytes& sealed, std::vector<Command>& followUps) {
    store(fact, sealed);
    react(fact, followUps);
}

void Ledger::storeVerdict(const Command& command, const Hash& payload, const Verdict& verdict) {
    m_database->prepare("INSERT INTO verdict VALUES(?, ?, ?)")
        .bind(command.id.text())
        .bind(ByteView(payload))
        .bind(ByteView(encode(verdict.value())))
        .run();
}

} // namespace shouwang::ledger
