#include "wall/wall_state.h"

#include <algorithm>

namespace shouwang::wall {

namespace {

bool worse(const OpenAlarm& a, const OpenAlarm& b) {
    const bool realA = a.mode == Mode::Real;
    const bool realB = b.mode == Mode::Real;
    if (realA != realB) return realA; // a real alarm breaks in above every exercise
    if (a.priority != b.priority) return a.priority < b.priority;
    if (a.raised != b.raised) return a.raised > b.raised;
    return a.alarm < b.alarm; // so that desk and wall agree
}

struct Reducer {
    WallState& state;

    OpenAlarm* find(const std::string& alarm) const {
        for (OpenAlarm& open : state.alarms)
            if (open.alarm == alarm) return &open;
        return nullptr;
    }

    void operator()(const Hello&) const {}
    void operator()(const Quit&) const {}
    void operator()(const SetSite& m) const { state.site = std::make_shared<const SetSite>(m); }
    void operator()(const SetSecrets& m) const { state.secrets = m.secrets; }
    void operator()(const SetScene& m) const {
        state.scene = m.scene;
        state.arranged = {};
        state.focus.clear();
    }
    void operator()(const Arrange& m) const { state.arranged = m.division.empty() ? Arrange{} : m; }
    void operator()(const OpenAlarm& m) const {
        std::erase_if(state.alarms, [&](const OpenAlarm& open) { return open.alarm == m.alarm; });
        state.alarms.insert(std::upper_bound(state.alarms.begin(), state.alarms.end(), m, worse), m);
        if (state.alarms.size() <= kOpenAlarmsLimit) return;
        state.alarms.pop_back();
        ++state.alarms_dropped;
    }
    void operator()(const AcknowledgeAlarm& m) const {
        if (OpenAlarm* open = find(m.alarm)) open->acknowledged = true;
    }
    void operator()(const CloseAlarm& m) const {
        std::erase_if(state.alarms, [&](const OpenAlarm& open) { return open.alarm == m.alarm; });
    }
    void operator()(const LookBack& m) const {
        if (m.seconds > 0)
            state.look_back[m.camera] = m.seconds;
        else
            state.look_back.erase(m.camera);
    }
    void operator()(const Focus& m) const { state.focus = m.camera; }
    void operator()(const Pin& m) const {
        const auto same = [&](const Pin& pin) { return pin.id == m.id; };
        if (std::any_of(state.pins.begin(), state.pins.end(), same)) return;
        state.pins.push_back(m);
        if (state.pins.size() > kPinsLimit) state.pins.erase(state.pins.begin());
    }
    void operator()(const Banner& m) const { state.banner = m; }
    void operator()(const Watermark& m) const { state.watermark = m.text; }
    void operator()(const Language& m) const { state.language = m.code; }
    void operator()(const ShowOn& m) const { state.screen = m.screen; }
    void operator()(const SetPreviews& m) const { state.previews = m.wishes; }
};

bool sameSite(const std::shared_ptr<const SetSite>& a, const std::shared_ptr<const SetSite>& b) {
    return a == b || (a && b && *a == *b);
}

} // namespace

bool WallState::drill() const {
    return banner.drill || std::any_of(alarms.begin(), alarms.end(),
                                       [](const OpenAlarm& open) { return open.mode == Mode::Drill; });
}

std::vector<const OpenAlarm*> WallState::alarmsShown() const {
    const bool real = std::any_of(alarms.begin(), alarms.end(),
                                  [](const OpenAlarm& open) { return open.mode == Mode::Real; });
    std::vector<const OpenAlarm*> shown;
    for (const OpenAlarm& open : alarms) {
        if (!real || open.mode == Mode::Real) shown.push_back(&open);
    }
    return shown;
}

bool operator==(const WallState& a, const WallState& b) {
    return sameSite(a.site, b.site) && a.secrets == b.secrets && a.scene == b.scene &&
           a.arranged == b.arranged && a.alarms == b.alarms && a.look_back == b.look_back &&
           a.focus == b.focus && a.pins == b.pins && a.banner == b.banner && a.watermark == b.watermark &&
           a.language == b.language && a.screen == b.screen && a.previews == b.previews &&
           a.alarms_dropped == b.alarms_dropped;
}

WallState reduce(WallState state, const Order& order) {
    std::visit(Reducer{state}, order);
    return state;
}

WallState forgetPin(WallState state, const std::string& pin, const std::string& camera) {
    for (Pin& open : state.pins)
        if (open.id == pin) std::erase(open.cameras, camera);
    std::erase_if(state.pins, [](const Pin& open) { return open.cameras.empty(); });
    return state;
}

std::vector<Order> ordersFor(const WallState& state) {
    std::vector<Order> orders{Language{state.language}};
    if (!state.screen.empty()) orders.emplace_back(ShowOn{state.screen});
    // Secrets before the site, so that no camera is tried without its password first.
    if (!state.secrets.empty()) orders.emplace_back(SetSecrets{state.secrets});
    if (state.site) orders.emplace_back(*state.site);
    if (!state.scene.empty()) orders.emplace_back(SetScene{state.scene});
    if (state.arranged != Arrange{}) orders.emplace_back(state.arranged);
    if (state.banner != Banner{}) orders.emplace_back(state.banner);
    if (!state.watermark.empty()) orders.emplace_back(Watermark{state.watermark});
    for (auto alarm = state.alarms.rbegin(); alarm != state.alarms.rend(); ++alarm)
        orders.emplace_back(*alarm);
    if (!state.focus.empty()) orders.emplace_back(Focus{state.focus});
    for (const auto& [camera, seconds] : state.look_back)
        orders.emplace_back(LookBack{camera, seconds});
    for (const Pin& pin : state.pins)
        orders.emplace_back(pin);
    if (!state.previews.empty()) orders.emplace_back(SetPreviews{state.previews});
    return orders;
}

} // namespace shouwang::wall
