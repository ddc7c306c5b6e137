#include "evidence/evidence.h"

namespace shouwang::evidence {

namespace {

ledger::Draft draftOf(const char* kind, const ledger::Command& command) {
    ledger::Draft draft;
    draft.kind = kind;
    draft.entity = command.entity;
    draft.open = command.open;
    return draft;
}

ledger::Decision decidePin(const State& state, const ledger::Command& command) {
    if (state.pin) return ledger::Decision::noOp();
    const auto from = ledger::field(command.open, Field::From).integer();
    const auto until = ledger::field(command.open, Field::Until).integer();
    if (until <= from)
        return ledger::Decision::refuse("evidence.empty_span", "a pin must end after it begins");
    if (ledger::field(command.open, Field::Cameras).array().empty()) {
        return ledger::Decision::refuse("evidence.no_camera", "a pin needs a camera");
    }
    return ledger::Decision::one(draftOf("evidence.pin_requested", command));
}

ledger::Decision decideClip(const State& state, const ledger::Command& command) {
    const ledger::Value& hash = ledger::field(command.open, Field::Sha256);
    ledger::Draft draft = draftOf("evidence.clip_sealed", command);
    if (hash.bytes().size() != Hash{}.size()) {
        draft.contested.emplace_back("evidence.bad_hash");
    } else if (state.clip && toBytes(state.clip->sha256) == hash.bytes()) {
        return ledger::Decision::noOp();
    } else if (state.clip) {
        // A sealed clip does not change: two hashes for one clip are shown to the leader, both are kept.
        draft.contested.emplace_back("evidence.sealed_twice");
    }
    return ledger::Decision::one(std::move(draft));
}

} // namespace

ledger::Decision decide(const State& state, const ledger::Command& command) {
    if (command.kind == "evidence.request_pin") return decidePin(state, command);
    if (command.kind == "evidence.seal_clip") return decideClip(state, command);
    return ledger::Decision::refuse("evidence.unknown_kind", command.kind + " is not known here");
}

} // namespace shouwang::evidence
