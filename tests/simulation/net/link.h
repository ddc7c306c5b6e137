// The seat's way to its station over the simulated wires: the product's port, with its bounds of time.
#pragma once

#include "simulation/net/net.h"
#include "sync/station_link.h"

#include <map>

namespace shouwang::simulation {

using Answer = std::function<void(Result<Bytes>)>;

/// The station as the wires see it.
class Doorstep {
public:
    virtual ~Doorstep() = default;
    virtual bool up() const = 0;
    /// `answer` is called at most once, at the station's end of the wire.
    virtual void request(std::size_t seat, Lane lane, Bytes body, Answer answer) = 0;
    virtual void openTail(std::size_t seat, std::uint64_t tail, Bytes cursor) = 0;
    virtual void closeTail(std::size_t seat, std::uint64_t tail) = 0;
};

class Link final : public sync::StationLink, public std::enable_shared_from_this<Link> {
public:
    Link(Scheduler& scheduler, Net& net, Doorstep& station, std::size_t seat, std::function<bool()> alive,
         std::uint64_t firstCall)
        : m_scheduler(scheduler)
        , m_net(net)
        , m_station(station)
        , m_seat(seat)
        , m_alive(std::move(alive))
        , m_next(firstCall) {}

    void run() override {}
    void stop() override {}
    void post(std::function<void()> task) override;
    void after(std::chrono::milliseconds delay, std::function<void()> task) override;
    void hello(Reply<sync::Hello> reply) override;
    void push(const sync::Push& push, Reply<sync::PushReply> reply) override;
    void recover(const sync::Recover& recover, Reply<sync::RecoverReply> reply) override;
    void feed(const sync::FeedQuery& query, Reply<sync::FeedBatch> reply) override;
    void tail(const sync::Cursor& cursor, std::function<void(sync::FeedBatch)> batch,
              std::function<void(Error)> end) override;
    void fetch(const std::string& path, Reply<Bytes> reply) override;
    void reset() override;

    /// From the station's end, after the wire. False: there is no such tail any more.
    bool frame(std::uint64_t tail, const Bytes& bytes);
    /// The tail is dead (silence, the station has gone).
    void breakTail(const char* why);
    std::uint64_t calls() const { return m_next; }
    std::uint64_t tailId() const { return m_tail; }

private:
    void call(Lane lane, Bytes body, Nanos limit, Answer reply);
    void arrive(std::uint64_t id, Result<Bytes> body);

    Scheduler& m_scheduler;
    Net& m_net;
    Doorstep& m_station;
    const std::size_t m_seat;
    const std::function<bool()> m_alive;
    std::uint64_t m_next;
    std::map<std::uint64_t, Answer> m_calls;
    std::uint64_t m_tail = 0;
    std::function<void(sync::FeedBatch)> m_batch;
    std::function<void(Error)> m_end;
};

} // namespace shouwang::simulation
