#include "attention/attention.h"

#include <algorithm>
#include <array>

namespace shouwang::attention {

namespace {

constexpr std::array<std::string_view, 5> kOutcomes{"repeated", "dropped", "confirmed", "corrected", "other"};

} // namespace

std::span<const std::string_view> outcomes() {
    return kOutcomes;
}

bool isOutcome(std::string_view code) {
    return std::ranges::find(kOutcomes, code) != kOutcomes.end();
}

std::vector<std::string> problemsOfSettling(std::string_view outcome, std::string_view note) {
    std::vector<std::string> problems;
    if (!isOutcome(outcome)) problems.emplace_back(code::kOutcomeUnknown);
    if (note.empty()) problems.emplace_back(code::kNoteMissing);
    return problems;
}

ledger::Command settle(const State& item, std::string outcome, std::string note) {
    ledger::Command command;
    command.kind = "attention.settle";
    command.nature = ledger::Nature::Report;
    command.entity = item.id;
    command.mode = item.mode;
    command.open = {{static_cast<std::int64_t>(Field::Cause), static_cast<std::int64_t>(item.cause)},
                    {static_cast<std::int64_t>(Field::Outcome), std::move(outcome)},
                    {static_cast<std::int64_t>(Field::Note), std::move(note)}};
    return command;
}

ledger::Decision decide(const State& state, const ledger::Command& command) {
    if (command.kind != "attention.settle") {
        return ledger::Decision::refuse("attention.unknown_command",
                                        "attention does not know " + command.kind);
    }
    const std::string& outcome = ledger::field(command.open, Field::Outcome).text();
    const std::string& note = ledger::field(command.open, Field::Note).text();
    const bool same = state.settled && state.settled->outcome == outcome && state.settled->note == note;
    if (same) return ledger::Decision::noOp();
    ledger::Draft draft;
    draft.kind = kind::kSettled;
    draft.entity = command.entity;
    draft.open = command.open;
    draft.contested = problemsOfSettling(outcome, note);
    if (!state.exists()) draft.contested.emplace_back(code::kUnknownItem);
    const auto cause = ledger::field(command.open, Field::Cause).integer();
    if (state.exists() && cause != static_cast<std::int64_t>(state.cause))
        draft.contested.emplace_back(code::kOtherCause);
    if (state.settled) draft.contested.emplace_back(code::kAlreadySettled);
    if (state.exists()) draft.mode = state.mode;
    return ledger::Decision::one(std::move(draft));
}

ledger::Draft noteRefusal(const ledger::Command& command, const ledger::Refusal& refusal,
                          const ledger::Map& present, const std::string& post) {
    ledger::Draft draft;
    draft.kind = kind::kOrderRefused;
    draft.entity = Id::fromParts({"attention", command.id.text()});
    const auto set = [&draft](Field field, ledger::Value value) {
        draft.open.emplace(static_cast<std::int64_t>(field), std::move(value));
    };
    set(Field::Kind, command.kind);
    set(Field::About, command.entity);
    set(Field::Code, refusal.code);
    set(Field::Basis, refusal.basis);
    set(Field::Text, refusal.text);
    set(Field::Typed, command.open);
    set(Field::Present, present);
    if (!post.empty()) set(Field::Post, post);
    // What was typed under seal stays under the seal that it came with.
    draft.compartment = command.compartment;
    draft.sealed = command.sealed;
    draft.keyId = command.keyId;
    return draft;
}

bool belongsTo(const State& item, const Place& place) {
    if (item.cause != Cause::Refused) return false;
    return item.post.empty() ? item.seat == place.seat : item.post == place.post;
}

} // namespace shouwang::attention
