#include "simulation/room.h"

#include "ledger/ledger.h"

#include <fmt/format.h>

namespace shouwang::simulation::room {

using ledger::Command;
using ledger::Database;
using ledger::Decision;
using ledger::Draft;
using ledger::Fact;
using ledger::Statement;
using ledger::Value;
using ledger::View;

namespace {

std::int64_t key(Field field) {
    return static_cast<std::int64_t>(field);
}

Command command(const char* kind, ledger::Nature nature, std::string_view name, const std::string& marker) {
    Command command;
    command.kind = kind;
    command.nature = nature;
    command.entity = entity(name);
    command.actor = "officer";
    command.reason = marker;
    return command;
}

Draft draft(const char* kind, const Command& command) {
    Draft made;
    made.kind = kind;
    made.entity = command.entity;
    made.open = command.open;
    made.compartment = command.compartment;
    made.sealed = command.sealed;
    made.keyId = command.keyId;
    return made;
}

Entry fold(Entry entry, const Fact& fact, std::int64_t wanted) {
    if (fact.kind != "room.set" || ledger::field(fact.open, Field::Key).integer() != wanted) return entry;
    return {ledger::field(fact.open, Field::Value).text(), ledger::versionOf(fact.command)};
}

Decision decideSet(const View& view, const Command& command, Spoil spoil) {
    const std::int64_t which = ledger::field(command.open, Field::Key).integer();
    const Entry entry = entryOf(view, command.entity, which);
    Draft made = draft("room.set", command);
    if (spoil == Spoil::LastWriterWins) return Decision::one(std::move(made));
    ledger::Map current;
    ledger::Versions versions;
    if (entry.version != 0) {
        current.emplace(which, Value(entry.value));
        versions.emplace(which, entry.version);
    }
    const auto merged =
        ledger::merge({{which, ledger::field(command.open, Field::Value)}}, command.base, current, versions);
    if (merged.changed.empty()) return Decision::noOp();
    if (merged.met()) made.open.emplace(key(Field::Overtaken), merged.overtaken.begin()->second);
    Decision decision = Decision::one(std::move(made));
    decision.merged = merged.met();
    return decision;
}

class Room final : public ledger::Feature {
public:
    Room(Spoil spoil, int version)
        : m_spoil(spoil)
        , m_version(version) {}
    std::string name() const override { return "room"; }
    int version() const override { return m_version; }
    void createTables(Database& tables) const override {
        tables.run(
            "CREATE TABLE IF NOT EXISTS room_line(number INTEGER PRIMARY KEY, kind TEXT, marker TEXT) STRICT;"
            "CREATE TABLE IF NOT EXISTS room_stock(entity BLOB PRIMARY KEY, value INTEGER) STRICT;"
            "CREATE TABLE IF NOT EXISTS room_entry(entity BLOB, key INTEGER, value TEXT, version INTEGER,"
            " PRIMARY KEY(entity, key)) STRICT;"
            "CREATE TABLE IF NOT EXISTS room_overtaken(number INTEGER PRIMARY KEY, entity BLOB, key INTEGER,"
            " value TEXT) STRICT;");
    }
    void dropTables(Database& tables) const override {
        tables.run("DROP TABLE IF EXISTS room_line; DROP TABLE IF EXISTS room_stock;"
                   "DROP TABLE IF EXISTS room_entry; DROP TABLE IF EXISTS room_overtaken;");
    }
    Decision decide(const View& view, const Command& command) const override;
    void apply(Database& tables, const Fact& fact) const override;
    std::vector<Command> react(const Fact& fact) const override {
        if (fact.kind != "room.taken") return {};
        Command follow;
        follow.kind = "room.note";
        follow.entity = fact.entity;
        follow.reason = "after " + fact.reason;
        return {follow};
    }

private:
    const Spoil m_spoil;
    const int m_version;
};

Decision Room::decide(const View& view, const Command& command) const {
    if (command.kind == "room.write") return Decision::one(draft("room.written", command));
    if (command.kind == "room.note") return Decision::one(draft("room.noted", command));
    if (command.kind == "room.write_twice") {
        const Draft line = draft("room.written", command);
        return {{line, line}, {}, false};
    }
    if (command.kind == "room.set") return decideSet(view, command, m_spoil);
    if (command.kind != "room.take") return Decision::refuse("room.unknown", command.kind);
    const bool enough = stockOf(view, command.entity) >= ledger::field(command.open, Field::Amount).integer();
    if (!enough && m_spoil != Spoil::Oversells) {
        return Decision::refuse("room.empty", "nothing is left", "house rule 1");
    }
    return Decision::one(draft("room.taken", command));
}

void Room::apply(Database& tables, const Fact& fact) const {
    if (ledger::roomOf(fact.kind) != "room") return;
    if (m_spoil == Spoil::SkipsSome && fact.number % 7 == 3) return;
    const auto number = static_cast<std::int64_t>(fact.number);
    tables.prepare("INSERT INTO room_line VALUES(?, ?, ?)")
        .bind(number)
        .bind(fact.kind)
        .bind(fact.reason)
        .run();
    if (fact.kind == "room.taken") {
        const std::int64_t left =
            stockOf(View(tables, {}, 0), fact.entity) - ledger::field(fact.open, Field::Amount).integer();
        tables.prepare("INSERT OR REPLACE INTO room_stock VALUES(?, ?)").bind(fact.entity).bind(left).run();
    }
    if (fact.kind != "room.set") return;
    const Value& which = ledger::field(fact.open, Field::Key);
    tables.prepare("INSERT OR REPLACE INTO room_entry VALUES(?, ?, ?, ?)")
        .bind(fact.entity)
        .bind(which.integer())
        .bind(ledger::field(fact.open, Field::Value).text())
        .bind(ledger::versionOf(fact.command))
        .run();
    if (!fact.open.contains(key(Field::Overtaken))) return;
    tables.prepare("INSERT INTO room_overtaken VALUES(?, ?, ?, ?)")
        .bind(number)
        .bind(fact.entity)
        .bind(which.integer())
        .bind(ledger::field(fact.open, Field::Overtaken).text())
        .run();
}

/// Delegates everything but the version.
class Upgraded final : public ledger::Feature {
public:
    Upgraded(std::shared_ptr<const ledger::Feature> room, int by)
        : m_room(std::move(room))
        , m_by(by) {}
    std::string name() const override { return m_room->name(); }
    int version() const override { return m_room->version() + m_by; }
    int readableSince() const override { return m_by % 2 == 0 ? version() : m_room->readableSince(); }
    bool trustsCopy(const View& view, const Fact& copy) const override {
        return m_room->trustsCopy(view, copy);
    }
    void createTables(Database& tables) const override { m_room->createTables(tables); }
    void upgradeTables(Database& tables) const override { m_room->upgradeTables(tables); }
    void dropTables(Database& tables) const override { m_room->dropTables(tables); }
    Decision decide(const View& view, const Command& command) const override {
        return m_room->decide(view, command);
    }
    void apply(Database& tables, const Fact& fact) const override { m_room->apply(tables, fact); }
    std::vector<Command> react(const Fact& fact) const override { return m_room->react(fact); }
    std::string rightFor(const Command& command) const override { return m_room->rightFor(command); }
    std::optional<ledger::Refusal> refuseRight(const View& view, const Command& command,
                                               const std::string& right) const override {
        return m_room->refuseRight(view, command, right);
    }
    std::optional<Draft> noteRefusal(const View& view, const Command& command, const ledger::Refusal& refusal,
                                     const ledger::Map& ground) const override {
        return m_room->noteRefusal(view, command, refusal, ground);
    }

private:
    const std::shared_ptr<const ledger::Feature> m_room;
    const int m_by;
};

} // namespace

Id entity(std::string_view name) {
    return Id::fromParts({"room", name});
}

Command write(std::string_view log, const std::string& marker) {
    return command("room.write", ledger::Nature::Report, log, marker);
}
Command writeTwice(std::string_view log, const std::string& marker) {
    return command("room.write_twice", ledger::Nature::Report, log, marker);
}
void seal(Command& command, ledger::Compartment compartment, std::size_t author) {
    const std::string text = canary(compartment, author);
    command.compartment = compartment;
    command.keyId = "test";
    command.sealed = toBytes(view(text));
}
std::string canary(ledger::Compartment compartment, std::size_t author) {
    return fmt::format("canary of compartment {} by seat {}.", static_cast<int>(compartment), author);
}
Command take(std::string_view stock, std::int64_t amount, const std::string& marker) {
    Command made = command("room.take", ledger::Nature::Order, stock, marker);
    made.open = {{key(Field::Amount), Value(amount)}};
    return made;
}
Command set(std::string_view sheet, std::int64_t which, std::string value, std::int64_t base,
            const std::string& marker) {
    Command made = command("room.set", ledger::Nature::Report, sheet, marker);
    made.open = {{key(Field::Key), Value(which)}, {key(Field::Value), Value(std::move(value))}};
    if (base != 0) made.base = {{which, base}};
    return made;
}

Entry entryOf(const View& view, const Id& sheet, std::int64_t which) {
    Entry entry;
    {
        Statement row =
            view.tables().prepare("SELECT value, version FROM room_entry WHERE entity=? AND key=?");
        if (row.bind(sheet).bind(which).next()) entry = {row.text(0), row.integer(1)};
    }
    return ledger::withOverlay(view, sheet, entry,
                               [which](Entry at, const Fact& fact) { return fold(at, fact, which); });
}

std::int64_t stockOf(const View& view, const Id& stock) {
    std::int64_t left = kStockAtFirst;
    {
        Statement row = view.tables().prepare("SELECT value FROM room_stock WHERE entity=?");
        if (row.bind(stock).next()) left = row.integer(0);
    }
    return ledger::withOverlay(view, stock, left, [](std::int64_t at, const Fact& fact) {
        return fact.kind == "room.taken" ? at - ledger::field(fact.open, Field::Amount).integer() : at;
    });
}

std::vector<std::string> lines(const View& view) {
    std::vector<std::string> markers;
    {
        Statement rows = view.tables().prepare("SELECT marker FROM room_line WHERE kind='room.written'");
        while (rows.next())
            markers.push_back(rows.text(0));
    }
    for (const Fact& fact : view.overlay()) {
        if (fact.kind == "room.written") markers.push_back(fact.reason);
    }
    return markers;
}

std::shared_ptr<const ledger::Feature> makeFeature(Spoil spoil, int version) {
    return std::make_shared<Room>(spoil, version);
}

std::shared_ptr<const ledger::Feature> upgraded(std::shared_ptr<const ledger::Feature> room, int by) {
    if (by == 0) return room;
    return std::make_shared<Upgraded>(std::move(room), by);
}

} // namespace shouwang::simulation::room
