// From the click to "saved" while 200 facts a second come in from the station.
#include "bench/sync/replicas.h"

#include <thread>

namespace shouwang::bench {

namespace {

constexpr double kFeedPerSecond = 200;
constexpr double kLeastPerSecond = 180; // else it is another work than the row says
constexpr std::uint64_t kFedRecords = 5000;
constexpr std::uint64_t kFirstFed = 1'000'000;

/// Another seat that works without a pause, on a thread of its own.
class Feed {
public:
    explicit Feed(sync::SeatService& seat)
        : m_thread([this, &seat] { run(seat); }) {}
    ~Feed() { stop(); }
    Feed(const Feed&) = delete;
    Feed& operator=(const Feed&) = delete;
    /// How many records it has filled.
    std::uint64_t stop() {
        m_stop = true;
        if (m_thread.joinable()) m_thread.join();
        return std::min(m_sent, kFedRecords);
    }

private:
    void run(sync::SeatService& seat) {
        const auto start = Steady::now();
        for (; !m_stop; ++m_sent) {
            seat.submit(fill(kFirstFed + m_sent % kFedRecords, m_sent), {});
            const std::chrono::duration<double> due(static_cast<double>(m_sent + 1) / kFeedPerSecond);
            std::this_thread::sleep_until(start + std::chrono::duration_cast<Steady::duration>(due));
        }
    }
    std::atomic<bool> m_stop{false};
    std::uint64_t m_sent = 0; // of the thread while it runs
    std::thread m_thread;
};

struct Run {
    std::vector<double> milliseconds;
    std::vector<double> fsync;
    double factsPerSecond = 0;
};

/// What one click has cost until it is durable. Void: it was not saved.
double click(sync::SeatService& seat, std::uint64_t number) {
    struct Answer {
        std::atomic<bool> come{false};
        bool saved = false;
        Steady::time_point end;
    };
    const auto answer = std::make_shared<Answer>(); // it may come when nobody waits any more
    const auto start = Steady::now();
    seat.submit(fill(number, number), [answer](const sync::SubmitResult& result) {
        answer->end = Steady::now();
        answer->saved = result.kind == sync::SubmitResult::Kind::Saved;
        answer->come = true;
    });
    if (!waitFor([&] { return answer->come.load(); }, std::chrono::seconds(10)) || !answer->saved)
        throw Void("a click was not saved");
    return std::chrono::duration<double>(answer->end - start).count() * 1000;
}

/// A desk whose clicks are timed, and a busy seat.
struct Scene {
    House house{"save"};
    std::atomic<std::uint64_t> received{0}; // of the station's facts, by the desk
    Desks desks;

    Scene() {
        desks = house.addDesks(2);
        house.start();
        sync::SeatService::Callbacks callbacks;
        callbacks.onFacts = [this](const std::vector<ledger::Fact>& facts, bool provisional) {
            if (!provisional) received += facts.size();
        };
        desks[0].service = house.openSeat(desks[0].card, true, std::move(callbacks));
        desks[1].service = house.openSeat(desks[1].card, true);
        waitForLive(desks);
    }
};

Run run(std::size_t clicks, bool strict) {
    Scene scene;
    Feed feed(*scene.desks[1].service);
    if (!waitFor([&] { return scene.received > 20; }, std::chrono::seconds(10)))
        throw Void("no feed comes in");
    Run one;
    const auto begun = Steady::now();
    const std::uint64_t before = scene.received;
    for (std::size_t i = 0; i < clicks; ++i) {
        one.milliseconds.push_back(click(*scene.desks[0].service, i));
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    const auto came = static_cast<double>(scene.received - before);
    one.factsPerSecond = (came - static_cast<double>(clicks)) / since(begun); // its own come back too
    const std::uint64_t fed = feed.stop();
    if (strict && one.factsPerSecond < kLeastPerSecond)
        throw Void(fmt::format("only {:.0f} facts a second came in", one.factsPerSecond));
    (void)agreed(scene.house, scene.desks, clicks + fed);
    one.fsync = fsyncMilliseconds(scene.house.folder() / "block", 300);
    return one;
}

} // namespace

void saveRow(std::size_t clicks, std::size_t runs, bool strict) {
    std::vector<std::vector<double>> delays;
    std::vector<double> ratios;
    std::vector<double> rates;
    std::vector<double> limits;
    std::vector<double> fsync;
    for (std::size_t i = 0; i < runs; ++i) {
        Run one = run(clicks, strict);
        ratios.push_back(percentile(one.milliseconds, 0.5) / percentile(one.fsync, 0.5));
        rates.push_back(one.factsPerSecond);
        limits.push_back(percentile(one.fsync, 0.99) + 2);
        delays.push_back(std::move(one.milliseconds));
        std::ranges::copy(one.fsync, std::back_inserter(fsync));
    }
    print("save", merged({delaySpread(delays),
                          spread("ratio", ratios),
                          spread("facts_per_s", rates),
                          spread("limit_ms", limits),
                          {{"clicks", clicks},
                           {"note", fmt::format("each run: {} clicks, held against its own fsync", clicks)},
                           {"peers", {peer("one fdatasync", bench::delays(fsync))}}}}));
}

} // namespace shouwang::bench
