// A tour: the wall shows one stop after the other by itself, until somebody handles it. Pure values; times
// are monotonic microseconds of one clock.
#pragma once

#include "base/clock.h"

#include <optional>
#include <string>
#include <vector>

namespace shouwang::wall {

inline constexpr int kLeastDwell_s = 5;
inline constexpr int kMostDwell_s = 600;
inline constexpr std::size_t kMostStops = 64;

struct TourStop { ///< exactly one of them
    std::string site_scene;
    std::string saved;  ///< name of a saved scene
    std::string camera; ///< full on the wall
    bool operator==(const TourStop&) const = default;
};

struct TourPlan {
    std::vector<TourStop> stops;
    int dwell_s = 15;
    bool operator==(const TourPlan&) const = default;
};
/// At most kMostStops, each naming one thing, and a dwell between the bounds.
TourPlan bounded(TourPlan plan);

class Tour {
public:
    enum class Phase { Off, Running, Held, Paused };

    /// From the first stop, which is to be shown now. Nothing: the plan has no stop.
    std::optional<TourStop> start(TourPlan plan, Micros now);
    /// Somebody has handled the wall: it stands as it is until resume().
    void pause();
    /// On with the next stop, which is to be shown now.
    std::optional<TourStop> resume(Micros now);
    void stop() { m_phase = Phase::Off; }

    /// To be called at least once a second. The stop that is to be shown now, or nothing. While an alarm
    /// waits for an officer the wall is not changed under its pictures: the tour is held, and the present
    /// stop then gets its whole time again.
    std::optional<TourStop> tick(Micros now, bool alarmWaits);

    Phase phase() const { return m_phase; }
    bool isOn() const { return m_phase != Phase::Off; }
    const TourPlan& plan() const { return m_plan; }
    std::size_t at() const { return m_at; } ///< index of the stop that is shown
    /// Of the present stop, whole seconds rounded up; 0 unless it runs.
    int left_s(Micros now) const;

private:
    std::optional<TourStop> next(Micros now);

    TourPlan m_plan;
    Phase m_phase = Phase::Off;
    std::size_t m_at = 0;
    Micros m_since = 0;
};

} // namespace shouwang::wall
