#include "console/wall_director.h"

#include "wall/ui/wall_link.h"

#include <algorithm>

namespace shouwang::console {
namespace {

constexpr int kTick_ms = 250;
constexpr int kEntry_ms = 900; // between two digits of one number, as at the wall
constexpr std::size_t kMostPictures = 16;

const wall::SavedScene* named(const std::vector<wall::SavedScene>& scenes, const std::string& name) {
    const auto found = std::ranges::find(scenes, name, &wall::SavedScene::name);
    return found == scenes.end() ? nullptr : &*found;
}

} // namespace

WallDirector::WallDirector(wall::WallLink& link, const Clock& clock, Ports ports)
    : m_link(link)
    , m_clock(clock)
    , m_ports(std::move(ports)) {
    m_entryEnds.setSingleShot(true);
    m_entryEnds.setInterval(kEntry_ms);
    connect(&m_entryEnds, &QTimer::timeout, this, &WallDirector::typeEnter);
    m_tick.setInterval(kTick_ms);
    connect(&m_tick, &QTimer::timeout, this, &WallDirector::tick);
    connect(&link, &wall::WallLink::handled, this, &WallDirector::follow);
}

Micros WallDirector::now() const {
    return std::chrono::duration_cast<std::chrono::microseconds>(m_clock.monotonic()).count();
}

wall::Arrangement WallDirector::arrangement() const {
    const wall::WallState& state = m_link.state();
    if (!state.arranged.division.empty()) return {state.arranged.division, state.arranged.cameras};
    const auto site = m_ports.site();
    const site::Scene* scene = site->scene(state.scene);
    return scene != nullptr ? wall::arrangementOf(*scene) : wall::Arrangement{"1", {}};
}

wall::SceneChoice WallDirector::chosen() const {
    const bool stands = m_chosen.saved.empty() || named(m_ports.saved(), m_chosen.saved) != nullptr;
    return hasChosen() && stands ? m_chosen : wall::SceneChoice{m_link.state().scene, {}};
}

std::string WallDirector::alarmArea() const {
    const wall::WallState& state = m_link.state();
    if (!state.arranged.alarm_area.empty()) return state.arranged.alarm_area;
    const auto site = m_ports.site();
    const site::Scene* scene = site->scene(state.scene);
    return scene != nullptr ? scene->alarm_area : wall::kAlarmsRight;
}

// ---- scenes

bool WallDirector::show(const wall::SceneChoice& scene) {
    if (const wall::SavedScene* saved = named(m_ports.saved(), scene.saved)) {
        m_link.arrange({saved->arranged.division, saved->arranged.cameras, saved->alarm_area});
        m_link.focus({});
    } else if (m_ports.site()->scene(scene.site_scene) != nullptr) {
        m_link.setScene(QString::fromStdString(scene.site_scene));
    } else {
        return false;
    }
    m_chosen = scene;
    Q_EMIT chosenChanged();
    follow();
    return true;
}

bool WallDirector::showScene(const wall::SceneChoice& scene) {
    if (!show(scene)) return false;
    noteHand();
    return true;
}

void WallDirector::keepAs(const wall::SavedScene& scene) {
    m_link.arrange({scene.arranged.division, scene.arranged.cameras, scene.alarm_area});
    m_chosen = {{}, scene.name};
    noteHand();
    follow();
    Q_EMIT chosenChanged();
}

std::map<int, wall::SceneChoice> WallDirector::keys() const {
    const auto site = m_ports.site();
    return wall::sceneKeys(site->scenes, m_ports.saved());
}

bool WallDirector::showKey(int digit) {
    const auto scenes = keys();
    const auto wanted = scenes.find(digit);
    return wanted != scenes.end() && showScene(wanted->second);
}

// ---- by hand

void WallDirector::divide(std::string_view division) {
    const wall::Arrangement divided = wall::redivided(arrangement(), division);
    m_link.arrange({divided.division, divided.cameras, m_link.state().arranged.alarm_area});
    m_link.focus({}); // who wants to see all of them does not want one of them full
    noteHand();
    follow();
}

void WallDirector::openCamera(const QString& camera) {
    m_link.focus(camera);
    noteHand();
}

int WallDirector::openCameras(const QStringList& cameras) {
    if (cameras.isEmpty()) return 0;
    wall::Arrange order;
    for (const QString& camera : cameras.mid(0, static_cast<qsizetype>(kMostPictures)))
        order.cameras.push_back(camera.toStdString());
    order.division = wall::divisionFor(order.cameras.size());
    order.alarm_area = m_link.state().arranged.alarm_area;
    m_link.arrange(order);
    m_link.focus({});
    noteHand();
    follow();
    return static_cast<int>(order.cameras.size());
}

void WallDirector::focusNumber(int number) {
    const std::vector<std::string> cameras = arrangement().cameras;
    const auto index = static_cast<std::size_t>(number - 1);
    if (number > 0 && index < cameras.size()) openCamera(QString::fromStdString(cameras[index]));
}

void WallDirector::typeDigit(int digit) {
    if (digit == 0 && m_entry.typed() == 0) return openCamera({});
    const auto division = wall::divisionOf(arrangement().division);
    const auto number = m_entry.digit(digit, division ? static_cast<int>(division->cells.size()) : 0);
    if (m_entry.typed() > 0) {
        m_entryEnds.start();
    } else {
        m_entryEnds.stop();
    }
    Q_EMIT typedChanged();
    if (number) focusNumber(*number);
}

void WallDirector::typeEnter() {
    m_entryEnds.stop();
    const auto number = m_entry.enter();
    Q_EMIT typedChanged();
    if (number) focusNumber(*number);
}

void WallDirector::follow() {
    const wall::Arrangement now = arrangement();
    if (now == m_shown) return;
    m_shown = now;
    Q_EMIT arrangementChanged();
}

// ---- the tour

WallDirector::Handling WallDirector::handling() const {
    const wall::WallState& state = m_link.state();
    return {state.scene, state.arranged, state.focus, state.look_back};
}

bool WallDirector::alarmWaits() const {
    const auto& alarms = m_link.state().alarms;
    return std::ranges::any_of(alarms, [](const wall::OpenAlarm& alarm) { return !alarm.acknowledged; });
}

void WallDirector::noteHand() {
    if (m_tour.phase() == wall::Tour::Phase::Running || m_tour.phase() == wall::Tour::Phase::Held)
        pauseTour();
}

bool WallDirector::startTour(wall::TourPlan plan) {
    const auto first = m_tour.start(std::move(plan), now());
    if (!first) {
        stopTour();
        return false;
    }
    showStop(*first);
    m_tick.start();
    Q_EMIT tourChanged();
    return true;
}

void WallDirector::pauseTour() {
    m_tour.pause();
    m_tick.stop();
    Q_EMIT tourChanged();
}

void WallDirector::resumeTour() {
    const auto next = m_tour.resume(now());
    if (!next) return;
    showStop(*next);
    m_tick.start();
    Q_EMIT tourChanged();
}

void WallDirector::stopTour() {
    m_tour.stop();
    m_tick.stop();
    Q_EMIT tourChanged();
}

int WallDirector::tourLeft_s() const {
    return m_tour.left_s(now());
}

/// A stop that has been removed meanwhile leaves the wall as it is until the next one.
void WallDirector::showStop(const wall::TourStop& stop) {
    if (!stop.camera.empty()) {
        m_link.focus(QString::fromStdString(stop.camera));
    } else {
        show({stop.site_scene, stop.saved});
    }
    m_seen = handling();
}

void WallDirector::tick() {
    const int left = tourLeft_s();
    const wall::Tour::Phase phase = m_tour.phase();
    // Whoever has a hand on the wall need not know of the tour: it is the wall that has changed.
    if (handling() != m_seen) return pauseTour();
    if (const auto next = m_tour.tick(now(), alarmWaits())) showStop(*next);
    if (tourLeft_s() != left || m_tour.phase() != phase || m_tour.phase() == wall::Tour::Phase::Running)
        Q_EMIT tourChanged();
}

} // namespace shouwang::console
