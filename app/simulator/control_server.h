// One JSON object a line, request and answer, on a loopback TCP port. Lines longer than 64 KB end the
// connection.
#pragma once

#include "base/result.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <thread>

namespace shouwang::simulator {

class ControlServer {
public:
    using Handler = std::function<nlohmann::json(const nlohmann::json&)>; ///< called on the server's thread

    static Result<std::unique_ptr<ControlServer>> start(int port, Handler handler);
    ~ControlServer();
    ControlServer(const ControlServer&) = delete;
    ControlServer& operator=(const ControlServer&) = delete;

    int port() const { return m_port; }

private:
    explicit ControlServer(Handler handler);
    Result<void> open(int port);
    void work();
    void accept();
    bool serve(int socket, std::string& pending);
    std::string answer(const std::string& line) const;

    const Handler m_handler;
    int m_listener = -1;
    int m_wake = -1; ///< an eventfd that the destructor writes to
    int m_port = 0;
    std::map<int, std::string>
        m_clients; ///< socket and what it sent of its next line; the server's thread only
    std::thread m_thread;
};

/// One request to a running simulator.
Result<std::string> askControl(int port, const std::string& request, double seconds = 10);

} // namespace shouwang::simulator
