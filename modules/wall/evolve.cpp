#include "wall/saved_scene.h"

#include <algorithm>
#include <set>

namespace shouwang::wall {

SavedScene evolve(SavedScene state, const ledger::Fact& fact) {
    if (fact.kind == kind::kSceneRemoved) return {};
    if (fact.kind != kind::kSceneSaved) return state;
    state = {};
    state.name = ledger::field(fact.open, Field::Name).text();
    state.arranged.division = ledger::field(fact.open, Field::Division).text();
    for (const ledger::Value& camera : ledger::field(fact.open, Field::Cameras).array())
        state.arranged.cameras.push_back(camera.text());
    state.alarm_area = ledger::field(fact.open, Field::AlarmArea).text();
    state.key = static_cast<int>(ledger::field(fact.open, Field::Key).integer());
    state.actor = fact.actor;
    state.seat = fact.seat;
    state.at = fact.occurred;
    return state;
}

std::vector<SavedScene> withOneKeyEach(std::vector<SavedScene> scenes) {
    std::map<int, const SavedScene*> owners;
    for (const SavedScene& scene : scenes) {
        const SavedScene*& owner = owners[scene.key];
        const auto later = [](const SavedScene& one, const SavedScene& other) {
            return std::tie(one.at, one.name) > std::tie(other.at, other.name);
        };
        if (owner == nullptr || later(scene, *owner)) owner = &scene;
    }
    for (SavedScene& scene : scenes)
        if (owners[scene.key] != &scene) scene.key = 0;
    return scenes;
}

std::map<int, SceneChoice> sceneKeys(std::span<const site::Scene> ofSite, std::span<const SavedScene> saved) {
    std::map<int, SceneChoice> keys;
    for (const SavedScene& scene : withOneKeyEach({saved.begin(), saved.end()}))
        if (scene.key > 0) keys[scene.key] = {{}, scene.name};
    int digit = 1;
    for (const site::Scene& scene : ofSite) {
        while (keys.contains(digit))
            ++digit;
        if (digit > kSceneKeys) break;
        keys[digit] = {scene.id, {}};
    }
    return keys;
}

} // namespace shouwang::wall
