// 交接班: what is handed over, the incoming officer's answers, both signatures, the exceptions of the leader
// on duty, and the handovers that were. Writes nothing itself: it says what is wanted. Data that arrives
// never takes the focus or what is being typed. GUI thread.
#pragma once

#include "base/random.h"
#include "duty/ui/answer_bar.h"
#include "duty/ui/exception_form.h"
#include "duty/ui/signature_card.h"

#include <QWidget>

#include <array>
#include <set>

class QComboBox;
class QLabel;
class QPushButton;

namespace shouwang::shell {
class RowsView;
class Theme;
} // namespace shouwang::shell

namespace shouwang::duty {

class HandoverModel;

/// A signature that the station has sent back.
struct Returned {
    std::string kind; ///< of the order
    Side side = Side::Outgoing;
    std::string account;
    std::string code;
    Micros at = 0;
    bool operator==(const Returned&) const = default;
};

/// What the tables say of one handover.
struct HandoverScene {
    Handover handover;                ///< with id and shift also where nobody has begun it
    std::vector<Item> open;           ///< now; nobody reads it of a handover that is complete
    std::vector<std::string> ofShift; ///< accounts that have stood on a post of the shift
    bool waits = false;               ///< 「站点未确认」
    std::vector<Returned> returned;   ///< oldest first
    std::vector<Handover> choices;    ///< those to choose from, this one among them
};

class HandoverBox final : public QWidget {
    Q_OBJECT

public:
    struct Ports {
        const Clock& clock;
        Random& random; ///< identities of incidents
        ExceptionForm::TakeNumber takeNumber;
        /// Whether the account may do that; none: this seat does not know the account.
        std::function<std::optional<bool>(const std::string& account, people::Permission permission)> may;
    };
    /// What the ports name must outlive the box.
    HandoverBox(const shell::Theme& theme, Ports ports, QWidget* parent = nullptr);

    void setSignPort(people::SignPort sign) { m_sign = std::move(sign); }
    void setNames(ItemNames names);
    /// Who sits there (empty: nobody) and whether this account may answer for a shift.
    void setOfficer(const std::string& account, bool allowed);
    /// Empty: there is no shift now.
    void setScene(std::optional<HandoverScene> scene);
    Id shown() const; ///< null: none

    // By the officer's wish: the keyboard goes along.
    void takeFocus(); ///< to the list, or to the button that begins
    void accept();
    void acceptRest();
    void question();
    void reply();
    void goToSigning(); ///< to the next signature that is missing
    void beginException();
    /// An order or a report was refused or not saved: what was typed stands there again.
    void giveBack(const ledger::Command& command, const QString& why);

    struct Draft { ///< what was typed and not sent; no passwords
        Id handover;
        QString outgoing;
        QString incoming;
        AnswerBar::Drafts answers;
        ExceptionForm::Draft exception;
    };
    Draft draft();
    void setDraft(const Draft& draft);

Q_SIGNALS:
    void commandWanted(const shouwang::ledger::Command& command);
    void chosen(const shouwang::Id& handover); ///< by the officer, of those to choose from
    /// The button 「打印」 is there once somebody is connected.
    void printWanted(const shouwang::Id& handover);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void connectNotify(const QMetaMethod& signal) override;

private:
    void build(const shell::Theme& theme);
    QWidget* makeHead();
    QWidget* makeSigning();
    void wire();
    void showAll();
    void showRows();
    void showChoices();
    void showState();
    void showSelected();
    void showSigning();
    void showException();
    void begin();
    bool handleKey(int key, Qt::KeyboardModifiers with, const QString& text);

    const HandoverRow* selected() const;
    static bool isForRest(const HandoverRow& row);
    void select(int row);
    void goToList();
    void goOn();
    bool isOpen() const { return m_scene && m_scene->handover.isOpen(); }
    const Handover& handover() const { return m_scene->handover; }
    const std::vector<Item>& items() const;
    std::vector<Item> unbalancedItems() const;
    QString stateText() const;
    QStringList remarks() const;
    bool mayAnswer() const;
    std::string answerer(Side side); ///< empty, and said at the field: nobody is named
    void count(qint64 persons);
    void sendQuestion(const QString& text);
    void sendReply(const QString& text);

    QString whyNot(Side side) const;
    QString whyNoException() const;
    QString accountProblem(const std::string& account, people::Permission permission) const;
    SignatureCard& card(Side side) const { return *m_cards[side == Side::Outgoing ? 0U : 1U]; }
    void sign(Side side);
    bool hasGrown(Side side);
    void beginNobody();
    void openException(ExceptionForm::About about);
    void signException();
    void foldException();
    void refillAccounts();

    using Seen = std::set<std::pair<std::string, std::string>>; // name and basis of items
    Seen seen() const;

    const Ports m_ports;
    people::SignPort m_sign;
    ItemNames m_names;
    std::optional<HandoverScene> m_scene;
    std::string m_officer;
    std::string m_filledFor; // officer and handover for whom the accounts were proposed
    bool m_allowed = false;
    std::array<Seen, 2> m_seen; // by side: what stood in the list when its password was begun
    HandoverModel* m_model;
    QComboBox* m_choice = nullptr;
    QPushButton* m_print = nullptr;
    QLabel* m_state = nullptr;
    QLabel* m_waits = nullptr;
    QLabel* m_said = nullptr; // exceptions, and what the station has sent back
    QPushButton* m_begin = nullptr;
    shell::RowsView* m_list = nullptr;
    AnswerBar* m_answer = nullptr;
    ExceptionForm* m_exception = nullptr;
    QWidget* m_signing = nullptr;
    QPushButton* m_nobody = nullptr;
    std::array<SignatureCard*, 2> m_cards{};
};

} // namespace shouwang::duty
