#include "outages/bypass.h"

#include "outages/parts.h"

#include <algorithm>

namespace shouwang::outages {

namespace {

using ledger::Decision;

constexpr const char* kTwoPersons = "G21 双人规则：旁路超过 4 小时须第二人确认";
constexpr const char* kBypass = "outages.bypass";
constexpr Micros kFarthest = Micros{1} << 60; // no time of a calendar; sums of two of them do not overflow

const std::string& text(const ledger::Map& open, Field field) {
    return ledger::field(open, field).text();
}
std::int64_t integer(const ledger::Map& open, Field field) {
    return ledger::field(open, field).integer();
}

bool isTime(Micros at) {
    return at > 0 && at < kFarthest;
}

/// Since when the point would be out: else one person could take one short bypass after the other.
Micros chainOf(const Bypass& last, Micros start, const BypassRule& rule) {
    if (!last.exists()) return start;
    const Micros end = last.ended ? last.ended->by.at : last.until;
    return end >= start - rule.gap ? std::min(last.chain, start) : start;
}

std::optional<Decision> refusalOfSecond(const BypassGround& ground, const ledger::Command& command) {
    const auto second = people::proofFrom(ledger::field(command.open, Field::Second));
    if (!second || second->account != command.secondActor)
        return Decision::refuse(code::kMalformed, "the second person is not the one that signed");
    if (second->account == command.actor)
        return Decision::refuse(code::kSecondSame, "the second person is the first one", kTwoPersons);
    if (!people::may(second->role, second->auxiliary, people::Permission::OpenIncident))
        return Decision::refuse(code::kSecondNotAllowed, "the second person may not approve",
                                "S1(17), S0#80");
    if (!people::holds(*second, bypassAct(command), ground.check))
        return Decision::refuse(code::kSecondUnproved, "the second person's signature does not hold");
    return std::nullopt;
}

std::optional<Decision> refusalOfForm(const ledger::Command& command) {
    const std::string& point = text(command.open, Field::Point);
    const bool whole = command.nature == ledger::Nature::Order && !point.empty() &&
                       command.entity == bypassId(point, command.mode) && isTime(command.occurred) &&
                       isTime(integer(command.open, Field::Until));
    if (!whole) return Decision::refuse(code::kMalformed, "a bypass names its point and its end");
    if (command.reason.empty()) return Decision::refuse(code::kReasonMissing, "a bypass says why");
    return std::nullopt;
}

Decision decideBegin(const Bypass& state, const BypassGround& ground, const ledger::Command& command) {
    if (auto refusal = refusalOfForm(command)) return *refusal;
    const Micros until = integer(command.open, Field::Until);
    const bool same = state.isOpen() && state.until == until && state.reason == command.reason &&
                      state.second == command.secondActor;
    if (same) return Decision::noOp();
    // The earlier of both clocks: neither may make it look shorter than it is.
    const Micros start = std::min(command.occurred, ground.now);
    if (until <= std::max(command.occurred, ground.now))
        return Decision::refuse(code::kEndInvalid, "it would be over already");
    if (until - start > ground.rule.longest)
        return Decision::refuse(code::kTooLong, "a bypass ends within seven days");
    const bool two =
        !command.secondActor.empty() || command.open.contains(static_cast<std::int64_t>(Field::Second));
    if (!two && needsSecond(state, until, start, ground.rule))
        return Decision::refuse(code::kSecondMissing, "above four hours a second person signs", kTwoPersons);
    if (auto refusal = two ? refusalOfSecond(ground, command) : std::nullopt) return *refusal;
    Decision decision = factOf(command, kind::kBypassed);
    put(decision.facts.front().open, Field::Chain, chainOf(state, start, ground.rule));
    return decision;
}

Decision decideEnd(const Bypass& state, const BypassGround& ground, const ledger::Command& command) {
    if (command.nature != ledger::Nature::Order)
        return Decision::refuse(code::kMalformed, "the end of a bypass is an order");
    if (!state.exists()) return Decision::refuse(code::kNotBypassed, "the point is not bypassed");
    if (state.ended) return Decision::noOp();
    const bool timer = command.id.source == ledger::CommandId::Source::Timer;
    if (timer && ground.now < state.until) return Decision::noOp(); // it was made longer meanwhile
    Decision decision = factOf(command, kind::kBypassEnded);
    decision.facts.front().mode = state.mode;
    put(decision.facts.front().open, Field::ByTime, timer);
    return decision;
}

void applyBypassed(Bypass& state, const ledger::Fact& fact) {
    if (!state.isOpen() || fact.occurred >= state.until) { // else it is made longer, or shorter
        state = {};
        state.id = fact.entity;
        state.begun = stampOf(fact);
        state.begun.at = std::max<Micros>(state.begun.at, 1); // 0 would say: there was none
    }
    const std::int64_t pointKind = integer(fact.open, Field::PointKind);
    const bool known = pointKind >= static_cast<int>(site::PointKind::Fence) &&
                       pointKind <= static_cast<int>(site::PointKind::Door);
    state.mode = fact.mode;
    state.point = text(fact.open, Field::Point);
    // A kind that nobody knows is not silenced.
    state.pointKind = known ? static_cast<site::PointKind>(pointKind) : site::PointKind::Button;
    state.name = text(fact.open, Field::Name);
    state.zone = text(fact.open, Field::Zone);
    state.place = text(fact.open, Field::Place);
    state.reason = fact.reason;
    state.second = fact.secondActor;
    state.chain = integer(fact.open, Field::Chain);
    state.until = integer(fact.open, Field::Until);
}

} // namespace

bool Bypass::silences() const {
    return pointKind != site::PointKind::Button && pointKind != site::PointKind::Fire;
}

Id bypassId(std::string_view point, ledger::Mode mode) {
    return Id::fromParts({"bypass", point, std::to_string(static_cast<int>(mode))});
}

ledger::Command bypass(const site::AlarmPoint& point, std::string reason, Micros until, Micros now,
                       ledger::Mode mode) {
    ledger::Command made = commandOf(kBypass, bypassId(point.id, mode), ledger::Nature::Order, now);
    made.mode = mode;
    made.reason = std::move(reason);
    putText(made.open, Field::Point, point.id);
    put(made.open, Field::PointKind, static_cast<std::int64_t>(point.kind));
    putText(made.open, Field::Name, point.name);
    putText(made.open, Field::Zone, point.place.zone);
    putText(made.open, Field::Place, point.place.name);
    put(made.open, Field::Until, until);
    return made;
}

people::Act bypassAct(const ledger::Command& command) {
    const ledger::Value seen = ledger::Array{text(command.open, Field::Point), command.actor, command.reason,
                                             integer(command.open, Field::Until)};
    return {kBypass, command.entity, command.seat, command.occurred, ledger::encode(seen)};
}

void addSecond(ledger::Command& command, const people::Proof& second) {
    command.secondActor = second.account;
    put(command.open, Field::Second, people::toValue(second));
}

ledger::Command endBypass(const Bypass& bypass, std::string reason, Micros now) {
    ledger::Command made = commandOf("outages.end_bypass", bypass.id, ledger::Nature::Order, now);
    made.mode = bypass.mode;
    made.reason = std::move(reason);
    return made;
}

ledger::Command expire(const Bypass& bypass) {
    ledger::Command made = endBypass(bypass, {}, bypass.until);
    constexpr std::uint64_t kRule = 1; // of this room
    made.id = {ledger::CommandId::Source::Timer, bypass.id, kRule, static_cast<std::uint64_t>(bypass.until),
               0};
    made.actor = "system";
    return made;
}

bool needsSecond(const Bypass& last, Micros until, Micros now, const BypassRule& rule) {
    return until - chainOf(last, now, rule) > rule.alone;
}

Decision decideBypass(const Bypass& state, const BypassGround& ground, const ledger::Command& command) {
    if (command.kind == kBypass) return decideBegin(state, ground, command);
    if (command.kind == "outages.end_bypass") return decideEnd(state, ground, command);
    return Decision::refuse(code::kUnknownCommand, "outages does not know " + command.kind);
}

ledger::Draft silenced(const Bypass& bypass, const Id& press, ledger::Map open) {
    ledger::Draft draft;
    draft.kind = kind::kSilenced;
    draft.entity = bypass.id;
    draft.mode = bypass.mode;
    draft.open = std::move(open);
    put(draft.open, Field::Press, press);
    return draft;
}

Bypass evolveBypass(Bypass state, const ledger::Fact& fact) {
    if (fact.kind == kind::kBypassed) {
        applyBypassed(state, fact);
    } else if (fact.kind == kind::kSilenced) {
        ++state.silenced;
        state.lastSilenced = std::max(state.lastSilenced, fact.occurred);
    } else if (fact.kind == kind::kBypassEnded && state.isOpen()) {
        state.ended = BypassEnd{stampOf(fact), integer(fact.open, Field::ByTime) != 0, fact.reason};
    }
    return state;
}

ledger::Value toValue(const Bypass& bypass) {
    ledger::Value ended = 0;
    if (bypass.ended)
        ended = ledger::Array{toValue(bypass.ended->by), bypass.ended->byTime, bypass.ended->reason};
    return ledger::Array{bypass.id,
                         static_cast<std::int64_t>(bypass.mode),
                         bypass.point,
                         static_cast<std::int64_t>(bypass.pointKind),
                         bypass.name,
                         bypass.zone,
                         bypass.place,
                         bypass.reason,
                         toValue(bypass.begun),
                         bypass.second,
                         bypass.chain,
                         bypass.until,
                         bypass.silenced,
                         bypass.lastSilenced,
                         std::move(ended)};
}

Bypass bypassFrom(const ledger::Value& value) {
    Bypass bypass;
    bypass.id = part(value, 0).id();
    bypass.mode = static_cast<ledger::Mode>(part(value, 1).integer());
    bypass.point = part(value, 2).text();
    bypass.pointKind = static_cast<site::PointKind>(part(value, 3).integer());
    bypass.name = part(value, 4).text();
    bypass.zone = part(value, 5).text();
    bypass.place = part(value, 6).text();
    bypass.reason = part(value, 7).text();
    bypass.begun = stampFrom(part(value, 8));
    bypass.second = part(value, 9).text();
    bypass.chain = part(value, 10).integer();
    bypass.until = part(value, 11).integer();
    bypass.silenced = part(value, 12).integer();
    bypass.lastSilenced = part(value, 13).integer();
    if (const ledger::Value& ended = part(value, 14); ended.isArray())
        bypass.ended =
            BypassEnd{stampFrom(part(ended, 0)), part(ended, 1).integer() != 0, part(ended, 2).text()};
    return bypass;
}

} // namespace shouwang::outages
