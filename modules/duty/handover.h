// 交接班: an outgoing shift lists what is open, the incoming officer accepts or questions each item, both
// sign with their own passwords. Source: 交接班六必交 (domain.md 3.1, to be confirmed by the facility
// 「待本所核定」), 3.2.
//
// Beginning, answers and replies are reports. The signatures and exceptions are orders and may be refused. A
// signature says for what it stands (seal()). The first one stands for the items that it names, whatever
// arises later: the outgoing officer may have gone home when a seat that was cut off hears of an alarm. The
// second one stands for all that is open when it is decided, with an answer to each: what has arisen since
// must be accepted first, by the officer who is there to see it.
#pragma once

#include "duty/handover_item.h"
#include "people/proof.h"

#include <map>

namespace shouwang::duty {

enum class Side : int { Outgoing = 1, Incoming = 2 };

struct Reply {
    std::string text;
    std::string account;
    Stamp by;
    bool operator==(const Reply&) const = default;
};

struct Answer {
    bool questioned = false;
    std::string text;
    std::string account;       ///< who answers; `by` is who was signed on there
    std::int64_t counted = -1; ///< of a headcount, by the incoming officer; -1: nobody has counted
    bool differs = false;      ///< counted is not what the register said at that moment
    std::string basis;         ///< of the item as it was answered
    Stamp by;
    std::optional<Reply> reply; ///< of the outgoing officer; none: it stays as questioned

    bool fits(const Item& item) const { return basis == item.basis; }
    bool operator==(const Answer&) const = default;
};

struct Signature {
    std::string account;
    std::string role;
    Hash seal{};
    Stamp by;
    bool operator==(const Signature&) const = default;
};

inline constexpr std::string_view kHeadcountException = "headcount"; ///< the register does not balance
inline constexpr std::string_view kNobodyArrives =
    "nobody_arrives"; ///< ends the handover without a second side

struct Exception { ///< signed by the leader on duty; opens an incident
    std::string code;
    std::string item; ///< Item::name(); of a headcount
    std::string basis;
    std::string reason;
    std::string account;
    Id incident;
    std::string number; ///< of the incident
    Stamp by;
    bool operator==(const Exception&) const = default;
};

struct Handover {
    Id id;
    ledger::Mode mode = ledger::Mode::Real;
    Shift shift;                           ///< the outgoing one
    Stamp begun;                           ///< begun.at is 0 when it was never begun
    std::vector<Item> items;               ///< as at the beginning, then as at the last signature
    std::map<std::string, Answer> answers; ///< by Item::name()
    std::optional<Signature> outgoing;
    std::optional<Signature> incoming;
    std::vector<Exception> exceptions;
    std::optional<Stamp> completed;

    bool exists() const { return begun.at != 0; }
    bool isOpen() const { return exists() && !completed; }
    const Answer* answerTo(const Item& item) const; ///< null: none that fits
    bool operator==(const Handover&) const = default;
};

/// domain.md 3.2: a handover more than 15 min late alerts the shift leader. To be confirmed by the facility
/// (「待本所核定」).
struct HandoverRule {
    Micros late = 15 * kMinute;
    bool confirmed = false;
};
/// The shift's change is more than that ago and not both sides have signed. `now` may stand on the other side
/// of midnight or of a clock change: times are UTC. A shift without a known end is never late.
bool isOverdue(const Shift& shift, const Handover& handover, Micros now, const HandoverRule& rule = {});

Id handoverId(const Id& shift); ///< one a shift: two desks begin the same one

/// What a signature of that side stands for: the items with what they rest on, and for the incoming side
/// every answer and exception, too.
Hash seal(Side side, const Handover& handover, std::span<const Item> open);

// Why a signature would be refused, most important first; codes of duty::code. Empty: nothing. The form asks
// before it asks for a password; decide asks again.
struct Signing {
    Side side = Side::Outgoing;
    std::string account;
};
std::vector<std::string> problemsOfSigning(const Signing& signing, const Handover& handover,
                                           std::span<const Item> open);
std::size_t unanswered(const Handover& handover, std::span<const Item> open);
/// Headcounts that do not balance and for which no leader has signed.
std::vector<Item> unbalanced(const Handover& handover, std::span<const Item> open);

// Reports. The caller fills in id, actor, seat and recorded. `account`: who answers, where that is not the
// actor.
ledger::Command beginHandover(const Shift& shift, Micros now);
ledger::Command acceptItem(const Id& handover, const Item& item, std::int64_t counted, std::string account,
                           Micros now);
ledger::Command questionItem(const Id& handover, const Item& item, std::string text, std::string account,
                             Micros now);
ledger::Command replyItem(const Id& handover, const Item& item, std::string text, std::string account,
                          Micros now);

// Orders. The actor is the account that signs; the caller fills in id, seat and recorded, then the proof of
// actOf(), which the signer's password opens (people/proof.h).
ledger::Command signHandover(const Handover& handover, const Signing& signing, std::span<const Item> open,
                             Micros now);
struct ExceptionOrder {
    std::string code;
    std::string item; ///< of a headcount
    std::string basis;
    std::string account;
    std::string reason;
    Id incident;        ///< random
    std::string number; ///< of the incident that opens
    std::string title;  ///< of the incident
};
ledger::Command exceptHandover(const Id& handover, const ExceptionOrder& order, Micros now);
people::Act actOf(const ledger::Command& order);
void addProof(ledger::Command& order, const people::Proof& proof);

struct HandoverGround {
    std::vector<Item> open;            ///< openItems at this moment
    std::vector<std::string> outgoing; ///< accounts that have stood on a post of the shift
    people::SignatureCheck check;
};
/// Pure. `state` is that of command.entity.
ledger::Decision decideHandover(const Handover& state, const HandoverGround& ground,
                                const ledger::Command& command);
/// Pure; never refuses.
Handover evolveHandover(Handover state, const ledger::Fact& fact);
/// An exception opens an incident. Pure.
std::vector<ledger::Command> reactToHandover(const ledger::Fact& fact);
bool completesHandover(const ledger::Fact& fact);

ledger::Value toValue(const Handover& handover);
Handover handoverFrom(const ledger::Value& value);

} // namespace shouwang::duty
