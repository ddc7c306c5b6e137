// Alarms for the tests of the panels, made by the real decide and evolve.
#pragma once

#include "../story.h"
#include "site/sample.h"

#include <QCoreApplication>
#include <QDir>
#include <QPixmap>
#include <QWidget>

namespace shouwang::alarms::test {

inline const site::Site& sampleSite() {
    static const site::Site site = site::sampleSite();
    return site;
}

inline ledger::Command raiseAt(const char* point, std::uint64_t counter, Micros at,
                               ledger::Mode mode = ledger::Mode::Real) {
    site::Signal signal = press(counter, point);
    signal.device_time = at;
    return raise(*sampleSite().point(point), signal, at, mode);
}

/// A shift's worth: a fresh panic button on top, others further on, one drill.
inline std::vector<State> sampleAlarms(Station& station, Micros now) {
    const auto& points = sampleSite().points;
    station.submit(raiseAt(site::kDemoButton, 1, now - 12 * kSecond));
    station.submit(raiseAt(site::kDemoFence, 1, now - 95 * kSecond));
    station.submit(raiseAt(site::kDemoFence, 2, now - 80 * kSecond));
    station.submit(raiseAt(points[2].id.c_str(), 1, now - 300 * kSecond));
    station.submit(raiseAt(points[1].id.c_str(), 1, now - 4000 * kSecond));
    for (const site::AlarmPoint& point : points) {
        if (point.kind == site::PointKind::Fire) {
            station.submit(raiseAt(point.id.c_str(), 1, now - 30 * kSecond, ledger::Mode::Drill));
            break;
        }
    }
    const Id fence = alarmId(press(1, site::kDemoFence));
    station.submit(by(acknowledge(fence, now - 70 * kSecond), "b-operator1"));
    const Id analytics = alarmId(press(1, points[2].id));
    station.submit(by(acknowledge(analytics, now - 200 * kSecond), "b-operator1"));
    station.submit(by(classify(analytics, Class::False, "wind", "", now - 100 * kSecond), "b-operator1"));
    std::vector<State> open;
    for (const auto& [id, state] : station.states) {
        if (state.isOpen()) open.push_back(state);
    }
    std::ranges::sort(open, standsBefore);
    return open;
}

/// Saves what the widget shows where SHOUWANG_SHOTS names a folder, for eyes to look at.
inline void shoot(QWidget& widget, const char* name) {
    const QString folder = qEnvironmentVariable("SHOUWANG_SHOTS");
    if (folder.isEmpty()) return;
    QCoreApplication::processEvents(); // layouts settle
    widget.grab().save(QDir(folder).filePath(QString::fromLatin1(name)));
}

} // namespace shouwang::alarms::test
