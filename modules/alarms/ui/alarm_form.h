// The form of one act that says why: classifying an alarm, correcting that, closing it. Opens in the panel,
// keeps what was typed for each alarm, and says beside a field what is wrong with it. Nothing is done before
// the button at its end is pressed. GUI thread.
#pragma once

#include "alarms/alarms.h"

#include <QFrame>

#include <map>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace shouwang::alarms {

class AlarmForm final : public QFrame {
    Q_OBJECT

public:
    enum class Purpose { Classify, Correct, Close };
    struct Draft {
        Class as = Class::False;
        QString cause;
        QString text;
        QString reason;
    };
    using Drafts = std::map<std::pair<Id, Purpose>, Draft>;

    /// `focusAfter` gets the focus when the form folds under the officer's hand.
    explicit AlarmForm(QWidget* focusAfter, QWidget* parent = nullptr);

    /// Shows the form with the draft of this alarm and purpose, if there is one. `as` is taken where the
    /// officer has asked for a class; a draft of another class keeps its text.
    void open(const Id& alarm, Purpose purpose, Class as);
    void propose(const QString& cause); ///< chosen unless the officer has chosen
    void fold();                        ///< keeps the draft
    void forget(const Id& alarm, Purpose purpose);
    /// What was sent and could not be saved stands in the form again: at once where this alarm is shown and
    /// no form is open, else when the form is opened. Never over what has been typed since; takes no focus.
    void giveBack(const Id& alarm, Purpose purpose, Draft draft, bool shown);
    bool isOpenFor(const Id& alarm) const { return isVisibleTo(parentWidget()) && m_alarm == alarm; }
    Purpose purpose() const { return m_purpose; }
    Class classNow() const;
    Drafts drafts(); ///< with what stands in the fields now
    void setDrafts(Drafts drafts) { m_drafts = std::move(drafts); }

Q_SIGNALS:
    /// Complete and without fault.
    void confirmed(const shouwang::Id& alarm, shouwang::alarms::Class as, const QString& cause,
                   const QString& text, const QString& reason);
    void folded();
    void grown(); ///< problems are said: the form may have outgrown the room it was scrolled into

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    void fill(const Id& alarm, Purpose purpose, Class as);
    void keep();
    void makeRoom(const Drafts::key_type& draft);
    void nameFields();
    void confirm();
    bool showProblems();
    void clearProblems();

    static constexpr std::size_t kMostDrafts = 64;
    Id m_alarm;
    Purpose m_purpose = Purpose::Classify;
    Drafts m_drafts;
    QWidget* m_focusAfter;
    QLabel* m_title;
    QWidget* m_classRow;
    QComboBox* m_class;
    QLabel* m_causeLabel;
    QComboBox* m_cause;
    QLabel* m_causeError;
    QLabel* m_textLabel;
    QPlainTextEdit* m_text;
    QLabel* m_textError;
    QWidget* m_reasonRow;
    QPlainTextEdit* m_reason;
    QLabel* m_reasonError;
    QPushButton* m_confirm;
    QPushButton* m_fold;
};

} // namespace shouwang::alarms
