#include "sync/http_stream.h"

namespace shouwang::sync {

std::shared_ptr<HttpExchange> makePlainExchange(HttpContext& context) {
    return std::make_shared<StreamExchange<PlainStream>>(context);
}

std::shared_ptr<HttpTail> openPlainTail(HttpContext& context, Bytes hello, TailHandlers handlers) {
    auto tail = std::make_shared<StreamTail<PlainStream>>(context, std::move(hello), std::move(handlers));
    tail->start();
    return tail;
}

} // namespace shouwang::sync
