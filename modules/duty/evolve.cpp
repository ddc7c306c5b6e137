#include "duty/parts.h"

#include <algorithm>

namespace shouwang::duty {

namespace {

Stamp stampOf(const ledger::Fact& fact) {
    return {fact.actor, fact.seat, fact.occurred, fact.number};
}
const std::string& text(const ledger::Fact& fact, Field field) {
    return ledger::field(fact.open, field).text();
}
Id id(const ledger::Fact& fact, Field field) {
    return ledger::field(fact.open, field).id();
}
std::int64_t integer(const ledger::Fact& fact, Field field) {
    return ledger::field(fact.open, field).integer();
}

std::vector<Posting>::iterator openPosting(State& state, const ledger::Fact& fact) {
    return std::ranges::find_if(
        state.postings, [&](const Posting& posting) { return posting.isOn() && isOf(posting, fact.open); });
}

/// Taken a second time by the same person: the equipment was checked again.
void applyTaken(State& state, const ledger::Fact& fact) {
    if (!state.exists()) {
        state.mode = fact.mode;
        state.shift = {text(fact, Field::Pattern), integer(fact, Field::Start), integer(fact, Field::End),
                       text(fact, Field::Team), text(fact, Field::Name)};
    }
    auto equipment = equipmentFrom(ledger::field(fact.open, Field::Equipment));
    if (const auto already = openPosting(state, fact); already != state.postings.end()) {
        if (!equipment.empty()) already->equipment = std::move(equipment);
        return;
    }
    Posting posting;
    posting.shift = fact.entity;
    posting.account = text(fact, Field::Account);
    posting.seat = id(fact, Field::Seat);
    posting.post = text(fact, Field::Post);
    posting.taken = stampOf(fact);
    posting.equipment = std::move(equipment);
    const bool says = fact.open.contains(static_cast<std::int64_t>(Field::Unbroken));
    posting.pattern = state.shift.pattern;
    posting.contested = fact.contested;
    posting.unbroken = says ? std::min(integer(fact, Field::Unbroken), fact.occurred) : fact.occurred;
    state.postings.push_back(std::move(posting));
}

void applyLeft(State& state, const ledger::Fact& fact) {
    auto posting = openPosting(state, fact);
    const bool relieved = !text(fact, Field::Relieved).empty();
    if (posting == state.postings.end() && !relieved) {
        posting = std::ranges::find_if(
            state.postings, [&](const Posting& each) { return each.wasRelieved() && isOf(each, fact.open); });
    }
    if (posting == state.postings.end()) return;
    posting->left = stampOf(fact);
    posting->leavingNote = text(fact, Field::Text);
    posting->relievedBy = text(fact, Field::Relieved);
    posting->contested.insert(posting->contested.end(), fact.contested.begin(), fact.contested.end());
}

void applyBegun(Round& round, const ledger::Fact& fact) {
    if (round.exists()) return; // the first route stands
    round.mode = fact.mode;
    round.name = text(fact, Field::Name);
    round.post = text(fact, Field::Post);
    round.stops = stopsFrom(ledger::field(fact.open, Field::Stops));
    round.begun = stampOf(fact);
    round.begun.at = std::max<Micros>(round.begun.at, 1); // 0 would say: never begun
    round.contested = fact.contested;
}

void applyVisited(Round& round, const ledger::Fact& fact) {
    Visit visit;
    visit.stop = integer(fact, Field::Stop);
    // What somebody called neither normal nor a finding is not normal.
    const bool normal = integer(fact, Field::Outcome) == static_cast<int>(Outcome::Normal);
    visit.outcome = normal ? Outcome::Normal : Outcome::Finding;
    visit.kind = text(fact, Field::Kind);
    visit.text = text(fact, Field::Text);
    visit.camera = text(fact, Field::Camera);
    visit.picture = id(fact, Field::Picture);
    visit.by = stampOf(fact);
    visit.number = fact.number;
    visit.contested = fact.contested;
    round.visits.push_back(std::move(visit));
}

void applyEnded(Round& round, const ledger::Fact& fact) {
    if (round.ended) return; // the first end stands
    round.ended = RoundEnd{stampOf(fact), fact.reason, numbersFrom(ledger::field(fact.open, Field::LeftOut)),
                           fact.contested};
}

} // namespace

State evolve(State state, const ledger::Fact& fact) {
    const auto apply = fact.kind == kind::kPostTaken  ? applyTaken
                       : fact.kind == kind::kPostLeft ? applyLeft
                                                      : nullptr;
    if (!apply) return state;
    if (state.id.isNull()) state.id = fact.entity;
    apply(state, fact);
    return state;
}

std::optional<Line> lineOf(const ledger::Fact& fact) {
    if (fact.kind != kind::kLineLogged && fact.kind != kind::kLineCorrected) return std::nullopt;
    Line line;
    line.id = fact.entity;
    line.mode = fact.mode;
    line.by = stampOf(fact);
    line.recorded = fact.recorded;
    line.number = fact.number;
    line.kind = text(fact, Field::Kind);
    line.post = text(fact, Field::Post);
    line.text = text(fact, Field::Text);
    line.links = linksFrom(ledger::field(fact.open, Field::Links));
    if (fact.kind == kind::kLineCorrected) line.cites = id(fact, Field::Cites);
    line.reason = fact.reason;
    line.contested = fact.contested;
    line.forHandover = integer(fact, Field::ForHandover) != 0;
    return line;
}

Round evolveRound(Round round, const ledger::Fact& fact) {
    const auto apply = fact.kind == kind::kRoundBegun    ? applyBegun
                       : fact.kind == kind::kStopVisited ? applyVisited
                       : fact.kind == kind::kRoundEnded  ? applyEnded
                                                         : nullptr;
    if (!apply) return round;
    if (round.id.isNull()) round.id = fact.entity;
    apply(round, fact);
    return round;
}

} // namespace shouwang::duty
