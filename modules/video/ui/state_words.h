// The words for whether a picture may be believed, the same on desk and wall.
#pragma once

#include "video/liveness.h"

#include <QString>

namespace shouwang::video {

QString stateWord(Liveness::Kind kind); ///< 实时 延迟 丢失 等待
/// The word, with the age where the picture is not live: 延迟 3 秒.
QString stateText(const Liveness& liveness);
/// As short as it goes, for a small tile: ✓, ◆ 3 秒, ▲ 12 秒, …
QString stateSign(const Liveness& liveness);

} // namespace shouwang::video
