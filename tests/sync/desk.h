// A station behind a line that can be cut, and a desk with the two threads of a seat; for tests of the whole
// seat.
#pragma once

#include "sync/seat_service.h"
#include "sync/station.h"

#include "toy.h"

#include <QTest>
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>

namespace shouwang::sync::toy {

/// A station that several threads may ask.
struct SharedStation {
    QTemporaryDir folder;
    SystemClock clock;
    SystemRandom random;
    std::mutex mutex;
    std::unique_ptr<ledger::Ledger> ledger;
    std::unique_ptr<Station> station;
    std::uint64_t others = 0;

    // What the line does; any thread.
    std::atomic<bool> cut{false};
    std::atomic<bool> pushHangs{false};
    std::atomic<int> pushThrows{0}; // answers that the network thread trips over
    std::atomic<bool> tailSilent{false};
    std::atomic<bool> feedFails{false};
    std::atomic<int> version{1};
    std::atomic<ledger::Trouble> closed{ledger::Trouble::None};
    std::atomic<int> pushes{0};

    explicit SharedStation(const char* file = "ledger") { start(file); }
    void start(const char* file) {
        const std::lock_guard lock(mutex);
        station.reset();
        ledger.reset();
        ledger =
            std::move(*ledger::Ledger::open({toy::pathIn(folder, file), Id::fromParts({"station"}), nullptr},
                                            toy::features(), clock, random));
        station = std::move(*Station::open(*ledger, clock));
    }
    void elsewhere(ledger::Command draft) {
        const std::lock_guard lock(mutex);
        draft.id = {ledger::CommandId::Source::Seat, kSeatB, 8, ++others, 0};
        draft.seat = kSeatB;
        if (!station->push(kSeatB, {kProtocol, kSeatB, 8, others, {ledger::encode(draft)}})) {
            qFatal("the station refused");
        }
    }
    /// GET /v1/snapshot and its chunks. The lock is held.
    Result<Bytes> snapshot(const std::string& path) {
        constexpr std::string_view kChunk = "/v1/snapshot/chunk?hash=";
        ++snapshotCalls;
        if (path.starts_with(kChunk)) {
            const auto found = shelf.find(path.substr(kChunk.size()));
            if (found == shelf.end() || chunksLost) return fail(Next::Bug, "404");
            return found->second;
        }
        if (notYet-- > 0) return fail(Next::Retry, "it is being made");
        ledger::Database::Options options;
        options.path = ledger->database().path();
        options.access = ledger::Database::Access::ReadOnly;
        auto file = ledger::Database::open(options);
        if (!file) return tl::unexpected(file.error());
        auto manifest = buildSnapshot(**file, toy::features(), [this](const PackedChunk& chunk) {
            shelf[toHex(chunk.about.hash)] = chunk.bytes;
            return Result<void>();
        });
        if (!manifest) return tl::unexpected(manifest.error());
        return encode(*manifest);
    }
    /// GET /v1/history, told by another station where the test says so. The lock is held.
    Result<Bytes> history(const std::string& path) {
        const auto query = parseHistoryQuery(path.substr(path.find('?') + 1));
        if (!query) return tl::unexpected(query.error());
        auto told = (liar ? liar->station : station)->history(*query);
        if (!told) return tl::unexpected(told.error());
        return encode(*told);
    }
    SharedStation* liar = nullptr; // set before a desk is there
    std::map<std::string, Bytes> shelf;
    std::atomic<int> snapshotCalls{0};
    std::atomic<bool> chunksLost{false};
    std::atomic<int> notYet{0}; // answers that there is no snapshot yet

    std::uint64_t head() {
        const std::lock_guard lock(mutex);
        return ledger->head().number;
    }
    std::string dump() {
        const std::lock_guard lock(mutex);
        return toy::dump(ledger->database());
    }
};

/// Runs tasks in time order on one thread; messages go through their bytes.
class FakeLink final : public StationLink {
public:
    explicit FakeLink(SharedStation& station)
        : m_station(station) {}

