#include "people/people.h"

namespace shouwang::people {

namespace {

ledger::Draft draftOf(const char* kind, const ledger::Command& command) {
    ledger::Draft draft;
    draft.kind = kind;
    draft.entity = command.entity;
    draft.open = command.open;
    return draft;
}

bool signedByAccount(const ledger::Command& command, const SignatureCheck& check) {
    const std::string& account = ledger::field(command.open, Field::Account).text();
    const auto role = roleFrom(ledger::field(command.open, Field::RoleName).text());
    if (!role || command.entity != entityOf(account)) return false;
    if (!check) return true;
    const SignOn as{account, *role, ledger::field(command.open, Field::Auxiliary).integer() != 0,
                    ledger::field(command.open, Field::Post).text()};
    const Bytes text = signOnText(command.seat, as, command.occurred);
    return check(account, text, ledger::field(command.open, Field::Signature).bytes());
}

} // namespace

ledger::Decision decide(const State& state, const ledger::Command& command, const SignatureCheck& check) {
    if (command.kind == "people.sign_on") {
        ledger::Draft draft = draftOf("people.signed_on", command);
        if (!signedByAccount(command, check)) draft.contested.emplace_back("people.bad_signature");
        return ledger::Decision::one(std::move(draft));
    }
    if (command.kind == "people.fail_sign_on") {
        return ledger::Decision::one(draftOf("people.sign_on_failed", command));
    }
    if (command.kind == "people.sign_off") {
        if (!state.signedOn.contains(command.seat)) return ledger::Decision::noOp();
        return ledger::Decision::one(draftOf("people.signed_off", command));
    }
    return ledger::Decision::refuse("people.unknown_kind", command.kind + " is not known here");
}

} // namespace shouwang::people
