#include "video/rtsp_receiver.h"

#include "base/log.h"
#include "video/rtsp_connection.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace shouwang::video {

namespace {

constexpr Nanos kTick = 50 * kMillisecond; // how exact the deadlines are
constexpr std::size_t kReadBuffer = std::size_t{256} << 10;
constexpr std::uint64_t kWakeId = 0;

} // namespace

Nanos nextRetryPause(Nanos last, Random& random, Nanos least, Nanos most) {
    const Nanos high = std::clamp(last * 3, least, most);
    const auto span = static_cast<std::uint64_t>(std::max<Nanos>(high - least, 0)) + 1;
    return std::min(most, least + static_cast<Nanos>(random.below(span)));
}

class Receiver::Loop {
public:
    Loop(const Clock& clock, Random& random, const ReceiverLimits& limits)
        : m_clock(clock)
        , m_random(random)
        , m_limits(limits)
        , m_epoll(epoll_create1(EPOLL_CLOEXEC))
        , m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = kWakeId;
        if (epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wake, &event) != 0) {
            log::error("video", "receiver: cannot watch: {}", std::strerror(errno));
        }
        m_thread = std::thread([this] { run(); });
    }

    ~Loop() {
        m_stop = true;
        wake();
        m_thread.join();
        close(m_wake);
        close(m_epoll);
    }
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    StreamId add(const StreamRequest& request, std::shared_ptr<PacketSink> sink) {
        StreamId id = 0;
        {
            const std::lock_guard lock(m_mutex);
            id = m_next++;
            m_commands.push_back({id, request, std::move(sink)});
            m_counters[id] = {};
        }
        wake();
        return id;
    }

    void remove(StreamId id) {
        {
            const std::lock_guard lock(m_mutex);
            if (m_counters.erase(id) == 0) return;
            m_commands.push_back({id, {}, nullptr});
        }
        wake();
    }

    StreamCounters counters(StreamId id) const {
        const std::lock_guard lock(m_mutex);
        const auto found = m_counters.find(id);
        return found == m_counters.end() ? StreamCounters{} : found->second;
    }

    std::size_t streams() const {
        const std::lock_guard lock(m_mutex);
        return m_counters.size();
    }

private:
    struct Command {
        StreamId id = 0;
        StreamRequest request;
        std::shared_ptr<PacketSink> sink; // null: remove
    };

    void wake() const {
        const std::uint64_t one = 1;
        if (write(m_wake, &one, sizeof one) < 0 && errno != EAGAIN)
            log::error("video", "receiver: cannot wake");
    }

    void run() {
        std::array<epoll_event, 128> events{};
        Bytes buffer(kReadBuffer);
        while (!m_stop) {
            obey();
            const Nanos now = m_clock.monotonic().count();
            if (now >= m_next_tick) tick(now);
            const Nanos wait = std::clamp<Nanos>(m_next_tick - m_clock.monotonic().count(), 0, kTick);
            const int timeout = static_cast<int>((wait + kMillisecond - 1) / kMillisecond);
            const int count = epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), timeout);
            for (int i = 0; i < count; ++i)
                serve(events[static_cast<std::size_t>(i)], buffer);
        }
        m_connections.clear();
    }

    void serve(const epoll_event& event, Bytes& buffer) {
        if (event.data.u64 == kWakeId) {
            std::uint64_t ignored = 0;
            if (read(m_wake, &ignored, sizeof ignored) < 0 && errno != EAGAIN) {
                log::error("video", "receiver: cannot read its wake-up");
            }
            return;
        }
        const auto found = m_connections.find(event.data.u64);
        if (found != m_connections.end()) found->second->ready(event.events, m_clock, buffer);
    }

    void obey() {
        std::vector<Command> commands;
        {
            const std::lock_guard lock(m_mutex);
            commands.swap(m_commands);
        }
        for (Command& command : commands) {
            if (!command.sink) {
                m_connections.erase(command.id);
                continue;
            }
            auto connection = std::make_unique<RtspConnection>(
                command.id, std::move(command.request), std::move(command.sink), m_epoll, m_random, m_limits);
            connection->tick(m_clock.monotonic().count());
            m_connections.emplace(command.id, std::move(connection));
        }
    }

    void tick(Nanos now) {
        m_next_tick = now + kTick;
        std::vector<std::pair<StreamId, StreamCounters>> counted;
        counted.reserve(m_connections.size());
        for (auto& [id, connection] : m_connections) {
            connection->tick(now);
            counted.emplace_back(id, connection->counters());
        }
        const std::lock_guard lock(m_mutex);
        for (auto& [id, counters] : counted) {
            const auto found = m_counters.find(id);
            if (found != m_counters.end()) found->second = std::move(counters);
        }
    }

    const Clock& m_clock;
    Random& m_random;
    const ReceiverLimits m_limits;
    const int m_epoll;
    const int m_wake;
    std::map<StreamId, std::unique_ptr<RtspConnection>> m_connections; // receiving thread only
    Nanos m_next_tick = 0;                                             // receiving thread only
    std::atomic<bool> m_stop = false;

    mutable std::mutex m_mutex; // guards the three below
    std::vector<Command> m_commands;
    std::map<StreamId, StreamCounters> m_counters; // as of the last tick
    StreamId m_next = 1;

    std::thread m_thread;
};

Receiver::Receiver(const Clock& clock, Random& random, const ReceiverLimits& limits)
    : m_loop(std::make_unique<Loop>(clock, random, limits)) {}
Receiver::~Receiver() = default;

StreamId Receiver::add(const StreamRequest& request, std::shared_ptr<PacketSink> sink) {
    return m_loop->add(request, std::move(sink));
}
void Receiver::remove(StreamId stream) {
    m_loop->remove(stream);
}
StreamCounters Receiver::counters(StreamId stream) const {
    return m_loop->counters(stream);
}
std::size_t Receiver::streams() const {
    return m_loop->streams();
}

} // namespace shouwang::video
