// A station without facts that answers what it is told to answer: for what a desk fetches beside the facts.
#pragma once

#include "sync/station_link.h"

#include <condition_variable>
#include <map>
#include <mutex>

namespace shouwang::console {

/// Shared by the test and the link, which the seat owns.
struct FakeStation {
    std::mutex mutex; // guards everything below
    std::map<std::string, std::string> bodies;
    std::map<std::string, int> fetched;
    std::function<void()> cut; ///< set while somebody listens to the tail

    void say(const std::string& path, std::string body) {
        const std::lock_guard lock(mutex);
        bodies[path] = std::move(body);
    }
    int times(const std::string& path) {
        const std::lock_guard lock(mutex);
        return fetched[path];
    }
    bool listens() {
        const std::lock_guard lock(mutex);
        return cut != nullptr;
    }
    /// The line is lost for a moment; the seat comes back by itself.
    void drop() {
        const std::lock_guard lock(mutex);
        if (cut) std::exchange(cut, nullptr)();
    }
};

class FakeLink final : public sync::StationLink {
public:
    explicit FakeLink(std::shared_ptr<FakeStation> station)
        : m_station(std::move(station)) {}

    void run() override {
        std::unique_lock lock(m_mutex);
        while (!m_stopped) {
            if (m_tasks.empty()) {
                m_wake.wait(lock);
            } else if (m_tasks.begin()->first > Time::clock::now()) {
                m_wake.wait_until(lock, Time(m_tasks.begin()->first));
            } else {
                const auto task = std::move(m_tasks.begin()->second);
                m_tasks.erase(m_tasks.begin());
                lock.unlock();
                task();
                lock.lock();
            }
        }
    }
    void stop() override {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
        m_wake.notify_all();
    }
    void post(std::function<void()> task) override { after(std::chrono::milliseconds(0), std::move(task)); }
    void after(std::chrono::milliseconds delay, std::function<void()> task) override {
        const std::lock_guard lock(m_mutex);
        m_tasks.emplace(Time::clock::now() + delay, std::move(task));
        m_wake.notify_all();
    }
    void hello(Reply<sync::Hello> reply) override {
        sync::Hello hello;
        hello.station = kStation;
        hello.head.epoch = 1;
        post([reply = std::move(reply), hello] { reply(hello); });
    }
    void push(const sync::Push&, Reply<sync::PushReply>) override {} // never answered: the outbox waits
    void feed(const sync::FeedQuery& query, Reply<sync::FeedBatch> reply) override {
        sync::FeedBatch batch;
        batch.station = kStation;
        batch.epoch = 1;
        batch.from = query.cursor.number + 1;
        batch.to = query.cursor.number;
        batch.head.epoch = 1;
        post([reply = std::move(reply), batch] { reply(batch); });
    }
    void tail(const sync::Cursor&, std::function<void(sync::FeedBatch)>,
              std::function<void(Error)> end) override {
        const std::lock_guard lock(m_station->mutex);
        m_station->cut = [this, end = std::move(end)] {
            post([end] { end(Error{Next::Offline, "the line is lost"}); });
        };
    }
    void fetch(const std::string& path, Reply<Bytes> reply) override {
        const std::lock_guard lock(m_station->mutex);
        ++m_station->fetched[path];
        const auto body = m_station->bodies.find(path);
        const bool known = body != m_station->bodies.end();
        Result<Bytes> answer = fail(Next::Refused, "nothing there");
        if (known) answer = toBytes(view(body->second));
        post([reply = std::move(reply), answer] { reply(answer); });
    }
    void reset() override {
        const std::lock_guard lock(m_station->mutex);
        m_station->cut = nullptr;
    }

private:
    using Time = std::chrono::steady_clock::time_point;
    inline static const Id kStation = Id::fromParts({"station"});

    const std::shared_ptr<FakeStation> m_station;
    std::mutex m_mutex; // guards the tasks and the end
    std::condition_variable m_wake;
    std::multimap<Time, std::function<void()>> m_tasks;
    bool m_stopped = false;
};

} // namespace shouwang::console
