// The mark beside what an officer has done: a thin ring (saved here), a filled dot (at the station), an
// exclamation (needs attention). Its word stands beside it or in its tooltip. GUI thread.
#pragma once

#include "sync/seat_status.h"

#include <QIcon>

namespace shouwang::shell {
class Theme;
}

namespace shouwang::sync {

/// 16 px.
QIcon savingIcon(SavingState state, const shell::Theme& theme);

} // namespace shouwang::sync
