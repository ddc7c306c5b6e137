#include "server/control_client.h"

#include "base/random.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

namespace shouwang::server {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

constexpr std::chrono::seconds kPatience{30};

class Exchange {
public:
    explicit Exchange(http::request<http::string_body> request)
        : m_request(std::move(request)) {}

    /// Null error: m_response is there.
    error_code with(std::uint16_t port) {
        m_stream.expires_after(kPatience);
        m_stream.async_connect({asio::ip::address_v4::loopback(), port}, [this](error_code error) {
            if (error) return finish(error);
            http::async_write(m_stream, m_request, [this](error_code failed, std::size_t) {
                if (failed) return finish(failed);
                http::async_read(m_stream, m_buffer, m_response,
                                 [this](error_code ended, std::size_t) { finish(ended); });
            });
        });
        m_io.run();
        return m_error;
    }
    const http::response<http::string_body>& response() const { return m_response; }

private:
    void finish(error_code error) { m_error = error; }

    asio::io_context m_io{1};
    beast::tcp_stream m_stream{m_io};
    http::request<http::string_body> m_request;
    http::response<http::string_body> m_response;
    beast::flat_buffer m_buffer;
    error_code m_error;
};

} // namespace

namespace {

using Request = http::request<http::string_body>;

Request post(const std::string& path, std::string body) {
    Request request(http::verb::post, path, 11);
    request.set(http::field::host, "localhost");
    request.keep_alive(false);
    request.body() = std::move(body);
    return request;
}

Result<ControlReply> send(Request request, std::uint16_t port) {
    request.prepare_payload();
    Exchange exchange(std::move(request));
    if (const error_code error = exchange.with(port)) {
        return fail(Next::Offline, "the station does not answer: " + error.message());
    }
    return ControlReply{static_cast<int>(exchange.response().result_int()), exchange.response().body()};
}

/// The port stands in a file that a killed station leaves behind: by now it may be anybody's.
Result<void> proveStation(std::uint16_t port, const std::string& token) {
    SystemRandom random;
    const std::string challenge = randomToken(random);
    const auto reply = send(post("/v1/admin/prove", challenge), port);
    if (!reply) return tl::unexpected(reply.error());
    if (reply->status == 200 && reply->body == proofOf(token, challenge)) return {};
    return fail(Next::Refused,
                "what answers at the station's port is not this station; nothing was sent to it");
}

} // namespace

Result<ControlReply> control(const DataFolder& folder, const std::string& path, const std::string& fileName,
                             std::string body) {
    if (!ledgerIsHeld(folder)) return fail(Next::Offline, "the station does not run");
    const auto running = readRunning(folder);
    if (!running) return tl::unexpected(running.error());
    const auto token = readAdminToken(folder);
    if (!token) return tl::unexpected(token.error());
    if (auto proved = proveStation(running->controlPort, *token); !proved)
        return tl::unexpected(proved.error());
    Request request = post(path, std::move(body));
    request.set(http::field::authorization, "Bearer " + *token);
    if (!fileName.empty()) request.set("Shouwang-File", fileName);
    return send(std::move(request), running->controlPort);
}

} // namespace shouwang::server
