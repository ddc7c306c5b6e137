// The form that begins an exercise: name, reason, how long, the timed list and the second person. Keeps what
// was typed until it has begun. GUI thread.
#pragma once

#include "base/random.h"
#include "drill/drill.h"
#include "people/ui/second_person.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace shouwang::site {
class PointField;
}

namespace shouwang::drill {

class ItemTable;

class StartForm final : public QWidget {
    Q_OBJECT

public:
    /// What is found of the points lies over `over`. The ports outlive the form.
    StartForm(const Clock& clock, Random& random, QWidget& over, QWidget* parent = nullptr);

    void setSite(const std::shared_ptr<const site::Site>& site);
    void setOfficer(std::string account, bool allowed); ///< who starts it, and whether this account may
    people::SecondPersonBox& second() { return *m_second; }
    void showRefusal(std::string_view code);
    void showText(const QString& text); ///< why it did not begin
    void clear();                       ///< it has begun
    void takeFocus();
    struct Draft { ///< all but the second person: a password is never kept
        QString name;
        QString reason;
        int minutes = 0; ///< 0: nothing was typed
        std::vector<Item> items;
    };
    Draft draft() const;
    void setDraft(const Draft& draft);
    Plan plan() const; ///< as it is typed; the identity stays the same until it has begun

Q_SIGNALS:
    void startWanted();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    QWidget* makeListRow();
    void addItem();
    void removeItem();
    void send();

    const Clock& m_clock;
    Random& m_random;
    Id m_exercise;
    std::string m_officer;
    std::vector<Item> m_items;
    QLineEdit* m_name;
    QLabel* m_nameError;
    QLineEdit* m_reason;
    QLabel* m_reasonError;
    QSpinBox* m_minutes;
    ItemTable* m_table;
    QSpinBox* m_seconds;
    site::PointField* m_point;
    QLineEdit* m_note;
    QLabel* m_itemError;
    QPushButton* m_add;
    QPushButton* m_remove;
    people::SecondPersonBox* m_second;
    QLabel* m_refusal;
    QPushButton* m_start;
};

} // namespace shouwang::drill
