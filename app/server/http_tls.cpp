#include "server/http_connection.h"

namespace shouwang::server {

extern template std::shared_ptr<AnyConnection> makeSocket(const std::shared_ptr<HttpCore>&, TlsStream,
                                                          const WireRequest&, Request, const SocketHandlers&);

std::shared_ptr<AnyConnection> makeTlsConnection(const std::shared_ptr<HttpCore>& core,
                                                 asio::ip::tcp::socket socket,
                                                 const std::shared_ptr<asio::ssl::context>& context) {
    error_code ignored;
    const bool loopback = socket.remote_endpoint(ignored).address().is_loopback();
    return std::make_shared<HttpConnection<TlsStream>>(core, TlsStream(std::move(socket), *context),
                                                       loopback);
}

} // namespace shouwang::server
