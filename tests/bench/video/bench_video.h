// What the rows of the video bench share.
#pragma once

#include "bench/rows.h"
#include "video/support/encode.h"

namespace shouwang::bench {

double secondsOf(video::Nanos span);
video::Nanos threadTime(); ///< processor time of this thread

/// Pictures a second that libavcodec alone decodes on one core.
double bareFps(const std::vector<video::AccessUnit>& units);

/// `live_wall`: cameras of the simulator, a program of its own, over RTSP into tiles.
void liveRow(const Ask& ask);

} // namespace shouwang::bench
