// The vocabulary of duty: shifts and who stands on which post. Lines of the log are in log_line.h, patrol
// rounds in round.h, the handover in handover.h. Plain values; but for the handover's signatures and
// exceptions every command of the room is a report.
#pragma once

#include "duty/pattern.h"
#include "ledger/feature.h"

namespace shouwang::duty {

/// Numbers of the open fields of commands and facts of the whole room. Final. 30 to 49 are the handover's.
enum class Field : std::int64_t {
    Account = 1,   ///< text, who stands on the post; the actor is who says so
    Seat = 2,      ///< id of the seat at which the post is; missing: a post without one
    Post = 3,      ///< text, id of a post of the site
    Pattern = 4,   ///< text
    Start = 5,     ///< integer, of the shift
    End = 6,       ///< integer, of the shift
    Team = 7,      ///< text
    Name = 8,      ///< text, of the shift or of the route
    Equipment = 9, ///< array of [code, expected, found, faulty, note]
    Unbroken = 10, ///< integer, since when on duty without a break; missing: since the fact occurred
    Text = 11,     ///< text
    Kind = 12,     ///< text, code of lineKinds() or findingKinds()
    Links = 13,    ///< array of [room, id]
    Cites = 14,    ///< id of the line that this one corrects
    Stops = 15,    ///< array of [camera, zone, name, key place, within, [check items]]
    Stop = 16,     ///< integer, index of the stop in its round
    Outcome = 17,  ///< integer, duty::Outcome
    Camera = 18,   ///< text
    Picture = 19,  ///< id, of the evidence
    LeftOut = 20,  ///< array of integers, stops that nobody had visited at the end
    Relieved = 21, ///< text, account that took the post in a later shift: nobody had said that this one left

    ForHandover = 30, ///< integer 1: the line is for the next shift
    Items = 31,       ///< array of [kind, key, title, zone, code, since, basis, [figures]]
    Item = 32,        ///< text, Item::name()
    Basis = 33,       ///< text, of the item as it was on the screen
    Counted = 34,     ///< integer
    Differs = 35,     ///< integer 1: the count is not the register's; only decide says it
    Side = 36,        ///< integer, duty::Side
    Seal = 37,        ///< bytes, SHA-256 of what is signed
    Proof = 38,       ///< array, people::Proof
    Exception = 39,   ///< text, code of an exception
    Incident = 40,    ///< id
    Number = 41,      ///< text, of the incident
    Title = 42,       ///< text, of the incident
};

namespace kind { // of facts
inline constexpr const char* kPostTaken = "duty.post_taken";
inline constexpr const char* kPostLeft = "duty.post_left";
inline constexpr const char* kLineLogged = "duty.line_logged";
inline constexpr const char* kLineCorrected = "duty.line_corrected"; ///< itself a line, that cites another
inline constexpr const char* kRoundBegun = "duty.round_begun";
inline constexpr const char* kStopVisited = "duty.stop_visited";
inline constexpr const char* kRoundEnded = "duty.round_ended";
inline constexpr const char* kHandoverBegun = "duty.handover_begun";
inline constexpr const char* kItemAccepted = "duty.item_accepted";
inline constexpr const char* kItemQuestioned = "duty.item_questioned";
inline constexpr const char* kItemReplied = "duty.item_replied";
inline constexpr const char* kHandoverSigned = "duty.handover_signed"; ///< by the outgoing officer
inline constexpr const char* kHandedOver = "duty.handed_over";         ///< the second signature: complete
inline constexpr const char* kHandoverExcepted = "duty.handover_excepted";
} // namespace kind

namespace code { // of contested reports and refused orders; translated in ui/
inline constexpr const char* kUnknownCommand = "duty.unknown_command";
inline constexpr const char* kMalformed = "duty.malformed";
inline constexpr const char* kPostMissing = "duty.post_missing";
inline constexpr const char* kAccountMissing = "duty.account_missing";
inline constexpr const char* kOtherShift = "duty.other_shift"; ///< the entity is not that shift's
inline constexpr const char* kAtTwoSeats = "duty.at_two_seats";
inline constexpr const char* kNotOnPost = "duty.not_on_post";
inline constexpr const char* kTooLongOnPost = "duty.too_long_on_post"; ///< G16
inline constexpr const char* kEquipmentUnknown = "duty.equipment_unknown";
inline constexpr const char* kTextMissing = "duty.text_missing";
inline constexpr const char* kReasonMissing = "duty.reason_missing";
inline constexpr const char* kKindUnknown = "duty.kind_unknown";
inline constexpr const char* kLineExists = "duty.line_exists"; ///< both lines are kept
inline constexpr const char* kUnknownLine = "duty.unknown_line";
inline constexpr const char* kAlreadyCorrected = "duty.already_corrected"; ///< a later line stands for it
inline constexpr const char* kRoundExists = "duty.round_exists";
inline constexpr const char* kUnknownRound = "duty.unknown_round";
inline constexpr const char* kStopsMissing = "duty.stops_missing";
inline constexpr const char* kUnknownStop = "duty.unknown_stop";
inline constexpr const char* kOutcomeUnknown = "duty.outcome_unknown";
inline constexpr const char* kAfterEnd = "duty.after_end";
inline constexpr const char* kAlreadyEnded = "duty.already_ended";
inline constexpr const char* kStopsLeftOut = "duty.stops_left_out"; ///< domain.md 3.3: the shift leader hears
inline constexpr const char* kNotHandedOver = "duty.not_handed_over"; ///< leaves or signs off before
inline constexpr const char* kUnknownHandover = "duty.unknown_handover";
inline constexpr const char* kUnknownItem = "duty.unknown_item";
inline constexpr const char* kHeadcountDiffers = "duty.headcount_differs";
inline constexpr const char* kNothingAsked = "duty.nothing_asked";
inline constexpr const char* kAfterHandover = "duty.after_handover"; ///< an answer when both had signed
// Of refused signatures and exceptions.
inline constexpr const char* kAlreadyHandedOver = "duty.already_handed_over";
inline constexpr const char* kListChanged = "duty.list_changed"; ///< what was signed is not what is open
inline constexpr const char* kItemsUnanswered = "duty.items_unanswered";
inline constexpr const char* kHeadcountOpen = "duty.headcount_open"; ///< neither balances nor is excepted
inline constexpr const char* kOutgoingNotSigned = "duty.outgoing_not_signed";
inline constexpr const char* kSameAccount = "duty.same_account"; ///< both sides, or a side and the leader
inline constexpr const char* kNotOfShift = "duty.not_of_shift";
inline constexpr const char* kMayNotSign = "duty.may_not_sign"; ///< G17
inline constexpr const char* kSignatureUnproved = "duty.signature_unproved";
inline constexpr const char* kExceptionUnknown = "duty.exception_unknown";
inline constexpr const char* kNothingToExcept = "duty.nothing_to_except"; ///< it balances
} // namespace code

/// Rights that the room asks for (ledger::Feature::rightFor).
inline constexpr const char* kRightLog = "stand_duty";       ///< whoever is signed on, auxiliaries too
inline constexpr const char* kRightPatrol = "handle_alarms"; ///< who watches the cameras
inline constexpr const char* kRightHandOver = "hand_over"; ///< police; signatures carry a proof of their own

/// G16 of domain.md section 8: "max 12 h at a seat"; to be confirmed by the facility (「待本所核定」). A
/// pattern may state another longest with its source (Pattern::longest): 24 h posts on which people rest on
/// site.
struct FatigueRule {
    Micros longest = 12 * kHour;        ///< where the pattern states none
    Micros breakAtLeast = 30 * kMinute; ///< off every post for less than this is no break
    bool confirmed = false;
};

struct Stamp {
    std::string actor;
    Id seat;
    Micros at = 0;
    std::uint64_t number = 0; ///< of the fact at the station; 0: saved at this seat only
    bool operator==(const Stamp&) const = default;
};

/// radio 对讲机, body_camera 执法记录仪, keys 钥匙, gear 警械, workstation 工作站, wall 电视墙 (六必交④; a
/// house list, to be confirmed by the facility).
std::span<const std::string_view> equipmentKinds();

struct Equipment { ///< one line of the check list, as found
    std::string code;
    std::int64_t expected = 0;
    std::int64_t found = 0;
    bool faulty = false;
    std::string note;

