// One camera on the receiving thread: its socket, its conversation and when to try again. Everything here
// happens on that one thread.
#pragma once

#include "video/rtsp_receiver.h"
#include "video/rtsp_session.h"

#include <sys/socket.h>

namespace shouwang::video {

class RtspConnection {
public:
    RtspConnection(StreamId id, StreamRequest request, std::shared_ptr<PacketSink> sink, int epoll,
                   Random& random, const ReceiverLimits& limits);
    ~RtspConnection(); ///< says goodbye if there is a session
    RtspConnection(const RtspConnection&) = delete;
    RtspConnection& operator=(const RtspConnection&) = delete;

    /// Connects when it is time to, watches the deadlines.
    void tick(Nanos now);
    /// The socket has something to say. `clock` is asked for the arrival of every piece that is read.
    void ready(std::uint32_t events, const Clock& clock, std::span<std::uint8_t> buffer);

    StreamCounters counters() const;

private:
    void connectNow(Nanos now);
    void connected(Nanos now);
    bool receive(const Clock& clock, std::span<std::uint8_t> buffer);
    void flush(Nanos now);
    void watch(std::uint32_t events);
    void fault(const StreamFault& fault, Nanos now);
    void accept(AccessUnit&& unit);
    void report(StreamState state, Refusal refusal, std::string text);
    void closeSocket();
    void countSession();

    const StreamId m_id;
    const StreamRequest m_request;
    const std::shared_ptr<PacketSink> m_sink;
    const int m_epoll;
    Random& m_random;
    const ReceiverLimits m_limits;

    RtspUrl m_url;
    sockaddr_storage m_address{};
    socklen_t m_address_size = 0;
    bool m_hopeless = false; // the URL cannot be used: never tried
    int m_descriptor = -1;
    bool m_connecting = false;
    std::uint32_t m_watched = 0;
    Nanos m_connect_began = 0;
    Nanos m_next_try = 0;
    Nanos m_pause = 0;
    Nanos m_playing_since = 0;
    bool m_tried = false;
    std::unique_ptr<RtspSession> m_session;
    Bytes m_output; // what the socket has not taken yet
    StreamMemory m_memory;
    StreamStatus m_status;
    StreamCounters m_counters; // without what the session under way has counted
};

} // namespace shouwang::video
