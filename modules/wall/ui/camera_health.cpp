#include "wall/ui/camera_health.h"

#include "wall/ui/no_picture.h"

namespace shouwang::wall {

namespace {

CameraHealth healthOf(const video::CameraStats& camera) {
    video::StreamCounters both = camera.sub_counters;
    both += camera.main_counters;
    const auto count = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
    CameraHealth health;
    health.camera = camera.camera;
    health.live = static_cast<Live>(camera.liveness.kind);
    health.reason = noPictureReason(camera.reason);
    health.last_error = noPictureReason(both.last_refusal);
    health.reconnects = count(both.reconnects);
    health.stalls = count(both.stalls);
    health.gaps = count(both.gaps);
    health.garbage = count(both.garbage + camera.corrupt);
    health.freezes = count(camera.freezes);
    health.resolution_changes = count(camera.resolution_changes);
    return health;
}

} // namespace

std::vector<CameraHealth> healthOf(const std::vector<video::CameraStats>& cameras) {
    std::vector<CameraHealth> all;
    for (const video::CameraStats& camera : cameras) {
        if (all.size() == kListLimit) break;
        all.push_back(healthOf(camera));
    }
    return all;
}

} // namespace shouwang::wall
