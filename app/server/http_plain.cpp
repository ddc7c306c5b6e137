#include "server/http_connection.h"

namespace shouwang::server {

extern template std::shared_ptr<AnyConnection> makeSocket(const std::shared_ptr<HttpCore>&, PlainStream,
                                                          const WireRequest&, Request, const SocketHandlers&);

std::shared_ptr<AnyConnection> makePlainConnection(const std::shared_ptr<HttpCore>& core,
                                                   asio::ip::tcp::socket socket) {
    error_code ignored;
    const bool loopback = socket.remote_endpoint(ignored).address().is_loopback();
    return std::make_shared<HttpConnection<PlainStream>>(core, PlainStream(std::move(socket)), loopback);
}

} // namespace shouwang::server
