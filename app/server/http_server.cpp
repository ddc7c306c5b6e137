#include "server/http_server.h"

#include "base/log.h"
#include "server/http_core.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/steady_timer.hpp>
#include <thread>

namespace shouwang::server {

namespace {

using asio::ip::tcp;

Result<std::shared_ptr<asio::ssl::context>> makeContext(const TlsFiles& files) {
    error_code error;
    auto context = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
    context->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
                             asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
                             asio::ssl::context::no_tlsv1_1 | asio::ssl::context::single_dh_use,
                         error);
    if (!error) context->use_certificate_chain_file(files.certificate.string(), error);
    if (error) return fail(Next::Refused, files.certificate.string() + ": " + error.message());
    context->use_private_key_file(files.key.string(), asio::ssl::context::pem, error);
    if (error) return fail(Next::Refused, files.key.string() + ": " + error.message());
    if (SSL_CTX_check_private_key(context->native_handle()) != 1) {
        return fail(Next::Refused, files.key.string() + ": does not fit the certificate");
    }
    return context;
}

class Listener : public std::enable_shared_from_this<Listener> {
public:
    Listener(std::shared_ptr<HttpCore> core, std::shared_ptr<asio::ssl::context> tls)
        : m_core(std::move(core))
        , m_tls(std::move(tls))
        , m_acceptor(m_core->io)
        , m_pause(m_core->io) {}

    Result<std::uint16_t> open(const tcp::endpoint& endpoint) {
        error_code error;
        m_acceptor.open(endpoint.protocol(), error);
        if (!error) m_acceptor.set_option(asio::socket_base::reuse_address(true), error);
        if (!error) m_acceptor.bind(endpoint, error);
        if (!error) m_acceptor.listen(asio::socket_base::max_listen_connections, error);
        if (error) {
            return fail(Next::Refused,
                        fmt::format("cannot listen on {}:{}: {}", endpoint.address().to_string(),
                                    endpoint.port(), error.message()));
        }
        return m_acceptor.local_endpoint(error).port();
    }

    void accept() {
        m_acceptor.async_accept([self = shared_from_this()](error_code error, tcp::socket socket) {
            if (error == asio::error::operation_aborted) return;
            if (error) return self->acceptLater(error);
            self->take(std::move(socket));
            self->accept();
        });
    }

    void close() {
        error_code ignored;
        m_acceptor.close(ignored);
        m_pause.cancel();
    }

private:
    void take(tcp::socket socket) {
        if (m_core->connections.size() >= m_core->limits.connections) {
            ++m_core->counters.connectionsRefused; // closed as it goes out of scope
            return;
        }
        error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        auto connection = m_tls ? makeTlsConnection(m_core, std::move(socket), m_tls)
                                : makePlainConnection(m_core, std::move(socket));
        ++m_core->counters.connections;
        m_core->enter(connection);
        connection->start();
    }

    /// Out of descriptors, mostly: trying again at once would spin.
    void acceptLater(const error_code& error) {
        log::warning("http", "cannot accept: {}", error.message());
        m_pause.expires_after(std::chrono::milliseconds(100));
        m_pause.async_wait([self = shared_from_this()](error_code cancelled) {
            if (!cancelled && self->m_acceptor.is_open()) self->accept();
        });
    }

    const std::shared_ptr<HttpCore> m_core;
    const std::shared_ptr<asio::ssl::context> m_tls; // null: plain
    tcp::acceptor m_acceptor;
    asio::steady_timer m_pause;
};

} // namespace

struct HttpServer::Impl {
    Impl(Router router, Limits limits)
        : core(std::make_shared<HttpCore>(std::move(router), limits))
        , work(core->io.get_executor())
        , deadline(core->io) {}

    void run() {
        for (;;) {
            try {
                core->io.run();
                return;
            } catch (const std::exception& error) {
                log::error("http", "the io thread met {}", error.what()); // the console must not die
            }
        }
    }

    void closeListeners() {
        for (const auto& listener : listeners)
            listener->close();
        listeners.clear();
    }

    void beginStop() {
        closeListeners();
        core->stopping = true;
        const auto open = core->connections; // stop() takes some out of the set
        for (const auto& connection : open)
            connection->stop();
        work.reset();
        deadline.expires_after(std::chrono::seconds(2));
        deadline.async_wait([this](error_code cancelled) {
            if (!cancelled) abortAll();
        });
        watchDrain();
    }

    void watchDrain() {
        if (core->connections.empty()) {
            deadline.cancel();
            return;
        }
        auto timer = std::make_shared<asio::steady_timer>(core->io, std::chrono::milliseconds(5));
        timer->async_wait([this, timer](error_code) { watchDrain(); });
    }

    void abortAll() {
        const auto open = core->connections;
        for (const auto& connection : open)
            connection->abort();
    }

    std::shared_ptr<HttpCore> core;
    asio::executor_work_guard<asio::io_context::executor_type> work;
    asio::steady_timer deadline;
    std::vector<std::shared_ptr<Listener>> listeners; // io thread once it runs
    std::thread thread;
};

HttpServer::HttpServer(Router router, Limits limits)
    : m_impl(std::make_unique<Impl>(std::move(router), limits)) {}

HttpServer::~HttpServer() {
    stop();
}

Result<std::uint16_t> HttpServer::listen(const Listen& where) {
    error_code error;
    const auto address = asio::ip::make_address(where.address, error);
    if (error) return fail(Next::Refused, where.address + ": not a numeric address");
    if (!where.tls && !address.is_loopback()) {
        return fail(Next::Refused, where.address + ": only loopback may be served without a certificate");
    }
    std::shared_ptr<asio::ssl::context> context;
    if (where.tls) {
        auto made = makeContext(*where.tls);
        if (!made) return tl::unexpected(made.error());
        context = *made;
    }
    auto listener = std::make_shared<Listener>(m_impl->core, context);
    auto port = listener->open(tcp::endpoint(address, where.port));
    if (port) m_impl->listeners.push_back(std::move(listener));
    return port;
}

void HttpServer::start() {
    for (const auto& listener : m_impl->listeners)
        listener->accept();
    m_impl->thread = std::thread([this] { m_impl->run(); });
}

void HttpServer::stopListening() {
    asio::post(m_impl->core->io, [this] { m_impl->closeListeners(); });
}

void HttpServer::stop() {
    if (!m_impl->thread.joinable()) return;
    asio::post(m_impl->core->io, [this] { m_impl->beginStop(); });
    m_impl->thread.join();
}

const HttpCounters& HttpServer::counters() const {
    return m_impl->core->counters;
}

} // namespace shouwang::server
