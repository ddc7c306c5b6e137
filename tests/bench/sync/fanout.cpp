// One change to twenty live seats: from the beginning of the station's transaction (which lies before its
// verdict) until the change is applied and durable in each seat's file.
#include "bench/sync/replicas.h"

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
    std::size_t count() {
        const std::lock_guard lock(mutex);
        return milliseconds.size();
    }
};

struct Run {
    std::vector<double> milliseconds;
    std::vector<double> fsync;
};

Desks openDesks(House& house, Delays& delays) {
    Desks desks = house.addDesks(kSeats + 1);
    house.start();
    for (std::size_t i = 0; i < desks.size(); ++i) {
        sync::SeatService::Callbacks callbacks;
        if (i > 0) {
            callbacks.onFacts = [&](const std::vector<ledger::Fact>& facts, bool provisional) {
                if (!provisional) delays.note(house.clock, facts);
            };
        }
        desks[i].service = house.openSeat(desks[i].card, true, std::move(callbacks));
    }
    waitForLive(desks);
    return desks;
}

Run run(std::size_t changes) {
    House house("fanout");
    Delays delays;
    const Desks desks = openDesks(house, delays);
    for (std::size_t i = 0; i < changes; ++i) {
        desks.front().service->submit(fill(i, i), {});
        if (!waitFor([&] { return delays.count() == (i + 1) * kSeats; }, std::chrono::seconds(10)))
            throw Void(fmt::format("change {} did not reach all seats", i));
        std::this_thread::sleep_for(std::chrono::milliseconds(20)); // one change at a time, as people work
    }
    (void)agreed(house, desks, changes);
    return {delays.milliseconds, fsyncMilliseconds(house.folder() / "block", 200)};
}

} // namespace

void fanoutRow(std::size_t changes, std::size_t runs) {
    std::vector<std::vector<double>> delays;
    std::vector<double> ratios;
    std::vector<double> fsync;
    for (std::size_t i = 0; i < runs; ++i) {
        Run one = run(changes);
        ratios.push_back(percentile(one.milliseconds, 0.5) / percentile(one.fsync, 0.5));
        delays.push_back(std::move(one.milliseconds));
        std::ranges::copy(one.fsync, std::back_inserter(fsync));
    }
    print("fanout20",
          merged({delaySpread(delays),
                  spread("ratio", ratios),
                  {{"seats", kSeats},
                   {"changes", changes},
                   {"limit_p50_ms", 10},
                   {"limit_ms", 16},
                   {"note", fmt::format("each run: {} changes, a new station, new seats", changes)},
                   {"peers",
                    {peer("one fdatasync", bench::delays(fsync)),
                     pouchDb("20 clients", {{"p50_ms", 100}, {"p99_ms", 160}})}}}}));
}

} // namespace shouwang::bench
