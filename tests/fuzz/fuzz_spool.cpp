// A spool file after a crash or on a dying disk. The checksums of the input are put right first, because no
// mutation hits one. What is found lies in the file, in order, and is found again when it is written anew.
#include "devices/spool_format.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

using namespace shouwang;
using namespace shouwang::devices::spool_format;

namespace {

/// As spool_format.h says: what follows the checksum, but the mark.
void mendChecksums(Bytes& file) {
    for (std::size_t at = kFirst; at + kHead <= file.size();) {
        std::uint32_t size = 0;
        std::memcpy(&size, file.data() + at, sizeof size);
        if (size < kHead || size > file.size() - at) return;
        const ByteView record = ByteView(file).subspan(at, size);
        const std::uint32_t sum = crc32(record.subspan(kHead), crc32(record.subspan(8, kMarkAt - 8)));
        std::memcpy(file.data() + at + 4, &sum, sizeof sum);
        at += size;
    }
}

void check(ByteView file) {
    const Scan scanned = scan(file);
    if (scanned.end > std::max(file.size(), kFirst) || (scanned.torn && scanned.damaged)) std::abort();
    Bytes again = toBytes(view(kMagic));
    again.resize(kFirst);
    std::size_t behind = kFirst;
    std::uint64_t last = 0;
    for (const Found& found : scanned.found) {
        if (found.offset < behind || found.size > file.size() - found.offset) std::abort();
        if (found.record.number <= last) std::abort();
        behind = found.offset + found.size;
        last = found.record.number;
        const Bytes record = encode(found.record);
        again.insert(again.end(), record.begin(), record.end() - static_cast<std::ptrdiff_t>(kEndMark));
    }
    again.resize(again.size() + kEndMark);
    const Scan twice = scan(again);
    if (twice.found.size() != scanned.found.size() || twice.torn || twice.damaged) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Bytes file(data, data + size);
    check(file);
    mendChecksums(file);
    check(file);
    return 0;
}
