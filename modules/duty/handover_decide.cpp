#include "duty/handover.h"

#include "dispatch/dispatch.h"
#include "duty/parts.h"

#include <algorithm>

namespace shouwang::duty {

namespace {

using ledger::Decision;
using Codes = std::vector<std::string>;

constexpr const char* kSixItems = "交接班六必交（待本所核定）";
constexpr const char* kPoliceOnly = "S1(17), S0#80";

const std::string& text(const ledger::Command& command, Field field) {
    return ledger::field(command.open, field).text();
}

Decision fact(const Handover& state, const ledger::Command& command, const char* kind, Codes contested = {}) {
    ledger::Draft draft;
    draft.kind = kind;
    draft.entity = command.entity;
    draft.open = command.open;
    draft.contested = std::move(contested);
    if (state.exists()) draft.mode = state.mode;
    for (const Field ours : {Field::Items, Field::Differs}) // ours to say
        draft.open.erase(static_cast<std::int64_t>(ours));
    return Decision::one(std::move(draft));
}

Decision withItems(Decision decision, const std::vector<Item>& items) {
    put(decision.facts.front().open, Field::Items, toValue(items));
    return decision;
}

Decision decideBegin(const Handover& state, const HandoverGround& ground, const ledger::Command& command) {
    if (state.exists()) return Decision::noOp(); // at another desk, or before
    const Micros start = ledger::field(command.open, Field::Start).integer();
    const bool named = command.entity == handoverId(shiftId(text(command, Field::Pattern), start)) &&
                       ledger::field(command.open, Field::End).integer() > start;
    return withItems(fact(state, command, kind::kHandoverBegun, named ? Codes{} : Codes{code::kOtherShift}),
                     ground.open);
}

// ---- answers

const Item* itemOf(std::span<const Item> items, const ledger::Command& command) {
    const auto found = std::ranges::find(items, text(command, Field::Item), &Item::name);
    return found == items.end() ? nullptr : &*found;
}

/// What was open at the beginning may be settled meanwhile; what nobody has ever listed is no item.
Codes problemsOfAnswer(const Handover& state, const HandoverGround& ground, const ledger::Command& command) {
    Codes problems;
    if (!state.exists()) problems.emplace_back(code::kUnknownHandover);
    if (state.completed) problems.emplace_back(code::kAfterHandover);
    if (!itemOf(ground.open, command) && !itemOf(state.items, command))
        problems.emplace_back(code::kUnknownItem);
    return problems;
}

const std::string& answerer(const ledger::Command& command) {
    const std::string& named = text(command, Field::Account);
    return named.empty() ? command.actor : named;
}

const Answer* given(const Handover& state, const ledger::Command& command) {
    const auto found = state.answers.find(text(command, Field::Item));
    if (found == state.answers.end() || found->second.basis != text(command, Field::Basis)) return nullptr;
    return &found->second;
}

bool differs(const HandoverGround& ground, const ledger::Command& command) {
    const Item* item = itemOf(ground.open, command);
    if (!item || item->kind != ItemKind::Headcount) return false;
    if (!command.open.contains(static_cast<std::int64_t>(Field::Counted))) return false;
    const std::int64_t counted = ledger::field(command.open, Field::Counted).integer();
    return counted != figureOf(*item, HeadcountFigure::Present);
}

Decision decideAccept(const Handover& state, const HandoverGround& ground, const ledger::Command& command) {
    const bool counts = command.open.contains(static_cast<std::int64_t>(Field::Counted));
    const Answer* before = given(state, command);
    const bool same = before && !before->questioned && before->account == answerer(command) && !counts;
    if (same) return Decision::noOp();
    Codes contested = problemsOfAnswer(state, ground, command);
    const bool other = differs(ground, command);
    if (other) contested.emplace_back(code::kHeadcountDiffers);
    Decision decision = fact(state, command, kind::kItemAccepted, std::move(contested));
    if (other) put(decision.facts.front().open, Field::Differs, true);
    return decision;
}

Decision decideQuestion(const Handover& state, const HandoverGround& ground, const ledger::Command& command) {
    const Answer* before = given(state, command);
    const bool same = before && before->questioned && before->account == answerer(command) &&
                      before->text == text(command, Field::Text);
    if (same) return Decision::noOp();
    Codes contested = problemsOfAnswer(state, ground, command);
    if (text(command, Field::Text).empty()) contested.emplace_back(code::kTextMissing);
    return fact(state, command, kind::kItemQuestioned, std::move(contested));
}

Decision decideReply(const Handover& state, const HandoverGround& ground, const ledger::Command& command) {
    const Answer* asked = given(state, command);
    Codes contested = problemsOfAnswer(state, ground, command);
    if (!asked || !asked->questioned) contested.emplace_back(code::kNothingAsked);
    if (asked && asked->account == answerer(command)) contested.emplace_back(code::kSameAccount);
    if (text(command, Field::Text).empty()) contested.emplace_back(code::kTextMissing);
    return fact(state, command, kind::kItemReplied, std::move(contested));
}

// ---- signatures

/// A signature is by the account that the order names as its actor, with a password of its own.
std::optional<Decision> refusalOfProof(const HandoverGround& ground, const ledger::Command& command,
                                       people::Permission permission) {
    if (command.nature != ledger::Nature::Order)
        return Decision::refuse(code::kMalformed, command.kind + " is an order");
    const auto proof = people::proofFrom(ledger::field(command.open, Field::Proof));
    if (!proof || proof->account != command.actor)
        return Decision::refuse(code::kMalformed, "the signature is not that of " + command.actor);
    if (!people::may(proof->role, proof->auxiliary, permission))
        return Decision::refuse(code::kMayNotSign, command.actor + " may not sign this", kPoliceOnly);
    if (!people::holds(*proof, actOf(command), ground.check))
        return Decision::refuse(code::kSignatureUnproved, "the signature does not hold");
    return std::nullopt;
}

Hash hashOf(const Bytes& bytes) {
    Hash hash{};
    if (bytes.size() == hash.size()) std::ranges::copy(bytes, hash.begin());
    return hash;
}

bool isOfShift(const HandoverGround& ground, const std::string& account) {
    return ground.outgoing.empty() || std::ranges::find(ground.outgoing, account) != ground.outgoing.end();
}

Decision decideSign(const Handover& state, const HandoverGround& ground, const ledger::Command& command) {
    const auto side = static_cast<Side>(ledger::field(command.open, Field::Side).integer());
    const Hash wanted = hashOf(ledger::field(command.open, Field::Seal).bytes());
    if (side != Side::Outgoing && side != Side::Incoming)
        return Decision::refuse(code::kMalformed, "a signature of neither side");
    const auto& before = side == Side::Outgoing ? state.outgoing : state.incoming;
    if (before && before->account == command.actor && before->seal == wanted) return Decision::noOp();
    const Codes problems = problemsOfSigning({side, command.actor}, state, ground.open);
    if (!problems.empty()) return Decision::refuse(problems.front(), "it cannot be signed yet", kSixItems);
    if (side == Side::Outgoing && !isOfShift(ground, command.actor))
        return Decision::refuse(code::kNotOfShift, command.actor + " was on no post of the shift");
    if (auto refusal = refusalOfProof(ground, command, people::Permission::HandOver)) return *refusal;
    const std::vector<Item> named =
        side == Side::Outgoing ? itemsFrom(ledger::field(command.open, Field::Items)) : ground.open;
    if (wanted != seal(side, state, named))
        return Decision::refuse(code::kListChanged, "what was signed is not what is open now", kSixItems);
    return withItems(fact(state, command, side == Side::Outgoing ? kind::kHandoverSigned : kind::kHandedOver),
                     named);
}

std::optional<Decision> refusalOfGround(const Handover& state, const HandoverGround& ground,
                                        const ledger::Command& command) {
    if (text(command, Field::Exception) == kHeadcountException) {
        const std::vector<Item> open = unbalanced(state, ground.open);
        const Item* item = itemOf(open, command);
        if (!item) return Decision::refuse(code::kNothingToExcept, "that headcount balances");
        if (item->basis != text(command, Field::Basis))
            return Decision::refuse(code::kListChanged, "the headcount has changed");
        return std::nullopt;
    }
    if (!state.outgoing) return Decision::refuse(code::kOutgoingNotSigned, "the outgoing side signs first");
    if (!unbalanced(state, ground.open).empty())
        return Decision::refuse(code::kHeadcountOpen, "the headcount does not balance", kSixItems);
    return std::nullopt;
}

Decision decideExcept(const Handover& state, const HandoverGround& ground, const ledger::Command& command) {
    const std::string& exception = text(command, Field::Exception);
    const Id incident = ledger::field(command.open, Field::Incident).id();
    if (exception != kHeadcountException && exception != kNobodyArrives)
        return Decision::refuse(code::kExceptionUnknown, "no exception is called " + exception);
    if (std::ranges::find(state.exceptions, incident, &Exception::incident) != state.exceptions.end())
        return Decision::noOp();
    if (!state.exists()) return Decision::refuse(code::kUnknownHandover, "there is no such handover");
    if (state.completed) return Decision::refuse(code::kAlreadyHandedOver, "both have signed");
    if (incident.isNull() || text(command, Field::Number).empty() || text(command, Field::Title).empty())
        return Decision::refuse(code::kMalformed, "an exception names the incident that it opens");
    if (command.reason.empty()) return Decision::refuse(code::kReasonMissing, "an exception says why");
    if (state.outgoing && state.outgoing->account == command.actor)
        return Decision::refuse(code::kSameAccount, "the leader is neither of the two sides");
    if (auto refusal = refusalOfProof(ground, command, people::Permission::Approve)) return *refusal;
    if (auto refusal = refusalOfGround(state, ground, command)) return *refusal;
    return withItems(fact(state, command, kind::kHandoverExcepted), ground.open);
}

} // namespace

Decision decideHandover(const Handover& state, const HandoverGround& ground, const ledger::Command& command) {
    if (command.kind == "duty.begin_handover") return decideBegin(state, ground, command);
    if (command.kind == "duty.accept_item") return decideAccept(state, ground, command);
    if (command.kind == "duty.question_item") return decideQuestion(state, ground, command);
    if (command.kind == "duty.reply_item") return decideReply(state, ground, command);
    if (command.kind == "duty.sign_handover") return decideSign(state, ground, command);
    if (command.kind == "duty.except_handover") return decideExcept(state, ground, command);
    return Decision::refuse(code::kUnknownCommand, "duty does not know " + command.kind);
}

std::vector<ledger::Command> reactToHandover(const ledger::Fact& fact) {
    if (fact.kind != kind::kHandoverExcepted || !fact.contested.empty()) return {};
    dispatch::Opening opening;
    opening.incident = ledger::field(fact.open, Field::Incident).id();
    opening.number = ledger::field(fact.open, Field::Number).text();
    opening.kind = "QT"; // what it really is, people say
    opening.title = ledger::field(fact.open, Field::Title).text();
    ledger::Command open = dispatch::open(opening, fact.occurred);
    open.actor = fact.actor;
    open.seat = fact.seat;
    open.reason = fact.reason;
    return {std::move(open)};
}

} // namespace shouwang::duty
