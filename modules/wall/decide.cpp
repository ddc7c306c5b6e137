#include "wall/saved_scene.h"

#include <algorithm>

namespace shouwang::wall {

namespace {

SavedScene sceneFrom(const ledger::Map& open) {
    SavedScene scene;
    scene.name = ledger::field(open, Field::Name).text();
    scene.arranged.division = ledger::field(open, Field::Division).text();
    for (const ledger::Value& camera : ledger::field(open, Field::Cameras).array())
        scene.arranged.cameras.push_back(camera.text());
    scene.alarm_area = ledger::field(open, Field::AlarmArea).text();
    const std::int64_t key = ledger::field(open, Field::Key).integer();
    scene.key = key >= 0 && key <= kSceneKeys ? static_cast<int>(key) : -1;
    return scene;
}

bool isControl(char character) {
    return static_cast<unsigned char>(character) < 0x20 || character == 0x7f;
}

ledger::Decision decideSave(const SavedScene& state, std::size_t count, const ledger::Command& command) {
    const SavedScene wanted = sceneFrom(command.open);
    if (const auto problems = problemsOf(wanted); !problems.empty())
        return ledger::Decision::refuse(problems.front(),
                                        "the scene '" + wanted.name + "' cannot be saved so");
    if (command.entity != sceneEntity(wanted.name))
        return ledger::Decision::refuse(code::kNameWrong, "the order is about a scene of another name");
    if (!state.exists() && count >= kMostScenes)
        return ledger::Decision::refuse(code::kTooManyScenes, "there are as many scenes as there may be");
    const bool same =
        state.arranged == wanted.arranged && state.alarm_area == wanted.alarm_area && state.key == wanted.key;
    if (state.exists() && same && state.key == 0) return ledger::Decision::noOp();
    ledger::Draft draft;
    draft.kind = kind::kSceneSaved;
    draft.entity = command.entity;
    draft.open = command.open;
    return ledger::Decision::one(std::move(draft));
}

ledger::Decision decideRemove(const SavedScene& state, const ledger::Command& command) {
    if (!state.exists()) return ledger::Decision::refuse(code::kNoSuchScene, "no scene is called so");
    ledger::Draft draft;
    draft.kind = kind::kSceneRemoved;
    draft.entity = command.entity;
    draft.open = {{static_cast<std::int64_t>(Field::Name), ledger::Value(state.name)}};
    return ledger::Decision::one(std::move(draft));
}

} // namespace

bool isSceneName(std::string_view text) {
    if (text.empty() || text.size() > kNameBytes || !ledger::isUtf8(text)) return false;
    return text.front() != ' ' && text.back() != ' ' && std::ranges::none_of(text, isControl);
}

bool isAlarmArea(std::string_view text) {
    return text == kAlarmsRight || text == kAlarmsScreen;
}

Id sceneEntity(std::string_view name) {
    return Id::fromParts({"wall.scene", name});
}

std::vector<std::string> problemsOf(const SavedScene& scene) {
    const auto& cameras = scene.arranged.cameras;
    const auto isWrong = [](const std::string& camera) {
        return camera.size() > kCameraBytes || std::ranges::any_of(camera, isControl);
    };
    std::vector<std::string> problems;
    if (!isSceneName(scene.name)) problems.emplace_back(code::kNameWrong);
    if (!divisionOf(scene.arranged.division)) problems.emplace_back(code::kDivisionUnknown);
    if (cameras.size() > kMostArranged || std::ranges::any_of(cameras, isWrong))
        problems.emplace_back(code::kCamerasWrong);
    if (std::ranges::all_of(cameras, &std::string::empty)) problems.emplace_back(code::kSceneEmpty);
    if (!isAlarmArea(scene.alarm_area)) problems.emplace_back(code::kAlarmAreaUnknown);
    if (scene.key < 0 || scene.key > kSceneKeys) problems.emplace_back(code::kKeyUnknown);
    return problems;
}

ledger::Command saveScene(const SavedScene& scene) {
    ledger::Command command;
    command.kind = "wall.save_scene";
    command.nature = ledger::Nature::Order;
    command.entity = sceneEntity(scene.name);
    const auto set = [&command](Field field, ledger::Value value) {
        command.open.emplace(static_cast<std::int64_t>(field), std::move(value));
    };
    set(Field::Name, scene.name);
    set(Field::Division, scene.arranged.division);
    set(Field::Cameras, ledger::Array(scene.arranged.cameras.begin(), scene.arranged.cameras.end()));
    set(Field::AlarmArea, scene.alarm_area);
    set(Field::Key, scene.key);
    return command;
}

ledger::Command removeScene(const std::string& name) {
    ledger::Command command;
    command.kind = "wall.remove_scene";
    command.nature = ledger::Nature::Order;
    command.entity = sceneEntity(name);
    command.open = {{static_cast<std::int64_t>(Field::Name), ledger::Value(name)}};
    return command;
}

ledger::Decision decide(const SavedScene& state, std::size_t count, const ledger::Command& command) {
    if (command.kind == "wall.save_scene") return decideSave(state, count, command);
    if (command.kind == "wall.remove_scene") return decideRemove(state, command);
    return ledger::Decision::refuse(code::kUnknownCommand, "wall does not know " + command.kind);
}

} // namespace shouwang::wall
