// The two threads against a station behind a line that can be cut.
#include "sync/seat_service.h"
#include "sync/station.h"

#include "toy.h"

#include <QTest>
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>

using namespace shouwang;
using namespace shouwang::sync;

namespace {

const Id kSeatA = Id::fromParts({"seat", "a"});
const Id kSeatB = Id::fromParts({"seat", "b"});

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
    std::atomic<bool> tailSilent{false};
    std::atomic<bool> feedFails{false};
    std::atomic<int> version{1};
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
         SeatLimits limits = {}) {
        SeatService::Options options;
        options.path = toy::pathIn(folder, file);
        options.seat = kSeatA;
        options.features = toy::features();
        options.link = std::move(link);
        options.retryLeast = std::chrono::milliseconds(5);
        options.retryMost = std::chrono::milliseconds(50);
        options.headWatchdog = std::chrono::milliseconds(300);
        options.outboxWatchdog = std::chrono::milliseconds(200);
        options.limits = limits;
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
    std::vector<std::string> lines() {
        std::vector<std::string> found;
        const auto read = reader->read([&](const ledger::View& view) { found = toy::lines(view); });
        if (!read) qFatal("%s", read.error().text.c_str());
        return found;
    }
    SeatStatus status() { return *service->status(); }
};

} // namespace

