// 交接班例外: what cannot be met (a headcount, nobody arrives) is signed for by the leader on duty, with a
// reason, and opens an incident. Keeps what was typed until it is signed. GUI thread.
#pragma once

#include "base/random.h"
#include "duty/handover.h"
#include "people/ui/signer_box.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;

namespace shouwang::duty {

class ExceptionForm final : public QFrame {
    Q_OBJECT

public:
    /// Numbers like those of other incidents. `random` must outlive the form.
    using TakeNumber = std::function<std::string(ledger::Mode mode)>;
    ExceptionForm(Random& random, TakeNumber takeNumber, QWidget* parent = nullptr);

    struct About {
        std::string code; ///< kHeadcountException or kNobodyArrives; empty: the form is not open
        std::string item; ///< Item::name() of a headcount
        std::string basis;
        QString title; ///< of the incident that it opens: 人数不符（一大队）
    };
    void open(About about); ///< the keyboard goes along
    void fold();            ///< keeps what was typed
    void done();            ///< it was signed
    bool isOpen() const { return !isHidden(); }
    const About& about() const { return m_about; }
    void setWhy(const QString& why); ///< why it cannot be signed now; empty: it can
    std::string account() const { return m_signer->account(); }
    const Id& incident() const { return m_incident; }
    /// As it is typed. Identity and number of the incident stay the same until it is done, so that a wrong
    /// password costs no number.
    ExceptionOrder order(ledger::Mode mode);
    std::string takePassword() { return m_signer->takePassword(); }
    void showOutcome(const people::SignOnOutcome& outcome, Micros now);
    void setBusy(bool busy);
    void say(const QString& text);

    struct Draft { ///< without the password
        QString reason;
        QString account;
    };
    Draft draft() const;
    void setDraft(const Draft& draft);

Q_SIGNALS:
    void signWanted(); ///< complete
    void folded();
    void accountChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void send();
    void refreshButton();

    Random& m_random;
    const TakeNumber m_takeNumber;
    About m_about;
    Id m_incident;
    std::string m_number;
    bool m_busy = false;
    QLabel* m_title;
    QLabel* m_why;
    QLineEdit* m_reason;
    QLabel* m_reasonError;
    people::SignerBox* m_signer;
    QPushButton* m_sign;
    QPushButton* m_fold;
};

} // namespace shouwang::duty
