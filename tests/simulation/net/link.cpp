#include "simulation/net/link.h"

namespace shouwang::simulation {

namespace {

constexpr Nanos kTimeout = 10s; // as HttpClient
constexpr Nanos kFeedTimeout = 30s;

template <class T, class Decode>
auto decoded(sync::StationLink::Reply<T> reply, Decode decode) {
    return [reply = std::move(reply), decode](Result<Bytes> body) {
        if (!body) return reply(tl::unexpected(body.error()));
        reply(decode(ByteView(*body)));
    };
}

} // namespace

void Link::post(std::function<void()> task) {
    m_scheduler.after(20us, weak_from_this(), std::move(task));
}

void Link::after(std::chrono::milliseconds delay, std::function<void()> task) {
    m_scheduler.after(delay, weak_from_this(), std::move(task));
}

void Link::arrive(std::uint64_t id, Result<Bytes> body) {
    auto call = m_calls.extract(id);
    if (!call.empty()) call.mapped()(std::move(body)); // else too late, or a second time
}

void Link::call(Lane lane, Bytes body, Nanos limit, Answer reply) {
    if (!m_alive()) return;
    const std::uint64_t id = ++m_next;
    m_calls.emplace(id, std::move(reply));
    m_scheduler.after(limit, weak_from_this(),
                      [this, id] { arrive(id, fail(Next::Offline, "the station does not answer")); });
    const std::weak_ptr<Link> self = weak_from_this();
    m_net.carry(m_seat, true, lane,
                [self, id, lane, body = std::move(body), &net = m_net, &station = m_station, seat = m_seat] {
                    const auto back = [self, lane, id, &net, seat](Result<Bytes> answer) {
                        net.carry(seat, false, lane, [self, id, answer = std::move(answer)] {
                            if (const auto link = self.lock()) link->arrive(id, answer);
                        });
                    };
                    if (!station.up()) return back(fail(Next::Offline, "connection refused"));
                    station.request(seat, lane, body, back);
                });
}

void Link::hello(Reply<sync::Hello> reply) {
    call(Lane::Hello, {}, kTimeout, decoded<sync::Hello>(std::move(reply), sync::decodeHello));
}

void Link::push(const sync::Push& push, Reply<sync::PushReply> reply) {
    call(Lane::Push, sync::encode(push), kTimeout,
         decoded<sync::PushReply>(std::move(reply), sync::decodePushReply));
}

void Link::recover(const sync::Recover& recover, Reply<sync::RecoverReply> reply) {
    call(Lane::Recover, sync::encode(recover), kTimeout,
         decoded<sync::RecoverReply>(std::move(reply), sync::decodeRecoverReply));
}

void Link::feed(const sync::FeedQuery& query, Reply<sync::FeedBatch> reply) {
    const std::string text = sync::toQuery(query);
    call(Lane::Feed, toBytes(view(text)), kFeedTimeout,
         decoded<sync::FeedBatch>(std::move(reply), sync::decodeFeedBatch));
}

void Link::fetch(const std::string& path, Reply<Bytes> reply) {
    call(Lane::Fetch, toBytes(view(path)), kTimeout, std::move(reply));
}

void Link::tail(const sync::Cursor& cursor, std::function<void(sync::FeedBatch)> batch,
                std::function<void(Error)> end) {
    if (!m_alive()) return;
    m_tail = ++m_next;
    m_batch = std::move(batch);
    m_end = std::move(end);
    const std::uint64_t id = m_tail;
    const std::weak_ptr<Link> self = weak_from_this();
    const bool gone = !m_net.carry(m_seat, true, Lane::Hello, [self, this, id, body = sync::encode(cursor)] {
        if (self.expired()) return;
        if (!m_station.up()) return breakTail("connection refused");
        m_station.openTail(m_seat, id, body);
    });
    if (gone)
        after(10'000ms, [this, id] {
            if (m_tail == id) breakTail("no answer to the upgrade");
        });
}

bool Link::frame(std::uint64_t tail, const Bytes& bytes) {
    if (tail != m_tail || !m_alive()) return false;
    auto batch = sync::decodeFeedBatch(bytes);
    if (!batch) {
        breakTail("a damaged frame");
        return false;
    }
    m_batch(std::move(*batch));
    return true;
}

void Link::breakTail(const char* why) {
    if (m_tail == 0) return;
    m_tail = 0;
    m_batch = nullptr;
    const auto end = std::exchange(m_end, nullptr);
    post([end, why] { end({Next::Offline, why}); });
}

void Link::reset() {
    for (auto& [id, reply] : std::exchange(m_calls, {})) {
        post([reply = std::move(reply)] { reply(fail(Next::Cancelled, "torn down")); });
    }
    if (m_tail != 0) {
        m_net.carry(m_seat, true, Lane::Hello,
                    [&station = m_station, seat = m_seat, id = m_tail] { station.closeTail(seat, id); });
    }
    m_tail = 0;
    m_batch = nullptr;
    m_end = nullptr;
}

} // namespace shouwang::simulation
