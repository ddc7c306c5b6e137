// The site in force, as a fact: `shouwang-server site import FILE` makes one site.imported; the last one
// counts.
#pragma once

#include "ledger/feature.h"
#include "site/site.h"

namespace shouwang::site {

/// Open fields of site.imported. Numbers are final.
enum class Field : std::int64_t {
    File = 1, ///< the bytes of the site file
    Hash = 2, ///< SHA-256 of them
    Name = 3, ///< file name, for people
};

Id siteEntity();
ledger::Command importSite(Bytes file, const std::string& name); ///< order

struct State {
    std::optional<Hash> inForce;
    bool operator==(const State&) const = default;
};

/// Refuses a wrong file with its first problem and the line where it stands; the old one stays in force.
ledger::Decision decide(const State& state, const ledger::Command& command);
State evolve(State state, const ledger::Fact& fact);

/// The bytes of the file in force. Nothing: none was imported yet.
std::optional<Bytes> fileInForce(const ledger::View& view);

std::shared_ptr<const ledger::Feature> makeFeature();

} // namespace shouwang::site
