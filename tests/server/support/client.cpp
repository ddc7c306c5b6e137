#include "support/client.h"

#include "support/stream.h"

#include <algorithm>
#include <fmt/format.h>

namespace shouwang::testing {

namespace {

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// Reads head and headers; what came behind them stays in `rest`.
Reply readHead(Stream& stream, std::string& rest) {
    Reply reply;
    std::size_t end = std::string::npos;
    while ((end = rest.find("\r\n\r\n")) == std::string::npos) {
        const std::string more = stream.read(4096);
        if (more.empty()) return reply;
        rest += more;
    }
    const std::string head = rest.substr(0, end + 2);
    rest.erase(0, end + 4);
    if (head.size() > 12) reply.status = std::atoi(head.c_str() + 9);
    for (std::size_t at = head.find("\r\n") + 2; at < head.size();) {
        const std::size_t next = head.find("\r\n", at);
        const std::string line = head.substr(at, next - at);
        const std::size_t colon = line.find(": ");
        if (colon != std::string::npos) reply.headers[lower(line.substr(0, colon))] = line.substr(colon + 2);
        at = next + 2;
    }
    return reply;
}

Reply readWhole(Stream& stream, std::string& rest) {
    Reply reply = readHead(stream, rest);
    const auto length = reply.headers.find("content-length");
    const std::size_t wanted = length == reply.headers.end() ? 0 : std::stoul(length->second);
    while (rest.size() < wanted) {
        const std::string more = stream.read(65536);
        if (more.empty()) break;
        rest += more;
    }
    reply.body = rest.substr(0, wanted);
    rest.erase(0, reply.body.size());
    return reply;
}

} // namespace

Reply call(const Target& to, const Call& request) {
    Stream stream(to);
    std::string text = fmt::format("{} {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n",
                                   request.method, request.target);
    if (!request.token.empty()) text += "Authorization: Bearer " + request.token + "\r\n";
    for (const auto& [name, value] : request.headers)
        text += name + ": " + value + "\r\n";
    if (!request.body.empty() || request.method == "POST") {
        text += fmt::format("Content-Length: {}\r\n", request.body.size());
    }
    stream.write(text + "\r\n" +
                 request.body); // an early answer may end the writing; it is read all the same
    std::string rest;
    return readWhole(stream, rest);
}

Reply get(const Target& to, const std::string& target, const std::string& token) {
    return call(to, {"GET", target, token, {}, {}});
}

struct Wire::Parts {
    explicit Parts(const Target& to)
        : stream(to) {}
    Stream stream;
    std::string rest;
};

Wire::Wire(const Target& to)
    : m_parts(std::make_unique<Parts>(to)) {}
Wire::~Wire() = default;
bool Wire::connected() const {
    return m_parts->stream.connected();
}
bool Wire::write(std::string_view bytes) {
    return m_parts->stream.write(bytes);
}
Reply Wire::readReply() {
    return readWhole(m_parts->stream, m_parts->rest);
}

bool Wire::closedWithin(std::chrono::milliseconds time) {
    m_parts->stream.timeout(time);
    while (!m_parts->stream.read(4096).empty()) {
    }
    return m_parts->stream.ended();
}

struct WebSocket::Parts {
    explicit Parts(const Target& to)
        : stream(to) {}

    bool frame(std::uint8_t opcode, ByteView payload) {
        std::string bytes{static_cast<char>(0x80 | opcode)};
        if (payload.size() < 126) {
            bytes.push_back(static_cast<char>(0x80 | payload.size()));
        } else {
            bytes.push_back(static_cast<char>(0x80 | 126));
            bytes.push_back(static_cast<char>(payload.size() >> 8));
            bytes.push_back(static_cast<char>(payload.size() & 0xff));
        }
        bytes.append(4, '\0'); // a mask of zeros leaves the payload as it is
        bytes.append(reinterpret_cast<const char*>(payload.data()), payload.size());
        return stream.write(bytes);
    }

    bool need(std::size_t count) {
        while (rest.size() < count) {
            const std::string more = stream.read(65536);
            if (more.empty()) return false;
            rest += more;
        }
        return true;
    }

    std::size_t number(std::size_t at, std::size_t bytes) const {
        std::size_t value = 0;
        for (std::size_t i = 0; i < bytes; ++i)
            value = value << 8 | static_cast<std::uint8_t>(rest[at + i]);
        return value;
    }

    Stream stream;
    std::string rest;
};

WebSocket::WebSocket(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts)) {}
WebSocket::~WebSocket() = default;

Result<std::unique_ptr<WebSocket>> WebSocket::open(const Target& to, const std::string& target,
                                                   const std::string& token) {
    auto parts = std::make_unique<Parts>(to);
    parts->stream.write(fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                                    "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                    "Sec-WebSocket-Version: 13\r\nAuthorization: Bearer {}\r\n\r\n",
                                    target, token));
    const Reply reply = readHead(parts->stream, parts->rest);
    if (reply.status != 101) return fail(Next::Refused, fmt::format("status {}", reply.status));
    return std::unique_ptr<WebSocket>(new WebSocket(std::move(parts)));
}

bool WebSocket::send(ByteView frame) {
    return m_parts->frame(2, frame);
}

std::optional<Bytes> WebSocket::receive(std::chrono::milliseconds time) {
    Parts& parts = *m_parts;
    parts.stream.timeout(time);
    for (;;) {
        if (!parts.need(2)) return std::nullopt;
        const auto opcode = static_cast<std::uint8_t>(parts.rest[0]) & 0x0f;
        std::size_t length = static_cast<std::uint8_t>(parts.rest[1]) & 0x7f;
        std::size_t head = 2;
        if (length >= 126) {
            const std::size_t wide = length == 126 ? 2 : 8;
            if (!parts.need(2 + wide)) return std::nullopt;
            length = parts.number(2, wide);
            head += wide;
        }
        if (!parts.need(head + length)) return std::nullopt;
        const Bytes payload = toBytes(view(std::string_view(parts.rest).substr(head, length)));
        parts.rest.erase(0, head + length);
        if (opcode == 2) return payload;
        if (opcode == 8) return std::nullopt;
        if (opcode == 9) parts.frame(10, payload);
    }
}

} // namespace shouwang::testing
