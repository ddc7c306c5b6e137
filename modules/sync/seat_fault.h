// Why a seat's file could not be opened, for the person who has to do something about it. Looks at the file
// anew and changes nothing.
#pragma once

#include "base/id.h"
#include "base/result.h"

#include <filesystem>

namespace shouwang::sync {

constexpr std::int64_t kSeatFileVersion = 2;

enum class SeatFault {
    Unreadable, ///< the disk, its rights or its room
    InUse,      ///< another program holds it
    Foreign,    ///< another program's file
    Newer,      ///< written by a newer version of this program
    OtherSeat,
    Damaged
};

/// `error`: of SeatStore::open(), or of who calls it; nobody has the file open here any more.
SeatFault faultOf(const std::filesystem::path& path, const Id& seat, const Error& error);

} // namespace shouwang::sync
