#include "duty/handover.h"

#include "duty/parts.h"

#include <algorithm>

namespace shouwang::duty {

namespace {

using ledger::Array;
using ledger::Value;

const std::string& text(const ledger::Fact& fact, Field field) {
    return ledger::field(fact.open, field).text();
}

Stamp stampOf(const ledger::Fact& fact) {
    return {fact.actor, fact.seat, fact.occurred};
}

const std::string& answerer(const ledger::Fact& fact) {
    const std::string& named = text(fact, Field::Account);
    return named.empty() ? fact.actor : named;
}

void applyBegun(Handover& state, const ledger::Fact& fact) {
    if (state.exists()) return; // the first beginning stands
    const auto integer = [&](Field field) { return ledger::field(fact.open, field).integer(); };
    state.mode = fact.mode;
    state.shift = {text(fact, Field::Pattern), integer(Field::Start), integer(Field::End),
                   text(fact, Field::Team), text(fact, Field::Name)};
    state.begun = stampOf(fact);
    state.begun.at = std::max<Micros>(state.begun.at, 1); // 0 would say: never begun
    state.items = itemsFrom(ledger::field(fact.open, Field::Items));
}

void applyAnswer(Handover& state, const ledger::Fact& fact) {
    if (!state.isOpen()) return; // what both have signed does not change any more
    Answer answer;
    answer.questioned = fact.kind == kind::kItemQuestioned;
    answer.text = text(fact, Field::Text);
    answer.account = answerer(fact);
    if (fact.open.contains(static_cast<std::int64_t>(Field::Counted)))
        answer.counted = ledger::field(fact.open, Field::Counted).integer();
    answer.differs = ledger::field(fact.open, Field::Differs).integer() != 0;
    answer.basis = text(fact, Field::Basis);
    answer.by = stampOf(fact);
    state.answers.insert_or_assign(text(fact, Field::Item), std::move(answer));
}

void applyReply(Handover& state, const ledger::Fact& fact) {
    const auto asked = state.answers.find(text(fact, Field::Item));
    if (!state.isOpen() || asked == state.answers.end() || !asked->second.questioned) return;
    asked->second.reply = Reply{text(fact, Field::Text), answerer(fact), stampOf(fact)};
}

Signature signatureOf(const ledger::Fact& fact) {
    Signature signature;
    signature.account = fact.actor;
    if (const auto proof = people::proofFrom(ledger::field(fact.open, Field::Proof)))
        signature.role = name(proof->role);
    const Bytes& sealed = ledger::field(fact.open, Field::Seal).bytes();
    if (sealed.size() == signature.seal.size()) std::ranges::copy(sealed, signature.seal.begin());
    signature.by = stampOf(fact);
    return signature;
}

void applySigned(Handover& state, const ledger::Fact& fact) {
    if (state.completed) return;
    state.items = itemsFrom(ledger::field(fact.open, Field::Items));
    if (fact.kind == kind::kHandoverSigned) {
        state.outgoing = signatureOf(fact);
        return;
    }
    state.incoming = signatureOf(fact);
    state.completed = stampOf(fact);
}

void applyExcepted(Handover& state, const ledger::Fact& fact) {
    if (state.completed) return;
    state.exceptions.push_back({text(fact, Field::Exception), text(fact, Field::Item),
                                text(fact, Field::Basis), fact.reason, fact.actor,
                                ledger::field(fact.open, Field::Incident).id(), text(fact, Field::Number),
                                stampOf(fact)});
    if (!completesHandover(fact)) return;
    state.items = itemsFrom(ledger::field(fact.open, Field::Items));
    state.completed = stampOf(fact);
}

Value valueOf(const std::string& item, const Answer& answer) {
    Value reply = 0;
    if (answer.reply) reply = Array{answer.reply->text, answer.reply->account, toValue(answer.reply->by)};
    return Array{item,           answer.questioned, answer.text,        answer.account,  answer.counted,
                 answer.differs, answer.basis,      toValue(answer.by), std::move(reply)};
}
Answer answerFrom(const Value& value) {
    Answer answer;
    answer.questioned = part(value, 1).integer() != 0;
    answer.text = part(value, 2).text();
    answer.account = part(value, 3).text();
    answer.counted = part(value, 4).integer();
    answer.differs = part(value, 5).integer() != 0;
    answer.basis = part(value, 6).text();
    answer.by = stampFrom(part(value, 7));
    if (const Value& reply = part(value, 8); reply.isArray())
        answer.reply = Reply{part(reply, 0).text(), part(reply, 1).text(), stampFrom(part(reply, 2))};
    return answer;
}

Value valueOf(const std::optional<Signature>& signature) {
    if (!signature) return 0;
    return Array{signature->account, signature->role, signature->seal, toValue(signature->by)};
}
std::optional<Signature> signatureFrom(const Value& value) {
    if (!value.isArray()) return std::nullopt;
    Signature signature{part(value, 0).text(), part(value, 1).text(), {}, stampFrom(part(value, 3))};
    const Bytes& sealed = part(value, 2).bytes();
    if (sealed.size() == signature.seal.size()) std::ranges::copy(sealed, signature.seal.begin());
    return signature;
}

Value valueOf(const Exception& exception) {
    return Array{exception.code,    exception.item,     exception.basis,  exception.reason,
                 exception.account, exception.incident, exception.number, toValue(exception.by)};
}
Exception exceptionFrom(const Value& value) {
    return {part(value, 0).text(), part(value, 1).text(), part(value, 2).text(), part(value, 3).text(),
            part(value, 4).text(), part(value, 5).id(),   part(value, 6).text(), stampFrom(part(value, 7))};
}

} // namespace

bool completesHandover(const ledger::Fact& fact) {
    if (fact.kind == kind::kHandedOver) return true;
    return fact.kind == kind::kHandoverExcepted && text(fact, Field::Exception) == kNobodyArrives;
}

Handover evolveHandover(Handover state, const ledger::Fact& fact) {
    const auto apply = fact.kind == kind::kHandoverBegun                                        ? applyBegun
                       : fact.kind == kind::kItemAccepted || fact.kind == kind::kItemQuestioned ? applyAnswer
                       : fact.kind == kind::kItemReplied                                        ? applyReply
                       : fact.kind == kind::kHandoverSigned || fact.kind == kind::kHandedOver   ? applySigned
                       : fact.kind == kind::kHandoverExcepted ? applyExcepted
                                                              : nullptr;
    if (!apply) return state;
    if (state.id.isNull()) state.id = fact.entity;
    apply(state, fact);
    return state;
}

ledger::Value toValue(const Handover& handover) {
    const Shift& shift = handover.shift;
    Array answers;
    for (const auto& [item, answer] : handover.answers)
        answers.push_back(valueOf(item, answer));
    Array exceptions;
    for (const Exception& each : handover.exceptions)
        exceptions.push_back(valueOf(each));
    Value completed = 0;
    if (handover.completed) completed = toValue(*handover.completed);
    return Array{handover.id,
                 static_cast<std::int64_t>(handover.mode),
                 Array{shift.pattern, shift.start, shift.end, shift.team, shift.name},
                 toValue(handover.begun),
                 toValue(handover.items),
                 std::move(answers),
                 valueOf(handover.outgoing),
                 valueOf(handover.incoming),
                 std::move(exceptions),
                 std::move(completed)};
}

Handover handoverFrom(const ledger::Value& value) {
    Handover handover;
    handover.id = part(value, 0).id();
    handover.mode = static_cast<ledger::Mode>(part(value, 1).integer());
    const Value& shift = part(value, 2);
    handover.shift = {part(shift, 0).text(), part(shift, 1).integer(), part(shift, 2).integer(),
                      part(shift, 3).text(), part(shift, 4).text()};
    handover.begun = stampFrom(part(value, 3));
    handover.items = itemsFrom(part(value, 4));
    for (const Value& each : part(value, 5).array())
        handover.answers.emplace(part(each, 0).text(), answerFrom(each));
    handover.outgoing = signatureFrom(part(value, 6));
    handover.incoming = signatureFrom(part(value, 7));
    for (const Value& each : part(value, 8).array())
        handover.exceptions.push_back(exceptionFrom(each));
    if (const Value& completed = part(value, 9); completed.isArray())
        handover.completed = stampFrom(completed);
    return handover;
}

} // namespace shouwang::duty
