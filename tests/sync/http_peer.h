// The other end of the HTTP link: one thread a connection, says what the test tells it to say.
#pragma once

#include "base/bytes.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>

#include <functional>
#include <mutex>
#include <optional>
#include <sys/socket.h>
#include <thread>

namespace shouwang::sync::toy {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

struct Answer {
    unsigned status = 200;
    Bytes body = {};
    bool hang = false;       ///< says nothing until the client goes away
    bool closeAfter = false; ///< hangs up behind the answer, without having said so
    std::string raw = {};    ///< this instead of an HTTP answer
};

class HttpPeer {
public:
    using Wire = http::request<http::vector_body<std::uint8_t>>;
    std::function<Answer(const Wire&)> onRequest; ///< connection threads
    std::vector<Bytes> frames;                    ///< what a tail gets

    explicit HttpPeer(std::optional<asio::ssl::context> tls = std::nullopt)
        : m_tls(std::move(tls))
        , m_acceptor(m_io, {asio::ip::make_address("127.0.0.1"), 0}) {
        m_thread = std::thread([this] { accept(); });
    }
    ~HttpPeer() {
        m_stopping = true;
        { // wakes the acceptor
            asio::ip::tcp::socket knock(m_io);
            boost::system::error_code ignored;
            knock.connect(m_acceptor.local_endpoint(), ignored);
        }
        m_thread.join();
        {
            const std::lock_guard lock(m_mutex);
            for (const int handle : m_handles) // the objects belong to their threads
                ::shutdown(handle, SHUT_RDWR);
        }
        for (std::thread& thread : m_threads)
            thread.join();
    }
    std::string port() const { return std::to_string(m_acceptor.local_endpoint().port()); }
    int connections() const { return m_connections; }

private:
    void accept() {
        for (;;) {
            auto socket = std::make_shared<asio::ip::tcp::socket>(m_io);
            boost::system::error_code error;
            m_acceptor.accept(*socket, error);
            if (error || m_stopping) return;
            ++m_connections;
            {
                const std::lock_guard lock(m_mutex);
                m_sockets.push_back(socket);
                m_handles.push_back(socket->native_handle());
            }
            m_threads.emplace_back([this, socket] {
                try {
                    serve(*socket);
                } catch (const std::exception&) { // the client went away
                }
                boost::system::error_code ignored;
                socket->shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
            });
        }
    }
    void serve(asio::ip::tcp::socket& socket) {
        if (!m_tls) return talk(socket);
        asio::ssl::stream<asio::ip::tcp::socket&> stream(socket, *m_tls);
        stream.handshake(asio::ssl::stream_base::server);
        talk(stream);
    }
    template <class Stream>
    void talk(Stream& stream) {
        beast::flat_buffer buffer;
        for (;;) {
            Wire request;
            http::read(stream, buffer, request);
            if (beast::websocket::is_upgrade(request)) return tail(stream, request);
            const Answer answer = onRequest(request);
            if (answer.hang) {
                Wire never;
                http::read(stream, buffer, never);
            }
            if (!answer.raw.empty()) {
                asio::write(stream, asio::buffer(answer.raw));
                return;
            }
            http::response<http::vector_body<std::uint8_t>> response;
            response.version(11);
            response.result(answer.status);
            response.body() = answer.body;
            response.prepare_payload();
            http::write(stream, response);
            if (answer.closeAfter) return;
        }
    }
    template <class Stream>
    void tail(Stream& stream, const Wire& request) {
        const Answer answer = onRequest(request);
        beast::websocket::stream<Stream&> socket(stream);
        socket.accept(request);
        socket.binary(true);
        beast::flat_buffer hello;
        socket.read(hello);
        for (const Bytes& frame : frames)
            socket.write(asio::buffer(frame));
        if (answer.closeAfter) return;
        beast::flat_buffer never;
        socket.read(never);
    }

    asio::io_context m_io;
    std::optional<asio::ssl::context> m_tls;
    asio::ip::tcp::acceptor m_acceptor;
    std::atomic<bool> m_stopping{false};
    std::atomic<int> m_connections{0};
    std::mutex m_mutex;                                            // guards the sockets
    std::vector<std::shared_ptr<asio::ip::tcp::socket>> m_sockets; // kept open until the end
    std::vector<int> m_handles;                                    // of m_sockets
    std::vector<std::thread> m_threads;                            // acceptor's thread until it is joined
    std::thread m_thread;
};

} // namespace shouwang::sync::toy
