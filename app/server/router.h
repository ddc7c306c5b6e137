// Finds the handler of a request and says clearly why there is none. One thread (io) after it was filled.
#pragma once

#include "server/http.h"

namespace shouwang::server {

enum class Access {
    Open,  ///< anybody who reaches the port
    Seat,  ///< a seat's bearer token
    Admin, ///< the administrator's token, and only from this machine
};

class Router {
public:
    /// Null for a token that nobody holds.
    using Authenticate = std::function<std::optional<Identity>(std::string_view token)>;

    explicit Router(Authenticate authenticate)
        : m_authenticate(std::move(authenticate)) {}

    /// A handler that needs more than Limits::bodyBytes says so; it is only granted to its own path.
    void add(std::string method, std::string path, Access access, Handler handler, std::size_t bodyLimit = 0);
    void addSocket(std::string path, Access access, SocketHandlers handlers);

    /// What is known of a request once its header is there, so that a body nobody may send is never read.
    struct Found {
        const Handler* handler = nullptr;
        const SocketHandlers* socket = nullptr; ///< for an upgrade
        std::size_t bodyLimit = 0;              ///< 0: the default of the limits
        Response refusal;                       ///< 404, 405, 426 or 401, where both pointers are null
    };
    /// Sets the request's identity.
    Found find(Request& request, bool upgrade, HttpCounters& counters) const;

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
    std::optional<Response> refuse(Access access, Request& request, HttpCounters& counters) const;
    Found findSocket(Request& request, HttpCounters& counters) const;
    std::string allowedMethods(const std::string& path) const;

    Authenticate m_authenticate;
    std::multimap<std::string, Route> m_routes;
    std::map<std::string, SocketRoute> m_sockets;
};

/// Splits a request target into path and decoded query. Refused: control characters and broken percent signs.
Result<void> readTarget(std::string_view target, Request& request);

} // namespace shouwang::server
