// Whatever is read as a value has exactly one spelling; facts, commands and verdicts never crash their
// readers.
#include "ledger/ledger.h"

#include <cstdlib>

using namespace shouwang;
using namespace shouwang::ledger;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    const auto value = decode(bytes);
    if (!value) return 0;
    if (encode(*value) != toBytes(bytes)) std::abort();
    (void)Verdict::from(*value);
    (void)CommandId::from(*value);
    if (const auto fact = decodeFact(bytes)) (void)encode(*fact);
    if (const auto command = decodeCommand(bytes)) (void)payloadHash(*command);
    return 0;
}
