// Commands that no room can decide: kept in a file for whoever mends the room, so that they hold up nothing.
// One JSON object a line: when, why, the identity, the kind and the whole command in hexadecimal digits.
#pragma once

#include "ledger/fact.h"

#include <filesystem>

namespace shouwang::server {

class SetAside {
public:
    static constexpr std::size_t kMost = std::size_t{8} << 20; ///< bytes; then the file becomes FILE.old

    explicit SetAside(std::filesystem::path file)
        : m_file(std::move(file)) {}

    /// Durable when it returns. Retry: it could not be written. One thread.
    Result<void> add(const ledger::Command& command, const std::string& why, Micros now) const;

private:
    const std::filesystem::path m_file;
};

} // namespace shouwang::server
