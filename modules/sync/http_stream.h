// Inside of the HTTP link: exchange and tail over a plain or a TLS stream. Only for http_plain.cpp and
// http_tls.cpp: it is slow to compile.
#pragma once

#include "sync/http_wire.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket.hpp>
#include <deque>
#include <fmt/format.h>

namespace shouwang::sync {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using PlainStream = beast::tcp_stream;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

constexpr std::size_t kMaxQueuedRequests = 32;

template <class Stream>
std::shared_ptr<Stream> makeStream(HttpContext& context) {
    if constexpr (std::is_same_v<Stream, TlsStream>) {
        return std::make_shared<Stream>(context.io, context.tls);
    } else {
        return std::make_shared<Stream>(context.io);
    }
}

/// Resolves, connects and, with TLS, shakes hands. Streams and resolver live until `done` was called.
template <class Stream, class Done>
void connectStream(HttpContext& context, Stream& stream, asio::ip::tcp::resolver& resolver, Done done) {
    const auto shakeHands = [&context, &stream, done](error_code error) {
        if (error) return done(error);
        error_code ignored; // without it small messages may wait 40 ms, which is a pity but no fault
        beast::get_lowest_layer(stream).socket().set_option(asio::ip::tcp::no_delay(true), ignored);
        if constexpr (std::is_same_v<Stream, TlsStream>) {
            // A name in the hello lets one machine serve several; an address must not stand there.
            error_code isName;
            asio::ip::make_address(context.address.host, isName);
            if (isName) SSL_set_tlsext_host_name(stream.native_handle(), context.address.host.c_str());
            stream.set_verify_callback(asio::ssl::host_name_verification(context.address.host));
            stream.async_handshake(asio::ssl::stream_base::client, done);
        } else {
            done(error_code());
        }
    };
    resolver.async_resolve(context.address.host, context.address.port,
                           [&stream, done, shakeHands](error_code error, const auto& found) {
                               if (error) return done(error);
                               beast::get_lowest_layer(stream).async_connect(
                                   found,
                                   [shakeHands](error_code failed, const auto&) { shakeHands(failed); });
                           });
}

inline Error offline(std::string_view what, error_code error) {
    return {Next::Offline, fmt::format("{}: {}", what, error.message())};
}

template <class Stream>
class StreamExchange final : public HttpExchange,
                             public std::enable_shared_from_this<StreamExchange<Stream>> {
public:
    explicit StreamExchange(HttpContext& context)
        : m_context(context)
        , m_resolver(context.io)
        , m_deadline(context.io) {}

    void send(HttpRequest request) override {
        if (m_queue.size() >= kMaxQueuedRequests) {
            asio::post(m_context.io, [reply = std::move(request.reply)] {
                reply(fail(Next::Retry, "too many requests wait for the station"));
            });
            return;
        }
        m_queue.push_back(std::move(request));
        if (m_queue.size() == 1) start();
    }

    void close() override {
        drop();
        for (HttpRequest& request : std::exchange(m_queue, {})) {
            asio::post(m_context.io, [reply = std::move(request.reply)] {
                reply(fail(Next::Cancelled, "the connection was torn down"));
            });
        }
    }

private:
    using Self = std::shared_ptr<StreamExchange>;

    /// Handlers of a dropped connection find another turn and do nothing; they keep what they work on alive.
    template <class Then>
    auto guarded(Then then) {
        return [self = this->shared_from_this(), stream = m_stream, turn = m_turn, then](error_code error,
                                                                                         auto&&...) {
            if (turn == self->m_turn) then(error);
        };
    }

    void start() {
        m_deadline.expires_after(m_queue.front().timeout);
        m_deadline.async_wait([self = this->shared_from_this(), turn = m_turn](error_code error) {
            if (!error && turn == self->m_turn) {
                self->fault({Next::Offline, "the station did not answer in time"});
            }
        });
        m_reused = m_stream != nullptr;
        if (m_reused) return write();
        m_stream = makeStream<Stream>(m_context);
        connectStream(m_context, *m_stream, m_resolver, guarded([this](error_code error) {
                          if (error) return fault(offline("no connection to the station", error));
                          write();
                      }));
    }

    void write() {
        const HttpRequest& request = m_queue.front();
        m_request = {};
        m_request.version(11);
        m_request.method(request.body.empty() ? http::verb::get : http::verb::post);
        m_request.target(request.target);
        m_request.set(http::field::host, m_context.address.host + ":" + m_context.address.port);
        m_request.set(http::field::authorization, "Bearer " + m_context.options.token);
        m_request.set("Shouwang-Protocol", std::to_string(kProtocol));
        if (!request.body.empty()) m_request.set(http::field::content_type, "application/cbor");
        m_request.body() = request.body;
        m_request.prepare_payload();
        http::async_write(*m_stream, m_request, guarded([this](error_code error) {
            if (error) return broken(error);
            read();
        }));
    }

    void read() {
        m_buffer.clear();
        m_parser.emplace();
        m_parser->body_limit(m_queue.front().limit);
        m_parser->header_limit(16 << 10);
        http::async_read_header(*m_stream, m_buffer, *m_parser, guarded([this](error_code error) {
            if (error) return broken(error);
            readBody();
        }));
    }

    // Beast 1.74 does not always hold an answer with a Content-Length to the limit.
    void readBody() {
        const auto length = m_parser->content_length();
        if (length && *length > m_queue.front().limit) {
            return fault({Next::Offline, "the station's answer is larger than any should be"});
        }
        http::async_read(*m_stream, m_buffer, *m_parser, guarded([this](error_code error) {
            if (error) return broken(error);
            finish();
        }));
    }

    /// A connection that was kept open may have been closed meanwhile: once more on a fresh one. Every
    /// request may be repeated (a push gets the same verdicts).
    void broken(error_code error) {
        if (!m_reused) return fault(offline("the connection to the station broke", error));
        drop();
        start();
    }

    void fault(Error error) {
        drop();
        complete(tl::unexpected<Error>(std::move(error)));
    }

    void finish() {
        auto& message = m_parser->get();
        const unsigned status = message.result_int();
        const bool keep = message.keep_alive();
        Bytes body = std::move(message.body());
        m_deadline.cancel();
        ++m_turn;
        if (!keep) drop();
        if (status == 200) return complete(std::move(body));
        const Next next = status == 401 || status == 403   ? Next::Refused
                          : status == 429 || status >= 500 ? Next::Retry
                                                           : Next::Bug;
        complete(fail(next, fmt::format("{} was answered with {}", m_queue.front().target, status)));
    }

    void complete(Result<Bytes> result) {
        auto reply = std::move(m_queue.front().reply);
        m_queue.pop_front();
        if (!m_queue.empty()) start();
        reply(std::move(result));
    }

    void drop() {
        ++m_turn;
        m_deadline.cancel();
        m_resolver.cancel();
        if (!m_stream) return;
        beast::get_lowest_layer(*m_stream).close();
        m_stream.reset();
    }

    HttpContext& m_context;
    asio::ip::tcp::resolver m_resolver;
    asio::steady_timer m_deadline;
    std::deque<HttpRequest> m_queue; // the front one is under way
    std::shared_ptr<Stream> m_stream;
    http::request<http::vector_body<std::uint8_t>> m_request;
    std::optional<http::response_parser<http::vector_body<std::uint8_t>>> m_parser;
    beast::flat_buffer m_buffer;
    std::uint64_t m_turn = 0; // moves with every request and connection
    bool m_reused = false;
};

template <class Stream>
class StreamTail final : public HttpTail, public std::enable_shared_from_this<StreamTail<Stream>> {
public:
    StreamTail(HttpContext& context, Bytes hello, TailHandlers handlers)
        : m_context(context)
        , m_hello(std::move(hello))
        , m_handlers(std::move(handlers))
        , m_resolver(context.io)
        , m_deadline(context.io)
        , m_socket(std::move(*makeStream<Stream>(context))) {}

