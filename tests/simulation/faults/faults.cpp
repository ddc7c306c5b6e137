#include "simulation/faults/faults.h"

#include <algorithm>
#include <array>

namespace shouwang::simulation {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(FaultKind::Count)> kNames = {
    "kill",      "power_loss", "die_in_work", "sync_fails",   "io_errors",
    "disk_full", "clock_jump", "cut_up",      "cut_down",     "cut_both",
    "no_push",   "bad_wire",   "clone_seat",  "restore_seat", "restore_station",
    "lose_tail", "upgrade",    "freeze",      "backup",       "week"};

// How often each comes, in the order of the enum. Backups and weeks come by stories (addBackups).
constexpr std::array<std::uint64_t, static_cast<std::size_t>(FaultKind::Count)> kWeights = {
    8, 8, 20, 4, 4, 5, 3, 4, 4, 6, 6, 12, 2, 2, 4, 3, 4, 3, 0, 0};

FaultKind draw(Chance& chance) {
    std::uint64_t sum = 0;
    for (const std::uint64_t weight : kWeights)
        sum += weight;
    std::uint64_t at = chance.upTo(sum);
    std::size_t kind = 0;
    while (at >= kWeights[kind])
        at -= kWeights[kind++];
    return static_cast<FaultKind>(kind);
}

bool ofSeat(FaultKind kind) {
    return (kind >= FaultKind::CutUp && kind <= FaultKind::RestoreSeat);
}

Fault one(Chance& chance, Nanos ends, bool hours) {
    Fault fault;
    fault.kind = draw(chance);
    fault.at = chance.between(1s, ends);
    fault.machine = ofSeat(fault.kind) ? 1 + chance.upTo(kSeats) : chance.upTo(kSeats + 1);
    const bool ofStation = fault.kind == FaultKind::RestoreStation || fault.kind == FaultKind::LoseTail;
    if (ofStation) fault.machine = kStation;
    const bool cut = fault.kind >= FaultKind::CutUp && fault.kind <= FaultKind::NoPush;
    fault.lasts = chance.between(1s, cut && hours ? ends : std::max(Nanos(2s), ends / 3));
    fault.amount = chance.draw() % 1'000'000;
    if (fault.kind == FaultKind::Freeze) fault.lasts = chance.between(1s, 30s);
    fault.backup = chance.between(0s, fault.at);
    if (fault.kind == FaultKind::LoseTail) fault.backup = std::max(fault.backup, fault.at - 40s);
    return fault;
}

/// Backups, weeks in which seats let go of what they hold, and mostly the day on which the disk is lost:
/// faults drawn one by one hardly ever come in this order.
void addBackups(Plan& plan, std::uint64_t seed) {
    Chance chance(seed ^ 0x6261636b7570);
    if (!chance.hit(0.2)) return;
    const auto add = [&](FaultKind kind, Nanos from, Nanos to) {
        Fault fault;
        fault.kind = kind;
        fault.at = chance.between(from, to);
        fault.amount = chance.draw() % 1'000'000;
        fault.backup = chance.between(0s, fault.at);
        plan.faults.push_back(fault);
    };
    for (std::uint64_t i = 1 + chance.upTo(3); i > 0; --i)
        add(FaultKind::Backup, 1s, plan.ends * 2 / 3);
    for (std::uint64_t i = 1 + chance.upTo(2); i > 0; --i)
        add(FaultKind::Week, plan.ends / 4, plan.ends);
    for (std::uint64_t i = chance.upTo(3); i > 0; --i)
        add(FaultKind::RestoreStation, plan.ends / 2, plan.ends);
}

} // namespace

std::string_view name(FaultKind kind) {
    return kNames[static_cast<std::size_t>(kind)];
}

std::string text(const Fault& fault) {
    return fmt::format("{:.3f} s {} machine {} for {:.3f} s amount {} backup of {:.3f} s",
                       static_cast<double>(fault.at.count()) / 1e9, name(fault.kind), fault.machine,
                       static_cast<double>(fault.lasts.count()) / 1e9, fault.amount,
                       static_cast<double>(fault.backup.count()) / 1e9);
}

Plan makePlan(std::uint64_t seed) {
    Chance chance(seed * 0x2545f4914f6cdd1du + 1);
    Plan plan;
    const bool hours = chance.hit(0.03);
    plan.ends = hours ? chance.between(1h, 5h) : chance.between(20s, 240s);
    plan.acts = 8 + chance.upTo(18);
    const std::size_t faults = chance.hit(0.05) ? 0 : 1 + chance.upTo(7);
    for (std::size_t i = 0; i < faults; ++i)
        plan.faults.push_back(one(chance, plan.ends, hours));
    addBackups(plan, seed);
    std::ranges::stable_sort(plan.faults, {}, &Fault::at);
    return plan;
}

} // namespace shouwang::simulation
