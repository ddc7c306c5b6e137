// A file of persons in care becomes reports of the administrator. Any thread, but for what asks a view.
#pragma once

#include "ledger/feature.h"
#include "site/site.h"

namespace shouwang::server {

/// One report a person, each identified by the file's content and its row, so that whatever was interrupted
/// is finished by importing the same file again. Refused: one line a problem, with file, line and reason.
Result<std::vector<ledger::Command>> personCommands(const Id& station, ByteView file, const std::string& name,
                                                    const site::Site& site, Micros now);

/// Takes out those whose number is in the register already, or was: an import only adds. Returns how many.
std::size_t dropKnown(const ledger::View& view, std::vector<ledger::Command>& commands);

} // namespace shouwang::server
