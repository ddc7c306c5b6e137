// A plain, blocking client for tests: raw bytes, HTTP requests and WebSockets, with or without TLS. One
// thread. Every wait ends after ten seconds with an error.
#pragma once

#include "base/bytes.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>

namespace shouwang::testing {

struct Target {
    std::uint16_t port = 0;
    std::filesystem::path ca; ///< empty: no TLS
};

struct Reply {
    int status = 0; ///< 0: the connection ended without an answer
    std::string body;
    std::map<std::string, std::string> headers; ///< lower-case names
    Bytes bytes() const { return toBytes(view(body)); }
};

struct Call {
    std::string method = "GET";
    std::string target = "/";
    std::string token;
    std::string body;
    std::map<std::string, std::string> headers;
};

/// One request over one new connection.
Reply call(const Target& to, const Call& request);
Reply get(const Target& to, const std::string& target, const std::string& token = {});

/// A connection that says what it is told to, byte by byte.
class Wire {
public:
    explicit Wire(const Target& to);
    ~Wire();
    bool connected() const;
    bool write(std::string_view bytes);
    Reply readReply();
    /// True when the other side has closed within the time.
    bool closedWithin(std::chrono::milliseconds time);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

class WebSocket {
public:
    /// Fails with Next::Refused and the status in the text when the upgrade is declined.
    static Result<std::unique_ptr<WebSocket>> open(const Target& to, const std::string& target,
                                                   const std::string& token);
    ~WebSocket();
    bool send(ByteView frame);
    /// Nothing when the socket ended or the time is over.
    std::optional<Bytes> receive(std::chrono::milliseconds time = std::chrono::seconds(10));

private:
    struct Parts;
    explicit WebSocket(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace shouwang::testing
