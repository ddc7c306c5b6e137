// The form of a new incident: kind, grade, title, place. Says beside a field what is wrong, keeps what was
// typed for each alarm, and does nothing before its button is pressed. GUI thread.
#pragma once

#include "dispatch/dispatch.h"

#include <QFrame>

#include <map>
#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace shouwang::dispatch {

class OpenForm final : public QFrame {
    Q_OBJECT

public:
    struct Draft {
        QString kind;
        int grade = 4;
        QString title;
        QString place;
    };
    using Drafts = std::map<Id, Draft>;

    explicit OpenForm(QWidget* parent = nullptr);

    void open(const std::optional<alarms::State>& alarm);
    void setAllowed(bool allowed);
    void showRefusal(const QString& text);
    void forget();   ///< the draft of the alarm that is shown: its incident stands
    Drafts drafts(); ///< with what stands in the fields now
    void setDrafts(Drafts drafts) { m_drafts = std::move(drafts); }

Q_SIGNALS:
    /// Without identity and number.
    void confirmed(const shouwang::dispatch::Opening& opening);
    void folded();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    Draft proposal() const;
    void keep();
    void confirm();

    std::optional<alarms::State> m_alarm;
    bool m_shown = false; // fields hold a draft
    Drafts m_drafts;      // by alarm; null: reported by a person
    QLabel* m_source;
    QComboBox* m_kind;
    QLabel* m_kindError;
    QComboBox* m_grade;
    QLineEdit* m_title;
    QLabel* m_titleError;
    QLineEdit* m_place;
    QLabel* m_refusal;
    QPushButton* m_confirm;
    QPushButton* m_fold;
};

} // namespace shouwang::dispatch
