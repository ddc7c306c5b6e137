#include "reports/print.h"

#include <algorithm>
#include <array>

namespace shouwang::reports {

namespace {

constexpr std::array<std::string_view, 6> kGrounds{"archive",  "report_up", "inquiry",
                                                   "transfer", "handover",  kOtherGround};

void put(ledger::Map& open, Field field, ledger::Value value) {
    open.insert_or_assign(static_cast<std::int64_t>(field), std::move(value));
}

const std::string& text(const ledger::Map& open, Field field) {
    return ledger::field(open, field).text();
}

std::optional<const char*> problemOfSecond(const ledger::Command& command,
                                           const people::SignatureCheck& check) {
    const bool named =
        !command.secondActor.empty() || command.open.contains(static_cast<std::int64_t>(Field::Second));
    if (!named) {
        const bool needed = ledger::field(command.open, Field::Pictures).integer() > 0;
        return needed ? std::optional(code::kSecondMissing) : std::nullopt;
    }
    const auto second = people::proofFrom(ledger::field(command.open, Field::Second));
    if (!second || second->account != command.secondActor) return code::kMalformed;
    if (second->account == command.actor) return code::kSecondSame;
    if (!people::may(second->role, second->auxiliary, people::Permission::OpenIncident))
        return code::kSecondNotAllowed;
    if (!people::holds(*second, printAct(command), check)) return code::kSecondUnproved;
    return std::nullopt;
}

} // namespace

std::span<const std::string_view> printGrounds() {
    return kGrounds;
}

bool isReason(std::string_view ground, std::string_view words) {
    if (std::ranges::find(kGrounds, ground) == kGrounds.end()) return false;
    return ground != kOtherGround || !words.empty();
}

ledger::Command recordPrint(const Print& print, Micros now) {
    ledger::Command made;
    made.kind = kRecordPrint;
    made.nature = ledger::Nature::Report;
    const std::string hash = toHex(ByteView(print.sha256));
    made.entity = Id::fromParts({"print", print.of.text(), hash, std::to_string(now)});
    made.occurred = now;
    made.recorded = now;
    made.reason = print.reason;
    put(made.open, Field::What, print.what);
    put(made.open, Field::Of, print.of);
    put(made.open, Field::Title, print.title);
    put(made.open, Field::Ground, print.ground);
    put(made.open, Field::File, print.file);
    put(made.open, Field::Sha256, print.sha256);
    put(made.open, Field::Size, print.size);
    if (print.pictures > 0) put(made.open, Field::Pictures, print.pictures);
    return made;
}

Print printFrom(const ledger::Fact& fact) {
    Print print;
    print.what = text(fact.open, Field::What);
    print.of = ledger::field(fact.open, Field::Of).id();
    print.title = text(fact.open, Field::Title);
    print.ground = text(fact.open, Field::Ground);
    print.reason = fact.reason;
    print.file = text(fact.open, Field::File);
    const Bytes& hash = ledger::field(fact.open, Field::Sha256).bytes();
    if (hash.size() == print.sha256.size()) std::ranges::copy(hash, print.sha256.begin());
    print.size = ledger::field(fact.open, Field::Size).integer();
    print.pictures = ledger::field(fact.open, Field::Pictures).integer();
    return print;
}

people::Act printAct(const ledger::Command& command) {
    const ledger::Value seen = ledger::Array{text(command.open, Field::What),
                                             ledger::field(command.open, Field::Sha256),
                                             text(command.open, Field::Ground),
                                             command.reason,
                                             command.actor,
                                             ledger::field(command.open, Field::Pictures)};
    return {kRecordPrint, command.entity, command.seat, command.occurred, ledger::encode(seen)};
}

void addSecond(ledger::Command& command, const people::Proof& second) {
    command.secondActor = second.account;
    put(command.open, Field::Second, people::toValue(second));
}

ledger::Decision decidePrint(const ledger::Command& command, const people::SignatureCheck& check) {
    ledger::Draft draft;
    draft.kind = kPrinted;
    draft.entity = command.entity;
    draft.open = command.open;
    const bool whole = !text(command.open, Field::What).empty() &&
                       !ledger::field(command.open, Field::Of).id().isNull() &&
                       ledger::field(command.open, Field::Sha256).bytes().size() == Hash{}.size();
    if (!whole) draft.contested.emplace_back(code::kMalformed);
    if (!isReason(text(command.open, Field::Ground), command.reason))
        draft.contested.emplace_back(code::kReasonMissing);
    if (const auto problem = problemOfSecond(command, check)) draft.contested.emplace_back(*problem);
    return ledger::Decision::one(std::move(draft));
}

} // namespace shouwang::reports
