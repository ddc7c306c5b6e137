// The log as a table: one row a fact, never changed.
#include "base/log.h"
#include "duty/tables.h"
#include "ledger/range.h"

#include <algorithm>
#include <set>

namespace shouwang::duty {

namespace {

constexpr std::size_t kMostLines = 500;
constexpr std::size_t kMostCorrections = 50;
constexpr std::int64_t kProvisional = std::int64_t{1} << 62; ///< numbers of facts never get there

struct Placed {
    LinePlace place;
    Line line;
};

/// A row that cannot be read is a line without text, not one that is missing.
Line decoded(const Bytes& bytes) {
    auto value = ledger::decode(bytes);
    if (value) return lineFrom(*value);
    log::error("duty", "a row of the log cannot be read: {}", value.error().text);
    return {};
}

/// The rows of a statement that selects (at, number, body).
std::vector<Placed> collect(ledger::Statement rows) {
    std::vector<Placed> found;
    while (rows.next())
        found.push_back({{rows.integer(0), rows.integer(1)}, decoded(rows.bytes(2))});
    return found;
}

/// The lines of the overlay, read once a query: a seat that was away has thousands of facts in it.
std::vector<Placed> provisional(const ledger::View& view) {
    std::vector<Placed> found;
    std::int64_t next = kProvisional;
    for (const ledger::Fact& fact : view.overlay()) {
        ++next;
        auto line = lineOf(fact);
        if (!line) continue;
        const std::int64_t number = line->number == 0 ? next : static_cast<std::int64_t>(line->number);
        found.push_back({{line->by.at, number}, std::move(*line)});
    }
    return found;
}

std::vector<Line> correctionsOf(const ledger::View& view, const Id& id, const std::vector<Placed>& waiting) {
    ledger::Statement rows = view.tables().prepare(
        "SELECT at, number, body FROM duty_line WHERE cites=? ORDER BY at, number LIMIT ?");
    rows.bind(id).bind(static_cast<std::int64_t>(kMostCorrections));
    std::vector<Placed> found = collect(std::move(rows));
    std::ranges::copy_if(waiting, std::back_inserter(found), [&](const Placed& each) {
        return each.line.isCorrection() && each.line.cites == id;
    });
    std::ranges::sort(found, {}, &Placed::place);
    if (found.size() > kMostCorrections) found.resize(kMostCorrections);
    std::vector<Line> corrections;
    for (Placed& each : found)
        corrections.push_back(std::move(each.line));
    return corrections;
}

/// What waits for the station comes after all that it has numbered.
std::optional<Line> first(const ledger::View& view, const Id& id) {
    view.noteRead(id);
    ledger::Statement rows =
        view.tables().prepare("SELECT body FROM duty_line WHERE id=? ORDER BY number LIMIT 1");
    if (rows.bind(id).next()) return decoded(rows.bytes(0));
    std::optional<Line> found;
    view.overlay().eachOf(id, [&](const ledger::Fact& fact) {
        if (!found) found = lineOf(fact);
    });
    return found;
}

/// The lines that the next shift has taken over by this fact.
std::set<Id> handedOver(const ledger::Fact& fact) {
    std::set<Id> lines;
    if (!completesHandover(fact)) return lines;
    for (const Item& item : itemsFrom(ledger::field(fact.open, Field::Items))) {
        const auto id = Id::fromText(item.key);
        if (item.kind == ItemKind::Line && id) lines.insert(*id);
    }
    return lines;
}

bool isCorrected(const ledger::View& view, const Id& id) {
    view.noteRead(ledger::rangeOf("duty", Field::Cites, id)); // somebody may correct it at another seat
    ledger::Statement row = view.tables().prepare("SELECT 1 FROM duty_line WHERE cites=? LIMIT 1");
    if (row.bind(id).next()) return true;
    return std::ranges::any_of(view.overlay(), [&](const ledger::Fact& fact) {
        return fact.kind == kind::kLineCorrected && ledger::field(fact.open, Field::Cites).id() == id;
    });
}

} // namespace

void tables::createLines(ledger::Database& database) {
    database.run(
        "CREATE TABLE IF NOT EXISTS duty_line(number INTEGER PRIMARY KEY, at INTEGER NOT NULL, id "
        "BLOB NOT NULL,"
        " cites BLOB, body BLOB NOT NULL) STRICT;"
        "CREATE INDEX IF NOT EXISTS duty_line_at ON duty_line(at, number);"
        "CREATE INDEX IF NOT EXISTS duty_line_id ON duty_line(id);"
        "CREATE INDEX IF NOT EXISTS duty_line_cites ON duty_line(cites, at, number) WHERE cites IS "
        "NOT NULL;"
        "CREATE TABLE IF NOT EXISTS duty_marked(line BLOB PRIMARY KEY, at INTEGER NOT NULL, open INTEGER "
        "NOT NULL) STRICT;"
        "CREATE INDEX IF NOT EXISTS duty_marked_open ON duty_marked(open, at);");
}

void tables::applyToLines(ledger::Database& database, const ledger::Fact& fact) {
    for (const Id& id : handedOver(fact))
        database.prepare("UPDATE duty_marked SET open=0 WHERE line=?").bind(id).run();
    const auto line = lineOf(fact);
    if (!line) return;
    if (line->forHandover && !line->isCorrection())
        database.prepare("INSERT OR IGNORE INTO duty_marked VALUES(?, ?, 1)")
            .bind(line->id)
            .bind(line->by.at)
            .run();
    ledger::Statement row = database.prepare("INSERT OR REPLACE INTO duty_line VALUES(?, ?, ?, ?, ?)");
    row.bind(static_cast<std::int64_t>(line->number)).bind(line->by.at).bind(line->id);
    if (line->isCorrection()) {
        row.bind(line->cites);
    } else {
        row.bindNull();
    }
    row.bind(ByteView(ledger::encode(toValue(*line)))).run();
}

LineGround tables::groundOfLine(const ledger::View& view, const ledger::Command& command) {
    LineGround ground;
    ground.taken = first(view, command.entity).has_value();
    if (command.kind != "duty.correct_line") return ground;
    const Id cited = ledger::field(command.open, Field::Cites).id();
    if (cited.isNull()) return ground;
    ground.cited = first(view, cited);
    ground.corrected = isCorrected(view, cited);
    return ground;
}

LinePage lines(const ledger::View& view, const LinesWanted& wanted) {
    const std::size_t limit = std::clamp<std::size_t>(wanted.limit, 1, kMostLines);
    const LinePlace before = wanted.before.value_or(LinePlace{wanted.to, INT64_MIN});
    ledger::Statement rows =
        view.tables().prepare("SELECT at, number, body FROM duty_line WHERE (at, number)<(?, ?) AND at>=?"
                              " ORDER BY at DESC, number DESC LIMIT ?");
    rows.bind(before.at).bind(before.number).bind(wanted.from).bind(static_cast<std::int64_t>(limit + 1));
    std::vector<Placed> found = collect(std::move(rows));
    const std::vector<Placed> waiting = provisional(view);
    std::ranges::copy_if(waiting, std::back_inserter(found), [&](const Placed& each) {
        return each.place < before && each.place.at >= wanted.from;
    });
    std::ranges::sort(found, std::greater(), &Placed::place);
    LinePage page;
    if (found.size() > limit) {
        found.resize(limit);
        page.next = found.back().place;
    }
    for (Placed& each : found) {
        auto corrections = correctionsOf(view, each.line.id, waiting);
        page.lines.push_back({std::move(each.line), std::move(corrections)});
    }
    return page;
}

std::vector<LoggedLine> linesForHandover(const ledger::View& view) {
    std::set<Id> ids;
    ledger::Statement rows =
        view.tables().prepare("SELECT line FROM duty_marked WHERE open=1 ORDER BY at, line LIMIT ?");
    rows.bind(static_cast<std::int64_t>(kMostLines));
    while (rows.next())
        ids.insert(rows.id(0));
    for (const ledger::Fact& fact : view.overlay()) {
        if (const auto line = lineOf(fact); line && line->forHandover && !line->isCorrection())
            ids.insert(line->id);
        for (const Id& id : handedOver(fact))
            ids.erase(id);
    }
    std::vector<LoggedLine> found;
    for (const Id& id : ids) {
        if (auto logged = line(view, id)) found.push_back(std::move(*logged));
    }
    std::ranges::sort(found, {},
                      [](const LoggedLine& each) { return std::pair(each.line.by.at, each.line.id); });
    return found;
}

std::optional<LoggedLine> line(const ledger::View& view, const Id& id) {
    auto found = first(view, id);
    if (!found) return std::nullopt;
    return LoggedLine{std::move(*found), correctionsOf(view, id, provisional(view))};
}

} // namespace shouwang::duty
