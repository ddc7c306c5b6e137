#include "sync/http_client.h"

#include "sync/http_wire.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fmt/format.h>

namespace shouwang::sync {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

constexpr std::size_t kMaxFileBytes = std::size_t{16} << 20; // key store, site file, secrets

bool isLoopback(const std::string& host) {
    error_code error;
    const auto address = asio::ip::make_address(host, error);
    return host == "localhost" || (!error && address.is_loopback());
}

bool fitsHeader(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

Result<void> prepareTls(asio::ssl::context& tls, const std::string& authority) {
    error_code error;
    tls.set_verify_mode(asio::ssl::verify_peer);
    if (SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_2_VERSION) != 1) {
        return fail(Next::Refused, "this OpenSSL does not know TLS 1.2");
    }
    tls.load_verify_file(authority, error);
    if (error) return fail(Next::Refused, fmt::format("{}: {}", authority, error.message()));
    return {};
}

/// Turns the body of an answer into a message.
template <class T, class Decode>
std::function<void(Result<Bytes>)> decoding(StationLink::Reply<T> reply, Decode decode) {
    return [reply = std::move(reply), decode](Result<Bytes> body) {
        if (!body) return reply(tl::unexpected(body.error()));
        auto message = decode(ByteView(*body));
        if (!message && versionAnswer(*body)) message.error().next = Next::Conflict;
        reply(std::move(message));
    };
}

class HttpLink final : public StationLink {
public:
    explicit HttpLink(const HttpOptions& options) { m_context.options = options; }
    ~HttpLink() override {
        m_context.io.stop();
        forget();
    }

    Result<void> prepare() {
        auto address = parseAddress(m_context.options.url);
        if (!address) return tl::unexpected(address.error());
        m_context.address = *address;
        if (!fitsHeader(m_context.options.token)) {
            return fail(Next::Refused, "the seat's token has characters that it may not have");
        }
        if (!address->tls && !isLoopback(address->host)) {
            return fail(Next::Refused, "plain http is for this machine only; use https");
        }
        if (address->tls) {
            auto prepared = prepareTls(m_context.tls, m_context.options.authority);
            if (!prepared) return prepared;
        }
        m_push = makeExchange();
        m_pull = makeExchange();
        return {};
    }

    void run() override {
        const auto work = asio::make_work_guard(m_context.io);
        m_context.io.run();
    }
    void stop() override { m_context.io.stop(); }
    void post(std::function<void()> task) override { asio::post(m_context.io, std::move(task)); }
    void after(std::chrono::milliseconds delay, std::function<void()> task) override {
        auto timer = std::make_shared<asio::steady_timer>(m_context.io, delay);
        timer->async_wait([timer, task = std::move(task)](error_code error) {
            if (!error) task();
        });
    }

    void hello(Reply<Hello> reply) override {
        get("/v1/hello", kMaxSmallBytes, m_context.options.timeout, decoding(std::move(reply), decodeHello));
    }
    void push(const Push& push, Reply<PushReply> reply) override {
        m_push->send({"/v1/push", encode(push), kMaxPushBytes, m_context.options.timeout,
                      decoding(std::move(reply), decodePushReply)});
    }
    void recover(const Recover& recover, Reply<RecoverReply> reply) override {
        m_push->send({"/v1/recover", encode(recover), kMaxSmallBytes, m_context.options.feedTimeout,
                      decoding(std::move(reply), decodeRecoverReply)});
    }
    void feed(const FeedQuery& query, Reply<FeedBatch> reply) override {
        get("/v1/feed?" + toQuery(query), kMaxFeedBytes, m_context.options.feedTimeout,
            decoding(std::move(reply), decodeFeedBatch));
    }
    void fetch(const std::string& path, Reply<Bytes> reply) override {
        get(path, kMaxFileBytes, m_context.options.feedTimeout,
            [reply = std::move(reply)](Result<Bytes> body) {
                if (body && versionAnswer(*body))
                    body = fail(Next::Conflict, "the station speaks another protocol");
                reply(std::move(body));
            });
    }
    void tail(const Cursor& cursor, std::function<void(FeedBatch)> batch,
              std::function<void(Error)> end) override {
        const auto onFrame = [this, batch = std::move(batch)](const Bytes& frame) {
            auto message = decodeFeedBatch(frame);
            if (message) return batch(std::move(*message));
            m_badFrame = true;
            m_tail->close();
        };
        const auto onEnd = [this, end = std::move(end)](Error error) {
            if (std::exchange(m_badFrame, false)) error = {Next::Corrupt, "the tail sent nonsense"};
            end(std::move(error));
        };
        const auto open = m_context.address.tls ? openTlsTail : openPlainTail;
        m_tail = open(m_context, encode(cursor), {onFrame, onEnd});
    }
    void reset() override {
        m_push->close();
        m_pull->close();
        if (m_tail) m_tail->close();
    }

private:
    std::shared_ptr<HttpExchange> makeExchange() {
        return m_context.address.tls ? makeTlsExchange(m_context) : makePlainExchange(m_context);
    }
    void get(std::string target, std::size_t limit, std::chrono::milliseconds timeout,
             std::function<void(Result<Bytes>)> reply) {
        m_pull->send({std::move(target), {}, limit, timeout, std::move(reply)});
    }
    void forget() {
        m_push.reset();
        m_pull.reset();
        m_tail.reset();
    }

    HttpContext m_context; // last to go: connections refer to it
    std::shared_ptr<HttpExchange> m_push;
    std::shared_ptr<HttpExchange> m_pull;
    std::shared_ptr<HttpTail> m_tail;
    bool m_badFrame = false;
};

} // namespace

Result<HttpAddress> parseAddress(const std::string& url) {
    HttpAddress address;
    std::string_view rest = url;
    const auto skip = [&rest](std::string_view start) {
        const bool there = rest.starts_with(start);
        if (there) rest.remove_prefix(start.size());
        return there;
    };
    address.tls = skip("https://");
    if (!address.tls && !skip("http://")) return fail(Next::Refused, url + ": not an http(s) address");
    if (rest.ends_with('/')) rest.remove_suffix(1);
    const std::size_t bracket = rest.starts_with('[') ? rest.find(']') : std::string_view::npos;
    const std::size_t colon = rest.find(':', bracket == std::string_view::npos ? 0 : bracket);
    address.host = rest.substr(0, colon);
    if (bracket != std::string_view::npos) address.host = rest.substr(1, bracket - 1);
    address.port =
        colon == std::string_view::npos ? (address.tls ? "443" : "80") : std::string(rest.substr(colon + 1));
    const bool digits = !address.port.empty() && address.port.size() <= 5 &&
                        std::ranges::all_of(address.port, [](char c) { return c >= '0' && c <= '9'; });
    const bool good = digits && !address.host.empty() && fitsHeader(address.host) &&
                      address.host.find_first_of("/@?#") == std::string::npos;
    if (!good) return fail(Next::Refused, url + ": not an address with host and port");
    return address;
}

Result<std::unique_ptr<StationLink>> makeHttpLink(const HttpOptions& options) {
    auto link = std::make_unique<HttpLink>(options);
    if (auto prepared = link->prepare(); !prepared) return tl::unexpected(prepared.error());
    return link;
}

} // namespace shouwang::sync
