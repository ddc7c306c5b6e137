#include "site/site_file.h"
#include "site/tables.h"

namespace shouwang::site {

ledger::Decision decide(const State& state, const ledger::Command& command) {
    if (command.kind != "site.import") {
        return ledger::Decision::refuse("site.unknown_kind", command.kind + " is not known here");
    }
    const Bytes& file = ledger::field(command.open, Field::File).bytes();
    const Hash hash = sha256(file);
    if (state.inForce == hash) return ledger::Decision::noOp();
    const std::string& name = ledger::field(command.open, Field::Name).text();
    if (auto problems = checkSite(file); !problems.empty()) {
        return ledger::Decision::refuse("site.wrong_file", describe(problems.front(), name));
    }
    ledger::Draft draft;
    draft.kind = "site.imported";
    draft.entity = command.entity;
    draft.open = command.open;
    draft.open.insert_or_assign(static_cast<std::int64_t>(Field::Hash), ledger::Value(hash));
    return ledger::Decision::one(std::move(draft));
}

} // namespace shouwang::site
