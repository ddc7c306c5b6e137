// A folder, a ring of packets and the writer that makes clips of it.
#pragma once

#include "support/encode.h"
#include "video/recorder.h"

#include <QTemporaryDir>
#include <future>

namespace shouwang::video::test {

struct Studio {
    QTemporaryDir folder;
    SystemClock clock;
    std::shared_ptr<PacketRing> ring = std::make_shared<PacketRing>();
    ClipWriter writer{clock, 200 * kMillisecond};

    std::filesystem::path path(const char* name = "clip.mp4") const {
        return std::filesystem::path(folder.path().toStdString()) / name;
    }
    Nanos now() const { return clock.monotonic().count(); }
    ClipRequest request(Nanos from, Nanos until) const {
        ClipRequest made;
        made.camera = "Z31-2F-B03";
        made.from = from;
        made.until = until;
        made.utc_at_zero = clock.utc() - now() / 1000;
        made.path = path();
        return made;
    }
    Result<Clip> wait(const ClipRequest& request) {
        auto promise = std::make_shared<std::promise<Result<Clip>>>();
        auto future = promise->get_future();
        writer.start(request, ring,
                     [promise](ClipId, const Result<Clip>& clip) { promise->set_value(clip); });
        return future.get();
    }
    std::size_t files() const {
        std::size_t count = 0;
        for ([[maybe_unused]] const auto& entry :
             std::filesystem::directory_iterator(folder.path().toStdString()))
            ++count;
        return count;
    }
};

inline Recipe fourSeconds(Codec codec = Codec::H264) {
    Recipe made;
    made.codec = codec;
    made.pictures = 100;
    return made;
}

} // namespace shouwang::video::test
