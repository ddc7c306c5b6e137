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

std::optional<Mode> knownMode(const Features& features, const View& view, const Id& entity) {
    if (entity.isNull()) return std::nullopt;
    for (const auto& feature : features) {
        if (const auto mode = feature->modeOf(view, entity)) return mode;
    }
    return std::nullopt;
}

/// Of what a new entity is about. An exercise never hides something real that it touches.
std::optional<Mode> modeOfGround(const Features& features, const View& view, std::span<const Id> ground) {
    std::optional<Mode> inherited;
    for (const Id& entity : ground) {
        const auto mode = knownMode(features, view, entity);
        if (mode == Mode::Real) return mode;
        if (!inherited) inherited = mode;
    }
    return inherited;
}

/// A fact about something that is there already has its mode; so a decision may hold facts of two modes.
void setModes(const Features& features, const View& view, Mode mode, Decision& decision) {
    for (Draft& draft : decision.facts) {
        const Feature* room = roomFor(features, draft.kind);
        const auto known = room ? room->modeOf(view, draft.entity) : std::nullopt;
        draft.mode = known ? *known : draft.mode.value_or(mode);
    }
}

Decision contested(const Command& command, const Refusal& refusal) {
    Draft draft;
    draft.kind = command.kind + ".contested";
    draft.entity = command.entity;
    draft.open = command.open;
    draft.contested = {refusal.code};
    draft.mode = command.mode;
    draft.compartment = command.compartment;
    draft.sealed = command.sealed;
    draft.keyId = command.keyId;
    return Decision::one(std::move(draft));
}

} // namespace

std::string roomOf(std::string_view kind) {
    return std::string(kind.substr(0, kind.find('.')));
}

Mode modeOf(const Features& features, const View& view, const Command& command) {
    const Feature* room = roomFor(features, command.kind);
    if (room) {
        if (const auto own = room->modeOf(view, command.entity)) return *own;
    }
    std::vector<Id> ground{command.cause.entity};
    if (room) {
        for (const Id& about : room->inheritsFrom(command))
            ground.push_back(about);
    }
    if (const auto inherited = modeOfGround(features, view, ground)) return *inherited;
    return command.id.source == CommandId::Source::Seat ? Mode::Real : command.mode;
}

Decision decideUnasked(const Command& command, const Refusal& refusal) {
    if (command.nature == Nature::Order) return Decision::refuse(refusal.code, refusal.text, refusal.basis);
    Decision decision = contested(command, refusal);
    // Nobody can be asked whose it is: taken for real it is looked at.
    if (command.id.source == CommandId::Source::Seat) decision.facts.front().mode = Mode::Real;
    return decision;
}

Decision decideWith(const Features& features, const View& view, const Command& claimed) {
    const Feature* room = roomFor(features, claimed.kind);
    Command command = claimed;
    command.mode = modeOf(features, view, claimed);
    Decision decision = !room ? Decision::refuse("ledger.unknown_kind", "nobody here knows " + command.kind)
                        : command.mode != Mode::Real && room->actuates(command)
                            ? Decision::refuse(kMovesNothing, "nothing real is moved in an exercise")
                            : room->decide(view, command);
    const bool report = command.nature == Nature::Report;
    if (decision.refusal) return report ? contested(command, *decision.refusal) : decision;
    setModes(features, view, command.mode, decision);
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
    auto note = noteOf(features, view, command, refusal, room ? room->present(view, command) : Map());
    if (note) note->mode = modeOf(features, view, command);
    return note;
}

std::optional<Draft> noteOf(const Features& features, const View& view, const Command& command,
                            const Refusal& refusal, const Map& present) {
    for (const auto& feature : features) {
        auto note = feature->noteRefusal(view, command, refusal, present);
        if (!note) continue;
        note->mode = Mode::Real; // nobody was asked whose it is
        return note;
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
