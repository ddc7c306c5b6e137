// What a camera sends before its pictures: RTSP messages, interleaved packets and the session description.
#include "video/rtsp_message.h"
#include "video/sdp.h"

using namespace shouwang;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    (void)video::parseSdp(text);
    (void)video::parseRtspHead(text);
    (void)video::fromBase64(text);
    video::RtspFramer framer;
    std::size_t step = 1; // in pieces of growing size, as a network delivers it
    for (ByteView rest(data, size); !rest.empty(); step = step * 2 + 1) {
        const ByteView piece = rest.first(std::min(step, rest.size()));
        rest = rest.subspan(piece.size());
        framer.feed(piece);
        while (true) {
            const auto next = framer.next();
            if (!next) return 0;
            if (!*next) break;
        }
    }
    return 0;
}
