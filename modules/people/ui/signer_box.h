// Somebody signs for one act with the own password, at whatever desk: account and password, and what is wrong
// with them. GUI thread.
#pragma once

#include "people/ui/sign_on.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace shouwang::people {

/// Why a password was not taken; empty: it was.
QString passwordWord(const SignOnOutcome& outcome, Micros now);

class SignerBox : public QWidget {
    Q_OBJECT

public:
    struct Words {
        QString account; ///< what the empty field says
        QString password;
        QString accountMissing;
        QString passwordMissing;
    };
    /// The fields are called `name`.account, `name`.password and `name`.error.
    SignerBox(const QString& name, Words words, QWidget* parent = nullptr);

    /// Says beside the fields what is missing; false: not yet.
    bool check();
    std::string account() const;
    void setAccount(const QString& account);
    bool hasPassword() const;
    /// The password leaves the form with it.
    std::string takePassword();
    void showOutcome(const SignOnOutcome& outcome, Micros now);
    void clear();
    void sayOfAccount(const QString& text);
    void sayOfPassword(const QString& text);
    void takeFocus(); ///< to what is missing first
    QLineEdit& accountField() { return *m_account; }
    QLineEdit& passwordField() { return *m_password; }

Q_SIGNALS:
    void entered(); ///< Enter in the password
    void accountChanged();

private:
    const Words m_words;
    QLineEdit* m_account;
    QLineEdit* m_password;
    QLabel* m_error;
};

} // namespace shouwang::people
