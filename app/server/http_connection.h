// One HTTP connection over a plain or a TLS stream. Only for http_plain.cpp and http_tls.cpp. Everything runs
// on the io thread but the answer, which is posted there.
#pragma once

#include "server/http_core.h"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <limits>

namespace shouwang::server {

using PlainStream = beast::tcp_stream;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

template <class Stream>
class HttpConnection final : public AnyConnection,
                             public std::enable_shared_from_this<HttpConnection<Stream>> {
public:
    static constexpr bool kTls = std::is_same_v<Stream, TlsStream>;

    HttpConnection(std::shared_ptr<HttpCore> core, Stream stream, bool loopback)
        : m_core(std::move(core))
        , m_stream(std::move(stream))
        , m_loopback(loopback) {}

    void start() override {
        if constexpr (kTls) {
            lowest().expires_after(m_core->limits.request);
            m_stream.async_handshake(asio::ssl::stream_base::server, [self = me()](error_code error) {
                if (!error) return self->waitForRequest();
                ++(error == beast::error::timeout ? self->m_core->counters.timedOut
                                                  : self->m_core->counters.tlsFailed);
                self->close();
            });
        } else {
            waitForRequest();
        }
    }

    void stop() override {
        m_last = true;
        if (m_state == State::Idle) close();
    }
    void abort() override { close(); }

private:
    enum class State { Idle, Reading, Answering, Writing, Closed };

    std::shared_ptr<HttpConnection> me() { return this->shared_from_this(); }
    beast::tcp_stream& lowest() { return beast::get_lowest_layer(m_stream); }

    /// Between two requests a client may be silent for long; from the first byte on it may not.
    void waitForRequest() {
        m_parser.emplace();
        m_parser->header_limit(static_cast<std::uint32_t>(m_core->limits.headerBytes));
        m_parser->body_limit(std::numeric_limits<std::uint64_t>::max()); // set once the path is known
        if (m_buffer.size() > 0 || m_serial == 0) return readHeader();
        m_state = State::Idle;
        lowest().expires_after(m_core->limits.idle);
        m_stream.async_read_some(m_buffer.prepare(4096), [self = me()](error_code error, std::size_t count) {
            if (error) return self->close(); // an idle client may go whenever it likes
            self->m_buffer.commit(count);
            self->readHeader();
        });
    }

    void readHeader() {
        m_state = State::Reading;
        lowest().expires_after(m_core->limits.request);
        http::async_read_header(m_stream, m_buffer, *m_parser, [self = me()](error_code error, std::size_t) {
            if (error) return self->readFailed(error);
            self->onHeader();
        });
    }

    void onHeader() {
        ++m_serial;
        ++m_core->counters.requests;
        m_version = m_parser->get().version();
        m_keepAlive = m_parser->get().keep_alive();
        auto request = toRequest(m_parser->get(), m_loopback);
        if (!request) return refuse(400, "malformed", request.error().text);
        m_request = std::move(*request);
        const bool upgrade = beast::websocket::is_upgrade(m_parser->get());
        m_found = m_core->router.find(m_request, upgrade, m_core->counters);
        if (!m_found.handler && !m_found.socket) return refuse(std::move(m_found.refusal));
        m_state = State::Answering;
        lowest().expires_never();
        m_core->router.authorise(m_found.access, m_request, makeAuthorised());
    }

    /// Who may send this is known on any thread; the connection goes on upon its own.
    Router::Authorised makeAuthorised() {
        return [core = m_core, weak = this->weak_from_this(),
                serial = m_serial](tl::expected<Identity, Response> who) {
            asio::dispatch(core->io, [weak, serial, who = std::move(who)]() mutable {
                const auto self = weak.lock();
                if (!self || self->m_state != State::Answering || self->m_serial != serial) return;
                if (!who) return self->refuseUnauthorised(std::move(who.error()));
                self->m_request.identity = *who;
                self->proceed();
            });
        };
    }

    void refuseUnauthorised(Response response) {
        if (response.status == 401) ++m_core->counters.unauthorised;
        if (response.status == 403) ++m_core->counters.forbidden;
        refuse(std::move(response));
    }

    void proceed() {
        m_state = State::Reading;
        lowest().expires_after(m_core->limits.request);
        if (m_found.socket) return becomeSocket();
        const std::size_t limit = m_found.bodyLimit ? m_found.bodyLimit : m_core->limits.bodyBytes;
        const auto length = m_parser->content_length();
        if (length && *length > limit) return readFailed(http::error::body_limit);
        m_parser->body_limit(limit);
        readBody();
    }

    void readBody() {
        http::async_read(m_stream, m_buffer, *m_parser, [self = me()](error_code error, std::size_t) {
            if (error) return self->readFailed(error);
            self->m_request.body = std::move(self->m_parser->get().body());
            self->m_state = State::Answering;
            self->lowest().expires_never();
            Router::call(*self->m_found.handler, self->m_request, self->makeAnswer());
        });
    }

    /// The handler may answer from any thread and long after this connection has gone.
    Answer makeAnswer() {
        return [core = m_core, weak = this->weak_from_this(), serial = m_serial](Response response) {
            asio::post(core->io, [weak, serial, answer = std::move(response)]() mutable {
                const auto self = weak.lock();
                if (self && self->m_state == State::Answering && self->m_serial == serial) {
                    self->write(std::move(answer));
                }
            });
        };
    }

    void readFailed(error_code error) {
        HttpCounters& counters = m_core->counters;
        if (error == beast::error::timeout) {
            ++counters.timedOut;
            return close();
        }
        if (error == http::error::end_of_stream || error == asio::error::eof ||
            error == asio::error::connection_reset || error == asio::ssl::error::stream_truncated ||
            error == asio::error::operation_aborted) {
            return close();
        }
        if (error == http::error::body_limit) {
            ++counters.tooLarge;
            return refuse(errorResponse(413, "too_large", "the body is larger than this path takes"));
        }
        if (error == http::error::header_limit || error == http::error::buffer_overflow) {
            ++counters.tooLarge;
            return refuse(errorResponse(431, "header_too_large", "the header is larger than 16 KiB"));
        }
        m_version = 11;
        refuse(400, "malformed", "this is not HTTP: " + error.message());
    }

    void refuse(int status, std::string_view code, std::string_view text) {
        ++m_core->counters.malformed;
        refuse(errorResponse(status, code, text));
    }

    /// Answers without having read the body: only a request without one may go on with its connection.
    void refuse(Response response) {
        m_last = m_last || !m_parser->is_header_done() || !m_parser->is_done();
        m_state = State::Answering;
        write(std::move(response));
    }

    void write(Response response) {
        m_state = State::Writing;
        if (response.status >= 500) ++m_core->counters.failed;
        m_last = m_last || !m_keepAlive || m_core->stopping;
        m_response.emplace(toWire(std::move(response), m_version, !m_last));
        lowest().expires_after(m_core->limits.write);
        http::async_write(m_stream, *m_response, [self = me()](error_code error, std::size_t) {
            self->m_response.reset();
            if (error == beast::error::timeout) ++self->m_core->counters.timedOut;
            if (error) return self->close();
            if (self->m_last) return self->closeGently();
            self->waitForRequest();
        });
    }

    void becomeSocket() {
        const auto self = me();
        m_state = State::Closed;
        m_core->leave(self);
        lowest().expires_never();
        auto socket = makeSocket(m_core, std::move(m_stream), WireRequest(m_parser->release()),
                                 std::move(m_request), *m_found.socket);
        --m_core->counters.connections; // counted as a socket from here on
        m_counted = false;
        m_core->enter(socket);
        socket->start();
    }

    /// Whatever the client is still sending is read away for a moment, or the reset would eat our answer.
    void closeGently() {
        m_state = State::Idle;
        error_code ignored;
        lowest().socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
        lowest().expires_after(std::chrono::seconds(2));
        m_buffer.clear();
        readAway();
    }

    void readAway() {
        lowest().async_read_some(m_buffer.prepare(4096), [self = me()](error_code error, std::size_t count) {
            self->m_away += count;
            if (error || self->m_away > (std::size_t{4} << 20)) return self->close();
            self->readAway();
        });
    }

    void close() {
        if (m_state == State::Closed) return;
        m_state = State::Closed;
        lowest().close();
        if (m_counted) --m_core->counters.connections;
        m_counted = false;
        m_core->leave(me());
    }

    const std::shared_ptr<HttpCore> m_core;
    Stream m_stream;
    const bool m_loopback;
    State m_state = State::Reading;
    bool m_last = false;   // no further request on this connection
    bool m_counted = true; // in counters.connections
    bool m_keepAlive = false;
    unsigned m_version = 11;
    std::uint64_t m_serial = 0; // of the request, so that a late second answer finds nothing
    std::size_t m_away = 0;
    beast::flat_buffer m_buffer{std::size_t{128} << 10};
    std::optional<http::request_parser<http::string_body>> m_parser;
    Request m_request;
    Router::Found m_found;
    std::optional<http::response<http::string_body>> m_response;
};

} // namespace shouwang::server
