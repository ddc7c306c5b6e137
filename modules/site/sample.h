// The synthetic facility 岚江省青禾强制隔离戒毒所 (domain.md section 7): no real person and no real place.
#pragma once

#include "site/site.h"

namespace shouwang::site {

struct SampleOptions {
    std::uint64_t seed = 1; ///< names, bearings, codecs and bypassed points; ids never depend on it
    std::string rtspBase = "rtsp://127.0.0.1:8554";
    /// Cameras with a URL; those linked to the demo points always have one. The first scene shows them all.
    int streamingCameras = 16;
};

/// The same options give the same Site. Every camera's stream is <rtspBase>/cam/<NNN>/main and .../sub, NNN
/// being its place in the list of cameras counted from 001.
Site sampleSite(const SampleOptions& options = {});

/// Points that the played night uses: the panic button and the fence section.
inline constexpr const char* kDemoButton = "AL-BTN-Z31-2F-值班室";
inline constexpr const char* kDemoFence = "AL-FENCE-W07";

} // namespace shouwang::site
