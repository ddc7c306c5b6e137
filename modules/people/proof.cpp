#include "people/proof.h"

#include <fmt/format.h>

namespace shouwang::people {

Bytes actText(const Proof& signer, const Act& act) {
    const std::string text = fmt::format(
        "shouwang act\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}", act.kind, act.entity.text(), act.seat.text(),
        signer.account, name(signer.role), signer.auxiliary ? 1 : 0, act.occurred, toHex(sha256(act.what)));
    return toBytes(view(text));
}

ledger::Value toValue(const Proof& proof) {
    return ledger::Array{proof.account, name(proof.role), proof.auxiliary, proof.signature};
}

std::optional<Proof> proofFrom(const ledger::Value& value) {
    const ledger::Array& parts = value.array();
    if (parts.size() != 4 || parts[0].text().empty()) return std::nullopt;
    const auto role = roleFrom(parts[1].text());
    if (!role) return std::nullopt;
    return Proof{parts[0].text(), *role, parts[2].integer() != 0, parts[3].bytes()};
}

bool holds(const Proof& proof, const Act& act, const SignatureCheck& check) {
    return !check || check(proof.account, actText(proof, act), proof.signature);
}

} // namespace shouwang::people
