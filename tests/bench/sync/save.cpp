// From the click to "saved" while 200 facts a second come in from the station.
#include "bench/sync/support.h"

#include <thread>

namespace shouwang::bench {

namespace {

constexpr auto kFeedPause = std::chrono::milliseconds(5); // 200 a second

} // namespace

void saveRow(std::size_t clicks) {
    House house("save");
    const testing::Seat desk = house.addSeat('A');
    const testing::Seat busy = house.addSeat('B');
    if (!house.start()) return printVoid("save", "the station does not start");
    std::atomic<std::uint64_t> received{0};
    sync::SeatService::Callbacks callbacks;
    callbacks.onFacts = [&](const std::vector<ledger::Fact>& facts, bool provisional) {
        if (!provisional) received += facts.size();
    };
    auto seat = house.openSeat(desk, true, std::move(callbacks));
    auto feeder = house.openSeat(busy, true);
    if (!waitFor([&] { return live(*seat) && live(*feeder); }, std::chrono::seconds(30)))
        return printVoid("save", "the seats do not come live");
    std::atomic<bool> stop{false};
    std::thread feed([&] {
        auto next = Steady::now();
        for (std::uint64_t i = 0; !stop; ++i) {
            feeder->submit(fill(1'000'000 + i % 5000, i), {});
            next += kFeedPause;
            std::this_thread::sleep_until(next);
        }
    });
    std::vector<double> milliseconds;
    const auto begun = Steady::now();
    const std::uint64_t before = received;
    for (std::size_t i = 0; i < clicks; ++i) {
        std::atomic<bool> saved{false};
        const auto start = Steady::now();
        Steady::time_point end;
        seat->submit(fill(i, i), [&](const sync::SubmitResult& result) {
            end = Steady::now();
            saved = result.kind == sync::SubmitResult::Kind::Saved;
        });
        if (!waitFor([&] { return saved.load(); }, std::chrono::seconds(10))) break;
        milliseconds.push_back(std::chrono::duration<double>(end - start).count() * 1000);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    const double rate = static_cast<double>(received - before) / since(begun);
    stop = true;
    feed.join();
    if (milliseconds.size() != clicks) return printVoid("save", "a click was not saved");
    const std::vector<double> fsync = fsyncMilliseconds(house.folder() / "block", 500);
    print("save", merged({delays(milliseconds),
                          {{"clicks", clicks},
                           {"facts_per_s", rounded(rate)},
                           {"max_ms", rounded(percentile(milliseconds, 1))},
                           {"ratio", rounded(percentile(milliseconds, 0.5) / percentile(fsync, 0.5))},
                           {"limit_ms", rounded(percentile(fsync, 0.99) + 2)},
                           {"peers", {peer("one fdatasync", delays(fsync))}}}}));
}

} // namespace shouwang::bench
