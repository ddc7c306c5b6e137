#include "server/set_aside.h"

#include "server/api_json.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace shouwang::server {

namespace {

std::string lineOf(const ledger::Command& command, const std::string& why, Micros now) {
    const nlohmann::json json = {{"at", toIso(now)},
                                 {"why", why},
                                 {"id", command.id.text()},
                                 {"kind", command.kind},
                                 {"command", toHex(ledger::encode(command))}};
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

} // namespace

Result<void> SetAside::add(const ledger::Command& command, const std::string& why, Micros now) const {
    std::error_code error;
    if (const auto size = std::filesystem::file_size(m_file, error); !error && size > kMost)
        std::filesystem::rename(m_file, m_file.string() + ".old", error);
    const std::string line = lineOf(command, why, now);
    const int file = open(m_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const bool written = file >= 0 &&
                         write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
                         fsync(file) == 0;
    const int code = errno;
    if (file >= 0) close(file);
    if (written) return {};
    return fail(Next::Retry, m_file.string() + ": cannot be written: " + std::strerror(code));
}

} // namespace shouwang::server
