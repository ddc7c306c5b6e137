// Which stream a tile gets and how well it is decoded: adds up measured cost against a budget. Pure decision
// with hysteresis; time is handed in; one thread.
#pragma once

#include "video/picture.h"

#include <map>

namespace shouwang::video {

struct TileSize {
    int width = 0; ///< in pixels of the screen
    int height = 0;
    bool operator==(const TileSize&) const = default;
};

/// What is dropped first under load stands first. Each step includes the ones before it.
enum class LoadStep {
    None,
    MainNoLoopFilter, ///< main streams without deblocking
    SubForOrdinary,   ///< ordinary tiles get the sub stream
    AllNoLoopFilter,
    KeyFramesOnly, ///< ordinary tiles show key frames only
    SubForAll      ///< alarm tiles too get the sub stream
};
std::string_view name(LoadStep step);

enum class Reason {
    TileSmall,    ///< the sub stream has enough pixels for the tile
    TileLarge,    ///< the tile shows more than the sub stream has
    OnlyStream,   ///< the camera has no other stream
    MainNotReady, ///< main is wanted and not there yet: sub meanwhile
    Load,         ///< dropped because the machine is full
    Held          ///< another choice would be due, but the last change was a moment ago
};
std::string_view name(Reason reason);

struct StreamCost {
    double cores = 0; ///< measured share of a core, network and reduction included
    int width = 0;    ///< 0: not known yet
    int height = 0;
};

struct TileDemand {
    std::uint64_t tile = 0;
    TileSize size;
    bool alarm = false; ///< shown for an alarm: dropped last
    bool has_main = false;
    bool has_sub = false;
    bool main_ready = false; ///< its ring holds a key frame
    bool sub_ready = false;
    StreamCost main;
    StreamCost sub;
};

struct TileChoice {
    Stream stream = Stream::Sub; ///< what to show now
    bool want_main = false;      ///< keep main connected
    bool loop_filter = true;
    bool key_frames_only = false;
    Reason reason = Reason::TileSmall;
    bool operator==(const TileChoice&) const = default;
};

struct GovernorLimits {
    int sub_is_enough_width = 640; ///< used until the sub stream's real width is known
    double tile_margin = 0.15;     ///< main from (1 + margin) times the sub width, back to sub at 1.0 times
    double full = 0.90;            ///< of the budget: above it, or with a queue, quality is dropped
    double relaxed = 0.70; ///< of the budget, as predicted for the better step: below it quality returns
    Nanos queue = 300 * kMillisecond;
    Nanos drop_after = 1 * kSecond;
    Nanos return_after = 5 * kSecond;
    Nanos hold =
        2 * kSecond; ///< a tile keeps its stream at least so long, unless load or a lost stream forces it
    double main_cores_guess = 0.10; ///< for a stream that was not measured yet
    double sub_cores_guess = 0.016;
};

class Governor {
public:
    explicit Governor(double budget_cores, const GovernorLimits& limits = {});

    /// `queue` is how far the worst camera is behind. Returns a choice for every demand.
    std::map<std::uint64_t, TileChoice> decide(Nanos now, const std::vector<TileDemand>& demands,
                                               Nanos queue);

    LoadStep step() const { return m_step; }
    double predictedCores() const { return m_predicted; } ///< of the last decision

private:
    struct Memory {
        TileChoice choice;
        bool large = false; ///< wanted the main stream for its size
        Nanos changed = 0;  ///< when `large` changed
    };
    bool wantsLarge(Nanos now, const TileDemand& demand, const Memory* before, Reason& reason) const;
    TileChoice choose(Nanos now, const TileDemand& demand, LoadStep step, const Memory* before,
                      bool& large) const;
    double costOf(const TileDemand& demand, const TileChoice& choice, const Memory* before) const;
    double predict(Nanos now, const std::vector<TileDemand>& demands, LoadStep step) const;
    const Memory* memoryOf(std::uint64_t tile) const;
    void moveStep(Nanos now, const std::vector<TileDemand>& demands, Nanos queue);

    const double m_budget;
    const GovernorLimits m_limits;
    std::map<std::uint64_t, Memory> m_memory;
    LoadStep m_step = LoadStep::None;
    Nanos m_full_since = -1;
    Nanos m_relaxed_since = -1;
    double m_predicted = 0;
};

} // namespace shouwang::video
