// The words that an officer reads for the states of the link and of what was saved. Translated here and
// nowhere below. GUI thread.
#pragma once

#include "shell/ui/theme.h"
#include "sync/seat_status.h"

#include <QString>

namespace shouwang::sync {

QString stateWord(LinkState state);          ///< 已同步, 离线, ...
QString stateMark(LinkState state);          ///< ✓ ○ ! beside the word, so that colour is never alone
QString closedText(ledger::Trouble why);     ///< why the station takes nothing, and what to do
QString stateText(const SeatStatus& status); ///< one sentence: what it means for the work here
shell::Tone stateTone(LinkState state);

QString savingText(SavingState state); ///< one sentence, for a tooltip

/// What to do about a refusal of sync or of the ledger; the code itself for those of other rooms.
QString refusalWord(const std::string& code);

} // namespace shouwang::sync
