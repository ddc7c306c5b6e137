#include "ledger/trouble.h"

namespace shouwang::ledger {

Trouble troubleOf(const Error& error) {
    const auto says = [&error](std::string_view text) { return error.text.find(text) != std::string::npos; };
    if (error.next == Next::Corrupt) return Trouble::Damaged;
    if (error.next != Next::Refused) return Trouble::None;
    if (says(kNotOurs) || says(kAnotherStation)) return Trouble::Foreign;
    if (says(kNewerVersion)) return Trouble::Newer;
    if (says(kGone)) return Trouble::Missing;
    return says(kBrokenOff) ? Trouble::HalfRestored : Trouble::None;
}

std::string_view name(Trouble trouble) {
    switch (trouble) {
    case Trouble::None:
        break;
    case Trouble::Damaged:
        return "damaged";
    case Trouble::Foreign:
        return "foreign";
    case Trouble::Newer:
        return "newer";
    case Trouble::HalfRestored:
        return "half_restored";
    case Trouble::Missing:
        return "missing";
    }
    return {};
}

std::string_view advice(Trouble trouble) {
    switch (trouble) {
    case Trouble::None:
        break;
    case Trouble::Damaged:
        return "put a backup in its place: shouwang-server restore FILE --data DIR";
    case Trouble::Foreign:
        return "put this station's own ledger back, or a backup of it: shouwang-server restore FILE --data "
               "DIR";
    case Trouble::Newer:
        return "install the newer version of the program";
    case Trouble::HalfRestored:
        return "run the restore again";
    case Trouble::Missing:
        return "put its file back (is a disk not mounted?), or a backup of it: shouwang-server restore FILE "
               "--data "
               "DIR";
    }
    return {};
}

} // namespace shouwang::ledger
