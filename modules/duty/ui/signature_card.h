// One side's signature under a handover: who has signed, or why it cannot be signed yet, and the fields of
// account and own password. GUI thread.
#pragma once

#include "duty/handover.h"
#include "people/ui/signer_box.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace shouwang::duty {

class SignatureCard final : public QFrame {
    Q_OBJECT

public:
    explicit SignatureCard(Side side, QWidget* parent = nullptr);

    struct Shown {
        QString state;     ///< 未签名; 王立 16:03:04 已签名
        QString why;       ///< why it cannot be signed yet; empty: it can
        bool asks = false; ///< a signature is still wanted: the fields are there
    };
    /// Never takes away what is being typed.
    void show(const Shown& shown);
    people::SignerBox& signer() { return *m_signer; }
    const people::SignerBox& signer() const { return *m_signer; }
    std::string account() const { return m_signer->account(); }
    void setBusy(bool busy); ///< while the password is checked
    bool isBusy() const { return m_busy; }
    void say(const QString& text);
    void takeFocus();
    void addAct(QPushButton* button); ///< beside the signature

Q_SIGNALS:
    void signWanted();
    void passwordBegun(); ///< the first character of it

private:
    void refreshButton();

    bool m_busy = false;
    bool m_typing = false;
    QLabel* m_state;
    QLabel* m_why;
    people::SignerBox* m_signer;
    QPushButton* m_sign;
    QHBoxLayout* m_acts;
};

} // namespace shouwang::duty