    bool isFault() const { return faulty || found != expected; }
    bool operator==(const Equipment&) const = default;
};

struct Posting {
    Id shift;
    std::string account;
    Id seat; ///< null: a post without a seat
    std::string post;
    Stamp taken;
    Micros unbroken = 0;              ///< on duty without a break since
    std::vector<Equipment> equipment; ///< as last checked; empty: nobody has checked
    std::optional<Stamp> left;
    std::string leavingNote;
    std::string pattern;                ///< of the shift
    std::string relievedBy;             ///< account; `left` is when that one came, not when this one went
    std::vector<std::string> contested; ///< taking and leaving

    bool isOn() const { return !left; }
    bool wasRelieved() const { return !relievedBy.empty(); }
    std::vector<Equipment> faults() const;
    bool operator==(const Posting&) const = default;
};

struct State { ///< of one shift
    Id id;
    ledger::Mode mode = ledger::Mode::Real;
    Shift shift;                   ///< as the first report named it; start and end 0: not known
    std::vector<Posting> postings; ///< in the order of the facts, those who have left too

    bool exists() const { return !postings.empty(); }
    std::vector<Posting> onPost() const;
    bool operator==(const State&) const = default;
};

struct PostReport {
    Shift shift;
    std::string account;
    Id seat;
    std::string post;
    std::vector<Equipment> equipment;
};

// Commands: reports. The caller fills in id, actor, seat and recorded.
ledger::Command takePost(const PostReport& report, Micros now);
ledger::Command leavePost(const Posting& posting, std::string text, Micros now);

// Without overflow, whatever the times say.
Micros between(Micros from, Micros to); ///< how long; never negative
Micros later(Micros at, Micros by);

/// How long somebody may stand on a post of that pattern without a break: the pattern's own longest, else the
/// rule's.
Micros longestOf(std::string_view pattern, const FatigueRule& rule = {});

/// What decide may know beside the shift.
struct PostGround {
    std::vector<Posting> ofAccount; ///< open and recent ones, in all shifts
    FatigueRule rule;
    std::vector<State> withOpenPosts = {}; ///< shifts in which somebody is still on a post
    bool owesHandover = false; ///< the shift has begun to hand over or is over, and has not handed over
};

/// Pure. `state` is that of command.entity.
ledger::Decision decide(const State& state, const PostGround& ground, const ledger::Command& command);
/// Pure; never refuses. Facts of other rooms and of lines and rounds change nothing.
State evolve(State state, const ledger::Fact& fact);

ledger::Value toValue(const State& state);
State stateFrom(const ledger::Value& value);

} // namespace shouwang::duty
