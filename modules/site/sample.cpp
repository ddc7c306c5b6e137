#include "site/sample.h"

#include "site/sample_plan.h"
#include "site/site_file.h"

#include <algorithm>
#include <fmt/format.h>

namespace shouwang::site {

namespace {

using Ids = std::vector<std::string>;

constexpr std::uint64_t kPlanSeed = 7'000'003;

void addMissing(Ids& list, const Ids& more) {
    for (const std::string& id : more) {
        if (std::find(list.begin(), list.end(), id) == list.end()) list.push_back(id);
    }
}

/// What the demo touches comes first, so that a wall of nine already holds it.
Ids nightCameras() {
    return {"Z31-2F-值班室-B04", "Z31-2F-走廊北-B03", "G1-人行通道A门-Q01", "W-W07-热成像-T02",
            "F5-操场全景-P01",   "Z31-2F-走廊南-B01", "Z31-2F-楼梯口-B02",  "W-W07-围墙内-Q01",
            "W-W07-东北角-P03",  "F2-A-车间东-B01",   "F1-1F-餐厅东-B01",   "G1-车行通道A门-Q04",
            "F3-1F-门厅-B01",    "F4-1F-教室一-B02",  "Z60-2F-走廊东-B01",  "Z20-1F-走廊南-B02"};
}

Ids camerasOf(const Site& site, const std::string& zone, std::string_view kinds) {
    Ids ids;
    for (const Camera& camera : site.cameras) {
        if (camera.place.zone == zone && kinds.find(camera.kind) != kinds.npos) ids.push_back(camera.id);
    }
    return ids;
}

void addScenes(Site& site) {
    const Ids night = nightCameras();
    site.scenes.push_back({"night", "夜间值守", 4, 4, "right", night});
    site.scenes.push_back({"nine", "夜间值守九画面", 3, 3, "right", Ids(night.begin(), night.begin() + 9)});
    site.scenes.push_back({"perimeter", "周界", 4, 4, "right", camerasOf(site, "W", "QP")});
    site.scenes.push_back({"gates", "大门和缓冲区", 4, 3, "right", camerasOf(site, "G1", "QBSP")});
}

/// Cameras in the order in which they get a stream.
Ids streamingOrder(const Site& site) {
    Ids order;
    for (const Scene& scene : site.scenes)
        addMissing(order, scene.cameras);
    // Then evenly over the zones: every seventh, seven times, so that a few more show the whole facility.
    for (std::size_t start = 0; start < 7; ++start) {
        for (std::size_t i = start; i < site.cameras.size(); i += 7)
            addMissing(order, {site.cameras[i].id});
    }
    return order;
}

Ids demoCameras(const Site& site) {
    Ids demo;
    for (const char* id : {kDemoButton, kDemoFence}) {
        if (const AlarmPoint* point = site.point(id)) addMissing(demo, point->cameras);
    }
    return demo;
}

Ids streamingCameras(const Site& site, int wanted) {
    const Ids demo = demoCameras(site);
    Ids chosen;
    auto left = static_cast<std::size_t>(std::max(wanted, 0));
    left = left > demo.size() ? left - demo.size() : 0;
    for (const std::string& id : streamingOrder(site)) {
        const bool always = std::find(demo.begin(), demo.end(), id) != demo.end();
        if (always || left > 0) chosen.push_back(id);
        if (!always && left > 0) --left;
    }
    return chosen;
}

void connectStreams(Site& site, const SampleOptions& options) {
    const Ids chosen = streamingCameras(site, options.streamingCameras);
    for (std::size_t i = 0; i < site.cameras.size(); ++i) {
        Camera& camera = site.cameras[i];
        if (std::find(chosen.begin(), chosen.end(), camera.id) == chosen.end()) continue;
        camera.main_url = fmt::format("{}/cam/{:03}/main", options.rtspBase, i + 1);
        camera.sub_url = fmt::format("{}/cam/{:03}/sub", options.rtspBase, i + 1);
    }
    int side = 1;
    while (static_cast<std::size_t>(side) * static_cast<std::size_t>(side) < chosen.size())
        ++side;
    const Scene streaming{"streaming", "全部在线画面", side, side, "right", chosen};
    // The first scene is what a wall shows: all that streams. Sixteen are the night scene itself.
    const bool night = chosen == nightCameras();
    site.scenes.insert(night ? site.scenes.end() : site.scenes.begin(), streaming);
}

} // namespace

Site sampleSite(const SampleOptions& options) {
    SeededRandom random(options.seed);
    Site site;
    site.id = "990101";
    site.name = "岚江省青禾强制隔离戒毒所";
    site.short_name = "青禾所";
    site.synthetic = true;
    site.note = "合成数据：人物、地点、编号均为虚构，仅供演示和测试。";
    sample::addZones(site);
    // Random numbers of its own, so that drawing a plan changes neither names nor bearings.
    SeededRandom planRandom(options.seed + kPlanSeed);
    sample::addAreas(site, planRandom);
    sample::addCameras(site, random);
    sample::addPoints(site, random);
    sample::addDoors(site);
    sample::addPeople(site, random);
    sample::addProcedures(site);
    sample::addContacts(site);
    addScenes(site);
    connectStreams(site, options);
    if (const auto text = writeSite(site)) site.content_hash = sha256(view(*text));
    return site;
}

} // namespace shouwang::site
