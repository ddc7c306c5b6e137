// Who works here: accounts, roles, and who is signed on where. Names and verifiers lie in the key store
// (key_store.h), never in a fact; facts carry the account only.
#pragma once

#include "ledger/feature.h"

#include <map>
#include <string>

namespace shouwang::people {

enum class Role { Operator, ShiftLeader, Commander, Brigade, Medical, Supervisor, Admin };

std::string_view name(Role role); ///< operator, shift_leader, commander, brigade, medical, supervisor, admin
Result<Role> roleFrom(std::string_view name);

/// What a role may do at the console. An auxiliary may never hold what is police power (S1(17), S0#80; G17).
enum class Permission { HandleAlarms, OpenIncident, CloseIncident, Approve, Administer };
bool may(Role role, bool auxiliary, Permission permission);

/// Open fields of the room's facts. Numbers are final.
enum class Field : std::int64_t {
    Account = 1,
    RoleName = 2,
    Signature = 3, ///< Ed25519 of the signed text by the account's key
    Failure = 4,   ///< wrong_password, unknown_account, throttled
};

// Kinds of facts: people.signed_on, people.signed_off, people.sign_on_failed.
struct State { ///< of one account
    std::string account;
    std::map<Id, Micros> signedOn; ///< seat and since when
    int failures = 0;              ///< in a row
    Micros lastFailure = 0;

    bool operator==(const State&) const = default;
};

Id entityOf(std::string_view account);

/// Reports; id, actor, seat and times are filled in by the caller.
ledger::Command signOn(const std::string& account, Role role, Bytes signature);
ledger::Command signOff(const std::string& account);
ledger::Command signOnFailed(const std::string& account, std::string_view failure);

/// What the account's key signs at sign-on: nobody else can have written this fact.
Bytes signOnText(const Id& seat, std::string_view account, Micros occurred);

ledger::Decision decide(const State& state, const ledger::Command& command);
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
