#include "people/people.h"

namespace shouwang::people {

ledger::Decision decide(const State& state, const ledger::Command& command) {
    const auto one = [&command](const char* kind) {
        ledger::Draft draft;
        draft.kind = kind;
        draft.entity = command.entity;
        draft.open = command.open;
        return ledger::Decision::one(std::move(draft));
    };
    if (command.kind == "people.sign_on") return one("people.signed_on");
    if (command.kind == "people.fail_sign_on") return one("people.sign_on_failed");
    if (command.kind == "people.sign_off") {
        return state.signedOn.contains(command.seat) ? one("people.signed_off") : ledger::Decision::noOp();
    }
    return ledger::Decision::refuse("people.unknown_kind", command.kind + " is not known here");
}

} // namespace shouwang::people
