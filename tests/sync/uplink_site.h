// The seat's talk with its station in virtual time: a line whose answers the test gives, and a writer that
// counts.
#pragma once

#include "sync/uplink.h"

#include "toy.h"

#include <map>

namespace shouwang::sync::uplink_test {

using namespace std::chrono_literals;

inline const Id kStation = Id::fromParts({"station"});

/// Keeps every request until the test answers it, and runs what is due when the test lets time pass.
struct Line final : StationLink {
    explicit Line(ManualClock& time)
        : clock(time) {}
    void run() override {}
    void stop() override {}
    void post(std::function<void()> task) override { after(0ms, std::move(task)); }
    void after(std::chrono::milliseconds delay, std::function<void()> task) override {
        tasks.emplace(clock.monotonic() + delay, std::move(task));
    }
    void hello(Reply<Hello> reply) override { hellos.push_back(std::move(reply)); }
    void push(const Push&, Reply<PushReply> reply) override { pushes.push_back(std::move(reply)); }
    void feed(const FeedQuery& query, Reply<FeedBatch> reply) override {
        queries.push_back(query);
        feeds.push_back(std::move(reply));
    }
    void tail(const Cursor&, std::function<void(FeedBatch)> batch, std::function<void(Error)> end) override {
        ++tails;
        tailBatch = std::move(batch);
        tailEnd = std::move(end);
    }
    void fetch(const std::string&, Reply<Bytes> reply) override {
        ++fetches;
        fetched.push_back(std::move(reply));
    }
    void recover(const Recover&, Reply<RecoverReply> reply) override { recovers.push_back(std::move(reply)); }
    void reset() override { ++resets; }

    void pass(std::chrono::milliseconds time) {
        const auto until = clock.monotonic() + time;
        while (!tasks.empty() && tasks.begin()->first <= until) {
            const auto [at, task] = *tasks.begin();
            tasks.erase(tasks.begin());
            if (at > clock.monotonic()) clock.advance(at - clock.monotonic());
            task();
        }
        clock.advance(until - clock.monotonic());
    }

    ManualClock& clock;
    std::multimap<std::chrono::nanoseconds, std::function<void()>> tasks;
    std::vector<Reply<Hello>> hellos;
    std::vector<Reply<PushReply>> pushes;
    std::vector<Reply<FeedBatch>> feeds;
    std::vector<FeedQuery> queries;
    std::function<void(FeedBatch)> tailBatch;
    std::function<void(Error)> tailEnd;
    std::vector<Reply<Bytes>> fetched;
    std::vector<Reply<RecoverReply>> recovers;
    int tails = 0;
    int fetches = 0;
    int resets = 0;
};

struct Writer final : WriterPort {
    void take(CheckedBatch) override { ++taken; }
    void wantPush(const PushPlace& behind) override {
        ++wanted;
        place = behind;
    }
    void takeReply(PushReply) override { ++replies; }
    void heard(const Hello&) override { ++greeted; }
    void wantRecover() override { ++recoverWanted; }
    void takeRecoverReply(RecoverReply) override { ++recoverReplies; }
    void giveUpSnapshot() override { ++givenUp; }
    void report(const LinkReport& report) override { last = report; }
    int wanted = 0;
    PushPlace place;
    int replies = 0;
    int recoverWanted = 0;
    int recoverReplies = 0;
    int givenUp = 0;
    std::uint64_t taken = 0;
    std::uint64_t greeted = 0;
    LinkReport last;
};

inline Push someOf(std::uint64_t first, std::size_t count) {
    Push push;
    push.epoch = 7;
    push.first = first;
    push.commands.resize(count);
    return push;
}

struct Site {
    ManualClock clock;
    SeededRandom random{5};
    Line line{clock};
    Writer writer;
    Uplink uplink{line, writer, {200ms, 15s, 10s, 5s}, clock, random};

    Hello hello(std::uint64_t head = 0) const { return {1, 1, kStation, {5, head, {}}, 1}; }
    FeedBatch nothing(std::uint64_t after, std::uint64_t head) const {
        FeedBatch batch;
        batch.station = kStation;
        batch.from = after + 1;
        batch.to = after;
        batch.head = {5, head, {}};
        return batch;
    }
    Position position(std::uint64_t at, std::uint64_t head, std::size_t waiting = 0) const {
        Position out;
        out.wanted.number = at;
        out.head.number = head;
        out.waiting = waiting;
        out.taken = writer.taken;
        out.heard = writer.greeted;
        out.station = kStation;
        return out;
    }
    void goLive() {
        uplink.start(position(0, 0));
        line.hellos.back()(hello());
        line.feeds.back()(nothing(0, 0));
        uplink.position(position(0, 0));
    }
};

} // namespace shouwang::sync::uplink_test