    void run() override {
        std::unique_lock lock(m_mutex);
        while (!m_stopped) {
            if (m_tasks.empty() || m_tasks.begin()->first > Time::clock::now()) {
                const Time until = m_tasks.empty() ? Time::clock::now() + std::chrono::milliseconds(20)
                                                   : m_tasks.begin()->first;
                m_wake.wait_until(lock, until);
                continue;
            }
            const auto task = std::move(m_tasks.begin()->second);
            m_tasks.erase(m_tasks.begin());
            lock.unlock();
            task();
            lock.lock();
        }
    }
    void stop() override {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
        m_wake.notify_all();
    }
    void post(std::function<void()> task) override { at(std::chrono::milliseconds(0), std::move(task)); }
    void after(std::chrono::milliseconds delay, std::function<void()> task) override {
        at(delay, std::move(task));
    }
    void hello(Reply<Hello> reply) override {
        answer(std::move(reply), [this]() -> Result<Hello> {
            const auto why = m_station.closed.load();
            if (why != ledger::Trouble::None)
                return decodeHello(encode(ClosedAnswer{m_station.ledger->station(), why, "planted"}));
            Hello hello = m_station.station->hello();
            hello.minProtocol = hello.maxProtocol = static_cast<std::uint64_t>(m_station.version.load());
            return decodeHello(encode(hello));
        });
    }
    void push(const Push& push, Reply<PushReply> reply) override {
        ++m_station.pushes;
        if (m_station.pushHangs) return; // until it is torn down
        answer(std::move(reply), [this, push]() -> Result<PushReply> {
            auto replied = m_station.station->push(kSeatA, *decodePush(encode(push)));
            if (!replied) return replied;
            if (m_station.pushThrows-- > 0) throw std::runtime_error("an answer");
            return decodePushReply(encode(*replied));
        });
    }
    void feed(const FeedQuery& query, Reply<FeedBatch> reply) override {
        if (m_station.feedFails) {
            return at(std::chrono::milliseconds(1),
                      [reply = std::move(reply)] { reply(fail(Next::Offline, "the feed is silent")); });
        }
        answer(std::move(reply), [this, query]() -> Result<FeedBatch> {
            auto batch = m_station.station->feed(query.cursor, query.limit);
            if (!batch) return batch;
            return decodeFeedBatch(encode(*batch));
        });
    }
    void tail(const Cursor& cursor, std::function<void(FeedBatch)> batch,
              std::function<void(Error)> end) override {
        follow(m_turn, cursor, std::move(batch), std::move(end));
    }
    void fetch(const std::string& path, Reply<Bytes> reply) override {
        answer(std::move(reply), [this, path]() -> Result<Bytes> {
            if (path.starts_with("/v1/snapshot")) return m_station.snapshot(path);
            if (path.starts_with("/v1/history?")) return m_station.history(path);
            return toBytes(view("body of " + path));
        });
    }
    void reset() override { ++m_turn; }

private:
    using Time = std::chrono::steady_clock::time_point;

