#include "bench/sync/record.h"

#include <fmt/format.h>

namespace shouwang::bench {

using ledger::Command;
using ledger::Map;
using ledger::Value;

namespace {

Bytes encoded(const Record& record) {
    Map versions;
    versions.reserve(record.versions.size());
    for (const auto& [field, version] : record.versions)
        versions.emplace_hint(versions.end(), field, version);
    ledger::FieldWriter writer;
    writer.put(1, record.fields);
    writer.put(2, versions);
    return writer.finish();
}

Record evolve(Record record, const ledger::Fact& fact) {
    const std::int64_t version = ledger::versionOf(fact.command);
    for (const auto& [field, value] : fact.open) {
        if (field == kOvertaken) continue;
        record.fields.insert_or_assign(field, value);
        record.versions.insert_or_assign(field, version);
    }
    return record;
}

class Records final : public ledger::Feature {
public:
    explicit Records(int version)
        : m_version(version) {}
    std::string name() const override { return "record"; }
    int version() const override { return m_version; }
    int readableSince() const override { return 1; }
    void createTables(ledger::Database& tables) const override {
        tables.run("CREATE TABLE IF NOT EXISTS record_row(id BLOB PRIMARY KEY, name TEXT NOT NULL, state BLOB"
                   " NOT NULL) STRICT; CREATE INDEX IF NOT EXISTS record_name ON record_row(name);");
    }
    void dropTables(ledger::Database& tables) const override {
        tables.run("DROP TABLE IF EXISTS record_row;");
    }
    ledger::Decision decide(const ledger::View& view, const Command& command) const override {
        const Record state =
            ledger::withOverlay(view, command.entity, load(view.tables(), command.entity), evolve);
        ledger::FieldMerge merged = ledger::merge(command.open, command.base, state.fields, state.versions);
        if (merged.changed.empty()) return ledger::Decision::noOp();
        ledger::Draft draft;
        draft.kind = "record.set";
        draft.entity = command.entity;
        draft.compartment = command.compartment;
        draft.keyId = command.keyId;
        draft.sealed = command.sealed;
        const bool met = merged.met();
        draft.open = std::move(merged.changed);
        if (met) draft.open.emplace(kOvertaken, std::move(merged.overtaken));
        ledger::Decision decision = ledger::Decision::one(std::move(draft));
        decision.merged = met;
        return decision;
    }
    void apply(ledger::Database& tables, const ledger::Fact& fact) const override {
        if (fact.kind != "record.set") return;
        // A row whose name stays is written in its place: REPLACE would take it out of three trees and put it
        // into them again.
        Record before = load(tables, fact.entity);
        const std::string name = ledger::at(before.fields, 1).text();
        const bool known = !before.versions.empty();
        const Record record = evolve(std::move(before), fact);
        const bool stays = known && name == ledger::at(record.fields, 1).text();
        const Bytes state = encoded(record);
        if (stays) {
            tables.prepare("UPDATE record_row SET state=? WHERE id=?")
                .bind(ByteView(state))
                .bind(fact.entity)
                .run();
        } else {
            tables.prepare("INSERT OR REPLACE INTO record_row VALUES(?, ?, ?)")
                .bind(fact.entity)
                .bind(ledger::at(record.fields, 1).text())
                .bind(ByteView(state))
                .run();
        }
    }

private:
    const int m_version;
};

} // namespace

Id recordId(std::uint64_t number) {
    return Id::fromParts({"record", std::to_string(number)});
}

Command fill(std::uint64_t entity, std::uint64_t salt) {
    Command command;
    command.kind = "record.fill";
    command.nature = ledger::Nature::Order;
    command.entity = recordId(entity);
    command.actor = "qh0001";
    command.compartment = ledger::Compartment::Management;
    command.keyId = "bench";
    for (std::int64_t field = 1; field <= kOpenFields; ++field) {
        command.open.emplace(field, fmt::format("{:08}-{:02}-{:016x} value", entity, field,
                                                (salt + 1) * 0x9E3779B97F4A7C15ull + entity));
    }
    command.sealed.assign(kSealedBytes, static_cast<std::uint8_t>(entity + salt));
    return command;
}

Command amend(std::uint64_t entity, const Record& seen, std::int64_t field, std::string value) {
    Command command;
    command.kind = "record.amend";
    command.nature = ledger::Nature::Order;
    command.entity = recordId(entity);
    command.actor = "qh0001";
    command.open = {{field, Value(std::move(value))}};
    if (const auto version = seen.versions.find(field); version != seen.versions.end())
        command.base.insert(*version);
    return command;
}

Record load(ledger::Database& tables, const Id& id) {
    Record record;
    ledger::Statement row = tables.prepare("SELECT state FROM record_row WHERE id=?");
    if (!row.bind(id).next()) return record;
    auto value = ledger::decode(row.bytes(0));
    if (!value) return record;
    Map parts = value->takeMap();
    record.fields = parts[1].takeMap();
    for (const auto& [field, version] : ledger::at(parts, 2).map())
        record.versions.emplace_hint(record.versions.end(), field, version.integer());
    return record;
}

std::string nameOf(std::uint64_t entity) {
    return fmt::format("{:08}-01-", entity);
}

std::vector<Id> search(const ledger::View& view, std::string_view name) {
    std::vector<Id> found;
    const std::string behind = std::string(name) + "\x7f"; // names are ASCII
    ledger::Statement rows =
        view.tables().prepare("SELECT id FROM record_row WHERE name>=? AND name<? ORDER BY name LIMIT 50");
    rows.bind(name).bind(behind);
    while (rows.next()) {
        const Id id = rows.id(0);
        const Record record = ledger::withOverlay(view, id, load(view.tables(), id), evolve);
        if (ledger::at(record.fields, 1).text().starts_with(name)) found.push_back(id);
    }
    return found;
}

std::shared_ptr<const ledger::Feature> makeRecords(int version) {
    return std::make_shared<Records>(version);
}

} // namespace shouwang::bench
