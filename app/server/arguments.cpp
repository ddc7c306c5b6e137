#include "server/arguments.h"

#include <charconv>

namespace shouwang::server {

Result<Arguments> parseArguments(const std::vector<std::string>& words, const std::set<std::string>& known,
                                 const std::set<std::string>& flags) {
    Arguments arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].rfind("--", 0) != 0) {
            arguments.words.push_back(words[i]);
            continue;
        }
        const std::string name = words[i].substr(2);
        if (flags.contains(name)) {
            arguments.flags.insert(name);
            continue;
        }
        if (!known.contains(name)) return fail(Next::Refused, "unknown option " + words[i]);
        if (i + 1 == words.size()) return fail(Next::Refused, words[i] + " needs a value");
        if (!arguments.options.emplace(name, words[++i]).second) {
            return fail(Next::Refused, "--" + name + " is named twice");
        }
    }
    return arguments;
}

Result<HostPort> parseHostPort(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos) return fail(Next::Refused, text + ": must be HOST:PORT");
    HostPort out;
    out.host = text.substr(0, colon);
    if (out.host.size() > 2 && out.host.front() == '[' && out.host.back() == ']') {
        out.host = out.host.substr(1, out.host.size() - 2);
    }
    const char* const end = text.data() + text.size();
    const auto [stopped, problem] = std::from_chars(text.data() + colon + 1, end, out.port);
    if (problem != std::errc() || stopped != end || out.host.empty()) {
        return fail(Next::Refused, text + ": must be HOST:PORT");
    }
    return out;
}

} // namespace shouwang::server
