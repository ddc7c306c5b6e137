// What an officer reads of the clips of an alarm: one row a file, and one for each camera whose file is still
// to come or never came. Pure, apart from translating.
#pragma once

#include "evidence/evidence.h"
#include "shell/ui/theme.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace shouwang::evidence {

enum class ClipState { Sealed, Incomplete, Running, Missing };

struct ClipRow {
    ClipState state = ClipState::Sealed;
    QString camera;
    QString span; ///< from - to, stream and size; empty without a file
    QString file;
    QString hash; ///< all of it; the list shows its beginning
    QString seat;
    QString gap; ///< English, for the log and the tool tip
    bool operator==(const ClipRow&) const = default;
};

struct ClipNames {
    std::function<QString(const std::string&)> camera;
    std::function<QString(const Id&)> seat;
};

/// A seat's wall is given so long after the end of the pin to write and seal its file.
inline constexpr Micros kSealGrace = 60'000'000;

/// By camera, as the pin lists them; clips of other cameras behind.
std::vector<ClipRow> clipRows(const std::optional<Pin>& pin, const std::vector<Clip>& clips, Micros now,
                              const ClipNames& names);

QString clipStateWord(ClipState state); ///< with its mark: ✓ 已封存, ◆ 不完整, … 录制中, ▲ 没有保存
shell::Tone clipStateTone(ClipState state);

} // namespace shouwang::evidence
