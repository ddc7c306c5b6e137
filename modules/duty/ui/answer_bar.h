// What the selected item of a handover says in full, and the officers' answers to it: accepted, counted,
// questioned, replied. Says what is wanted; keeps what was typed for each item. GUI thread.
#pragma once

#include "duty/ui/handover_row.h"

#include <QWidget>

#include <map>
#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace shouwang::duty {

class AnswerBar final : public QWidget {
    Q_OBJECT

public:
    explicit AnswerBar(QWidget* list, QWidget* parent = nullptr);

    struct Typed { ///< of one item
        QString text;
        QString count;
        bool operator==(const Typed&) const = default;
    };
    using Drafts = std::map<Id, Typed>;

    /// What is being typed stays with its item. `open`: items can be answered; `rest`: so many could be
    /// accepted at once.
    struct Shown {
        std::optional<HandoverRow> row;
        bool open = false;
        std::size_t rest = 0;
        bool unbalanced = false; ///< the row is a headcount for which a leader has to sign
    };
    void show(const Shown& shown);
    void setAllowed(bool allowed);
    // By the officer's wish: the keyboard goes along.
    void beginCount(const QString& digit);
    void beginQuestion();
    void beginReply();
    void taken(); ///< what was typed has been sent
    void giveBack(const ledger::Command& command, const Id& row, const QString& why);
    void say(const QString& why); ///< beside the text
    Drafts drafts();
    void setDrafts(Drafts drafts);

Q_SIGNALS:
    void acceptWanted();
    void counted(qint64 persons);
    void questioned(const QString& text);
    void replied(const QString& text);
    void acceptRestWanted();
    void exceptionWanted();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum class Purpose { Question, Reply };
    static QString hintOf(Purpose purpose);
    void build();
    void wire();
    void keep();
    void load(const Id& row);
    void sendCount();
    void refreshButtons(bool can, bool asked);
    void sendText(Purpose purpose);
    void begin(Purpose purpose);

    static constexpr std::size_t kMostDrafts = 200;
    QWidget* m_list; // where Esc goes
    Shown m_shown;
    Drafts m_drafts;
    Purpose m_purpose = Purpose::Question;
    bool m_allowed = true;
    QLabel* m_whole;
    QLineEdit* m_count;
    QLineEdit* m_text;
    QLabel* m_error;
    QPushButton* m_accept;
    QPushButton* m_question;
    QPushButton* m_reply;
    QPushButton* m_rest;
    QPushButton* m_exception;
    QWidget* m_acts;
};

} // namespace shouwang::duty
