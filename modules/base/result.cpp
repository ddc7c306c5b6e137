#include "base/result.h"

namespace shouwang {

std::string_view name(Next next) {
    switch (next) {
    case Next::Retry:
        return "retry";
    case Next::Offline:
        return "offline";
    case Next::Refused:
        return "refused";
    case Next::Conflict:
        return "conflict";
    case Next::Corrupt:
        return "corrupt";
    case Next::Cancelled:
        return "cancelled";
    case Next::Bug:
        return "bug";
    }
    return "bug";
}

} // namespace shouwang
