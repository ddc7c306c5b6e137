// A tar archive (POSIX ustar) in memory: what every machine can open. Plain files of one folder, mode 0600.
#pragma once

#include "base/bytes.h"

#include <string>
#include <vector>

namespace shouwang {

struct TarFile {
    std::string name; ///< 1 to 99 characters of ASCII, no leading '/', no ".."
    Bytes bytes;
};

/// `modified` in seconds since 1970. Refused: a name that does not fit.
Result<Bytes> tarOf(const std::vector<TarFile>& files, std::int64_t modified);

} // namespace shouwang
