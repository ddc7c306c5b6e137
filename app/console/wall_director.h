// What an officer wants to see on the wall: scenes of the site file and saved ones, divisions, one camera,
// the cameras of a zone, numbers typed on the keypad, and a tour that goes on by itself until somebody
// handles the wall, here or there. Lives beside the wall's link, so that a window in another language finds
// it as it was. GUI thread.
#pragma once

#include "wall/saved_scene.h"
#include "wall/tour.h"
#include "wall/wall_state.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <map>

namespace shouwang::wall {
class WallLink;
}

namespace shouwang::console {

class WallDirector final : public QObject {
    Q_OBJECT

public:
    struct Ports {
        std::function<std::shared_ptr<const site::Site>()> site; ///< never null
        std::function<const std::vector<wall::SavedScene>&()> saved;
    };

    /// `link` and `clock` must outlive it.
    WallDirector(wall::WallLink& link, const Clock& clock, Ports ports);

    /// What stands on the wall when no camera is full.
    wall::Arrangement arrangement() const;
    /// The scene that was chosen last; what an officer made of it since is in arrangement().
    wall::SceneChoice chosen() const;
    std::string alarmArea() const;
    bool hasChosen() const {
        return m_chosen != wall::SceneChoice{};
    } ///< somebody has, since the desk started

    /// False: there is no such scene (any more), and nothing has changed.
    bool showScene(const wall::SceneChoice& scene);
    /// What stands on the wall has been saved so: it is that scene from now on.
    void keepAs(const wall::SavedScene& scene);
    /// By Ctrl and a digit from 1 to 9.
    bool showKey(int digit);
    std::map<int, wall::SceneChoice> keys() const;
    void divide(std::string_view division);
    void openCamera(const QString& camera); ///< full; empty: back
    /// In the smallest division that has room for them; how many are shown, at most 16.
    int openCameras(const QStringList& cameras);

    // Pictures have numbers as at the wall itself: the first is 1.
    void typeDigit(int digit); ///< 0 with nothing before it: back
    void typeEnter();
    int typed() const { return m_entry.typed(); } ///< 0: nothing

    /// False: the plan has no stop.
    bool startTour(wall::TourPlan plan);
    void pauseTour();
    void resumeTour();
    void stopTour();
    const wall::Tour& tour() const { return m_tour; }
    int tourLeft_s() const;

Q_SIGNALS:
    void arrangementChanged();
    void chosenChanged();
    void typedChanged();
    void tourChanged(); ///< also once a second while it runs

private:
    /// What a hand would change; two that differ: somebody has handled the wall.
    struct Handling {
        std::string scene;
        wall::Arrange arranged;
        std::string focus;
        std::map<std::string, int> look_back;
        bool operator==(const Handling&) const = default;
    };

    Micros now() const;
    Handling handling() const;
    bool show(const wall::SceneChoice& scene);
    void showStop(const wall::TourStop& stop);
    void focusNumber(int number);
    void follow();
    void tick();
    void noteHand();
    bool alarmWaits() const;

    wall::WallLink& m_link;
    const Clock& m_clock;
    const Ports m_ports;
    wall::SceneChoice m_chosen;
    wall::NumberEntry m_entry;
    QTimer m_entryEnds;
    wall::Tour m_tour;
    QTimer m_tick;
    Handling m_seen; // when the tour looked last
    wall::Arrangement m_shown;
};

} // namespace shouwang::console
