// What the engine knows of its cameras, as the wall tells the desk. Pure.
#pragma once

#include "video/video_engine.h"
#include "wall/protocol.h"

namespace shouwang::wall {

/// At most kListLimit of them.
std::vector<CameraHealth> healthOf(const std::vector<video::CameraStats>& cameras);

} // namespace shouwang::wall
