#include "duty/parts.h"

#include <algorithm>

namespace shouwang::duty {

namespace {

using ledger::Decision;
using Codes = std::vector<std::string>;

const std::string& text(const ledger::Command& command, Field field) {
    return ledger::field(command.open, field).text();
}
Id id(const ledger::Command& command, Field field) {
    return ledger::field(command.open, field).id();
}
std::int64_t integer(const ledger::Command& command, Field field) {
    return ledger::field(command.open, field).integer();
}

Decision fact(const ledger::Command& command, const char* kind, Codes contested,
              std::optional<ledger::Mode> mode) {
    ledger::Draft draft;
    draft.kind = kind;
    draft.entity = command.entity;
    draft.open = command.open;
    draft.contested = std::move(contested);
    draft.mode = mode;
    return Decision::one(std::move(draft));
}

bool isOneOf(std::span<const std::string_view> codes, std::string_view candidate) {
    return std::ranges::find(codes, candidate) != codes.end();
}

Decision unknown(const ledger::Command& command) {
    return Decision::refuse(code::kUnknownCommand, "duty does not know " + command.kind);
}

// ---- posts

std::optional<ledger::Mode> modeOf(const State& state) {
    return state.exists() ? std::optional(state.mode) : std::nullopt;
}

Codes problemsOfPerson(const ledger::Command& command) {
    Codes problems;
    if (text(command, Field::Account).empty()) problems.emplace_back(code::kAccountMissing);
    if (text(command, Field::Post).empty()) problems.emplace_back(code::kPostMissing);
    return problems;
}

void addProblemsOfEquipment(const std::vector<Equipment>& equipment, Codes& problems) {
    const auto negative = [](const Equipment& item) { return item.expected < 0 || item.found < 0; };
    const auto strange = [](const Equipment& item) { return !isOneOf(equipmentKinds(), item.code); };
    if (std::ranges::any_of(equipment, negative)) problems.emplace_back(code::kMalformed);
    if (std::ranges::any_of(equipment, strange)) problems.emplace_back(code::kEquipmentUnknown);
}

/// Somebody can see to two posts from one seat, but cannot sit at two seats.
bool isElsewhere(const Posting& other, const Id& seat, const std::string& post) {
    if (!other.isOn()) return false;
    return other.seat != seat || (seat.isNull() && other.post != post);
}

/// Whoever goes from post to post without a break is on duty since the first one (G16): else two shifts in a
/// row would each be a short one.
Micros unbrokenSince(const PostGround& ground, Micros now) {
    Micros since = now;
    for (const Posting& earlier : ground.ofAccount) {
        const bool before = earlier.left && earlier.taken.at <= now;
        if (before && between(earlier.left->at, now) < ground.rule.breakAtLeast)
            since = std::min(since, earlier.unbroken);
    }
    return since;
}

const Posting* openPosting(const State& state, const ledger::Command& command) {
    const auto found = std::ranges::find_if(state.postings, [&](const Posting& posting) {
        return posting.isOn() && isOf(posting, command.open);
    });
    return found == state.postings.end() ? nullptr : &*found;
}

/// Who was relieved in his absence may still say when he really went.
const Posting* leavable(const State& state, const ledger::Command& command) {
    if (const Posting* open = openPosting(state, command)) return open;
    const auto found = std::ranges::find_if(state.postings, [&](const Posting& posting) {
        return posting.wasRelieved() && isOf(posting, command.open);
    });
    return found == state.postings.end() ? nullptr : &*found;
}

/// Before the change of shift both stand there, and afterwards somebody has forgotten to say that he left.
bool isForgotten(const Posting& posting, const State& former, const ledger::Command& take) {
    return posting.isOn() && posting.post == text(take, Field::Post) &&
           posting.account != text(take, Field::Account) && former.id != take.entity &&
           former.shift.start < integer(take, Field::Start) && former.shift.end > former.shift.start &&
           former.shift.end <= take.occurred;
}

ledger::Draft relief(const Posting& posting, const State& former, const ledger::Command& take) {
    ledger::Draft draft;
    draft.kind = kind::kPostLeft;
    draft.entity = former.id;
    draft.mode = former.mode;
    putText(draft.open, Field::Account, posting.account);
    putId(draft.open, Field::Seat, posting.seat);
    putText(draft.open, Field::Post, posting.post);
    putText(draft.open, Field::Relieved, text(take, Field::Account));
    return draft;
}

void addReliefs(const PostGround& ground, const ledger::Command& take, ledger::Mode mode,
                std::vector<ledger::Draft>& facts) {
    if (text(take, Field::Post).empty() || text(take, Field::Account).empty()) return;
    for (const State& former : ground.withOpenPosts) {
        if (former.mode != mode) continue;
        for (const Posting& posting : former.postings) {
            if (isForgotten(posting, former, take)) facts.push_back(relief(posting, former, take));
        }
    }
}

Decision decideTake(const State& state, const PostGround& ground, const ledger::Command& command) {
    const auto equipment = equipmentFrom(ledger::field(command.open, Field::Equipment));
    const Posting* already = openPosting(state, command);
    if (already && (equipment.empty() || already->equipment == equipment)) return Decision::noOp();
    Codes contested = problemsOfPerson(command);
    addProblemsOfEquipment(equipment, contested);
    const Micros start = integer(command, Field::Start);
    const bool named = command.entity == shiftId(text(command, Field::Pattern), start);
    if (!named || integer(command, Field::End) <= start) contested.emplace_back(code::kOtherShift);
    const auto elsewhere = [&](const Posting& other) {
        return isElsewhere(other, id(command, Field::Seat), text(command, Field::Post));
    };
    if (std::ranges::any_of(ground.ofAccount, elsewhere)) contested.emplace_back(code::kAtTwoSeats);
    Decision decision = fact(command, kind::kPostTaken, std::move(contested), modeOf(state));
    const Micros unbroken = unbrokenSince(ground, command.occurred);
    ledger::Map& open = decision.facts.front().open;
    open.erase(static_cast<std::int64_t>(Field::Unbroken)); // ours to say
    if (unbroken < command.occurred) put(open, Field::Unbroken, unbroken);
    addReliefs(ground, command, modeOf(state).value_or(command.mode), decision.facts);
    return decision;
}

Decision decideLeave(const State& state, const PostGround& ground, const ledger::Command& command) {
    Codes contested = problemsOfPerson(command);
    const Posting* posting = leavable(state, command);
    if (!posting) contested.emplace_back(code::kNotOnPost);
    if (posting && between(posting->unbroken, command.occurred) > longestOf(posting->pattern, ground.rule))
        contested.emplace_back(code::kTooLongOnPost);
    if (posting && ground.owesHandover) contested.emplace_back(code::kNotHandedOver);
    Decision decision = fact(command, kind::kPostLeft, std::move(contested), modeOf(state));
    decision.facts.front().open.erase(static_cast<std::int64_t>(Field::Relieved)); // ours to say
    return decision;
}

// ---- lines

Codes problemsOfLine(const LineGround& ground, const ledger::Command& command) {
    Codes problems;
    if (command.entity.isNull()) problems.emplace_back(code::kMalformed);
    if (ground.taken) problems.emplace_back(code::kLineExists);
    if (!isOneOf(lineKinds(), text(command, Field::Kind))) problems.emplace_back(code::kKindUnknown);
    if (text(command, Field::Text).empty()) problems.emplace_back(code::kTextMissing);
    return problems;
}

Decision decideCorrection(const LineGround& ground, const ledger::Command& command) {
    Codes contested = problemsOfLine(ground, command);
    if (command.reason.empty()) contested.emplace_back(code::kReasonMissing);
    if (!ground.cited) contested.emplace_back(code::kUnknownLine);
    if (ground.corrected) contested.emplace_back(code::kAlreadyCorrected);
    const auto mode = ground.cited ? std::optional(ground.cited->mode) : std::nullopt;
    return fact(command, kind::kLineCorrected, std::move(contested), mode);
}

// ---- rounds

std::optional<ledger::Mode> modeOf(const Round& round) {
    return round.exists() ? std::optional(round.mode) : std::nullopt;
}

Decision decideBegin(const Round& round, const ledger::Command& command) {
    const auto stops = stopsFrom(ledger::field(command.open, Field::Stops));
    if (round.exists() && round.stops == stops && round.begun.actor == command.actor &&
        round.begun.seat == command.seat)
        return Decision::noOp();
    Codes contested;
    if (command.entity.isNull()) contested.emplace_back(code::kMalformed);
    if (round.exists()) contested.emplace_back(code::kRoundExists);
    if (stops.empty()) contested.emplace_back(code::kStopsMissing);
    return fact(command, kind::kRoundBegun, std::move(contested), modeOf(round));
}

Decision decideVisit(const Round& round, const ledger::Command& command) {
    const std::int64_t stop = integer(command, Field::Stop);
    const std::int64_t outcome = integer(command, Field::Outcome);
    Codes contested;
    if (!round.exists()) contested.emplace_back(code::kUnknownRound);
    if (stop < 0 || (round.exists() && std::cmp_greater_equal(stop, round.stops.size())))
        contested.emplace_back(code::kUnknownStop);
    if (outcome != static_cast<int>(Outcome::Normal) && outcome != static_cast<int>(Outcome::Finding))
        contested.emplace_back(code::kOutcomeUnknown);
    if (outcome == static_cast<int>(Outcome::Finding)) {
        if (!isOneOf(findingKinds(), text(command, Field::Kind))) contested.emplace_back(code::kKindUnknown);
        if (text(command, Field::Text).empty()) contested.emplace_back(code::kTextMissing);
    }
    if (round.ended) contested.emplace_back(code::kAfterEnd);
    return fact(command, kind::kStopVisited, std::move(contested), modeOf(round));
}

// Otherwise a round that is ended early would hide what the query of overdue stops had shown.
Decision decideEnd(const Round& round, const ledger::Command& command) {
    const auto leftOut = round.leftOut();
    Codes contested;
    if (!round.exists()) contested.emplace_back(code::kUnknownRound);
    if (round.ended) contested.emplace_back(code::kAlreadyEnded);
    if (!leftOut.empty()) contested.emplace_back(code::kStopsLeftOut);
    if (!leftOut.empty() && command.reason.empty()) contested.emplace_back(code::kReasonMissing);
    Decision decision = fact(command, kind::kRoundEnded, std::move(contested), modeOf(round));
    put(decision.facts.front().open, Field::LeftOut, toValue(leftOut));
    return decision;
}

} // namespace

Decision decide(const State& state, const PostGround& ground, const ledger::Command& command) {
    if (command.kind == "duty.take_post") return decideTake(state, ground, command);
    if (command.kind == "duty.leave_post") return decideLeave(state, ground, command);
    return unknown(command);
}

Decision decideLine(const LineGround& ground, const ledger::Command& command) {
    if (command.kind == "duty.correct_line") return decideCorrection(ground, command);
    if (command.kind != "duty.log_line") return unknown(command);
    return fact(command, kind::kLineLogged, problemsOfLine(ground, command), std::nullopt);
}

Decision decideRound(const Round& round, const ledger::Command& command) {
    if (command.kind == "duty.begin_round") return decideBegin(round, command);
    if (command.kind == "duty.visit_stop") return decideVisit(round, command);
    if (command.kind == "duty.end_round") return decideEnd(round, command);
    return unknown(command);
}

} // namespace shouwang::duty
