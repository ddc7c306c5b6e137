// Signing on, and coming back from the lock: account, password, what went wrong and for how long to wait.
// Says when Caps Lock is on and who is on duty. GUI thread.
#pragma once

#include "people/ui/sign_on.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace shouwang::people {

class SignOnPage final : public QWidget {
    Q_OBJECT

public:
    /// `clock` must outlive the page.
    SignOnPage(SignOnPort port, const Clock& clock, QWidget* parent = nullptr);

    void setSiteName(const QString& name, const QString& note);
    void setOnDuty(const std::vector<OnDutyLine>& lines);
    /// Empty: nobody is signed on. Else this desk is locked by that officer, who is the first to be offered.
    void setLockedBy(const QString& account, const QString& name);
    /// Puts the cursor where typing goes on; only called when the officer came here by own action or at
    /// start.
    void takeFocus();

Q_SIGNALS:
    void signedOn(const QString& account);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void attempt();
    void finish(const QString& account, const SignOnOutcome& outcome);
    void showWait();
    void say(const QString& text, const char* look);
    void setBusy(bool busy);
    void watchCapsLock(const QString& text, Qt::KeyboardModifiers modifiers);
    void refreshButton();

    SignOnPort m_port;
    const Clock& m_clock;
    QLabel* m_site;
    QLabel* m_note;
    QLabel* m_title;
    QLabel* m_hint;
    QLineEdit* m_account;
    QLineEdit* m_password;
    QLabel* m_caps;
    QLabel* m_message;
    QPushButton* m_button;
    QLabel* m_onDuty;
    QTimer m_tick;
    Micros m_until = 0;
    bool m_busy = false;
    bool m_capsOn = false;
};

} // namespace shouwang::people
