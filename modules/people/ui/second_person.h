// A second person signs for one act with the own password (G21), at the desk of the first one. GUI thread.
#pragma once

#include "people/ui/sign_on.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace shouwang::people {

/// Account and password of the second person, and what is wrong with them.
class SecondPersonBox final : public QWidget {
    Q_OBJECT

public:
    explicit SecondPersonBox(QWidget* parent = nullptr);

    /// Says beside the fields what is missing, or that it is the officer's own account; false: not yet.
    bool check(const std::string& officer);
    std::string account() const;
    /// The password leaves the form with it.
    std::string takePassword();
    void showOutcome(const SignOnOutcome& outcome, Micros now);
    void clear();

Q_SIGNALS:
    void entered(); ///< Enter in the password

private:
    QLineEdit* m_account;
    QLineEdit* m_password;
    QLabel* m_error;
};

} // namespace shouwang::people
