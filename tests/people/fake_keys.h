// Signatures for tests of rooms that ask for a password's proof: cheap, and right only for the account and
// the act that were signed.
#pragma once

#include "people/proof.h"

namespace shouwang::people::test {

inline Bytes fakeSignature(const std::string& account, ByteView text) {
    Bytes keyed = toBytes(view("key of " + account));
    keyed.insert(keyed.end(), text.begin(), text.end());
    return toBytes(sha256(keyed));
}

inline SignatureCheck fakeCheck() {
    return [](const std::string& account, ByteView text, ByteView signature) {
        const Bytes right = fakeSignature(account, text);
        return std::equal(right.begin(), right.end(), signature.begin(), signature.end());
    };
}

inline Proof fakeProof(std::string account, const Act& act, Role role = Role::Operator,
                       bool auxiliary = false) {
    Proof proof{std::move(account), role, auxiliary, {}};
    proof.signature = fakeSignature(proof.account, actText(proof, act));
    return proof;
}

} // namespace shouwang::people::test
