// Digest sign-on of cameras, each with its own user and password, and the failure "wrong password".
#pragma once

#include "simulator/rtsp/camera_table.h"

using GstRTSPAuth = struct _GstRTSPAuth;

namespace shouwang::simulator {

inline constexpr const char* kViewerRole = "viewer";

/// A new reference that the caller owns. `cameras` must outlive it.
GstRTSPAuth* newGuard(const CameraTable& cameras);

} // namespace shouwang::simulator
