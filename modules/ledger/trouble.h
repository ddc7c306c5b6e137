// Why a ledger cannot be opened, or may not be used, until a person has seen to it.
#pragma once

#include "base/result.h"

#include <cstdint>

namespace shouwang::ledger {

enum class Trouble : std::uint8_t {
    None = 0,    ///< something else: a disk that fails, a file that is locked, ...
    Damaged = 1, ///< bytes are wrong, or facts that were acknowledged are missing: put a backup in its place
    Foreign = 2, ///< another program's file, or another station's
    Newer = 3,   ///< written by a newer version of this program
    HalfRestored = 4, ///< a restore was broken off: run it again
    Missing = 5,      ///< there was one and its file is gone: a new one would silently take its place
};

// What the errors say by which troubleOf() knows them.
inline constexpr std::string_view kNotOurs = "this is not a file of ours";
inline constexpr std::string_view kAnotherStation = "the ledger belongs to another station";
inline constexpr std::string_view kNewerVersion = "the ledger was written by a newer version";
inline constexpr std::string_view kBrokenOff = "a restore was broken off";
inline constexpr std::string_view kGone = "the ledger is gone";

/// Of an error with which opening or proving a ledger ended.
Trouble troubleOf(const Error& error);
/// "damaged", "foreign", "newer", "half_restored", "missing"; empty: none.
std::string_view name(Trouble trouble);
/// What there is to do, in English, for the log and the terminal.
std::string_view advice(Trouble trouble);

} // namespace shouwang::ledger
