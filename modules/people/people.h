// Who works here: accounts, roles, and who is signed on where. Names and verifiers lie in the key store
// (key_store.h), never in a fact; facts carry the account only.
#pragma once

#include "ledger/feature.h"

#include <functional>
#include <map>
#include <string>

namespace shouwang::people {

enum class Role { Operator, ShiftLeader, Commander, Brigade, Medical, Supervisor, Admin };

std::string_view name(Role role); ///< operator, shift_leader, commander, brigade, medical, supervisor, admin
Result<Role> roleFrom(std::string_view name);

/// What a role may do at the console. An auxiliary may never hold what is police power (S1(17), S0#80; G17).
enum class Permission {
    HandleAlarms,
    OpenIncident,
    CloseIncident,
    Approve,
    Administer,
    RecordMovements,  ///< of persons in care: who works with them, medics too
    CoordinateDrills, ///< to run an exercise, and to sign for somebody else's (G21)
    StandDuty, ///< everybody's who is signed on: on which post one stands, and what one writes in the log
    HandOver,  ///< to answer for a shift with one's signature; police only (G17: auxiliaries never seal)
};
bool may(Role role, bool auxiliary, Permission permission);
/// The names by which rooms ask for a right (ledger::Feature::rightFor).
std::string_view name(Permission permission);
/// Asked for at every sign-off. Nobody lacks it, but another room can say that it is too early: the sign-off
/// is then contested, never refused.
inline constexpr std::string_view kRightSignOff = "sign_off";

/// Open fields of the room's facts. Numbers are final.
enum class Field : std::int64_t {
    Account = 1,
    RoleName = 2,
    Signature = 3, ///< Ed25519 of the signed text by the account's key
    Failure = 4,   ///< wrong_password, unknown_account, throttled
    Auxiliary = 5, ///< 0 or 1
    Post = 6,      ///< id of the site's post; missing: none
};

// Kinds of facts: people.signed_on, people.signed_off, people.sign_on_failed.
struct OnSeat {
    Micros since = 0;
    std::string post; ///< empty: none
    bool operator==(const OnSeat&) const = default;
};

struct State { ///< of one account
    std::string account;
    Role role = Role::Operator; ///< as signed at the last sign-on
    bool auxiliary = false;
    std::map<Id, OnSeat> signedOn; ///< by seat
    int failures = 0;              ///< in a row
    Micros lastFailure = 0;

    bool operator==(const State&) const = default;
};

Id entityOf(std::string_view account);

struct SignOn { ///< as whom, and on which post
    std::string account;
    Role role = Role::Operator;
    bool auxiliary = false;
    std::string post;
};

/// Reports; id, actor, seat and times are filled in by the caller.
ledger::Command signOn(const SignOn& as, Bytes signature);
ledger::Command signOff(const std::string& account);
ledger::Command signOnFailed(const std::string& account, std::string_view failure);

/// What the account's key signs at sign-on: nobody else can have written this fact, with no other role and on
/// no other post. Without a post it is the text of the versions that knew none.
Bytes signOnText(const Id& seat, const SignOn& as, Micros occurred);

/// Whether the account's key signed this text; a station asks its key store, a seat without one asks nobody.
using SignatureCheck = std::function<bool(const std::string& account, ByteView text, ByteView signature)>;

/// A sign-on whose signature is wrong is recorded as contested and gives nobody a right.
ledger::Decision decide(const State& state, const ledger::Command& command, const SignatureCheck& check = {});
/// Empty: the actor is signed on at the seat of the command and the role holds the right.
std::optional<ledger::Refusal> refuseRight(const State& actor, const ledger::Command& command,
                                           std::string_view right);
State evolve(State state, const ledger::Fact& fact);

/// How long somebody must wait after failures in a row before the next try. Pure. The first two are free;
/// then 2, 4 s; the fifth locks for ten minutes (GB/T 22239-2019 third level, domain.md 5.3; configurable
/// default).
struct Throttle {
    int lockAfter = 5;
    Micros lock = 600'000'000;
};
Micros waitUntil(const State& state, const Throttle& throttle = {});

} // namespace shouwang::people
