#include "ledger/feature.h"

#include <algorithm>

namespace shouwang::ledger {

namespace {

const Feature* roomFor(const Features& features, const std::string& kind) {
    const std::string room = roomOf(kind);
    const auto found =
        std::ranges::find_if(features, [&](const auto& feature) { return feature->name() == room; });
    return found == features.end() ? nullptr : found->get();
}

// Only what a seat sends has an actor to be asked about; timers, devices and react speak for the station.
std::optional<Refusal> refusedRight(const Features& features, const Feature& room, const View& view,
                                    const Command& command) {
    if (command.id.source != CommandId::Source::Seat) return {};
    const std::string right = room.rightFor(command);
    if (right.empty()) return {};
    for (const auto& feature : features) {
        if (auto refusal = feature->refuseRight(view, command, right)) return refusal;
    }
    return {};
}

Decision contested(const Command& command, const Refusal& refusal) {
    Draft draft;
    draft.kind = command.kind + ".contested";
    draft.entity = command.entity;
    draft.open = command.open;
    draft.contested = {refusal.code};
    draft.compartment = command.compartment;
    draft.sealed = command.sealed;
    draft.keyId = command.keyId;
    return Decision::one(std::move(draft));
}

} // namespace

std::string roomOf(std::string_view kind) {
    return std::string(kind.substr(0, kind.find('.')));
}

Decision decideUnasked(const Command& command, const Refusal& refusal) {
    if (command.nature == Nature::Report) return contested(command, refusal);
    return Decision::refuse(refusal.code, refusal.text, refusal.basis);
}

Decision decideWith(const Features& features, const View& view, const Command& command) {
    const Feature* room = roomFor(features, command.kind);
    Decision decision = room ? room->decide(view, command)
                             : Decision::refuse("ledger.unknown_kind", "nobody here knows " + command.kind);
    const bool report = command.nature == Nature::Report;
    if (decision.refusal) return report ? contested(command, *decision.refusal) : decision;
    if (auto refusal = room ? refusedRight(features, *room, view, command) : std::nullopt) {
        if (!report) return {{}, std::move(refusal), false};
        for (Draft& draft : decision.facts)
            draft.contested.push_back(refusal->code);
    }
    return decision;
}

std::optional<Draft> noteOf(const Features& features, const View& view, const Command& command,
                            const Refusal& refusal) {
    const Feature* room = roomFor(features, command.kind);
    return noteOf(features, view, command, refusal, room ? room->present(view, command) : Map());
}

std::optional<Draft> noteOf(const Features& features, const View& view, const Command& command,
                            const Refusal& refusal, const Map& present) {
    for (const auto& feature : features) {
        if (auto note = feature->noteRefusal(view, command, refusal, present)) return note;
    }
    return std::nullopt;
}

Fact factFrom(const Command& command, const Draft& draft) {
    Fact fact;
    fact.kind = draft.kind;
    fact.entity = draft.entity;
    fact.command = command.id;
    fact.actor = command.actor;
    fact.secondActor = command.secondActor;
    fact.seat = command.seat;
    fact.reason = command.reason;
    fact.occurred = command.occurred;
    fact.recorded = command.recorded;
    fact.cause = command.cause;
    fact.mode = draft.mode.value_or(command.mode);
    fact.compartment = draft.compartment;
    fact.keyId = draft.keyId;
    fact.contested = draft.contested;
    fact.open = draft.open;
    if (!draft.sealed.empty()) fact.sealedHash = sha256(draft.sealed);
    return fact;
}

} // namespace shouwang::ledger
