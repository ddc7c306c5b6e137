#include "wall/tables.h"

#include "base/log.h"

#include <algorithm>
#include <set>

namespace shouwang::wall {

namespace {

using ledger::Array;
using ledger::Map;
using ledger::Value;

enum Key : std::int64_t { Name = 1, DivisionKey, Cameras, AlarmArea, Digit, Actor, Seat, At };

Value toValue(const SavedScene& scene) {
    const auto& cameras = scene.arranged.cameras;
    return Map{{Name, scene.name},
               {DivisionKey, scene.arranged.division},
               {Cameras, Array(cameras.begin(), cameras.end())},
               {AlarmArea, scene.alarm_area},
               {Digit, scene.key},
               {Actor, scene.actor},
               {Seat, scene.seat},
               {At, scene.at}};
}

SavedScene sceneFrom(const Bytes& bytes) {
    const auto value = ledger::decode(bytes);
    if (!value) {
        log::error("wall", "a saved scene cannot be read: {}", value.error().text);
        return {};
    }
    const Map& map = value->map();
    SavedScene scene;
    scene.name = at(map, Name).text();
    scene.arranged.division = at(map, DivisionKey).text();
    for (const Value& camera : at(map, Cameras).array())
        scene.arranged.cameras.push_back(camera.text());
    scene.alarm_area = at(map, AlarmArea).text();
    scene.key = static_cast<int>(at(map, Digit).integer());
    scene.actor = at(map, Actor).text();
    scene.seat = at(map, Seat).id();
    scene.at = at(map, At).integer();
    return scene;
}

SavedScene load(ledger::Database& tables, const Id& id) {
    auto row = tables.prepare("SELECT state FROM wall_scene WHERE id=?");
    return row.bind(id).next() ? sceneFrom(row.bytes(0)) : SavedScene();
}

void save(ledger::Database& tables, const Id& id, const SavedScene& scene) {
    if (!scene.exists()) return tables.prepare("DELETE FROM wall_scene WHERE id=?").bind(id).run();
    tables.prepare("INSERT OR REPLACE INTO wall_scene VALUES(?, ?)")
        .bind(id)
        .bind(ByteView(ledger::encode(toValue(scene))))
        .run();
}

std::size_t countOf(const ledger::View& view) {
    auto row = view.tables().prepare("SELECT count(*) FROM wall_scene");
    return row.next() ? static_cast<std::size_t>(row.integer(0)) : 0;
}

class WallFeature final : public ledger::Feature {
public:
    std::string name() const override { return "wall"; }
    int version() const override { return 1; }
    void createTables(ledger::Database& tables) const override {
        tables.run("CREATE TABLE IF NOT EXISTS wall_scene(id BLOB PRIMARY KEY, state BLOB NOT NULL) STRICT;");
    }
    void dropTables(ledger::Database& tables) const override {
        tables.run("DROP TABLE IF EXISTS wall_scene;");
    }
    ledger::Decision decide(const ledger::View& view, const ledger::Command& command) const override {
        const SavedScene state =
            ledger::withOverlay(view, command.entity, load(view.tables(), command.entity), evolve);
        return wall::decide(state, countOf(view), command);
    }
    void apply(ledger::Database& tables, const ledger::Fact& fact) const override {
        if (fact.kind != kind::kSceneSaved && fact.kind != kind::kSceneRemoved) return;
        save(tables, fact.entity, evolve(load(tables, fact.entity), fact));
    }
    std::string rightFor(const ledger::Command&) const override { return "handle_alarms"; }
};

} // namespace

std::vector<SavedScene> savedScenes(const ledger::View& view) {
    std::map<Id, SavedScene> found;
    auto rows = view.tables().prepare("SELECT id, state FROM wall_scene");
    while (rows.next())
        found[rows.id(0)] = sceneFrom(rows.bytes(1));
    for (const ledger::Fact& fact : view.overlay()) {
        if (fact.kind == kind::kSceneSaved || fact.kind == kind::kSceneRemoved)
            found[fact.entity] = evolve(std::move(found[fact.entity]), fact);
    }
    std::vector<SavedScene> scenes;
    for (auto& [id, scene] : found)
        if (scene.exists()) scenes.push_back(std::move(scene));
    std::ranges::sort(scenes, {}, &SavedScene::name);
    return withOneKeyEach(std::move(scenes));
}

std::shared_ptr<const ledger::Feature> makeFeature() {
    return std::make_shared<WallFeature>();
}

} // namespace shouwang::wall
