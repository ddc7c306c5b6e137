// Writes the emergency sheet every hour, as PDF and as text, and keeps the newest ones. What goes wrong stays
// known until a sheet was written again. GUI thread; the disk is met on a thread of its own.
#pragma once

#include "console/emergency_sheet.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <filesystem>
#include <functional>
#include <optional>

namespace shouwang::console {

struct EmergencyState {
    std::optional<Micros> written; ///< when the newest one was made; none: none since the start
    QString file;                  ///< of the newest one, the text
    QString fault;                 ///< what went wrong at the last try, for people; empty: nothing
    std::string details;           ///< English
    bool operator==(const EmergencyState&) const = default;
};

class EmergencyKeeper final : public QObject {
    Q_OBJECT

public:
    struct Options {
        std::filesystem::path folder; ///< made when it is missing; empty: nothing is written
        std::size_t keep = 48;        ///< sheets; the oldest go first
    };
    using Make = std::function<shell::Paper()>;
    EmergencyKeeper(Options options, const Clock& clock, Make make, QObject* parent = nullptr);
    ~EmergencyKeeper() override;

    /// Writes when another hour has begun since the last try that worked; asked by a timer.
    void look();
    void writeNow(); ///< also within the hour: takes the place of that hour's sheet
    const EmergencyState& state() const { return m_state; }

Q_SIGNALS:
    void changed();

private:
    void take(Micros made, const Result<std::filesystem::path>& file);

    const Options m_options;
    const Clock& m_clock;
    const Make m_make;
    EmergencyState m_state;
    bool m_busy = false;
    QTimer m_timer;
    QThreadPool m_pool;
};

/// Writes both files whole under the name of their hour and lets the oldest go. Returns the text file. Any
/// thread with a QGuiApplication.
Result<std::filesystem::path> writeSheet(const shell::Paper& paper, const std::filesystem::path& folder,
                                         Micros now, std::size_t keep);

} // namespace shouwang::console
