// One run: machines, wires, people and faults put together, from a seed to a verdict.
#pragma once

#include "simulation/checker/final.h"
#include "simulation/faults/faults.h"

#include <map>

namespace shouwang::simulation {

struct Totals {
    std::uint64_t seeds = 0;
    std::uint64_t steps = 0;
    double hours = 0; ///< virtual
    std::uint64_t messages = 0;
    std::uint64_t lost = 0;
    std::uint64_t acts = 0;
    std::uint64_t facts = 0;
    std::uint64_t backups = 0;
    std::uint64_t letGo = 0;  ///< acknowledged commands that left their seat's ring
    std::uint64_t beyond = 0; ///< of them such that an older backup lacks: more than the ring promises
    std::map<std::string, std::uint64_t> faults;

    void add(const Totals& other);
};

struct Outcome {
    std::optional<Violation> violation;
    std::uint64_t hash = 0;
    Totals totals;
};

struct Run {
    std::uint64_t seed = 0;
    Plant plant = Plant::None;
    bool trace = false;
};

Outcome simulate(const Run& run, const Plan& plan);
inline Outcome simulate(const Run& run) {
    return simulate(run, makePlan(run.seed));
}

/// Leaves out one fault after the other as long as the same rule is still broken.
Plan shrink(const Run& run, Plan plan, const std::string& rule);

/// Files of a station and its seats that have met once and where everybody has signed on.
struct Template {
    Image station;
    std::array<Image, kSeats> seats;
    Image stranger; ///< a seat that nobody has spoken to
};
const Template& freshFiles();

} // namespace shouwang::simulation
