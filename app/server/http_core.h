// What the listeners, the connections and the WebSockets of one server share. Only for http_*.cpp.
#pragma once

#include "server/router.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <set>

namespace shouwang::server {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using WireRequest = http::request<http::string_body>;

/// One open connection or WebSocket, of whatever stream. Io thread.
class AnyConnection {
public:
    virtual ~AnyConnection() = default;
    virtual void start() = 0;
    /// Closes at once what waits for its client; what owes an answer gives it first.
    virtual void stop() = 0;
    virtual void abort() = 0;
};

struct HttpCore {
    HttpCore(Router routes, Limits limit)
        : router(std::move(routes))
        , limits(limit) {}

    asio::io_context io{1};
    const Router router;
    const Limits limits;
    HttpCounters counters;
    std::set<std::shared_ptr<AnyConnection>> connections; // io thread; keeps them alive
    bool stopping = false;                                // io thread

    void enter(const std::shared_ptr<AnyConnection>& connection) { connections.insert(connection); }
    void leave(const std::shared_ptr<AnyConnection>& connection) { connections.erase(connection); }
};

// Each is compiled in a file of its own: Beast is slow to compile.
std::shared_ptr<AnyConnection> makePlainConnection(const std::shared_ptr<HttpCore>& core,
                                                   asio::ip::tcp::socket socket);
std::shared_ptr<AnyConnection> makeTlsConnection(const std::shared_ptr<HttpCore>& core,
                                                 asio::ip::tcp::socket socket,
                                                 const std::shared_ptr<asio::ssl::context>& context);
template <class Stream>
std::shared_ptr<AnyConnection> makeSocket(const std::shared_ptr<HttpCore>& core, Stream stream,
                                          const WireRequest& upgrade, Request request,
                                          const SocketHandlers& handlers);

/// Turns what came over the wire into a Request. Refused: a target that is none.
Result<Request> toRequest(const http::request_header<>& header, bool loopback);
http::response<http::string_body> toWire(Response response, unsigned version, bool keepAlive);

} // namespace shouwang::server
