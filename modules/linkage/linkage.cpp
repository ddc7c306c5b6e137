#include "linkage/linkage.h"

#include "alarms/alarms.h"
#include "evidence/evidence.h"

#include <algorithm>
#include <cmath>

namespace shouwang::linkage {

namespace {

std::vector<std::string> linked(const site::Site& site, const site::AlarmPoint& point, std::size_t limit) {
    std::vector<std::string> cameras;
    for (const std::string& id : point.cameras) {
        if (cameras.size() == limit) break;
        if (site.camera(id) && std::ranges::find(cameras, id) == cameras.end()) cameras.push_back(id);
    }
    return cameras;
}

std::vector<std::string> nearest(const site::Site& site, const site::Place& place, std::size_t limit) {
    std::vector<std::pair<double, const site::Camera*>> ranked;
    for (const site::Camera& camera : site.cameras) {
        const bool beside = camera.place.zone == place.zone && camera.place.floor == place.floor;
        if (!beside || camera.privacy == site::PrivacyClass::Talk) continue;
        ranked.emplace_back(std::hypot(camera.place.x_m - place.x_m, camera.place.y_m - place.y_m), &camera);
    }
    std::ranges::stable_sort(ranked, {}, &std::pair<double, const site::Camera*>::first);
    if (ranked.size() > limit) ranked.resize(limit);
    std::vector<std::string> cameras;
    cameras.reserve(ranked.size());
    for (const auto& [distance, camera] : ranked)
        cameras.push_back(camera->id);
    return cameras;
}

class LinkageFeature final : public ledger::Feature {
public:
    explicit LinkageFeature(std::shared_ptr<const site::Site> site)
        : m_site(std::move(site)) {}

    std::string name() const override { return "linkage"; }
    int version() const override { return 1; }
    void createTables(ledger::Database&) const override {}
    void dropTables(ledger::Database&) const override {}
    ledger::Decision decide(const ledger::View&, const ledger::Command& command) const override {
        return ledger::Decision::refuse("linkage.unknown_command", "linkage does not know " + command.kind);
    }
    void apply(ledger::Database&, const ledger::Fact&) const override {}
    std::vector<ledger::Command> react(const ledger::Fact& fact) const override {
        return linkage::react(*m_site, fact);
    }

private:
    const std::shared_ptr<const site::Site> m_site;
};

} // namespace

std::vector<std::string> camerasFor(const site::Site& site, const std::string& point, std::size_t limit) {
    const site::AlarmPoint* known = site.point(point);
    if (!known) return {};
    std::vector<std::string> cameras = linked(site, *known, limit);
    return cameras.empty() ? nearest(site, known->place, limit) : cameras;
}

std::optional<std::string> pointOf(const ledger::Fact& fact) {
    if (fact.kind != alarms::kind::kRaised) return std::nullopt;
    return ledger::field(fact.open, alarms::Field::Point).text();
}

std::vector<ledger::Command> react(const site::Site& site, const ledger::Fact& fact) {
    const std::optional<std::string> point = pointOf(fact);
    if (!point) return {};
    evidence::Pin pin{fact.entity, camerasFor(site, *point), fact.occurred - kBefore, fact.occurred + kAfter};
    if (pin.cameras.empty()) return {};
    return {evidence::requestPin(pin)};
}

std::shared_ptr<const ledger::Feature> makeFeature(std::shared_ptr<const site::Site> site) {
    return std::make_shared<LinkageFeature>(std::move(site));
}

} // namespace shouwang::linkage
