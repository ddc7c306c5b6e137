// What a worker knows about the feed that it runs. Inner header of decode_pool.cpp and feed.cpp.
#pragma once

#include "video/decode_pool.h"

namespace shouwang::video {

struct Feed::Work {
    Decoder decoder;
    bool started = false;     // the cursor stands in front of a key frame
    bool waiting_key = false; // what comes before the next key frame is of no use
    bool fresh = false;       // a decoded picture has not been published yet
    std::uint64_t cursor = 0; // number of the last unit that was decoded or skipped
    Nanos began = 0;          // of the first catch-up
    Nanos last_publish = 0;
    std::int64_t rtp_timestamp = 0; // of the last unit that gave a picture
    std::uint64_t dropped = 0;
    std::uint64_t jumps = 0;
    std::uint64_t decoded = 0;

    void jumpTo(std::uint64_t number) { // the next unit will be the one after `number`
        dropped += number > cursor ? number - cursor : 0;
        cursor = number;
        ++jumps;
        decoder.flush();
    }
};

} // namespace shouwang::video
