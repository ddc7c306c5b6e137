#include "duty/handover.h"

#include "duty/parts.h"

#include <algorithm>
#include <tuple>

namespace shouwang::duty {

namespace {

ledger::Command aboutItem(const char* kind, const Id& handover, const Item& item, std::string account,
                          Micros now) {
    ledger::Command made = reportOf(kind, handover, now);
    putText(made.open, Field::Item, item.name());
    putText(made.open, Field::Basis, item.basis);
    putText(made.open, Field::Account, std::move(account));
    return made;
}

ledger::Command order(const char* kind, const Id& handover, std::string account, Micros now) {
    ledger::Command made = reportOf(kind, handover, now);
    made.nature = ledger::Nature::Order;
    made.actor = std::move(account);
    return made;
}

bool isExcepted(const Handover& handover, const Item& item) {
    return std::ranges::any_of(handover.exceptions, [&](const Exception& each) {
        return each.code == kHeadcountException && each.item == item.name() && each.basis == item.basis;
    });
}

bool isException(const Handover& handover, const std::string& account) {
    return std::ranges::find(handover.exceptions, account, &Exception::account) != handover.exceptions.end();
}

ledger::Value answersOf(const Handover& handover, std::span<const Item> open) {
    ledger::Array answers;
    for (const Item& item : open) {
        if (const Answer* answer = handover.answerTo(item))
            answers.emplace_back(ledger::Array{item.name(), answer->questioned, answer->text, answer->counted,
                                               answer->reply ? answer->reply->text : std::string()});
    }
    return answers;
}

} // namespace

const Answer* Handover::answerTo(const Item& item) const {
    const auto found = answers.find(item.name());
    return found != answers.end() && found->second.fits(item) ? &found->second : nullptr;
}

bool isOverdue(const Shift& shift, const Handover& handover, Micros now, const HandoverRule& rule) {
    return shift.end != 0 && !handover.completed && now >= later(shift.end, rule.late);
}

Id handoverId(const Id& shift) {
    return Id::fromParts({"handover", shift.text()});
}

Hash seal(Side side, const Handover& handover, std::span<const Item> open) {
    std::vector<std::pair<std::string, std::string>> rests; // sorted, so that no order of display matters
    for (const Item& item : open)
        rests.emplace_back(item.name(), item.basis);
    std::ranges::sort(rests);
    ledger::Array list;
    for (const auto& [name, basis] : rests)
        list.emplace_back(ledger::Array{name, basis});
    ledger::Array sealed{handover.id, static_cast<std::int64_t>(side), std::move(list)};
    if (side == Side::Incoming) {
        ledger::Array exceptions;
        for (const Exception& each : handover.exceptions)
            exceptions.emplace_back(ledger::Array{each.code, each.item, each.basis, each.account});
        std::vector<Item> sorted(open.begin(), open.end());
        std::ranges::sort(sorted, {}, &Item::name);
        sealed.push_back(answersOf(handover, sorted));
        sealed.emplace_back(std::move(exceptions));
    }
    return sha256(ledger::encode(sealed));
}

std::size_t unanswered(const Handover& handover, std::span<const Item> open) {
    return static_cast<std::size_t>(
        std::ranges::count_if(open, [&](const Item& item) { return handover.answerTo(item) == nullptr; }));
}

std::vector<Item> unbalanced(const Handover& handover, std::span<const Item> open) {
    std::vector<Item> found;
    std::ranges::copy_if(open, std::back_inserter(found), [&](const Item& item) {
        if (item.kind != ItemKind::Headcount || isExcepted(handover, item)) return false;
        const Answer* answer = handover.answerTo(item);
        return figureOf(item, HeadcountFigure::Missing) != 0 || (answer && answer->differs);
    });
    return found;
}

std::vector<std::string> problemsOfSigning(const Signing& signing, const Handover& handover,
                                           std::span<const Item> open) {
    std::vector<std::string> problems;
    if (!handover.exists()) return {code::kUnknownHandover};
    if (handover.completed) return {code::kAlreadyHandedOver};
    if (signing.side == Side::Outgoing) {
        if (isException(handover, signing.account)) problems.emplace_back(code::kSameAccount);
        return problems;
    }
    if (!handover.outgoing) problems.emplace_back(code::kOutgoingNotSigned);
    const bool both = handover.outgoing && handover.outgoing->account == signing.account;
    if (both || isException(handover, signing.account)) problems.emplace_back(code::kSameAccount);
    if (unanswered(handover, open) != 0) problems.emplace_back(code::kItemsUnanswered);
    if (!unbalanced(handover, open).empty()) problems.emplace_back(code::kHeadcountOpen);
    return problems;
}

ledger::Command beginHandover(const Shift& shift, Micros now) {
    ledger::Command made =
        reportOf("duty.begin_handover", handoverId(shiftId(shift.pattern, shift.start)), now);
    putText(made.open, Field::Pattern, shift.pattern);
    put(made.open, Field::Start, shift.start);
    put(made.open, Field::End, shift.end);
    putText(made.open, Field::Team, shift.team);
    putText(made.open, Field::Name, shift.name);
    return made;
}

ledger::Command acceptItem(const Id& handover, const Item& item, std::int64_t counted, std::string account,
                           Micros now) {
    ledger::Command made = aboutItem("duty.accept_item", handover, item, std::move(account), now);
    if (counted >= 0) put(made.open, Field::Counted, counted);
    return made;
}

ledger::Command questionItem(const Id& handover, const Item& item, std::string text, std::string account,
                             Micros now) {
    ledger::Command made = aboutItem("duty.question_item", handover, item, std::move(account), now);
    putText(made.open, Field::Text, std::move(text));
    return made;
}

ledger::Command replyItem(const Id& handover, const Item& item, std::string text, std::string account,
                          Micros now) {
    ledger::Command made = aboutItem("duty.reply_item", handover, item, std::move(account), now);
    putText(made.open, Field::Text, std::move(text));
    return made;
}

ledger::Command signHandover(const Handover& handover, const Signing& signing, std::span<const Item> open,
                             Micros now) {
    ledger::Command made = order("duty.sign_handover", handover.id, signing.account, now);
    put(made.open, Field::Side, static_cast<std::int64_t>(signing.side));
    put(made.open, Field::Seal, seal(signing.side, handover, open));
    if (signing.side == Side::Outgoing)
        put(made.open, Field::Items, toValue(std::vector<Item>(open.begin(), open.end())));
    return made;
}

ledger::Command exceptHandover(const Id& handover, const ExceptionOrder& wanted, Micros now) {
    ledger::Command made = order("duty.except_handover", handover, wanted.account, now);
    made.reason = wanted.reason;
    putText(made.open, Field::Exception, wanted.code);
    putText(made.open, Field::Item, wanted.item);
    putText(made.open, Field::Basis, wanted.basis);
    putId(made.open, Field::Incident, wanted.incident);
    putText(made.open, Field::Number, wanted.number);
    putText(made.open, Field::Title, wanted.title);
    return made;
}

people::Act actOf(const ledger::Command& command) {
    ledger::Map seen = command.open;
    seen.erase(static_cast<std::int64_t>(Field::Proof));
    const ledger::Value what = ledger::Array{std::move(seen), command.reason};
    return {command.kind, command.entity, command.seat, command.occurred, ledger::encode(what)};
}

void addProof(ledger::Command& command, const people::Proof& proof) {
    put(command.open, Field::Proof, people::toValue(proof));
}

} // namespace shouwang::duty
