// How near the river of frames is to what the machine can do: our pool against bare libavcodec, the switch to
// a warm camera, the reduction, and a wall of live cameras.
#include "bench/video/bench_video.h"
#include "video/decode_pool.h"

#include <ctime>
#include <thread>

extern "C" {
#include <libswscale/swscale.h>
}

namespace shouwang::bench {

using namespace video;
using namespace video::test;

double secondsOf(Nanos span) {
    return static_cast<double>(span) / 1e9;
}

Nanos threadTime() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<Nanos>(time.tv_sec) * kSecond + time.tv_nsec;
}

// What nobody can beat: libavcodec alone, one thread, frames thrown away.
double bareFps(const std::vector<AccessUnit>& units) {
    Decoder decoder;
    (void)decoder.decode(units.at(0));
    const Nanos before = threadTime();
    for (const AccessUnit& unit : units)
        (void)decoder.decode(unit);
    return static_cast<double>(units.size()) / secondsOf(threadTime() - before);
}

namespace {

Recipe recipe(int width, int height, std::int64_t bits) {
    Recipe made;
    made.width = width;
    made.height = height;
    made.pictures = 150;
    made.group = 50;
    made.noise = true;
    made.bits_per_second = bits;
    return made;
}

// The way a tile gets its pictures: ring, pool, reduction to the tile, conversion, mailbox. Each picture is
// delivered on its own and taken before the next one, as a camera does; processor time is what the workers
// used for it.
double poolFps(const std::vector<AccessUnit>& units, TileSize tile) {
    const SystemClock clock;
    auto ring = std::make_shared<PacketRing>();
    DecodePool pool(clock, 1);
    auto slot = std::make_shared<ViewSlot>(tile, 0, 0, LivenessLimits{});
    slot->want(Stream::Main);
    const auto feed = pool.open(ring, Stream::Main);
    feed->attach(slot);
    std::uint64_t published = 0;
    for (AccessUnit unit : units) {
        unit.arrival = clock.monotonic().count();
        ring->push(unit);
        pool.wake(feed);
        while (slot->mailbox()->published() == published)
            std::this_thread::sleep_for(std::chrono::microseconds(50));
        published = slot->mailbox()->published();
        (void)slot->mailbox()->latest();
    }
    // The figures of a slice are entered after its picture was published.
    while (feed->stats().decoded < units.size())
        std::this_thread::sleep_for(std::chrono::microseconds(50));
    const FeedStats stats = feed->stats();
    pool.close(feed);
    return static_cast<double>(stats.decoded) / secondsOf(stats.busy);
}

void decodeRow(const std::string& row, const Recipe& of, TileSize tile, int rounds) {
    const auto units = asUnits(encode(of));
    std::vector<double> bare;
    std::vector<double> pool;
    for (int i = 0; i < rounds; ++i) { // in turns, so that a busy neighbour hits both
        bare.push_back(bareFps(units));
        pool.push_back(poolFps(units, tile));
    }
    const double ours = percentile(pool, 0.5);
    const double limit = percentile(bare, 0.5);
    print(row, merged({{{"tile_width_px", tile.width}},
                       spread("fps_per_core", pool),
                       {{"limit_fps_per_core", rounded(limit)},
                        {"ratio", rounded(limit / ours)},
                        {"peers", {peer("libavcodec alone", spread("fps_per_core", bare))}}}}));
}

// From show to the newest picture of a camera whose packets are in the ring, decoder opened anew, any phase
// of the group.
void warmRow(const std::string& row, const Recipe& of, TileSize tile) {
    const SystemClock clock;
    const auto units = asUnits(encode(of));
    DecodePool pool(clock, static_cast<int>(std::max(1u, std::thread::hardware_concurrency())));
    std::vector<double> first;
    std::vector<double> bare_ms;
    for (int i = 0; i < 24; ++i) {
        const std::size_t waiting =
            2 + static_cast<std::size_t>(i) * 2; // 2 to 48 packets since the key frame
        auto ring = std::make_shared<PacketRing>();
        Nanos newest = 0;
        const Nanos began = clock.monotonic().count() - static_cast<Nanos>(waiting) * 40 * kMillisecond;
        for (std::size_t k = 0; k < waiting; ++k) {
            AccessUnit unit = units[k];
            unit.arrival = newest = began + static_cast<Nanos>(k) * 40 * kMillisecond;
            ring->push(unit);
        }
        Decoder bare;
        const Nanos bare_began = clock.monotonic().count();
        for (std::size_t k = 0; k < waiting; ++k)
            (void)bare.decode(units[k]);
        bare_ms.push_back(static_cast<double>(clock.monotonic().count() - bare_began) / 1e6);
        auto slot = std::make_shared<ViewSlot>(tile, 0, 0, LivenessLimits{});
        const Nanos asked = clock.monotonic().count();
        slot->want(Stream::Main);
        const auto feed = pool.open(ring, Stream::Main);
        feed->attach(slot);
        pool.wake(feed);
        for (;;) {
            const auto latest = slot->mailbox()->latest();
            if (latest && latest->arrival == newest) break;
            std::this_thread::sleep_for(std::chrono::microseconds(100));
        }
        first.push_back(static_cast<double>(clock.monotonic().count() - asked) / 1e6);
        pool.close(feed);
    }
    const double limit = percentile(bare_ms, 0.5);
    print(row, merged({delays(first),
                       {{"p95_ms", rounded(percentile(first, 0.95))},
                        {"limit_p50_ms", rounded(limit)},
                        {"ratio", rounded(percentile(first, 0.5) / limit)},
                        {"peers", {peer("libavcodec alone", delays(bare_ms))}}}}));
}

std::vector<double> msEach(int rounds, const std::function<void()>& work) {
    std::vector<double> runs;
    for (int run = 0; run < 5; ++run) {
        const Nanos before = threadTime();
        for (int i = 0; i < rounds; ++i)
            work();
        runs.push_back(secondsOf(threadTime() - before) * 1000 / rounds);
    }
    return runs;
}

// 1080p to a tile of 480x270. The limit is to read the luma and chroma once.
void boxRow() {
    const auto units = asUnits(encode(recipe(1920, 1080, 4'000'000)));
    Decoder decoder;
    Reducer reducer;
    PicturePool pool;
    const auto frame = decoder.decode(units[0]);
    const AVFrame& decoded = **frame;
    const auto ours = msEach(50, [&] { (void)reducer.reduce(decoded, 4, pool); });
    const auto hash = msEach(50, [&] { (void)Reducer::hashOf(decoded); });
    Bytes copy(1920 * 1080);
    const auto read = msEach(50, [&] {
        for (int y = 0; y < 1080; ++y)
            std::memcpy(copy.data() + y * 1920, decoded.data[0] + y * decoded.linesize[0], 1920);
        for (int plane : {1, 2}) {
            for (int y = 0; y < 540; ++y)
                std::memcpy(copy.data() + y * 960, decoded.data[plane] + y * decoded.linesize[plane], 960);
        }
    });
    SwsContext* scaler = sws_getContext(1920, 1080, AV_PIX_FMT_YUV420P, 480, 270, AV_PIX_FMT_BGRA, SWS_AREA,
                                        nullptr, nullptr, nullptr);
    Bytes out(480 * 270 * 4);
    std::uint8_t* target[] = {out.data(), nullptr, nullptr, nullptr};
    const int stride[] = {480 * 4, 0, 0, 0};
    const auto scaled =
        msEach(50, [&] { sws_scale(scaler, decoded.data, decoded.linesize, 0, 1080, target, stride); });
    sws_freeContext(scaler);
    print("box_filter", merged({spread("reduce_ms", ours),
                                spread("content_hash_ms", hash),
                                {{"limit_reduce_ms", rounded(percentile(read, 0.5))},
                                 {"ratio", rounded(percentile(ours, 0.5) / percentile(read, 0.5))},
                                 {"peers",
                                  {peer("reading it once", spread("reduce_ms", read)),
                                   peer("swscale, area", spread("reduce_ms", scaled))}}}}));
}

Recipe inSmall(Recipe of, const Ask& ask) {
    if (ask.small) of.pictures = of.group;
    return of;
}

Group decodeGroup(const std::string& row, const Recipe& of, TileSize tile) {
    return {{row}, [=](const Ask& ask) { decodeRow(row, inSmall(of, ask), tile, ask.small ? 1 : 5); }};
}

Group warmGroup(const std::string& row, const Recipe& of, TileSize tile) {
    return {{row}, [=](const Ask& ask) { warmRow(row, inSmall(of, ask), tile); }};
}

} // namespace

} // namespace shouwang::bench

int main(int argc, char** argv) {
    using namespace shouwang::bench;
    const auto sub = recipe(640, 360, 512'000);
    const auto main = recipe(1920, 1080, 4'000'000);
    return runRows("video", {argv + 1, argv + argc},
                   {decodeGroup("decode_360p", sub, {480, 270}),
                    decodeGroup("decode_1080p", main, {480, 270}),
                    warmGroup("warm_first_picture_360p", sub, {480, 270}),
                    warmGroup("warm_first_picture_1080p", main, {960, 540}),
                    {{"box_filter"}, [](const Ask&) { boxRow(); }},
                    {{"live_wall"}, liveRow}});
}
