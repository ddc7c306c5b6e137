// What the sign-on page needs from the desk, as a port: the work of Argon2id is done elsewhere. GUI thread.
#pragma once

#include "base/clock.h"
#include "people/people.h"

#include <QString>

#include <functional>
#include <string>
#include <vector>

namespace shouwang::people {

struct SignOnOutcome {
    enum class Kind {
        Done,
        Wrong,     ///< account or password; it is never said which
        Throttled, ///< wait until `until`
        NoStore,   ///< this seat has not yet received any accounts
        Failed     ///< ours: see the log
    };
    Kind kind = Kind::Failed;
    Micros until = 0;
};

/// `done` is called on the GUI thread, once. The password is wiped by whoever takes it.
using SignOnPort =
    std::function<void(std::string account, std::string password, std::function<void(SignOnOutcome)> done)>;

/// Saves an order once the password of the account has signed it; `answer` says what became of the password.
/// What the room then refuses comes by the page's own way. GUI thread.
using SignPort = std::function<void(const ledger::Command& order, std::string account, std::string password,
                                    std::function<void(const SignOnOutcome&)> answer)>;

struct OnDutyLine { ///< names are shown at sign-on to colleagues of the same room only
    QString name;
    QString role;
    QString seat; ///< as it is called, or empty where it is unknown
    Micros since = 0;
};

QString roleWord(Role role);

} // namespace shouwang::people
