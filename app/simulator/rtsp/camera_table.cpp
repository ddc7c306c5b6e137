#include "simulator/rtsp/camera_table.h"

#include "simulator/frame_code.h"
#include "site/secrets_file.h"

#include <algorithm>
#include <array>

namespace shouwang::simulator {

namespace {

struct Word {
    std::string_view word;
    PlaceId place;
};

constexpr std::array kWords{Word{"热成像", PlaceId::Thermal},
                            Word{"周界", PlaceId::Perimeter},
                            Word{"围墙", PlaceId::Perimeter},
                            Word{"AB门", PlaceId::Gate},
                            Word{"大门", PlaceId::Gate},
                            Word{"门卫", PlaceId::Gate},
                            Word{"缓冲", PlaceId::Gate},
                            Word{"车道", PlaceId::Gate},
                            Word{"车间", PlaceId::Workshop},
                            Word{"习艺", PlaceId::Workshop},
                            Word{"食堂", PlaceId::Canteen},
                            Word{"餐", PlaceId::Canteen},
                            Word{"探访", PlaceId::Visiting},
                            Word{"操场", PlaceId::Sports},
                            Word{"道路", PlaceId::Road},
                            Word{"路口", PlaceId::Road},
                            Word{"教室", PlaceId::Classroom},
                            Word{"教学", PlaceId::Classroom},
                            Word{"活动", PlaceId::Classroom},
                            Word{"谈话", PlaceId::Classroom},
                            Word{"宿舍", PlaceId::Dormitory},
                            Word{"寝室", PlaceId::Dormitory},
                            Word{"医", PlaceId::Clinic},
                            Word{"病", PlaceId::Clinic},
                            Word{"诊", PlaceId::Clinic},
                            Word{"院区", PlaceId::Yard},
                            Word{"院落", PlaceId::Yard},
                            Word{"广场", PlaceId::Yard},
                            Word{"走廊南", PlaceId::CorridorSouth},
                            Word{"走廊西", PlaceId::CorridorSouth},
                            Word{"走廊", PlaceId::Corridor},
                            Word{"楼梯", PlaceId::Dormitory},
                            Word{"值班", PlaceId::DutyRoom}};

} // namespace

PlaceId placeFor(const site::Camera& camera, std::size_t index, int places) {
    const auto fit = [&](PlaceId place) { return static_cast<PlaceId>(static_cast<int>(place) % places); };
    // The name of the spot says more than the zone's: a corridor of the clinic is a clinic corridor all the
    // same.
    if (camera.place.zone == "Z60" && camera.place.name.find("走廊") != std::string::npos)
        return fit(PlaceId::Clinic);
    for (const std::string* text : {&camera.place.name, &camera.name, &camera.id})
        for (const Word& word : kWords)
            if (text->find(word.word) != std::string::npos) return fit(word.place);
    return fit(allPlaces()[index % allPlaces().size()]);
}

std::string pathOf(const std::string& url) {
    const auto scheme = url.find("://");
    if (scheme == std::string::npos) return {};
    const auto slash = url.find('/', scheme + 3);
    return slash == std::string::npos ? std::string() : url.substr(slash);
}

CameraTable::CameraTable(const site::Site& site, const site::Secrets& secrets, int places, bool spread) {
    for (const site::Camera& camera : site.cameras) {
        if (camera.main_url.empty() && camera.sub_url.empty()) continue;
        auto state = std::make_unique<CameraState>();
        state->id = camera.id;
        state->mainPath = pathOf(camera.main_url);
        state->subPath = pathOf(camera.sub_url);
        state->place = placeFor(camera, m_cameras.size(), places);
        state->codec = camera.codec;
        if (const site::Secret* secret = site::secretFor(secrets, camera.id)) state->secret = *secret;
        if (spread) state->phaseMicros = static_cast<std::int64_t>(m_cameras.size()) * 13'000 % kFrameMicros;
        for (const std::string& path : {state->mainPath, state->subPath})
            if (!path.empty()) m_byPath[path] = state.get();
        m_cameras.push_back(std::move(state));
    }
}

CameraState* CameraTable::byId(const std::string& id) const {
    for (const auto& camera : m_cameras)
        if (camera->id == id) return camera.get();
    return nullptr;
}

CameraState* CameraTable::byPath(const std::string& path) const {
    const auto after = m_byPath.upper_bound(path);
    if (after == m_byPath.begin()) return nullptr;
    const auto& [known, camera] = *std::prev(after);
    const bool same = path.compare(0, known.size(), known) == 0 &&
                      (path.size() == known.size() || path[known.size()] == '/');
    return same ? camera : nullptr;
}

std::vector<ClipKey> CameraTable::clips() const {
    std::vector<ClipKey> keys;
    for (const Quality quality : {Quality::Sub, Quality::Main})
        for (const auto& camera : m_cameras) {
            const ClipKey key{camera->place, quality, camera->codec};
            if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
        }
    return keys;
}

} // namespace shouwang::simulator
