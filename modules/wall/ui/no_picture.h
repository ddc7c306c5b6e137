// Why a camera has no picture: one rule and one set of words for the wall's tiles and the desk's previews.
// GUI thread.
#pragma once

#include "video/video_engine.h"
#include "wall/protocol.h"

#include <QString>

namespace shouwang::wall {

/// `unreachable` is what the site file says of the camera (None: it has a stream); the rest is the engine's
/// to know. None also while it has not been waited for long enough.
NoPicture noPictureReason(const video::VideoEngine& engine, const video::View& view, NoPicture unreachable);
NoPicture noPictureReason(video::Refusal refusal);

/// 未接入视频, 密码错误 ...; empty for None.
QString reasonWord(NoPicture reason);

/// What the site file alone decides: without a stream a camera is not lost, it was never there.
constexpr bool isPlanned(NoPicture reason) {
    return reason == NoPicture::NotConnected || reason == NoPicture::UnknownCamera;
}

} // namespace shouwang::wall
