#include "simulator/site_life/scenario.h"

#include "base/random.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace shouwang::simulator {

namespace {

using nlohmann::json;
using site::PointKind;

struct KindName {
    PointKind kind;
    std::string_view name;
    double perDay;    ///< domain.md section 7
    double minutesUp; ///< how long it stays raised, on average
};
constexpr std::array kKinds{KindName{PointKind::Fence, "fence", 3, 0.5},
                            KindName{PointKind::Infrared, "infrared", 5, 0.2},
                            KindName{PointKind::Microwave, "microwave", 2, 0.2},
                            KindName{PointKind::Vibration, "vibration", 2, 0.3},
                            KindName{PointKind::Analytics, "analytics", 25, 0.5},
                            KindName{PointKind::Button, "button", 0.3, 3},
                            KindName{PointKind::Fire, "fire", 0.2, 4},
                            KindName{PointKind::Door, "door", 6, 0.7}};

Result<Rates> parseRates(const json& value, Rates base) {
    if (!value.is_object()) return fail(Next::Refused, "rates is an object");
    for (const auto& [name, rate] : value.items()) {
        const auto kind =
            std::find_if(kKinds.begin(), kKinds.end(), [&](const KindName& k) { return k.name == name; });
        if (kind == kKinds.end()) return fail(Next::Refused, fmt::format("rates: unknown kind '{}'", name));
        if (!rate.is_number() || rate.get<double>() < 0 || rate.get<double>() > 1e6)
            return fail(Next::Refused, fmt::format("rates: '{}' is a number a day from 0 to 1000000", name));
        base.perDay[kind->kind] = rate.get<double>();
    }
    return base;
}

std::string textOf(const json& step, const char* key) {
    const auto found = step.find(key);
    return found != step.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Result<Deed> parseRaise(const json& step, const site::Site& site, const std::string& word) {
    Raise raise{textOf(step, "point"), site::Signal::Kind::Raised, textOf(step, "detail")};
    if (!site.point(raise.point)) return fail(Next::Refused, fmt::format("no point '{}'", raise.point));
    if (word == "clear") raise.kind = site::Signal::Kind::Cleared;
    if (word == "fault") raise.kind = site::Signal::Kind::Fault;
    return raise;
}

Result<Deed> parseFailure(const json& step, const site::Site& site, const std::string& word) {
    if (word == "fail_camera" || word == "heal_camera") {
        const std::string camera = textOf(step, "camera");
        if (!site.camera(camera)) return fail(Next::Refused, fmt::format("no camera '{}'", camera));
        auto failure = cameraFailure(word == "heal_camera" ? "none" : textOf(step, "failure"));
        if (!failure) return tl::unexpected(failure.error());
        return FailCamera{camera, *failure};
    }
    const std::string device = textOf(step, "device");
    const auto known = std::any_of(site.points.begin(), site.points.end(),
                                   [&](const auto& p) { return p.device == device; });
    if (!known) return fail(Next::Refused, fmt::format("no device '{}'", device));
    auto failure = deviceFailure(word == "heal_device" ? "none" : textOf(step, "failure"));
    if (!failure) return tl::unexpected(failure.error());
    return FailDevice{device, *failure};
}

Result<Step> parseStep(const json& value, const site::Site& site) {
    if (!value.is_object() || !value.contains("at_s") || !value["at_s"].is_number() ||
        value["at_s"].get<double>() < 0)
        return fail(Next::Refused, "a step needs at_s, seconds from the start");
    Step step;
    step.at_s = value["at_s"].get<double>();
    const std::string word = textOf(value, "do");
    if (word == "rates") {
        auto rates = parseRates(value.value("rates", json()), {});
        if (!rates) return tl::unexpected(rates.error());
        step.rates = *rates;
        return step;
    }
    Result<Deed> deed = fail(Next::Refused, fmt::format("unknown do '{}'", word));
    if (word == "press" || word == "raise" || word == "clear" || word == "fault")
        deed = parseRaise(value, site, word);
    if (word.find("_camera") != std::string::npos || word.find("_device") != std::string::npos)
        deed = parseFailure(value, site, word);
    if (!deed) return tl::unexpected(deed.error());
    step.deed = *deed;
    return step;
}

/// The alarms of one kind between two times: exponential pauses, a point by chance, cleared some time later.
void background(std::vector<Event>& events, Random& random, const site::Site& site, const KindName& kind,
                double perDay, double from, double to) {
    std::vector<const site::AlarmPoint*> points;
    for (const auto& point : site.points)
        if (point.kind == kind.kind) points.push_back(&point);
    if (points.empty() || perDay <= 0) return;
    const double mean = 86400 / perDay;
    const auto pause = [&](double average) { return -std::log(1 - random.unit()) * average; };
    for (double at = from + pause(mean); at < to; at += pause(mean)) {
        const auto& point = *points[static_cast<std::size_t>(random.below(points.size()))];
        events.push_back({at, Raise{point.id, site::Signal::Kind::Raised, ""}});
        events.push_back({at + pause(kind.minutesUp * 60), Raise{point.id, site::Signal::Kind::Cleared, ""}});
    }
}

} // namespace

Rates ordinaryRates() {
    Rates rates;
    for (const KindName& kind : kKinds)
        rates.perDay[kind.kind] = kind.perDay;
    return rates;
}

Result<Scenario> parseScenario(ByteView bytes, const site::Site& site) {
    const json root = json::parse(bytes.begin(), bytes.end(), nullptr, false);
    if (!root.is_object()) return fail(Next::Refused, "a scenario is one JSON object");
    Scenario scenario;
    scenario.name = textOf(root, "name");
    if (const auto seed = root.find("seed"); seed != root.end() && seed->is_number_unsigned())
        scenario.seed = *seed;
    if (const auto length = root.find("length_s"); length != root.end() && length->is_number())
        scenario.length_s = *length;
    if (scenario.length_s <= 0 || scenario.length_s > 7 * 86400)
        return fail(Next::Refused, "length_s is at most seven days");
    if (root.contains("rates")) {
        auto rates = parseRates(root["rates"], ordinaryRates());
        if (!rates) return tl::unexpected(rates.error());
        scenario.rates = *rates;
    }
    const json steps = root.value("steps", json::array());
    if (!steps.is_array()) return fail(Next::Refused, "steps is a list");
    for (std::size_t i = 0; i < steps.size(); ++i) {
        auto step = parseStep(steps[i], site);
        if (!step) return fail(step.error().next, fmt::format("step {}: {}", i + 1, step.error().text));
        scenario.steps.push_back(std::move(*step));
    }
    std::stable_sort(scenario.steps.begin(), scenario.steps.end(),
                     [](const Step& a, const Step& b) { return a.at_s < b.at_s; });
    return scenario;
}

std::vector<Event> plan(const Scenario& scenario, const site::Site& site, std::uint64_t seed) {
    std::vector<Event> events;
    SeededRandom random(seed * 0x9e3779b97f4a7c15ull + scenario.seed);
    Rates rates = scenario.rates;
    double from = 0;
    const auto fill = [&](double to) {
        for (const KindName& kind : kKinds)
            background(events, random, site, kind, rates.perDay[kind.kind], from, to);
        from = to;
    };
    for (const Step& step : scenario.steps) {
        if (step.deed) events.push_back({step.at_s, *step.deed});
        if (!step.rates || step.at_s >= scenario.length_s) continue;
        fill(step.at_s);
        for (const auto& [kind, perDay] : step.rates->perDay)
            rates.perDay[kind] = perDay;
    }
    fill(scenario.length_s);
    std::stable_sort(events.begin(), events.end(),
                     [](const Event& a, const Event& b) { return a.at_s < b.at_s; });
    return events;
}

} // namespace shouwang::simulator
