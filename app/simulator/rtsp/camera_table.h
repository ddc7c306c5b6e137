// The cameras that stream, what each of them shows, and what is wrong with each. Shared by the control
// socket, the pacer and the RTSP server.
#pragma once

#include "simulator/clip/clip.h"
#include "simulator/failures.h"
#include "site/site.h"

#include <atomic>
#include <map>
#include <memory>

namespace shouwang::simulator {

struct CameraState {
    std::string id;
    std::string mainPath; ///< /cam/001/main
    std::string subPath;
    PlaceId place = PlaceId::Corridor;
    site::Codec codec = site::Codec::H264;
    site::Secret secret;
    std::int64_t phaseMicros = 0; ///< how much later than a frame's time it takes its picture
    std::atomic<CameraFailure> failure{CameraFailure::None}; ///< any thread
    std::atomic<int> clients{0};                             ///< any thread
};

/// Which place fits a camera, by its name and zone; the rest is spread evenly.
PlaceId placeFor(const site::Camera& camera, std::size_t index, int places);

/// What follows the host in an RTSP URL: /cam/001/main. Empty where there is none.
std::string pathOf(const std::string& url);

class CameraTable {
public:
    /// Takes the cameras that have a URL. `spread`: cameras take their pictures at different moments of the
    /// 40 ms.
    CameraTable(const site::Site& site, const site::Secrets& secrets, int places, bool spread);

    const std::vector<std::unique_ptr<CameraState>>& all() const { return m_cameras; }
    CameraState* byId(const std::string& id) const;
    /// Also finds /cam/001/main/stream=0.
    CameraState* byPath(const std::string& path) const;
    /// The clips of these cameras, most wanted first.
    std::vector<ClipKey> clips() const;

private:
    std::vector<std::unique_ptr<CameraState>> m_cameras;
    std::map<std::string, CameraState*> m_byPath;
};

} // namespace shouwang::simulator
