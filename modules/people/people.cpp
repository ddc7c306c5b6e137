#include "people/people.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace shouwang::people {

namespace {

constexpr std::array<std::pair<Role, std::string_view>, 7> kRoles{{
    {Role::Operator, "operator"},
    {Role::ShiftLeader, "shift_leader"},
    {Role::Commander, "commander"},
    {Role::Brigade, "brigade"},
    {Role::Medical, "medical"},
    {Role::Supervisor, "supervisor"},
    {Role::Admin, "admin"},
}};

ledger::Command report(const char* kind, const std::string& account) {
    ledger::Command command;
    command.kind = kind;
    command.nature = ledger::Nature::Report;
    command.entity = entityOf(account);
    command.open.emplace(static_cast<std::int64_t>(Field::Account), ledger::Value(account));
    return command;
}

} // namespace

std::string_view name(Role role) {
    const auto* found = std::ranges::find(kRoles, role, &std::pair<Role, std::string_view>::first);
    return found->second;
}

Result<Role> roleFrom(std::string_view text) {
    const auto* found = std::ranges::find(kRoles, text, &std::pair<Role, std::string_view>::second);
    if (found == kRoles.end()) return fail(Next::Refused, fmt::format("unknown role '{}'", text));
    return found->first;
}

bool may(Role role, bool auxiliary, Permission permission) {
    const bool police =
        !auxiliary && role != Role::Admin && role != Role::Supervisor && role != Role::Medical;
    switch (permission) {
    case Permission::HandleAlarms:
        return role != Role::Admin && role != Role::Supervisor && role != Role::Medical;
    case Permission::OpenIncident:
        return police;
    case Permission::CloseIncident:
        return police && role != Role::Brigade;
    case Permission::Approve:
        return police && (role == Role::ShiftLeader || role == Role::Commander);
    case Permission::Administer:
        return role == Role::Admin;
    case Permission::RecordMovements:
        return police || (!auxiliary && role == Role::Medical);
    case Permission::CoordinateDrills:
        return police && (role == Role::ShiftLeader || role == Role::Commander);
    case Permission::HandOver:
        return police;
    case Permission::StandDuty:
        return true;
    }
    return false;
}

std::string_view name(Permission permission) {
    switch (permission) {
    case Permission::HandleAlarms:
        return "handle_alarms";
    case Permission::OpenIncident:
        return "open_incident";
    case Permission::CloseIncident:
        return "close_incident";
    case Permission::Approve:
        return "approve";
    case Permission::Administer:
        return "administer";
    case Permission::RecordMovements:
        return "record_movements";
    case Permission::CoordinateDrills:
        return "coordinate_drills";
    case Permission::StandDuty:
        return "stand_duty";
    case Permission::HandOver:
        return "hand_over";
    }
    return {};
}

std::optional<ledger::Refusal> refuseRight(const State& actor, const ledger::Command& command,
                                           std::string_view right) {
    if (right == kRightSignOff) return {};
    if (!actor.signedOn.contains(command.seat)) {
        return ledger::Refusal{"people.not_signed_on", {}, command.actor + " is not signed on at this seat"};
    }
    for (const Permission permission :
         {Permission::HandleAlarms, Permission::OpenIncident, Permission::CloseIncident, Permission::Approve,
          Permission::Administer, Permission::RecordMovements, Permission::StandDuty,
          Permission::CoordinateDrills, Permission::HandOver}) {
        if (name(permission) == right && may(actor.role, actor.auxiliary, permission)) return {};
    }
    return ledger::Refusal{"people.not_allowed", "S1(17), S0#80",
                           fmt::format("{} may not {}", command.actor, right)};
}

Id entityOf(std::string_view account) {
    return Id::fromParts({"account", account});
}

ledger::Command signOn(const SignOn& as, Bytes signature) {
    ledger::Command command = report("people.sign_on", as.account);
    command.open.emplace(static_cast<std::int64_t>(Field::RoleName), ledger::Value(name(as.role)));
    command.open.emplace(static_cast<std::int64_t>(Field::Auxiliary), ledger::Value(as.auxiliary));
    command.open.emplace(static_cast<std::int64_t>(Field::Signature), ledger::Value(std::move(signature)));
    if (!as.post.empty())
        command.open.emplace(static_cast<std::int64_t>(Field::Post), ledger::Value(as.post));
    return command;
}

ledger::Command signOff(const std::string& account) {
    return report("people.sign_off", account);
}

ledger::Command signOnFailed(const std::string& account, std::string_view failure) {
    ledger::Command command = report("people.fail_sign_on", account);
    command.open.emplace(static_cast<std::int64_t>(Field::Failure), ledger::Value(failure));
    return command;
}

Bytes signOnText(const Id& seat, const SignOn& as, Micros occurred) {
    std::string text = fmt::format("shouwang sign-on\n{}\n{}\n{}\n{}\n{}", seat.text(), as.account,
                                   name(as.role), as.auxiliary ? 1 : 0, occurred);
    if (!as.post.empty()) text += '\n' + as.post;
    return toBytes(view(text));
}

Micros waitUntil(const State& state, const Throttle& throttle) {
    if (state.failures >= throttle.lockAfter) return state.lastFailure + throttle.lock;
    if (state.failures < 3) return 0;
    return state.lastFailure + (Micros{1} << (state.failures - 2)) * 1'000'000;
}

} // namespace shouwang::people
