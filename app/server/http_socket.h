// One WebSocket over a plain or a TLS stream. Only for http_plain.cpp and http_tls.cpp.
#pragma once

#include "server/http_core.h"

#include "base/log.h"

#include <boost/beast/websocket/stream.hpp>
#include <deque>

namespace shouwang::server {

template <class Stream>
class SocketConnection final : public AnyConnection,
                               public Socket,
                               public std::enable_shared_from_this<SocketConnection<Stream>> {
public:
    SocketConnection(std::shared_ptr<HttpCore> core, Stream stream, WireRequest upgrade, Request request,
                     const SocketHandlers& handlers)
        : m_core(std::move(core))
        , m_stream(std::move(stream))
        , m_upgrade(std::move(upgrade))
        , m_request(std::move(request))
        , m_handlers(handlers) {
        ++m_core->counters.sockets;
    }

    void start() override {
        namespace ws = beast::websocket;
        ws::stream_base::timeout timeout{m_core->limits.request, m_core->limits.socketIdle, true};
        m_stream.set_option(timeout);
        m_stream.read_message_max(m_core->limits.socketMessageBytes);
        m_stream.binary(true);
        m_stream.async_accept(m_upgrade, [self = me()](error_code error) {
            if (error) return self->end();
            self->m_open = true;
            self->read();
        });
    }

    void stop() override { finish(beast::websocket::close_code::going_away, "the station stops"); }
    void abort() override {
        beast::get_lowest_layer(m_stream).close();
        end();
    }

    void send(SharedBytes frame) override {
        asio::post(m_core->io, [self = me(), frame = std::move(frame)] { self->enqueue(frame); });
    }
    void close(std::string reason) override {
        asio::post(m_core->io, [self = me(), reason = std::move(reason)] {
            self->finish(beast::websocket::close_code::policy_error, reason);
        });
    }

    std::size_t queuedBytes() const override { return m_queued; }

private:
    std::shared_ptr<SocketConnection> me() { return this->shared_from_this(); }

    void read() {
        m_stream.async_read(m_buffer, [self = me()](error_code error, std::size_t) {
            if (error) return self->end();
            const Bytes message(static_cast<const std::uint8_t*>(self->m_buffer.data().data()),
                                static_cast<const std::uint8_t*>(self->m_buffer.data().data()) +
                                    self->m_buffer.size());
            self->m_buffer.clear();
            self->deliver(message);
            if (!self->m_ended) self->read();
        });
    }

    void deliver(const Bytes& message) {
        try {
            if (m_handlers.onMessage) m_handlers.onMessage(me(), m_request, message);
        } catch (const std::exception& error) {
            log::error("http", "{}: {}", m_request.path, error.what());
            abort();
        }
    }

    void enqueue(const SharedBytes& frame) {
        if (m_ended || m_closing) return;
        const Limits& limits = m_core->limits;
        if (m_queue.size() >= limits.socketQueueFrames ||
            m_queued + frame->size() > limits.socketQueueBytes) {
            // It does not read: waiting for it would cost the station memory, and by its cursor it loses
            // nothing.
            ++m_core->counters.slowSockets;
            return abort();
        }
        m_queued += frame->size();
        m_queue.push_back(frame);
        if (m_queue.size() == 1 && m_open) write();
    }

    void write() {
        const SharedBytes frame = m_queue.front();
        m_stream.async_write(asio::buffer(*frame), [self = me(), frame](error_code error, std::size_t) {
            if (error) return self->end();
            self->m_queued -= frame->size();
            self->m_queue.pop_front();
            if (!self->m_queue.empty() && !self->m_ended) return self->write();
            if (self->m_closing) self->sendClose();
        });
    }

    void finish(beast::websocket::close_code code, const std::string& reason) {
        if (m_ended || m_closing) return;
        m_closing = true;
        m_reason = beast::websocket::close_reason(code, beast::string_view(reason.data(), reason.size()));
        if (!m_open) return abort();
        if (m_queue.empty()) sendClose();
    }

    void sendClose() {
        m_stream.async_close(m_reason, [self = me()](error_code) { self->end(); });
    }

    void end() {
        if (m_ended) return;
        m_ended = true;
        --m_core->counters.sockets;
        beast::get_lowest_layer(m_stream).close();
        if (m_handlers.onClosed) m_handlers.onClosed(me());
        m_core->leave(me());
    }

    const std::shared_ptr<HttpCore> m_core;
    beast::websocket::stream<Stream, false> m_stream;
    const WireRequest m_upgrade;
    const Request m_request;
    const SocketHandlers& m_handlers; // lives in the core's router
    beast::flat_buffer m_buffer;
    beast::websocket::close_reason m_reason;
    std::deque<SharedBytes> m_queue;      // its first is being written
    std::atomic<std::size_t> m_queued{0}; // bytes in the queue; written by the io thread, read by any
    bool m_open = false;
    bool m_closing = false;
    bool m_ended = false;
};

template <class Stream>
std::shared_ptr<AnyConnection> makeSocket(const std::shared_ptr<HttpCore>& core, Stream stream,
                                          const WireRequest& upgrade, Request request,
                                          const SocketHandlers& handlers) {
    return std::make_shared<SocketConnection<Stream>>(core, std::move(stream), upgrade, std::move(request),
                                                      handlers);
}

} // namespace shouwang::server
