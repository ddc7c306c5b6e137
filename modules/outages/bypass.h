// 旁路: an alarm point is taken out for a time, by order, with a reason and an end (domain.md 3.2, G21).
// While it lasts, what the point says is recorded and counted on the bypass and raises no alarm. A panic
// button and a fire point are never silenced (G18): there a bypass only keeps their presses together on one
// open alarm.
#pragma once

#include "outages/outages.h"
#include "people/proof.h"

namespace shouwang::outages {

/// domain.md 8, G21: above four hours a second person. The others are house proposals; to be confirmed by the
/// facility (「待本所核定」).
struct BypassRule {
    Micros alone = Micros{4} * 3'600 * 1'000'000;
    Micros longest = Micros{7} * 24 * 3'600 * 1'000'000;
    Micros gap = Micros{3'600} * 1'000'000; ///< one that begins sooner after another continues it
    bool confirmed = false;
};

struct BypassEnd {
    Stamp by;
    bool byTime = false;
    std::string reason;
    bool operator==(const BypassEnd&) const = default;
};

struct Bypass { ///< the last one of a point
    Id id;
    ledger::Mode mode = ledger::Mode::Real;
    std::string point;
    site::PointKind pointKind = site::PointKind::Button;
    std::string name;
    std::string zone;
    std::string place;
    std::string reason;
    Stamp begun;               ///< begun.at is 0 when there was none
    std::string second;        ///< account of the second person; empty: none
    Micros chain = 0;          ///< since when the point is out without an hour's gap
    Micros until = 0;          ///< not with it
    std::int64_t silenced = 0; ///< presses that were recorded instead of raising an alarm
    Micros lastSilenced = 0;
    std::optional<BypassEnd> ended;

    bool exists() const { return begun.at != 0; }
    bool isOpen() const { return exists() && !ended; }
    bool isActive(Micros now) const { return isOpen() && now >= begun.at && now < until; }
    bool silences() const; ///< false for what a person presses and for what says fire
    bool operator==(const Bypass&) const = default;
};

/// One of a point in a mode: an exercise never silences a real press.
Id bypassId(std::string_view point, ledger::Mode mode = ledger::Mode::Real);

// Orders. The caller fills in id, actor, seat and recorded.
ledger::Command bypass(const site::AlarmPoint& point, std::string reason, Micros until, Micros now,
                       ledger::Mode mode = ledger::Mode::Real);
/// What the second person signs. The order has its actor's seat and time already.
people::Act bypassAct(const ledger::Command& bypass);
void addSecond(ledger::Command& bypass, const people::Proof& second);
ledger::Command endBypass(const Bypass& bypass, std::string reason, Micros now);
/// By time. Complete: the identity is the timer's.
ledger::Command expire(const Bypass& bypass);

/// Whether an order until then needs a second person: the form asks before it is sent. `last`: of the point.
bool needsSecond(const Bypass& last, Micros until, Micros now, const BypassRule& rule = {});

struct BypassGround {
    Micros now = 0; ///< of whoever decides: a seat's clock must not make a bypass look shorter
    BypassRule rule;
    people::SignatureCheck check;
};
/// Pure. `state` is the last bypass of the point.
ledger::Decision decideBypass(const Bypass& state, const BypassGround& ground,
                              const ledger::Command& command);
/// The fact in place of an alarm, in the bypass's own mode.
ledger::Draft silenced(const Bypass& bypass, const Id& press, ledger::Map open);
/// Pure; never refuses.
Bypass evolveBypass(Bypass state, const ledger::Fact& fact);

ledger::Value toValue(const Bypass& bypass);
Bypass bypassFrom(const ledger::Value& value);

} // namespace shouwang::outages