    void start() {
        m_deadline.expires_after(m_context.options.timeout);
        m_deadline.async_wait([self = this->shared_from_this()](error_code error) {
            if (!error) self->end({Next::Offline, "the station did not open the tail in time"});
        });
        connectStream(m_context, m_socket.next_layer(), m_resolver,
                      [self = this->shared_from_this()](error_code error) {
                          if (error) return self->end(offline("no connection to the station", error));
                          self->upgrade();
                      });
    }

    void close() override { end({Next::Cancelled, "the connection was torn down"}); }

private:
    void upgrade() {
        namespace ws = beast::websocket;
        beast::get_lowest_layer(m_socket).expires_never(); // the socket has its own clocks
        m_socket.set_option(
            ws::stream_base::timeout{m_context.options.timeout, m_context.options.tailIdle, true});
        m_socket.set_option(
            ws::stream_base::decorator([token = m_context.options.token](ws::request_type& to) {
                to.set(http::field::authorization, "Bearer " + token);
                to.set("Shouwang-Protocol", std::to_string(kProtocol));
            }));
        m_socket.read_message_max(kMaxFeedBytes);
        m_socket.binary(true);
        m_socket.async_handshake(m_context.address.host + ":" + m_context.address.port, "/v1/tail",
                                 [self = this->shared_from_this()](error_code error) {
                                     if (error) return self->end(offline("the tail was not opened", error));
                                     self->greet();
                                 });
    }

    void greet() {
        m_socket.async_write(asio::buffer(m_hello),
                             [self = this->shared_from_this()](error_code error, std::size_t) {
                                 if (error) return self->end(offline("the tail broke", error));
                                 self->m_deadline.cancel();
                                 self->read();
                             });
    }

    void read() {
        m_socket.async_read(m_buffer, [self = this->shared_from_this()](error_code error, std::size_t) {
            if (error) return self->end(offline("the tail broke", error));
            const auto data = self->m_buffer.data();
            const auto* first = static_cast<const std::uint8_t*>(data.data());
            Bytes frame(first, first + data.size());
            self->m_buffer.clear();
            if (self->m_handlers.frame) self->m_handlers.frame(std::move(frame));
            if (self->m_handlers.end) self->read();
        });
    }

    void end(Error error) {
        if (!m_handlers.end) return;
        auto tell = std::exchange(m_handlers, {}).end;
        m_deadline.cancel();
        m_resolver.cancel();
        beast::get_lowest_layer(m_socket).close();
        asio::post(m_context.io, [tell = std::move(tell), error = std::move(error)] { tell(error); });
    }

    HttpContext& m_context;
    const Bytes m_hello;
    TailHandlers m_handlers; // empty once it has ended
    asio::ip::tcp::resolver m_resolver;
    asio::steady_timer m_deadline;
    beast::websocket::stream<Stream> m_socket;
    beast::flat_buffer m_buffer;
};

} // namespace shouwang::sync
