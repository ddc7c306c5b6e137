// What somebody still has to look at: orders that the station refused, and reports that break a rule.
#pragma once

#include "ledger/ledger.h"

namespace shouwang::attention {

/// Open fields of the room's commands and facts. Numbers are final.
enum class Field : std::int64_t {
    Kind = 1,    ///< text, of the refused command
    About = 2,   ///< id, the entity of the refused command
    Code = 3,    ///< text, why
    Basis = 4,   ///< text, the law or rule
    Text = 5,    ///< text, English, for the log
    Typed = 6,   ///< map, the open fields of the refused command
    Present = 7, ///< map, what stood there instead, by the same numbers
    Cause = 8,   ///< integer, attention::Cause; of a settling: what the officer saw
    Outcome = 9, ///< text, code of outcomes()
    Note = 10,   ///< text
    Post = 11,   ///< text, of who gave the refused command; missing: none
};

namespace kind { // of facts
inline constexpr const char* kOrderRefused = "attention.order_refused";
inline constexpr const char* kSettled = "attention.settled";
} // namespace kind

namespace code { // of contested reports; translated in ui/
inline constexpr const char* kUnknownItem = "attention.unknown_item";
inline constexpr const char* kOtherCause = "attention.other_cause";
inline constexpr const char* kAlreadySettled = "attention.already_settled";
inline constexpr const char* kOutcomeUnknown = "attention.outcome_unknown";
inline constexpr const char* kNoteMissing = "attention.note_missing";
} // namespace code

enum class Cause : std::uint8_t {
    Refused = 0,   ///< an order that the station refused; belongs to the post that gave it, else to the seat
    Contested = 1, ///< a report that breaks a rule; the shift leader's
};

/// repeated (given again), dropped (no longer wanted), confirmed (it happened so), corrected (by a later
/// fact), other.
std::span<const std::string_view> outcomes();
bool isOutcome(std::string_view code);

struct Settling {
    std::string outcome;
    std::string note;
    std::string actor;
    Id seat;
    Micros at = 0;
    bool operator==(const Settling&) const = default;
};

struct State { ///< of one item
    Id id;
    Cause cause = Cause::Refused;
    ledger::Mode mode = ledger::Mode::Real;
    std::string kind; ///< of the refused command or of the contested fact
    Id about;         ///< its entity
    std::string actor;
    Id seat;
    std::string post; ///< Refused: on which the order was given; empty: none
    std::string reason;
    Micros occurred = 0;
    Micros since = 0;               ///< committed; while provisional: recorded
    std::uint64_t number = 0;       ///< of the fact; 0: not yet at the station
    std::vector<std::string> codes; ///< rules that it breaks; never empty
    std::string basis;
    std::string text;
    ledger::Map typed;   ///< open fields as they were given
    ledger::Map present; ///< Refused: what stood there instead
    std::optional<Settling> settled;

    bool exists() const { return !codes.empty(); }
    bool isOpen() const { return exists() && !settled; }
    bool operator==(const State&) const = default;
};

/// The item of a fact: the same before and after the station has numbered it.
Id itemOf(const ledger::Fact& fact);
/// Whether the fact makes an item.
bool makesItem(const ledger::Fact& fact);

/// A report; id, actor, seat and times are filled in by the caller.
ledger::Command settle(const State& item, std::string outcome, std::string note);
/// What is wrong with it before it is sent; empty: nothing. Codes as above.
std::vector<std::string> problemsOfSettling(std::string_view outcome, std::string_view note);

/// Pure. `state` is that of command.entity.
ledger::Decision decide(const State& state, const ledger::Command& command);
/// Pure; never refuses. Of an item's own fact and of those that settle it.
State evolve(State state, const ledger::Fact& fact);
/// The fact by which a refused order stays in sight. `post`: where its author is signed on.
ledger::Draft noteRefusal(const ledger::Command& command, const ledger::Refusal& refusal,
                          const ledger::Map& present, const std::string& post);

struct Place { ///< where somebody sits
    Id seat;
    std::string post; ///< empty: nobody is signed on, or on none
};
/// Whether the item is for whoever sits there: that of a post follows the post to another seat, that of none
/// stays with its seat. Contested items are the shift leader's and nobody's place.
bool belongsTo(const State& item, const Place& place);

// Tables. Called on the thread that owns the View's database.
struct Wanted {
    std::optional<Place> place; ///< only what whoever sits there has to see to
    std::size_t limit = 500;
};
/// Oldest first: what waits longest is asked about first.
std::vector<State> openItems(const ledger::View& view, const Wanted& wanted = {});
std::optional<State> item(const ledger::View& view, const Id& id);

std::shared_ptr<const ledger::Feature> makeFeature();

} // namespace shouwang::attention
