#include "sync/http_stream.h"

namespace shouwang::sync {

std::shared_ptr<HttpExchange> makeTlsExchange(HttpContext& context) {
    return std::make_shared<StreamExchange<TlsStream>>(context);
}

std::shared_ptr<HttpTail> openTlsTail(HttpContext& context, Bytes hello, TailHandlers handlers) {
    auto tail = std::make_shared<StreamTail<TlsStream>>(context, std::move(hello), std::move(handlers));
    tail->start();
    return tail;
}

} // namespace shouwang::sync
