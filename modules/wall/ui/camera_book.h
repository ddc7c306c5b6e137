// The site as the wall needs it: which cameras the engine receives, what they are called, why one has no
// picture. The old site stays in force when a new one is refused. GUI thread.
#pragma once

#include "site/site_file.h"
#include "video/video_engine.h"
#include "wall/protocol.h"

#include <QString>
#include <QStringList>
#include <map>

namespace shouwang::wall {

class CameraBook {
public:
    /// The engine must outlive it.
    explicit CameraBook(video::VideoEngine& engine)
        : m_engine(engine) {}

    /// Cameras that did not change keep their warm rings.
    Result<void> setSite(const SetSite& order);
    void setSecrets(const std::vector<CameraSecret>& secrets);

    bool hasSite() const { return m_has_site; }
    const site::Site& site() const { return m_site; }
    /// None when the engine receives it.
    NoPicture reachable(const std::string& camera) const;
    /// Grows whenever the engine got other cameras: views of before are void.
    int generation(const std::string& camera) const;

    /// Z31-2F-B03: what is plain in the id of the camera, so that it can be spoken and typed.
    QString place(const std::string& camera) const;      ///< 康复巩固区三大队二层走廊北
    QString shortPlace(const std::string& camera) const; ///< 走廊北
    QString pointPlace(const std::string& point) const;
    bool wantsWatermark(const std::string& camera) const;

private:
    void feedEngine();
    video::CameraConfig configOf(const site::Camera& camera) const;

    video::VideoEngine& m_engine;
    site::Site m_site;
    site::Secrets m_secrets;
    std::map<std::string, video::CameraConfig> m_fed;
    std::map<std::string, int> m_generation;
    bool m_has_site = false;
};

/// What people call a camera, on desk and wall alike: Z31-2F-B03 of Z31-2F-走廊北-B03.
QString cameraNumber(const std::string& camera);

} // namespace shouwang::wall
