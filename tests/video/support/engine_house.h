// An engine between two cameras over TCP, main and sub stream of one.
#pragma once

#include "support/toy_camera.h"
#include "video/rtsp_receiver.h"
#include "video/video_engine.h"

namespace shouwang::video::test {

inline Recipe recipe(int width, int height, bool moving = true) {
    Recipe made;
    made.width = width;
    made.height = height;
    made.group = 10;
    made.pictures = 30;
    made.moving = moving;
    return made;
}

inline EngineOptions options() {
    EngineOptions made;
    made.main_linger = 200 * kMillisecond;
    made.budget_cores = 100; // the load of the machine that tests is no part of the test
    made.governor.queue = 1'000 * kSecond;
    return made;
}

struct House {
    SystemClock clock;
    SystemRandom random;
    ToyCamera main{encode(recipe(1280, 720))};
    ToyCamera sub{encode(recipe(320, 180))};
    std::unique_ptr<Receiver> receiver = std::make_unique<Receiver>(clock, random, limits());
    std::unique_ptr<VideoEngine> engine = std::make_unique<VideoEngine>(clock, *receiver, options());

    static ReceiverLimits limits() {
        ReceiverLimits made;
        made.stall = made.answer = 500 * kMillisecond;
        made.retry_least = 20 * kMillisecond;
        made.retry_most = 100 * kMillisecond;
        return made;
    }
    ~House() { engine.reset(); }
    void add(const std::string& id = "cam", Credentials credentials = {}) {
        const auto added = engine->addCamera({id, main.url(), sub.url(), std::move(credentials)});
        if (!added) throw std::runtime_error(added.error().text);
    }
    bool warm() const { return engine->status("cam").state == StreamState::Playing; }
    bool live(ViewId view) const { return engine->liveness(view).kind == Liveness::Kind::Live; }
};

} // namespace shouwang::video::test
