// The journal: every fact as one row, by time. Plain values; the queries run on the thread that owns the
// View's database. Times are UTC microseconds. Nothing here refuses: a fact that makes no sense to this
// version is a row all the same.
#pragma once

#include "people/people.h"

#include <memory>

namespace shouwang::reports {

inline constexpr std::size_t kLongestText = 400; ///< bytes of an open field that a row keeps; longer: cut

struct Line {
    std::int64_t number = 0; ///< of the fact; 0: saved at this seat only
    Micros at = 0;           ///< as the reporter says
    std::string kind;
    std::string zone; ///< code; empty: none
    std::string actor;
    std::string secondActor;
    std::string reason;
    Id seat;
    Id entity;
    ledger::Mode mode = ledger::Mode::Real;
    std::vector<std::string> contested;
    ledger::Map open; ///< the short fields, by the room's own numbers

    bool operator==(const Line&) const = default;
};

/// Pure; without the zone that follows from other facts.
Line lineOf(const ledger::Fact& fact);
/// The zone that the fact itself names; empty: none.
std::string ownZone(const ledger::Fact& fact);
/// What the fact is about beside its entity, where its zone may be found: the alarm of a clip, its cause.
std::vector<Id> subjectsOf(const ledger::Fact& fact);

/// Behind which line a page goes on. Provisional lines have numbers above all others.
struct Place {
    Micros at = 0;
    std::int64_t number = 0;
    auto operator<=>(const Place&) const = default;
};
struct Wanted {
    Micros from = INT64_MIN;
    Micros to = INT64_MAX;         ///< not with it
    std::string zone{};            ///< empty: all
    std::string actor{};           ///< account or "system"; the second one of two counts, too. Empty: all
    std::string room{};            ///< "alarms"; empty: all
    std::optional<Place> before{}; ///< Page::next of the page before
    std::size_t limit = 200;       ///< at most 1000
};
struct Page {
    std::vector<Line> lines;   ///< newest first
    std::optional<Place> next; ///< none: nothing is older in that span
};
/// A page of 300,000 lines costs some milliseconds; a filter that nothing fits reads the whole span once
/// (50 ms for 300,000).
Page journal(const ledger::View& view, const Wanted& wanted);

/// Decides prints (print.h); the journal itself has no commands. `check` is asked for a second person's
/// signature (the station); without one it is kept for the station.
std::shared_ptr<const ledger::Feature> makeFeature(people::SignatureCheck check = {});

} // namespace shouwang::reports
