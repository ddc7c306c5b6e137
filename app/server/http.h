// Requests, answers and routes of the station, without a word of Boost: handlers are compiled and tested
// without it.
#pragma once

#include "base/bytes.h"
#include "base/id.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace shouwang::server {

/// Who sent a request, as far as its bearer token says.
struct Identity {
    Id seat;            ///< null for the administrator and for readers
    bool admin = false; ///< holds the token of the data folder: the machine's own service user
    std::string
        reader; ///< name of who may only read the open data interface; empty: a seat or the administrator
};

struct Request {
    std::string method;
    std::string path;                         ///< without the query
    std::map<std::string, std::string> query; ///< percent-decoded
    std::string rawQuery;                     ///< as it came
    std::string authorization;                ///< the header as it came
    std::optional<int> protocol;              ///< the header Shouwang-Protocol
    std::string fileName;                     ///< the header Shouwang-File, only for messages to people
    std::string body;
    bool loopback = false;
    Identity identity; ///< set before the handler is called
};

struct Response {
    int status = 200;
    std::string contentType = "application/json";
    std::string body;
    std::optional<int> retryAfter_s;
};

/// {"error":{"code","text"}}. The code is stable, the text is English and for logs and developers.
Response errorResponse(int status, std::string_view code, std::string_view text);
Response bytesResponse(ByteView bytes, std::string contentType);

/// Answers a request: at most once, from any thread. Answering a connection that has gone does nothing.
using Answer = std::function<void(Response)>;
/// Called on the io thread; must not wait for anything.
using Handler = std::function<void(const Request&, Answer)>;

using SharedBytes = std::shared_ptr<const Bytes>;

/// The sending end of one WebSocket. Any thread.
class Socket {
public:
    virtual ~Socket() = default;
    /// Queues one binary frame. A reader that is too slow for its queue is closed: it comes back by its
    /// cursor.
    virtual void send(SharedBytes frame) = 0;
    virtual void close(std::string reason) = 0;
    virtual std::size_t queuedBytes() const = 0; ///< not yet taken by the reader
};

/// What happens on the WebSockets of one path. Called on the io thread.
struct SocketHandlers {
    std::function<void(const std::shared_ptr<Socket>&, const Request&, ByteView)> onMessage;
    std::function<void(const std::shared_ptr<Socket>&)> onClosed;
};

struct Limits {
    std::size_t headerBytes = std::size_t{16} << 10;
    std::size_t bodyBytes = std::size_t{1} << 20;
    std::size_t connections = 256;
    std::size_t socketMessageBytes = std::size_t{4} << 10; ///< what a seat may send on a WebSocket
    std::size_t socketQueueBytes = std::size_t{16} << 20;  ///< per reader
    std::size_t socketQueueFrames = 1024;
    std::chrono::milliseconds request{10'000}; ///< TLS handshake, and from the first byte to the last
    std::chrono::milliseconds idle{60'000};    ///< between two requests of one connection
    std::chrono::milliseconds write{30'000};
    std::chrono::milliseconds socketIdle{12'000}; ///< a ping goes out at half of it
};

/// Written by the io thread, read by any.
struct HttpCounters {
    std::atomic<std::uint64_t> requests{0};
    std::atomic<std::uint64_t> malformed{0};
    std::atomic<std::uint64_t> unauthorised{0};
    std::atomic<std::uint64_t> forbidden{0}; ///< a valid token that is not for this path
    std::atomic<std::uint64_t> notFound{0};
    std::atomic<std::uint64_t> wrongMethod{0};
    std::atomic<std::uint64_t> tooLarge{0};
    std::atomic<std::uint64_t> timedOut{0};
    std::atomic<std::uint64_t> tlsFailed{0};
    std::atomic<std::uint64_t> connectionsRefused{0};
    std::atomic<std::uint64_t> slowSockets{0};
    std::atomic<std::uint64_t> failed{0}; ///< answers of 500 and above
    std::atomic<std::int64_t> connections{0};
    std::atomic<std::int64_t> sockets{0};
};

} // namespace shouwang::server
