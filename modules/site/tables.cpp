#include "site/tables.h"

#include <algorithm>

namespace shouwang::site {

namespace {

State loadConfirmed(ledger::Database& tables) {
    State state;
    auto row = tables.prepare("SELECT hash FROM site_file WHERE id=1");
    if (!row.next()) return state;
    Hash hash{};
    const Bytes bytes = row.bytes(0);
    if (bytes.size() == hash.size()) std::copy(bytes.begin(), bytes.end(), hash.begin());
    state.inForce = hash;
    return state;
}

class SiteFeature final : public ledger::Feature {
public:
    std::string name() const override { return "site"; }
    int version() const override { return 1; }
    void createTables(ledger::Database& tables) const override {
        tables.run("CREATE TABLE IF NOT EXISTS site_file(id INTEGER PRIMARY KEY CHECK(id=1), hash BLOB NOT "
                   "NULL, name"
                   " TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;");
    }
    void dropTables(ledger::Database& tables) const override { tables.run("DROP TABLE IF EXISTS site_file"); }
    ledger::Decision decide(const ledger::View& view, const ledger::Command& command) const override {
        const State confirmed = loadConfirmed(view.tables());
        return site::decide(ledger::withOverlay(view, siteEntity(), confirmed, evolve), command);
    }
    void apply(ledger::Database& tables, const ledger::Fact& fact) const override {
        const State after = evolve({}, fact);
        if (!after.inForce) return;
        tables.prepare("INSERT OR REPLACE INTO site_file VALUES(1, ?, ?, ?)")
            .bind(ByteView(*after.inForce))
            .bind(ledger::field(fact.open, Field::Name).text())
            .bind(ByteView(ledger::field(fact.open, Field::File).bytes()))
            .run();
    }
};

} // namespace

Id siteEntity() {
    return Id::fromParts({"site"});
}

ledger::Command importSite(Bytes file, const std::string& name) {
    ledger::Command command;
    command.kind = "site.import";
    command.nature = ledger::Nature::Order;
    command.entity = siteEntity();
    command.open.emplace(static_cast<std::int64_t>(Field::File), ledger::Value(std::move(file)));
    command.open.emplace(static_cast<std::int64_t>(Field::Name), ledger::Value(name));
    return command;
}

std::optional<Bytes> fileInForce(const ledger::View& view) {
    auto row = view.tables().prepare("SELECT bytes FROM site_file WHERE id=1");
    if (!row.next()) return std::nullopt;
    return row.bytes(0);
}

std::shared_ptr<const ledger::Feature> makeFeature() {
    return std::make_shared<SiteFeature>();
}

} // namespace shouwang::site
