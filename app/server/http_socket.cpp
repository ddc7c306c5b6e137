#include "server/http_socket.h"

#include <boost/beast/ssl/ssl_stream.hpp>
#include <boost/beast/websocket/ssl.hpp>

namespace shouwang::server {

template std::shared_ptr<AnyConnection> makeSocket(const std::shared_ptr<HttpCore>&, beast::tcp_stream,
                                                   const WireRequest&, Request, const SocketHandlers&);
template std::shared_ptr<AnyConnection> makeSocket(const std::shared_ptr<HttpCore>&,
                                                   beast::ssl_stream<beast::tcp_stream>, const WireRequest&,
                                                   Request, const SocketHandlers&);

} // namespace shouwang::server
