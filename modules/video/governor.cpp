#include "video/governor.h"

#include <set>

namespace shouwang::video {

namespace {

// Measured: without deblocking a stream costs 0.81 of its time, with key frames alone a tenth.
constexpr double kNoFilterShare = 0.81;
constexpr double kKeyFramesShare = 0.1;

double qualityShare(const TileChoice& choice) {
    return (choice.loop_filter ? 1.0 : kNoFilterShare) * (choice.key_frames_only ? kKeyFramesShare : 1.0);
}

LoadStep shifted(LoadStep step, int by) {
    return static_cast<LoadStep>(static_cast<int>(step) + by);
}

} // namespace

std::string_view name(LoadStep step) {
    switch (step) {
    case LoadStep::None:
        return "none";
    case LoadStep::MainNoLoopFilter:
        return "main_no_loop_filter";
    case LoadStep::SubForOrdinary:
        return "sub_for_ordinary";
    case LoadStep::AllNoLoopFilter:
        return "all_no_loop_filter";
    case LoadStep::KeyFramesOnly:
        return "key_frames_only";
    case LoadStep::SubForAll:
        return "sub_for_all";
    }
    return "none";
}

std::string_view name(Reason reason) {
    switch (reason) {
    case Reason::TileSmall:
        return "tile_small";
    case Reason::TileLarge:
        return "tile_large";
    case Reason::OnlyStream:
        return "only_stream";
    case Reason::MainNotReady:
        return "main_not_ready";
    case Reason::Load:
        return "load";
    case Reason::Held:
        return "held";
    }
    return "tile_small";
}

Governor::Governor(double budget_cores, const GovernorLimits& limits)
    : m_budget(budget_cores)
    , m_limits(limits) {}

const Governor::Memory* Governor::memoryOf(std::uint64_t tile) const {
    const auto found = m_memory.find(tile);
    return found == m_memory.end() ? nullptr : &found->second;
}

// By size alone, with a margin in between and a pause after each change.
bool Governor::wantsLarge(Nanos now, const TileDemand& demand, const Memory* before, Reason& reason) const {
    const int sub = demand.sub.width > 0 ? demand.sub.width : m_limits.sub_is_enough_width;
    const bool was = before && before->large;
    const double limit = sub * (was ? 1.0 : 1.0 + m_limits.tile_margin);
    const bool large = demand.size.width > limit;
    reason = large ? Reason::TileLarge : Reason::TileSmall;
    if (!before || large == was || now - before->changed >= m_limits.hold) return large;
    reason = Reason::Held;
    return was;
}

TileChoice Governor::choose(Nanos now, const TileDemand& demand, LoadStep step, const Memory* before,
                            bool& large) const {
    TileChoice choice;
    large = wantsLarge(now, demand, before, choice.reason);
    const bool loaded = step >= LoadStep::SubForAll || (step >= LoadStep::SubForOrdinary && !demand.alarm);
    bool main = large;
    if (main && loaded) {
        main = false;
        choice.reason = Reason::Load;
    }
    choice.want_main = demand.has_main && (main || demand.alarm);
    if (!demand.has_main || !demand.has_sub) {
        main = demand.has_main;
        choice.want_main = demand.has_main;
        choice.reason = Reason::OnlyStream;
    } else if (main && !demand.main_ready) {
        // What it shows now stays until there is something better.
        main = !demand.sub_ready && before && before->choice.stream == Stream::Main;
        choice.reason = Reason::MainNotReady;
    } else if (!main && !demand.sub_ready && demand.main_ready) {
        main = true;
        choice.reason = Reason::OnlyStream;
    }
    choice.stream = main ? Stream::Main : Stream::Sub;
    choice.loop_filter = step < LoadStep::MainNoLoopFilter ||
                         (step < LoadStep::AllNoLoopFilter && choice.stream == Stream::Sub);
    choice.key_frames_only = step >= LoadStep::KeyFramesOnly && !demand.alarm;
    return choice;
}

double Governor::costOf(const TileDemand& demand, const TileChoice& choice, const Memory* before) const {
    const StreamCost& cost = choice.stream == Stream::Main ? demand.main : demand.sub;
    double full = cost.cores;
    if (full <= 0) {
        full = choice.stream == Stream::Main ? m_limits.main_cores_guess : m_limits.sub_cores_guess;
    } else if (before) {
        full /= qualityShare(before->choice); // it was measured with the quality of the last decision
    }
    return full * qualityShare(choice);
}

double Governor::predict(Nanos now, const std::vector<TileDemand>& demands, LoadStep step) const {
    double cores = 0;
    for (const TileDemand& demand : demands) {
        bool large = false;
        const Memory* before = memoryOf(demand.tile);
        cores += costOf(demand, choose(now, demand, step, before, large), before);
    }
    return cores;
}

void Governor::moveStep(Nanos now, const std::vector<TileDemand>& demands, Nanos queue) {
    const bool full = predict(now, demands, m_step) > m_budget * m_limits.full || queue > m_limits.queue;
    if (full) {
        m_relaxed_since = -1;
        if (m_full_since < 0) m_full_since = now;
        if (now - m_full_since < m_limits.drop_after || m_step == LoadStep::SubForAll) return;
        m_step = shifted(m_step, 1);
        m_full_since = now; // the next step waits until this one has had time to help
        return;
    }
    m_full_since = -1;
    if (m_step == LoadStep::None) return;
    if (predict(now, demands, shifted(m_step, -1)) > m_budget * m_limits.relaxed) {
        m_relaxed_since = -1;
        return;
    }
    if (m_relaxed_since < 0) m_relaxed_since = now;
    if (now - m_relaxed_since < m_limits.return_after) return;
    m_step = shifted(m_step, -1);
    m_relaxed_since = -1;
}

std::map<std::uint64_t, TileChoice> Governor::decide(Nanos now, const std::vector<TileDemand>& demands,
                                                     Nanos queue) {
    moveStep(now, demands, queue);
    m_predicted = predict(now, demands, m_step);
    std::map<std::uint64_t, TileChoice> choices;
    for (const TileDemand& demand : demands) {
        const Memory* before = memoryOf(demand.tile);
        Memory after = before ? *before : Memory{{}, false, now - m_limits.hold};
        bool large = false;
        after.choice = choose(now, demand, m_step, before, large);
        if (before && large != before->large) after.changed = now;
        after.large = large;
        m_memory[demand.tile] = after;
        choices[demand.tile] = after.choice;
    }
    std::erase_if(m_memory, [&choices](const auto& known) { return !choices.contains(known.first); });
    return choices;
}

} // namespace shouwang::video
