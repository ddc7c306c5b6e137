// One change to twenty live seats: from the beginning of the station's transaction (which lies before its
// verdict) until the change is applied and durable in each seat's file.
#include "bench/sync/support.h"

#include <mutex>
#include <thread>

namespace shouwang::bench {

namespace {

constexpr std::size_t kSeats = 20;

struct Delays {
    std::mutex mutex; // guards what follows
    std::vector<double> milliseconds;

    void note(const Clock& clock, const std::vector<ledger::Fact>& facts) {
        const Micros now = clock.utc();
        const std::lock_guard lock(mutex);
        for (const ledger::Fact& fact : facts) {
            if (fact.kind == "record.set")
                milliseconds.push_back(static_cast<double>(now - fact.committed) / 1000);
        }
    }
    double part(double which) const { return percentile(milliseconds, which); }
    Json figures() const { return merged({bench::delays(milliseconds), {{"max_ms", rounded(part(1))}}}); }
    std::size_t count() {
        const std::lock_guard lock(mutex);
        return milliseconds.size();
    }
};

} // namespace

void fanoutRow(std::size_t changes) {
    House house("fanout");
    std::vector<testing::Seat> cards;
    for (std::size_t i = 0; i <= kSeats; ++i)
        cards.push_back(house.addSeat(static_cast<char>('A' + i)));
    if (!house.start()) return printVoid("fanout20", "the station does not start");
    Delays delays;
    std::vector<std::unique_ptr<sync::SeatService>> seats;
    for (std::size_t i = 0; i < kSeats; ++i) {
        sync::SeatService::Callbacks callbacks;
        callbacks.onFacts = [&](const std::vector<ledger::Fact>& facts, bool provisional) {
            if (!provisional) delays.note(house.clock, facts);
        };
        seats.push_back(house.openSeat(cards[i], true, std::move(callbacks)));
    }
    auto author = house.openSeat(cards[kSeats], true);
    const auto allLive = [&] {
        return live(*author) && std::ranges::all_of(seats, [](auto& seat) { return live(*seat); });
    };
    if (!waitFor(allLive, std::chrono::seconds(30))) return printVoid("fanout20", "not all seats came live");
    for (std::size_t i = 0; i < changes; ++i) {
        author->submit(fill(i, i), {});
        if (!waitFor([&] { return delays.count() == (i + 1) * kSeats; }, std::chrono::seconds(10)))
            return printVoid("fanout20", fmt::format("change {} did not reach all seats", i));
        std::this_thread::sleep_for(std::chrono::milliseconds(20)); // one change at a time, as people work
    }
    const std::vector<double> fsync = fsyncMilliseconds(house.folder() / "block", 300);
    const Json pouch = {{"p50_ms", 100}, {"p99_ms", 160}};
    print("fanout20", merged({delays.figures(),
                              {{"seats", kSeats},
                               {"changes", changes},
                               {"ratio", rounded(delays.part(0.5) / percentile(fsync, 0.5))},
                               {"limit_p50_ms", 10},
                               {"limit_ms", 16},
                               {"peers",
                                {peer("one fdatasync", bench::delays(fsync)),
                                 peer("PouchDB, 20 clients (published here earlier)", pouch)}}}}));
}

} // namespace shouwang::bench
