#include "simulation/checker/sealed.h"

#include "simulation/faults/faults.h"
#include "simulation/room.h"

#include <algorithm>
#include <map>

namespace shouwang::simulation {

namespace {

/// By number: the hash of the sealed part, or nothing for a stub.
std::map<std::uint64_t, std::optional<Hash>> heldBy(SeatNode& seat) {
    std::map<std::uint64_t, std::optional<Hash>> held;
    ledger::Statement rows = seat.seat().store().database().prepare(
        "SELECT number, sealed FROM seat_patch UNION ALL SELECT number, sealed FROM seat_fact ORDER BY 1");
    while (rows.next()) {
        const Bytes sealed = rows.bytes(1);
        auto& hash = held[static_cast<std::uint64_t>(rows.integer(0))];
        if (!sealed.empty()) hash = sha256(sealed);
    }
    return held;
}

bool contains(const Bytes& file, const std::string& text) {
    return std::ranges::search(file, text, {}, {}, [](char c) {
               return static_cast<std::uint8_t>(c);
           }).begin() != file.end();
}

void searchDisk(Checker& checker, SeatNode& seat, std::int64_t bits) {
    for (const auto& [name, bytes] : seat.disk.image()) {
        for (int compartment = 1; compartment <= 4; ++compartment) {
            if ((bits >> compartment & 1) != 0) continue;
            for (std::size_t author = 0; author <= kSeats; ++author) {
                const auto text = room::canary(static_cast<ledger::Compartment>(compartment), author);
                if (author == seat.identity() || !contains(bytes, text)) continue;
                checker.broken(
                    "I11", fmt::format("{} has in {} what it may not receive: {}", seat.name(), name, text));
            }
        }
    }
}

} // namespace

void checkSealed(Checker& checker, sync::Station& station, SeatNode& seat,
                 std::span<const ledger::StoredFact> rows, std::span<const ledger::Fact> facts) {
    const auto bits = station.compartmentsOf(seatId(seat.identity()));
    if (!bits) return checker.broken("I12", "compartments cannot be read: " + bits.error().text);
    const auto held = heldBy(seat);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const ledger::Fact& fact = facts[i];
        if (!fact.sealedHash || rows[i].sealed.empty()) continue;
        const bool may = (*bits >> static_cast<int>(fact.compartment) & 1) != 0;
        const auto found = held.find(fact.number);
        if (found == held.end()) {
            checker.broken("I5", fmt::format("{} has no stub of fact {}", seat.name(), fact.number));
        } else if (found->second && !may) {
            checker.broken("I11", fmt::format("{} has the sealed part of fact {}", seat.name(), fact.number));
        } else if (may && found->second != fact.sealedHash) {
            checker.broken("I5",
                           fmt::format("{} lacks the sealed part of fact {}", seat.name(), fact.number));
        }
    }
    searchDisk(checker, seat, *bits);
}

} // namespace shouwang::simulation
