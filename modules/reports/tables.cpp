// The journal as tables: one row a fact, and which zone an entity was last seen in.
#include "base/log.h"
#include "people/people.h"
#include "reports/journal.h"
#include "reports/print.h"

#include <algorithm>

namespace shouwang::reports {

namespace {

using ledger::Array;
using ledger::Map;
using ledger::Value;

constexpr std::size_t kMostLines = 1000;
constexpr std::int64_t kProvisional = std::int64_t{1} << 62; ///< numbers of facts never get there

enum Key : std::int64_t { KindKey = 1, Actor, Second, Reason, Seat, Entity, ModeKey, Contested, Open };

Value toValue(const Line& line) {
    return Map{{KindKey, line.kind},
               {Actor, line.actor},
               {Second, line.secondActor},
               {Reason, line.reason},
               {Seat, line.seat},
               {Entity, line.entity},
               {ModeKey, static_cast<std::int64_t>(line.mode)},
               {Contested, Array(line.contested.begin(), line.contested.end())},
               {Open, line.open}};
}

/// A row that cannot be read is a line without words, not one that is missing.
Line lineFrom(const Bytes& bytes) {
    const auto value = ledger::decode(bytes);
    if (!value) {
        log::error("reports", "a row of the journal cannot be read: {}", value.error().text);
        return {};
    }
    const Map& map = value->map();
    Line line;
    line.kind = at(map, KindKey).text();
    line.actor = at(map, Actor).text();
    line.secondActor = at(map, Second).text();
    line.reason = at(map, Reason).text();
    line.seat = at(map, Seat).id();
    line.entity = at(map, Entity).id();
    line.mode = static_cast<ledger::Mode>(at(map, ModeKey).integer());
    for (const Value& code : at(map, Contested).array())
        line.contested.push_back(code.text());
    line.open = at(map, Open).map();
    return line;
}

std::string zoneOf(ledger::Database& tables, const Id& entity) {
    if (entity.isNull()) return {};
    ledger::Statement row = tables.prepare("SELECT zone FROM reports_zone WHERE entity=?");
    return row.bind(entity).next() ? row.text(0) : std::string();
}

std::string zoneOf(ledger::Database& tables, const ledger::Fact& fact) {
    if (std::string own = ownZone(fact); !own.empty()) return own;
    if (std::string known = zoneOf(tables, fact.entity); !known.empty()) return known;
    for (const Id& subject : subjectsOf(fact)) {
        if (std::string known = zoneOf(tables, subject); !known.empty()) return known;
    }
    return {};
}

class ReportsFeature final : public ledger::Feature {
public:
    explicit ReportsFeature(people::SignatureCheck check)
        : m_check(std::move(check)) {}
    std::string name() const override { return "reports"; }
    int version() const override { return 1; }
    void createTables(ledger::Database& tables) const override {
        // All that can be filtered by stands in the index: rows that do not fit are never read.
        tables.run("CREATE TABLE IF NOT EXISTS reports_line(number INTEGER PRIMARY KEY, at INTEGER NOT NULL,"
                   " room TEXT NOT NULL, zone TEXT NOT NULL, actor TEXT NOT NULL, second TEXT NOT NULL, body"
                   " BLOB NOT NULL) STRICT;"
                   "CREATE INDEX IF NOT EXISTS reports_line_at ON reports_line(at, number, room, zone, actor,"
                   " second);"
                   "CREATE TABLE IF NOT EXISTS reports_zone(entity BLOB PRIMARY KEY, zone TEXT NOT NULL)"
                   " STRICT;");
    }
    void dropTables(ledger::Database& tables) const override {
        tables.run("DROP TABLE IF EXISTS reports_line; DROP TABLE IF EXISTS reports_zone;");
    }
    ledger::Decision decide(const ledger::View&, const ledger::Command& command) const override {
        if (command.kind == kRecordPrint) return decidePrint(command, m_check);
        return ledger::Decision::refuse("reports.unknown_command", command.kind + " is not known here");
    }
    /// What is printed of an exercise is an exercise's.
    std::vector<Id> inheritsFrom(const ledger::Command& command) const override {
        return {ledger::field(command.open, Field::Of).id()};
    }
    std::string rightFor(const ledger::Command& command) const override {
        const bool incident = ledger::field(command.open, Field::What).text() == kWhatIncident;
        return std::string(
            people::name(incident ? people::Permission::OpenIncident : people::Permission::HandOver));
    }
    void apply(ledger::Database& tables, const ledger::Fact& fact) const override {
        const Line line = lineOf(fact);
        const std::string zone = zoneOf(tables, fact);
        tables.prepare("INSERT OR REPLACE INTO reports_line VALUES(?, ?, ?, ?, ?, ?, ?)")
            .bind(line.number)
            .bind(line.at)
            .bind(ledger::roomOf(line.kind))
            .bind(zone)
            .bind(line.actor)
            .bind(line.secondActor)
            .bind(ByteView(ledger::encode(toValue(line))))
            .run();
        if (zone.empty() || fact.entity.isNull() || zoneOf(tables, fact.entity) == zone) return;
        tables.prepare("INSERT OR REPLACE INTO reports_zone VALUES(?, ?)").bind(fact.entity).bind(zone).run();
    }

private:
    const people::SignatureCheck m_check;
};

bool fits(const Line& line, const Wanted& wanted) {
    const bool actor = wanted.actor.empty() || line.actor == wanted.actor || line.secondActor == wanted.actor;
    return actor && line.at >= wanted.from && line.at < wanted.to &&
           (wanted.zone.empty() || line.zone == wanted.zone) &&
           (wanted.room.empty() || ledger::roomOf(line.kind) == wanted.room);
}

struct Placed {
    Place place;
    Line line;
};

/// What waits for the station comes after all that it has numbered.
std::vector<Placed> provisional(const ledger::View& view, const Wanted& wanted) {
    std::vector<Placed> found;
    std::map<Id, std::string> zones; // of what only the overlay knows
    std::int64_t next = kProvisional;
    for (const ledger::Fact& fact : view.overlay()) {
        ++next;
        Line line = lineOf(fact);
        if (line.zone.empty()) line.zone = zoneOf(view.tables(), fact);
        if (const auto known = zones.find(fact.entity); line.zone.empty() && known != zones.end())
            line.zone = known->second;
        if (!line.zone.empty()) zones[fact.entity] = line.zone;
        const std::int64_t number = line.number == 0 ? next : line.number;
        const Place place{line.at, number};
        if (fits(line, wanted) && (!wanted.before || place < *wanted.before))
            found.push_back({place, std::move(line)});
    }
    return found;
}

std::vector<Placed> confirmed(const ledger::View& view, const Wanted& wanted, std::size_t limit) {
    std::string sql = "SELECT number, at, zone, body FROM reports_line WHERE number IN (SELECT number FROM"
                      " reports_line INDEXED BY reports_line_at WHERE (at, number)<(?1, ?2) AND at>=?3 AND"
                      " at<?4";
    if (!wanted.zone.empty()) sql += " AND zone=?5";
    if (!wanted.room.empty()) sql += " AND room=?6";
    if (!wanted.actor.empty()) sql += " AND (actor=?7 OR second=?7)";
    sql += " ORDER BY at DESC, number DESC LIMIT ?8) ORDER BY at DESC, number DESC";
    const Place before = wanted.before.value_or(Place{INT64_MAX, INT64_MAX});
    ledger::Statement rows = view.tables().prepare(sql);
    rows.bind(before.at).bind(before.number).bind(wanted.from).bind(wanted.to);
    rows.bind(wanted.zone).bind(wanted.room).bind(wanted.actor).bind(static_cast<std::int64_t>(limit));
    std::vector<Placed> found;
    while (rows.next()) {
        Line line = lineFrom(rows.bytes(3));
        line.number = rows.integer(0);
        line.at = rows.integer(1);
        line.zone = rows.text(2);
        found.push_back({{line.at, line.number}, std::move(line)});
    }
    return found;
}

} // namespace

Page journal(const ledger::View& view, const Wanted& wanted) {
    const std::size_t limit = std::clamp<std::size_t>(wanted.limit, 1, kMostLines);
    std::vector<Placed> found = confirmed(view, wanted, limit + 1);
    std::ranges::move(provisional(view, wanted), std::back_inserter(found));
    std::ranges::sort(found, std::greater(), &Placed::place);
    Page page;
    if (found.size() > limit) {
        found.resize(limit);
        page.next = found.back().place;
    }
    for (Placed& each : found)
        page.lines.push_back(std::move(each.line));
    return page;
}

std::shared_ptr<const ledger::Feature> makeFeature(people::SignatureCheck check) {
    return std::make_shared<ReportsFeature>(std::move(check));
}

} // namespace shouwang::reports
