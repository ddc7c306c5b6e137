// Errors are values. An error says what the caller should do next and carries text for the log; text for
// people is made in ui/ only.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace shouwang {

/// What the caller should do next.
enum class Next {
    Retry,     ///< a passing fault (busy, full, slow): the same call may succeed later
    Offline,   ///< the other side is not there: carry on without it
    Refused,   ///< a rule or the input forbids it: tell the person, do not repeat
    Conflict,  ///< the ground has changed: decide again
    Corrupt,   ///< stored or received bytes are wrong: stop using them
    Cancelled, ///< somebody wanted it to stop: not a fault
    Bug        ///< a broken invariant of ours
};

std::string_view name(Next next);

struct Error {
    Next next = Next::Bug;
    std::string text; ///< English, for the log
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Next next, std::string text) {
    return tl::unexpected<Error>(Error{next, std::move(text)});
}

} // namespace shouwang
