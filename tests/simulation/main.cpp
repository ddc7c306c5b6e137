// shouwang-simulate: plays seeds and says what broke.
#include "simulation/world/world.h"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

using namespace shouwang;
using namespace shouwang::simulation;

namespace {

struct Arguments {
    std::uint64_t seeds = 100;
    std::uint64_t from = 1;
    Plant plant = Plant::None;
    std::uint64_t jobs = 1;
    bool trace = false;
    bool log = false;
};

int usage() {
    std::puts("shouwang-simulate --seeds N [--from S] [--jobs N] [--plant NAME] [--trace] [--log]\n"
              "Plays N seeds. --trace prints every step, --log the product's own log. Planted faults:");
    for (const PlantName& plant : kPlants)
        fmt::print("  {:<20} {}\n", plant.name, plant.what);
    return 2;
}

std::optional<Arguments> parse(int count, char** words) {
    Arguments arguments;
    for (int i = 1; i < count; ++i) {
        const std::string_view word = words[i];
        const char* value = i + 1 < count ? words[i + 1] : nullptr;
        if (word == "--trace") {
            arguments.trace = true;
        } else if (word == "--log") {
            arguments.log = true;
        } else if (value && (word == "--seeds" || word == "--from" || word == "--jobs")) {
            std::uint64_t& number = word == "--seeds"  ? arguments.seeds
                                    : word == "--from" ? arguments.from
                                                       : arguments.jobs;
            number = std::strtoull(words[++i], nullptr, 10);
        } else if (value && word == "--plant") {
            const auto plant = plantNamed(words[++i]);
            if (!plant) return std::nullopt;
            arguments.plant = *plant;
        } else {
            return std::nullopt;
        }
    }
    return arguments;
}

void tell(const Run& run, const Violation& violation) {
    std::string plant;
    for (const PlantName& named : kPlants) {
        if (named.plant == run.plant) plant = fmt::format(" --plant {}", named.name);
    }
    fmt::print("seed {} breaks {}: {}\nagain: shouwang-simulate --seeds 1 --from {}{} --trace\n", run.seed,
               violation.rule, violation.text, run.seed, plant);
    const Plan plan = shrink({run.seed, run.plant, false}, makePlan(run.seed), violation.rule);
    fmt::print("{} acts in {:.0f} s and {} faults are enough:\n", plan.acts,
               static_cast<double>(plan.ends.count()) / 1e9, plan.faults.size());
    for (const Fault& fault : plan.faults)
        fmt::print("  {}\n", text(fault));
}

void print(const Totals& totals, double seconds) {
    std::string faults;
    std::uint64_t kills = 0;
    for (const auto& [kind, number] : totals.faults) {
        faults += fmt::format(" {}={}", kind, number);
        if (kind == "kill" || kind == "power_loss" || kind == "die_in_work") kills += number;
    }
    fmt::print(
        "seeds={} steps={} virtual_hours={:.1f} acts={} facts={} messages={} lost={} kills={} backups={} "
        "let_go={} beyond={} seconds={:.1f} seeds_per_s={:.1f}{}\n",
        totals.seeds, totals.steps, totals.hours, totals.acts, totals.facts, totals.messages, totals.lost,
        kills, totals.backups, totals.letGo, totals.beyond, seconds,
        static_cast<double>(totals.seeds) / seconds, faults);
}

/// Seeds one after the other, on as many threads as wanted; a world belongs to one thread.
class Player {
public:
    explicit Player(const Arguments& arguments)
        : m_arguments(arguments)
        , m_next(arguments.from) {}

    bool play() {
        (void)freshFiles();
        std::vector<std::thread> threads;
        for (std::uint64_t i = 1; i < m_arguments.jobs; ++i)
            threads.emplace_back([this] { work(); });
        work();
        for (std::thread& thread : threads)
            thread.join();
        return m_found == 0;
    }
    const Totals& totals() const { return m_totals; }

private:
    void work() {
        const std::uint64_t end = m_arguments.from + m_arguments.seeds;
        const int enough = m_arguments.plant == Plant::None ? 5 : 1; // a planted one is wanted once
        for (std::uint64_t seed = m_next++; seed < end && m_found < enough; seed = m_next++) {
            const Run run{seed, m_arguments.plant, m_arguments.trace};
            const Outcome outcome = simulate(run);
            const std::lock_guard lock(m_mutex);
            m_totals.add(outcome.totals);
            if (m_arguments.trace) fmt::print("seed {} trace {:016x}\n", seed, outcome.hash);
            if (!outcome.violation) continue;
            ++m_found;
            tell(run, *outcome.violation);
            std::fflush(stdout);
        }
    }

    const Arguments m_arguments;
    std::atomic<std::uint64_t> m_next;
    std::atomic<int> m_found{0};
    std::mutex m_mutex; // guards what follows, and the output
    Totals m_totals;
};

} // namespace

int main(int count, char** words) {
    const auto arguments = parse(count, words);
    if (!arguments) return usage();
    if (!arguments->log && !std::freopen("/dev/null", "w", stderr)) return 2; // thousands of planned errors
    const auto began = std::chrono::steady_clock::now();
    Player player(*arguments);
    const bool clean = player.play();
    print(player.totals(), std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
    return clean ? 0 : 1;
}
