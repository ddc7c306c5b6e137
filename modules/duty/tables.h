// The tables of duty and the questions that views ask of them. Every query folds in what the seat has not yet
// heard back from the station (View::overlay). Called on the thread that owns the View's database.
#pragma once

#include "duty/handover.h"
#include "duty/log_line.h"
#include "duty/round.h"

#include <memory>

namespace shouwang::duty {

// Posts.
std::optional<State> shift(const ledger::View& view, const Id& id);
std::vector<Posting> onPost(const ledger::View& view); ///< longest on duty first
/// Those on post for longer than the rule allows, longest first (G16). Nothing is blocked by it.
std::vector<Posting> tooLongOnPost(const ledger::View& view, Micros now, const FatigueRule& rule = {});
/// Of the account, in all shifts: those that are open, and those left within a day before.
std::vector<Posting> postingsOf(const ledger::View& view, const std::string& account, Micros now);

// The log.
/// Behind which line a page goes on. Provisional lines have no number yet; theirs are above all others.
struct LinePlace {
    Micros at = 0;
    std::int64_t number = 0;
    auto operator<=>(const LinePlace&) const = default;
};
struct LinesWanted {
    Micros from = kEarliest;
    Micros to = kLatest;             ///< not with it
    std::optional<LinePlace> before; ///< LinePage::next of the page before
    std::size_t limit = 100;         ///< at most 500
};
struct LoggedLine {
    Line line;
    std::vector<Line> corrections; ///< that cite it, oldest first; at most 50
    bool operator==(const LoggedLine&) const = default;
};
struct LinePage {
    std::vector<LoggedLine> lines; ///< newest first; corrections are lines, too
    std::optional<LinePlace> next; ///< none: nothing is older in that span
};
LinePage lines(const ledger::View& view, const LinesWanted& wanted);
std::optional<LoggedLine> line(const ledger::View& view, const Id& id); ///< the first one of that identity
/// Marked for the next shift and not handed over yet, oldest first; at most 500.
std::vector<LoggedLine> linesForHandover(const ledger::View& view);

// Rounds.
std::optional<Round> round(const ledger::View& view, const Id& id);
std::vector<Round> openRounds(const ledger::View& view);                ///< the oldest first
std::vector<Round> rounds(const ledger::View& view, std::size_t limit); ///< newest first, ended ones too

struct OverdueStop {
    Id round;
    std::int64_t index = 0;
    Stop stop;
    Micros due = 0;
    bool operator==(const OverdueStop&) const = default;
};
/// Stops of open rounds that should have been visited more than the tolerance ago, longest first.
std::vector<OverdueStop> overdueStops(const ledger::View& view, Micros now, const RoundRule& rule = {});

// The handover; openItems stands in handover_item.h.
std::optional<Handover> handover(const ledger::View& view, const Id& id);
std::vector<Handover> handovers(const ledger::View& view, std::size_t limit); ///< newest first
/// It rests on what the station has not confirmed: 「站点未确认」.
bool waitsForStation(const ledger::View& view, const Id& handover);
/// The handover that the account would leave undone if it left its post or signed off at that seat now. The
/// desk asks before it sends; the reports themselves are contested, never refused. A null seat: any.
std::optional<Id> owedHandover(const ledger::View& view, const std::string& account, const Id& seat,
                               Micros now);

struct OverdueHandover {
    Id handover;
    Shift shift;
    std::vector<Posting> postings; ///< of the shift; whom it concerns. Empty: only its handover is known here
    bool operator==(const OverdueHandover&) const = default;
};
/// Shifts that should have handed over more than the rule's time ago: those in which somebody still stands on
/// a post, and those whose handover was begun. The longest overdue first. Only a notice follows from it.
std::vector<OverdueHandover> overdueHandovers(const ledger::View& view, Micros now,
                                              const HandoverRule& rule = {});

/// `check` is asked for each signature of a handover (the station); without one it is kept for the station.
std::shared_ptr<const ledger::Feature> makeFeature(people::SignatureCheck check = {});

// For the feature: one table's part each.
namespace tables {
void createShifts(ledger::Database& database);
void createLines(ledger::Database& database);
void createRounds(ledger::Database& database);
void createHandovers(ledger::Database& database);
void applyToShifts(ledger::Database& database, const ledger::Fact& fact);
void applyToLines(ledger::Database& database, const ledger::Fact& fact);
void applyToRounds(ledger::Database& database, const ledger::Fact& fact);
void applyToHandovers(ledger::Database& database, const ledger::Fact& fact);
Handover loadHandover(const ledger::View& view, const Id& id);
/// The shift has begun to hand over, or is over, and has not handed over.
bool owesHandover(const ledger::View& view, const State& shift, Micros now);
ledger::Decision decideHandover(const ledger::View& view, const ledger::Command& command,
                                const people::SignatureCheck& check);
State loadShift(const ledger::View& view, const Id& id);
Round loadRound(const ledger::View& view, const Id& id);
LineGround groundOfLine(const ledger::View& view, const ledger::Command& command);
} // namespace tables

} // namespace shouwang::duty
