// The words of a command line: options with a value (--data DIR), flags (--auxiliary) and the rest.
#pragma once

#include "base/result.h"

#include <map>
#include <set>
#include <vector>

namespace shouwang::server {

struct Arguments {
    std::vector<std::string> words;
    std::map<std::string, std::string> options;
    std::set<std::string> flags;

    std::string get(const std::string& name, const std::string& otherwise = {}) const {
        const auto found = options.find(name);
        return found == options.end() ? otherwise : found->second;
    }
    bool has(const std::string& name) const { return options.contains(name); }
};

/// Refused: an option that is not among `known`, is named twice, or lacks its value.
Result<Arguments> parseArguments(const std::vector<std::string>& words, const std::set<std::string>& known,
                                 const std::set<std::string>& flags = {});

/// "127.0.0.1:8443" or "[::1]:8443".
struct HostPort {
    std::string host;
    std::uint16_t port = 0;
};
Result<HostPort> parseHostPort(const std::string& text);

} // namespace shouwang::server
