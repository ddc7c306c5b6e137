// Whatever arrives from the network as a message of the sync protocol is a message or an error.
#include "sync/protocol.h"

using namespace shouwang;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const ByteView bytes(data + 1, size - 1);
    switch (data[0] % 6) {
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
    default:
        (void)sync::parseFeedQuery({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    }
    return 0;
}
