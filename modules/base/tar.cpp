#include "base/tar.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace shouwang {

namespace {

constexpr std::size_t kBlock = 512;
constexpr std::size_t kNameMost = 99;
// Where the fields of a header lie.
constexpr std::size_t kMode = 100;
constexpr std::size_t kUser = 108;
constexpr std::size_t kGroup = 116;
constexpr std::size_t kSize = 124;
constexpr std::size_t kModified = 136;
constexpr std::size_t kSum = 148;
constexpr std::size_t kType = 156;
constexpr std::size_t kMagic = 257;

void put(Bytes& header, std::size_t at, std::string_view text) {
    std::ranges::copy(text, header.begin() + static_cast<std::ptrdiff_t>(at));
}

Bytes headerOf(const TarFile& file, std::int64_t modified) {
    Bytes header(kBlock, 0);
    put(header, 0, file.name);
    put(header, kMode, "0000600");
    put(header, kUser, "0000000");
    put(header, kGroup, "0000000");
    put(header, kSize, fmt::format("{:011o}", file.bytes.size()));
    put(header, kModified, fmt::format("{:011o}", std::max<std::int64_t>(0, modified)));
    put(header, kSum, "        "); // counts as blanks in its own sum
    put(header, kType, "0");
    put(header, kMagic, std::string_view("ustar\00000", 8));
    const auto sum = std::accumulate(header.begin(), header.end(), 0U);
    put(header, kSum, std::string_view(fmt::format("{:06o}", sum)));
    header[kSum + 6] = 0;
    return header;
}

} // namespace

Result<Bytes> tarOf(const std::vector<TarFile>& files, std::int64_t modified) {
    Bytes out;
    for (const TarFile& file : files) {
        const bool ascii = std::ranges::all_of(file.name, [](char c) { return c > 0x20 && c < 0x7F; });
        if (file.name.empty() || file.name.size() > kNameMost || file.name.front() == '/' ||
            file.name.find("..") != std::string::npos || !ascii) {
            return fail(Next::Refused, "'" + file.name + "' is no name for a file in an archive");
        }
        const Bytes header = headerOf(file, modified);
        out.insert(out.end(), header.begin(), header.end());
        out.insert(out.end(), file.bytes.begin(), file.bytes.end());
        out.resize((out.size() + kBlock - 1) / kBlock * kBlock, 0);
    }
    out.resize(out.size() + 2 * kBlock, 0);
    return out;
}

} // namespace shouwang