    void at(std::chrono::milliseconds delay, std::function<void()> task) {
        const std::lock_guard lock(m_mutex);
        m_tasks.emplace(Time::clock::now() + delay, std::move(task));
        m_wake.notify_all();
    }
    template <class T, class Ask>
    void answer(Reply<T> reply, Ask ask) {
        at(std::chrono::milliseconds(1), [this, turn = m_turn, reply = std::move(reply), ask] {
            if (turn != m_turn) return reply(fail(Next::Cancelled, "torn down"));
            if (m_station.cut) return reply(fail(Next::Offline, "the line is cut"));
            Result<T> result = [&] {
                const std::lock_guard lock(m_station.mutex);
                return ask();
            }();
            reply(std::move(result));
        });
    }
    void follow(int turn, const Cursor& cursor, std::function<void(FeedBatch)> batch,
                std::function<void(Error)> end) {
        at(std::chrono::milliseconds(2), [this, turn, cursor, batch, end] {
            if (turn != m_turn) return;
            if (m_station.cut) return end({Next::Offline, "the line is cut"});
            FeedBatch news;
            {
                const std::lock_guard lock(m_station.mutex);
                news = *m_station.station->feed(cursor, 500);
            }
            if (news.fork) {
                batch(std::move(news));
                return end({Next::Offline, "the station closed the tail"});
            }
            Cursor next = cursor;
            if (!m_station.tailSilent && !news.facts.empty()) {
                next = {news.epoch, news.to, news.facts.back().hash};
                batch(std::move(news));
            } else if (m_station.tailSilent && !news.facts.empty()) {
                news.facts.clear(); // says that there is something, and does not bring it
                news.from = news.head.number + 1;
                news.to = news.head.number;
                batch(std::move(news));
            }
            follow(turn, next, batch, end);
        });
    }

    SharedStation& m_station;
    std::mutex m_mutex; // guards the next three
    std::condition_variable m_wake;
    std::multimap<Time, std::function<void()>> m_tasks;
    bool m_stopped = false;
    int m_turn = 0; // network thread
};

struct Desk {
    SystemClock clock;
    SystemRandom random;
    std::mutex mutex; // guards the three lists
    std::vector<SubmitResult> results;
    std::vector<ledger::Fact> provisional;
    std::vector<ledger::Fact> confirmed;
    std::atomic<int> changes{0};
    std::unique_ptr<SeatService> service;
    std::unique_ptr<SeatReader> reader;

    Desk(const QTemporaryDir& folder, std::unique_ptr<StationLink> link, const char* file = "seat",
         SeatLimits limits = {}, const char* vfs = nullptr, ledger::Features rooms = toy::features()) {
        SeatService::Options options;
        options.path = toy::pathIn(folder, file);
        options.seat = kSeatA;
        options.features = std::move(rooms);
        options.link = std::move(link);
        options.retryLeast = std::chrono::milliseconds(5);
        options.retryMost = std::chrono::milliseconds(50);
        options.headWatchdog = std::chrono::milliseconds(300);
        options.outboxWatchdog = std::chrono::milliseconds(200);
        options.limits = limits;
        options.vfs = vfs;
        options.reopenLeast = std::chrono::milliseconds(5);
        options.reopenMost = std::chrono::milliseconds(50);
        SeatService::Callbacks callbacks;
        callbacks.onChanged = [this] { ++changes; };
        callbacks.onFacts = [this](const std::vector<ledger::Fact>& facts, bool early) {
            const std::lock_guard lock(mutex);
            auto& to = early ? provisional : confirmed;
            to.insert(to.end(), facts.begin(), facts.end());
        };
        auto started = SeatService::start(std::move(options), std::move(callbacks), clock, random);
        if (!started) qFatal("%s", started.error().text.c_str());
        service = std::move(*started);
        auto opened = service->openReader();
        if (!opened) qFatal("%s", opened.error().text.c_str());
        reader = std::move(*opened);
    }
    ~Desk() {
        reader.reset();
        service.reset();
    }
    void submit(ledger::Command draft) {
        service->submit(std::move(draft), [this](SubmitResult result) {
            const std::lock_guard lock(mutex);
            results.push_back(std::move(result));
        });
    }
    std::size_t saved() {
        const std::lock_guard lock(mutex);
        return results.size();
    }
    std::size_t told(bool early) {
        const std::lock_guard lock(mutex);
        return (early ? provisional : confirmed).size();
    }
    std::vector<std::string> lines() {
        std::vector<std::string> found;
        const auto read = reader->read([&](const ledger::View& view) { found = toy::lines(view); });
        if (!read) qFatal("%s", read.error().text.c_str());
        return found;
    }
    SeatStatus status() { return *service->status(); }
};

} // namespace shouwang::sync::toy
