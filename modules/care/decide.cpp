#include "care/care.h"

#include <algorithm>
#include <array>

namespace shouwang::care {

namespace {

using ledger::Decision;
using Codes = std::vector<std::string>;

struct Said { ///< what the report carries
    const std::string& number;
    const std::string& zone;
    const std::string& kind;
    const std::string& reason;
    bool woman;
};

Said saidBy(const ledger::Command& command) {
    return {ledger::field(command.open, Field::Number).text(),
            ledger::field(command.open, Field::Zone).text(), ledger::field(command.open, Field::Kind).text(),
            command.reason, ledger::field(command.open, Field::Woman).integer() != 0};
}

bool isIn(const State& state, const std::string& zone) {
    return state.where == Where::InZone && state.zone == zone;
}

bool isOutFor(const State& state, const std::string& kind) {
    return state.where == Where::Out && state.kind == kind;
}

/// One row a report: what it makes, whether it says only what is so already, and what it breaks in a person
/// that is in the register.
struct Rule {
    std::string_view command;
    std::string_view fact;
    bool (*isSo)(const State& state, const Said& said);
    bool (*isWellFormed)(const Said& said);
    void (*breaks)(const State& state, const Said& said, Codes& codes);
    bool needsReason;
};

bool namesZone(const Said& said) {
    return isCode(said.zone);
}
bool namesKind(const Said& said) {
    return isCode(said.kind);
}

void knowsOutKind(const Said& said, Codes& codes) {
    if (!isOutKind(said.kind)) codes.emplace_back(code::kKindUnknown);
}

const std::array<Rule, 8> kRules{{
    {"care.receive", kind::kReceived,
     [](const State& state, const Said& said) {
         return state.inRegister() && state.home == said.zone && state.woman == said.woman &&
                (said.kind.empty() || isOutFor(state, said.kind));
     },
     [](const Said& said) { return namesZone(said) && (said.kind.empty() || namesKind(said)); },
     [](const State& state, const Said& said, Codes& codes) {
         if (state.inRegister()) codes.emplace_back(code::kAlreadyReceived);
         if (state.where == Where::Gone) codes.emplace_back(code::kHasDeparted);
         if (!said.kind.empty()) knowsOutKind(said, codes);
     },
     false},
    {"care.assign", kind::kAssigned,
     [](const State& state, const Said& said) { return state.inRegister() && state.home == said.zone; },
     namesZone, [](const State&, const Said&, Codes&) {}, true},
    {"care.move", kind::kMoved, [](const State& state, const Said& said) { return isIn(state, said.zone); },
     namesZone,
     [](const State& state, const Said&, Codes& codes) {
         if (state.where == Where::Out) codes.emplace_back(code::kIsOut);
     },
     true},
    {"care.leave", kind::kLeft,
     [](const State& state, const Said& said) {
         return isOutFor(state, said.kind) && state.last.reason == said.reason;
     },
     namesKind,
     [](const State& state, const Said& said, Codes& codes) {
         if (state.where == Where::Out) codes.emplace_back(code::kAlreadyOut);
         knowsOutKind(said, codes);
     },
     true},
    {"care.come_back", kind::kCameBack,
     [](const State& state, const Said& said) {
         return isIn(state, said.zone) && state.last.kind == kind::kCameBack;
     },
     namesZone,
     [](const State& state, const Said&, Codes& codes) {
         if (state.where == Where::InZone) codes.emplace_back(code::kNotOut);
     },
     false},
    {"care.depart", kind::kDeparted,
     [](const State& state, const Said& said) {
         return state.where == Where::Gone && state.kind == said.kind && state.last.reason == said.reason;
     },
     [](const Said& said) { return isDepartureKind(said.kind); }, [](const State&, const Said&, Codes&) {},
     true},
    {"care.report_missing", kind::kMissed,
     [](const State& state, const Said&) { return state.where == Where::Missing; },
     [](const Said&) { return true; }, [](const State&, const Said&, Codes&) {}, false},
    {"care.report_found", kind::kFound,
     [](const State& state, const Said& said) {
         return state.last.kind == kind::kFound &&
                (said.zone.empty() ? isOutFor(state, said.kind) : isIn(state, said.zone));
     },
     [](const Said& said) { return said.zone.empty() ? namesKind(said) : namesZone(said); },
     [](const State& state, const Said& said, Codes& codes) {
         if (state.where != Where::Missing) codes.emplace_back(code::kNotMissing);
         if (said.zone.empty()) knowsOutKind(said, codes);
     },
     false},
}};

/// A report that somebody missing has moved does not say that the person was found: the number may be wrong.
bool isOfSomebodyPresent(const Rule& rule) {
    return rule.fact == kind::kMoved || rule.fact == kind::kLeft || rule.fact == kind::kCameBack ||
           rule.fact == kind::kDeparted;
}

Codes contestedBy(const Rule& rule, const State& state, const Said& said, const ledger::Command& command) {
    Codes codes;
    const bool known = isNumber(said.number) && command.entity == entityOf(said.number);
    if (!known || !rule.isWellFormed(said)) codes.emplace_back(code::kMalformed);
    if (rule.fact == kind::kReceived || state.inRegister()) {
        rule.breaks(state, said, codes);
    } else {
        codes.emplace_back(state.exists() ? code::kHasDeparted : code::kUnknownPerson);
    }
    if (state.where == Where::Missing && isOfSomebodyPresent(rule)) codes.emplace_back(code::kIsMissing);
    if (rule.needsReason && said.reason.empty()) codes.emplace_back(code::kReasonMissing);
    return codes;
}

} // namespace

Decision decide(const State& state, const ledger::Command& command) {
    const auto* rule = std::ranges::find(kRules, std::string_view(command.kind), &Rule::command);
    if (rule == kRules.end())
        return Decision::refuse(code::kUnknownCommand, "care does not know " + command.kind);
    const Said said = saidBy(command);
    if (rule->isSo(state, said)) return Decision::noOp();
    ledger::Draft draft;
    draft.kind = rule->fact;
    draft.entity = command.entity;
    draft.open = command.open;
    draft.open.insert_or_assign(static_cast<std::int64_t>(Field::Register), kRegister);
    draft.contested = contestedBy(*rule, state, said, command);
    // A person is real or an exercise's from the first report on, whatever the seat claims later.
    if (state.exists()) draft.mode = state.mode;
    return Decision::one(std::move(draft));
}

} // namespace shouwang::care
