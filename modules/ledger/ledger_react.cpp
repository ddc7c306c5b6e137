// What follows from new facts. As much as one transaction takes follows at once. The rest waits as facts
// behind a number that is kept in the file: react is pure, and (rule, fact, index) is the identity of what
// follows, so that it is found again after any crash and never happens twice.
#include "ledger/ledger.h"

#include "base/log.h"

#include <algorithm>

namespace shouwang::ledger {

namespace {

constexpr int kDeepest = 8;  // what follows from what follows ...: deeper, a rule triggers itself
constexpr int kPatience = 3; // times that a room may fail on what follows from one fact
constexpr std::size_t kFactsAtOnce = 512;

bool isCopy(const Fact& fact) {
    return std::ranges::find(fact.contested, kRecovered) != fact.contested.end();
}

} // namespace

void Ledger::react(const Fact& fact, std::vector<Command>& followUps) {
    if (m_reacted) return; // it waits behind the older ones
    for (Command& command : reactionsTo(fact))
        followUps.push_back(std::move(command));
}

std::vector<Command> Ledger::reactionsTo(const Fact& fact) {
    std::vector<Command> all;
    for (const auto& feature : m_features) {
        std::vector<Command> commands = feature->react(fact);
        for (std::size_t index = 0; index < commands.size(); ++index) {
            Command& command = commands[index];
            command.id = {CommandId::Source::React, Id::fromParts({"react", feature->name()}), fact.epoch,
                          fact.number, index};
            command.cause = {fact.entity, fact.number};
            command.mode = fact.mode;
            command.occurred = fact.occurred;
            command.recorded = m_now;
            if (command.actor.empty()) command.actor = "system";
            all.push_back(std::move(command));
        }
    }
    if (all.empty() || !triggersItself(fact)) return all;
    log::error("ledger", "nothing follows from fact {} ({}): it is the end of a chain of {}", fact.number,
               fact.kind, kDeepest);
    return {};
}

/// Such a rule must not fill the ledger for ever.
bool Ledger::triggersItself(Fact fact) {
    for (int depth = 1; fact.command.source == CommandId::Source::React; ++depth) {
        if (depth == kDeepest) return true;
        Statement row = m_database->prepare("SELECT bytes FROM fact WHERE number=?");
        if (!row.bind(static_cast<std::int64_t>(fact.cause.number)).next()) return false;
        auto cause = decodeFact(row.bytes(0));
        if (!cause) return false;
        fact = std::move(*cause);
    }
    return false;
}

/// All that follows from one fact, or none of it: between two transactions another site may be in force, and
/// what follows would then be counted otherwise.
void Ledger::processFollowUps(std::vector<Command>& followUps) {
    for (std::size_t i = 0; i < followUps.size(); ++i) {
        const Command command = followUps[i]; // a copy: the vector grows
        if (i >= m_reactionsAtOnce && command.cause.number != followUps[i - 1].cause.number)
            return noteReacted(command.cause.number - 1);
        process(command, followUps);
    }
}

void Ledger::noteReacted(std::uint64_t number) {
    if (number >= m_head.number) {
        m_database->run("DELETE FROM ledger_mark WHERE name='reacted'");
        return m_reacted.reset();
    }
    m_database->prepare("INSERT OR REPLACE INTO ledger_mark VALUES('reacted', ?)")
        .bind(static_cast<std::int64_t>(number))
        .run();
    m_reacted = number;
}

Result<bool> Ledger::reactSlice() {
    if (!m_reacted) return false;
    const auto stored = after(*m_reacted, kFactsAtOnce);
    if (!stored) return tl::unexpected(stored.error());
    std::vector<Fact> facts;
    for (const StoredFact& one : *stored) {
        auto fact = decodeFact(one.bytes);
        if (!fact) return tl::unexpected(fact.error());
        facts.push_back(std::move(*fact));
    }
    auto done = reactTo(facts);
    if (!done && done.error().next == Next::Bug) { // the others must not wait for the one on which it fails
        done = reactTo(std::span(facts).first(1));
        if (!done && done.error().next == Next::Bug && ++m_reactFailures >= kPatience)
            done = reactUnasked(facts.front(), done.error().text);
    }
    if (!done) return tl::unexpected(done.error());
    m_reactFailures = 0;
    return m_reacted.has_value();
}

/// One transaction; what comes by it waits behind the others.
Result<void> Ledger::reactTo(std::span<const Fact> facts) {
    const auto done = inOneBatch([&] {
        std::size_t count = 0;
        std::uint64_t reacted = *m_reacted;
        std::vector<Command> none;
        for (const Fact& fact : facts) {
            if (count >= m_reactionsAtOnce && count > 0) break;
            reacted = fact.number;
            if (isCopy(fact)) continue; // what followed from the lost one is offered too
            for (const Command& command : reactionsTo(fact)) {
                process(command, none);
                ++count;
            }
        }
        noteReacted(reacted);
        return std::vector<Verdict>();
    });
    if (!done) return tl::unexpected(done.error());
    return {};
}

Result<void> Ledger::reactUnasked(const Fact& fact, const std::string& why) {
    log::error("ledger", "what follows from fact {} ({}) is taken without asking a room: {}", fact.number,
               fact.kind, why);
    const auto done = inOneBatch([&] {
        std::vector<Command> commands;
        try {
            commands = reactionsTo(fact);
        } catch (const std::exception&) { // then nobody knows what follows from it
        }
        for (const Command& command : commands)
            processUnasked(command, why);
        noteReacted(fact.number);
        return std::vector<Verdict>();
    });
    if (!done) return tl::unexpected(done.error());
    return {};
}

} // namespace shouwang::ledger
