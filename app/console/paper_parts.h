// What the papers of this desk share: times with their date, and where the ledger stood. Pure; GUI thread (it
// translates).
#pragma once

#include "base/clock.h"
#include "shell/ui/paper.h"
#include "site/site.h"
#include "sync/protocol.h"

namespace shouwang::console {

/// On paper the date always stands there: who reads it does not know when "today" was.
QString paperTime(Micros at);
inline QString fromUtf8(const std::string& text) {
    return QString::fromStdString(text);
}
/// The name, or the code of one that the site does not have any more.
QString zoneName(const site::Site& site, const std::string& code);
QString postName(const site::Site& site, const std::string& id);
/// `waiting`: commands of this seat that the station has not decided.
shell::PaperPart ledgerPart(const sync::Cursor& ledger, std::size_t waiting);
/// 20261122-210407, for the name of a file.
QString fileTime(Micros at);
/// It comes from a fact: what is not a letter or a digit does not become part of a path.
QString fileWord(const QString& text);

} // namespace shouwang::console
