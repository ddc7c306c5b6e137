// A night in the ledger that touches every table of every room, always the same, for tests/data/rooms; and
// the rooms' tables as text.
#pragma once

#include "ledger/ledger.h"

#include <filesystem>

namespace shouwang::testing::frozen {

/// The station's rooms that have been released, with a small site in force for linkage. Whoever is called
/// "forger" signs wrongly.
ledger::Features rooms();

/// Writes the night into a new ledger there. False: a command was not decided as it should be.
bool writeNight(const std::filesystem::path& path);

/// How the rooms' tables and indexes are made and every row in them.
std::string tablesText(ledger::Database& tables, const ledger::Features& of = rooms());
/// The same of tables that are folded from the ledger's facts by this version of the rooms.
std::string tablesFromFacts(ledger::Ledger& ledger);

/// ledger.sql and tables.txt of the night, as this version writes them.
bool freeze(const std::filesystem::path& folder);

} // namespace shouwang::testing::frozen
