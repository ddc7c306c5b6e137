// A site file either has problems that name a line, or becomes a Site that is written and read back.
#include "site/site_file.h"

#include <cstdlib>

using namespace shouwang;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    const auto site = site::parseSite(bytes, "fuzz.json");
    if (site.has_value() != site::checkSite(bytes).empty()) std::abort();
    if (!site) return 0;
    const auto text = site::writeSite(*site);
    if (!text || !site::parseSite(view(*text), "again.json")) std::abort();
    return 0;
}
