// Finds the handler of a request and says clearly why there is none. One thread (io) after it was filled.
#pragma once

#include "server/http.h"

#include <map>

namespace shouwang::server {

enum class Access {
    Open,   ///< anybody who reaches the port
    Reader, ///< a reader's bearer token, or a seat's
    Seat,   ///< a seat's bearer token
    Admin,  ///< the administrator's token, and only from this machine
};

class Router {
public:
    struct Answered {
        bool available = true;            ///< false: cannot be asked now, the client shall come again
        std::optional<Identity> identity; ///< null for a token that nobody holds
    };
    using Verdict = std::function<void(Answered)>;
    /// Called on the io thread; the verdict comes once, on any thread.
    using Authenticate = std::function<void(std::string_view token, Verdict verdict)>;

    explicit Router(Authenticate authenticate)
        : m_authenticate(std::move(authenticate)) {}

    /// A handler that needs more than Limits::bodyBytes says so; it is only granted to its own path.
    void add(std::string method, std::string path, Access access, Handler handler, std::size_t bodyLimit = 0);
    void addSocket(std::string path, Access access, SocketHandlers handlers);

    struct Found {
        const Handler* handler = nullptr;
        const SocketHandlers* socket = nullptr; ///< for an upgrade
        Access access = Access::Open;
        std::size_t bodyLimit = 0; ///< 0: the default of the limits
        Response refusal;          ///< 404, 405 or 426, where both pointers are null
    };
    Found find(const Request& request, bool upgrade, HttpCounters& counters) const;

    /// Says who sent the request, or what to answer instead: 401, 403 (a reader's token where it opens
    /// nothing) or 503. Before the body is read, so that a body that nobody may send costs nothing. `done`
    /// comes once, on any thread.
    using Authorised = std::function<void(tl::expected<Identity, Response>)>;
    void authorise(Access access, const Request& request, Authorised done) const;

    /// Calls the handler. No exception leaves: the answer is then 500.
    static void call(const Handler& handler, const Request& request, const Answer& answer);

private:
    struct Route {
        std::string method;
        Access access;
        Handler handler;
        std::size_t bodyLimit;
    };
    struct SocketRoute {
        Access access;
        SocketHandlers handlers;
    };
    Found findSocket(const Request& request, HttpCounters& counters) const;
    std::string allowedMethods(const std::string& path) const;

    Authenticate m_authenticate;
    std::multimap<std::string, Route> m_routes;
    std::map<std::string, SocketRoute> m_sockets;
};

/// Splits a request target into path and decoded query. Refused: control characters and broken percent signs.
Result<void> readTarget(std::string_view target, Request& request);

} // namespace shouwang::server
