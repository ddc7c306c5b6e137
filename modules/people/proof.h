// A password typed for one act: the account's own signature under it (handover), or a second person's (G21).
// At the edge the key store opens the key; what the key signs stands here. Plain values.
#pragma once

#include "people/people.h"

namespace shouwang::people {

/// Who signs, as the key store knows the account at that moment.
struct Proof {
    std::string account;
    Role role = Role::Operator;
    bool auxiliary = false;
    Bytes signature; ///< Ed25519 of actText() by the account's key

    bool operator==(const Proof&) const = default;
};

/// What is signed for: a signature under one act is none under another, at another seat or time.
struct Act {
    std::string kind; ///< of the command
    Id entity;
    Id seat;
    Micros occurred = 0;
    Bytes what; ///< what the signer has seen, canonical; of the room
};
Bytes actText(const Proof& signer, const Act& act);

ledger::Value toValue(const Proof& proof); ///< [account, role, auxiliary, signature]
/// Nothing: malformed, or a role that nobody knows.
std::optional<Proof> proofFrom(const ledger::Value& value);

/// Whether the account's key signed this act. A seat without a check keeps the signature for the station.
bool holds(const Proof& proof, const Act& act, const SignatureCheck& check);

} // namespace shouwang::people
