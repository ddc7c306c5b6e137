// Whatever arrives from the network as a message of the sync protocol is a message or an error.
#include "sync/seat.h"

#include <cstdlib>

using namespace shouwang;

namespace {

/// A restored station takes what seats have kept: what was understood is said again in the same bytes.
void recover(ByteView bytes) {
    const auto read = sync::decodeRecover(bytes);
    if (!read) return;
    const Bytes again = sync::encode(*read);
    const auto second = sync::decodeRecover(again);
    if (!second || sync::encode(*second) != again) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const ByteView bytes(data + 1, size - 1);
    switch (data[0] % 11) {
    case 0:
        (void)sync::decodeHello(bytes);
        break;
    case 1:
        (void)sync::decodePush(bytes);
        break;
    case 2:
        (void)sync::decodePushReply(bytes);
        break;
    case 3:
        (void)sync::decodeCursor(bytes);
        break;
    case 4:
        (void)sync::decodeFeedBatch(bytes);
        break;
    case 5:
        (void)sync::parseFeedQuery({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        break;
    case 6:
        recover(bytes);
        break;
    case 7:
        (void)sync::decodeRecoverReply(bytes);
        break;
    case 8:
        if (const auto history = sync::decodeHistory(bytes)) (void)sync::check(*history);
        break;
    case 9:
        (void)sync::parseHistoryQuery({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        break;
    default:
        (void)sync::versionAnswer(bytes);
    }
    return 0;
}
