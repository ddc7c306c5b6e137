// Inside of the HTTP link: one exchange or tail, without saying over what kind of stream. Keeps Beast out of
// every file but http_plain.cpp, http_tls.cpp and http_client.cpp.
#pragma once

#include "base/result.h"
#include "sync/http_client.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>

namespace shouwang::sync {

struct HttpAddress {
    bool tls = false;
    std::string host;
    std::string port;
};

/// Refused: not such an address.
Result<HttpAddress> parseAddress(const std::string& url);

/// What all connections share. Outlives them.
struct HttpContext {
    HttpOptions options;
    HttpAddress address;
    boost::asio::io_context io{1};
    boost::asio::ssl::context tls{boost::asio::ssl::context::tls_client};
};

struct HttpRequest {
    std::string target;
    Bytes body; ///< empty: GET, else POST
    std::size_t limit = kMaxSmallBytes;
    std::chrono::milliseconds timeout{10'000};
    std::function<void(Result<Bytes>)> reply;
};

/// One keep-alive connection; requests follow one another.
class HttpExchange {
public:
    virtual ~HttpExchange() = default;
    virtual void send(HttpRequest request) = 0;
    virtual void close() = 0; ///< what is under way ends with Next::Cancelled
};

struct TailHandlers {
    std::function<void(Bytes)> frame;
    std::function<void(Error)> end;
};

class HttpTail {
public:
    virtual ~HttpTail() = default;
    virtual void close() = 0; ///< ends with Next::Cancelled
};

std::shared_ptr<HttpExchange> makePlainExchange(HttpContext& context);
std::shared_ptr<HttpExchange> makeTlsExchange(HttpContext& context);
std::shared_ptr<HttpTail> openPlainTail(HttpContext& context, Bytes hello, TailHandlers handlers);
std::shared_ptr<HttpTail> openTlsTail(HttpContext& context, Bytes hello, TailHandlers handlers);

} // namespace shouwang::sync
