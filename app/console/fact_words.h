// One fact as a sentence, in the words of the room that made it. GUI thread.
#pragma once

#include "attention/ui/words.h"
#include "reports/journal.h"

#include <QString>

namespace shouwang::console {

class Desk;

/// What the fact is about, as people call it: the alarm's title, the incident's number. Empty: nothing to
/// say.
QString factSubject(const ledger::View& view, const reports::Line& line, const attention::Names& names,
                    const Desk& desk);
/// 王立 · A 席 接警：值班室一键报警。原因：大风。 Pure. Persons in care by number only.
QString factSentence(const reports::Line& line, const QString& subject, const attention::Names& names);
/// 警情, 事件, 勤务 ...; the code itself for a room that has no word.
QString roomWord(std::string_view room);
/// Rooms that a timeline can be filtered by, as roomWord calls them.
std::span<const std::string_view> journalRooms();

} // namespace shouwang::console