class TestSeatService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_seat_works_without_a_station() {
        QTemporaryDir folder;
        Desk desk(folder, nullptr);
        desk.submit(toy::write("log", "a"));
        QTRY_COMPARE(desk.saved(), std::size_t{1});
        QCOMPARE(desk.lines(), std::vector<std::string>{"a"});
        QCOMPARE(desk.status().state, LinkState::Offline);
        QCOMPARE(desk.status().outbox, std::size_t{1});
        bool told = false;
        desk.service->fetch("/v1/site", [&](Result<Bytes> body) { told = !body.has_value(); });
        QVERIFY(told);
    }

    void what_is_saved_reaches_the_station_and_comes_back() {
        SharedStation station;
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        QTRY_COMPARE(desk.status().state, LinkState::Live);
        desk.submit(toy::write("log", "a"));
        QTRY_COMPARE(station.head(), 1u);
        QTRY_COMPARE(desk.status().cursor.number, 1u);
        QTRY_COMPARE(desk.status().outbox, std::size_t{0});
        const std::lock_guard lock(desk.mutex);
        QCOMPARE(desk.provisional.size(), std::size_t{1});
        QCOMPARE(desk.confirmed.size(), std::size_t{1});
        QVERIFY(desk.changes > 0);
        QVERIFY(desk.status().lastContact.has_value());
    }

    void facts_of_others_come_by_the_tail() {
        SharedStation station;
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        QTRY_COMPARE(desk.status().state, LinkState::Live);
        station.elsewhere(toy::write("log", "theirs"));
        QTRY_COMPARE(desk.lines(), std::vector<std::string>{"theirs"});
    }

    void cut_off_it_works_on_and_catches_up() {
        SharedStation station;
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        QTRY_COMPARE(desk.status().state, LinkState::Live);
        station.cut = true;
        for (int i = 0; i < 50; ++i) {
            desk.submit(toy::write("log", fmt::format("mine {}", i)));
            station.elsewhere(toy::write("log", fmt::format("theirs {}", i)));
        }
        QTRY_COMPARE(desk.saved(), std::size_t{50});
        QTRY_VERIFY(desk.status().state != LinkState::Live);
        QCOMPARE(desk.lines().size(), std::size_t{50});
        station.cut = false;
        desk.service->linkUp();
        QTRY_COMPARE(desk.lines().size(), std::size_t{100});
        QTRY_COMPARE(desk.status().outbox, std::size_t{0});
        QTRY_COMPARE(desk.status().cursor.number, 100u);
        QTRY_COMPARE(desk.status().state, LinkState::Live);
        QVERIFY(desk.status().counters.linkFailures > 0);
    }

    void a_reader_never_misses_and_never_doubles_what_was_saved() {
        SharedStation station;
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        std::size_t least = 0;
        for (int i = 0; i < 150; ++i) {
            desk.submit(toy::write("log", std::to_string(i)));
            const std::size_t told = desk.saved();
            const auto lines = desk.lines();
            QVERIFY(lines.size() >= told);
            QVERIFY(lines.size() >= least);
            QCOMPARE(std::set<std::string>(lines.begin(), lines.end()).size(), lines.size());
            least = lines.size();
        }
        QTRY_COMPARE(desk.status().cursor.number, 150u);
        QCOMPARE(desk.lines().size(), std::size_t{150});
    }

    void a_stuck_upload_does_not_stop_download() {
        SharedStation station;
        station.pushHangs = true;
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        QTRY_COMPARE(desk.status().state, LinkState::Live);
        desk.submit(toy::write("log", "mine"));
        QTRY_VERIFY(station.pushes > 0);
        station.elsewhere(toy::write("log", "theirs"));
        QTRY_COMPARE(desk.lines(), (std::vector<std::string>{"theirs", "mine"}));
        QCOMPARE(desk.status().outbox, std::size_t{1});
        QCOMPARE(desk.status().state, LinkState::Live);
    }

    void a_tail_that_only_announces_is_followed_by_a_pull() {
        SharedStation station;
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        QTRY_COMPARE(desk.status().state, LinkState::Live);
        station.tailSilent = true;
        station.elsewhere(toy::write("log", "theirs"));
        QTRY_COMPARE(desk.lines(), std::vector<std::string>{"theirs"});
    }

    void a_silent_feed_is_torn_down_and_tried_again() {
        SharedStation station;
        station.feedFails = true;
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        QTRY_VERIFY(desk.status().counters.linkFailures > 2);
        QVERIFY(desk.status().lastError.find("silent") != std::string::npos);
        station.feedFails = false;
        QTRY_COMPARE(desk.status().state, LinkState::Live);
        QVERIFY(desk.status().lastError.empty());
    }

    void another_protocol_is_shown_and_the_outbox_waits() {
        SharedStation station;
        station.version = 9;
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        desk.submit(toy::write("log", "a"));
        QTRY_COMPARE(desk.status().state, LinkState::VersionMismatch);
        QTRY_COMPARE(desk.status().outbox, std::size_t{1});
        QCOMPARE(station.pushes.load(), 0);
        station.version = 1;
        QTRY_COMPARE(desk.status().outbox, std::size_t{0});
    }

    void a_fork_is_shown_and_cleared_by_resync_only() {
        SharedStation station;
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        desk.submit(toy::write("log", "mine"));
        QTRY_COMPARE(desk.status().cursor.number, 1u);
        station.start("another history");
        station.others = 0;
        station.elsewhere(toy::write("log", "theirs"));
        station.elsewhere(toy::write("log", "theirs too"));
        QTRY_COMPARE(desk.status().state, LinkState::Forked);
        desk.service->resync();
        QTRY_COMPARE(desk.status().state, LinkState::Live);
        QTRY_COMPARE(desk.status().cursor.number, 3u);
        QTRY_COMPARE(desk.status().outbox, std::size_t{0});
        QCOMPARE(desk.lines().size(), std::size_t{3});
        QCOMPARE(desk.lines().back(), std::string("mine"));
    }

    void commands_are_kept_when_the_service_stops_at_once() {
        QTemporaryDir folder;
        {
            Desk desk(folder, nullptr);
            for (int i = 0; i < 100; ++i)
                desk.submit(toy::write("log", std::to_string(i)));
        }
        Desk again(folder, nullptr);
        QCOMPARE(again.lines().size(), std::size_t{100});
    }

    void a_restart_goes_on_where_it_was() {
        SharedStation station;
        {
            Desk desk(station.folder, std::make_unique<FakeLink>(station));
            desk.submit(toy::write("log", "a"));
            QTRY_COMPARE(desk.status().cursor.number, 1u);
        }
        station.elsewhere(toy::write("log", "b"));
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        QTRY_COMPARE(desk.lines(), (std::vector<std::string>{"a", "b"}));
        const std::lock_guard lock(desk.mutex);
        QCOMPARE(desk.confirmed.size(), std::size_t{1}); // only what is new
    }

    void an_empty_seat_begins_with_a_snapshot_and_follows_the_tail() {
        SharedStation station;
        for (int i = 0; i < 30; ++i)
            station.elsewhere(toy::write("log", fmt::format("line {}", i)));
        Desk desk(station.folder, std::make_unique<FakeLink>(station), "seat", {5, 5});
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().cursor.number, 30u, 30'000);
        QCOMPARE(desk.lines().size(), std::size_t{30});
        QVERIFY(station.snapshotCalls >= 2);
        QCOMPARE(desk.status().counters.facts, 0u); // none of them came one by one
        station.elsewhere(toy::write("log", "the tail"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.lines().size(), std::size_t{31}, 30'000);
        desk.submit(toy::write("log", "mine"));
        QTRY_COMPARE_WITH_TIMEOUT(station.head(), 32u, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().cursor.number, 32u, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().state, LinkState::Live, 30'000);
    }

    void a_snapshot_that_is_still_being_made_is_waited_for() {
        SharedStation station;
        station.notYet = 3;
        for (int i = 0; i < 30; ++i)
            station.elsewhere(toy::write("log", fmt::format("line {}", i)));
        Desk desk(station.folder, std::make_unique<FakeLink>(station), "seat", {5, 5});
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().cursor.number, 30u, 30'000);
        QCOMPARE(desk.status().counters.facts, 0u);
        QCOMPARE(desk.lines().size(), std::size_t{30});
    }

    void a_snapshot_whose_chunks_have_gone_is_given_up_for_the_feed() {
        SharedStation station;
        station.chunksLost = true;
        for (int i = 0; i < 30; ++i)
            station.elsewhere(toy::write("log", fmt::format("line {}", i)));
        Desk desk(station.folder, std::make_unique<FakeLink>(station), "seat", {5, 5});
        QTRY_COMPARE_WITH_TIMEOUT(desk.status().cursor.number, 30u, 30'000);
        QCOMPARE(desk.lines().size(), std::size_t{30});
        QCOMPARE(desk.status().counters.facts, 30u);
    }

    void files_of_the_station_are_fetched() {
        SharedStation station;
        Desk desk(station.folder, std::make_unique<FakeLink>(station));
        std::mutex mutex;
        std::string body;
        desk.service->fetch("/v1/site", [&](Result<Bytes> got) {
            const std::lock_guard lock(mutex);
            body.assign(got->begin(), got->end());
        });
        const auto read = [&] {
            const std::lock_guard lock(mutex);
            return body;
        };
        QTRY_COMPARE(read(), std::string("body of /v1/site"));
    }
};

QTEST_GUILESS_MAIN(TestSeatService)
#include "tst_seat_service.moc"
