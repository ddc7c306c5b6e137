// The exercise that runs: since when, by whom, its items, one more by hand, and the two ways to its end.
// GUI thread.
#pragma once

#include "base/random.h"
#include "drill/drill.h"
#include "people/ui/second_person.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace shouwang::site {
class PointField;
}

namespace shouwang::drill {

class ItemTable;

class RunningBox final : public QWidget {
    Q_OBJECT

public:
    RunningBox(const Clock& clock, Random& random, QWidget& over, QWidget* parent = nullptr);

    void setSite(const std::shared_ptr<const site::Site>& site);
    void setOfficer(std::string account, bool allowed);
    /// How people call an account.
    void setPersons(std::function<QString(const std::string& account)> name) { m_person = std::move(name); }
    void setExercise(const State& exercise);
    people::SecondPersonBox& second() { return *m_second; }
    std::string reason() const;
    void showText(const QString& text); ///< why it did not end, or nothing was raised
    void clear();                       ///< another one, or none
    void takeFocus();

Q_SIGNALS:
    void raiseWanted(const shouwang::drill::Item& item);
    void stopWanted();

private:
    void build();
    QWidget* makeRaising();
    void raiseTyped();
    void raiseSelected();
    void refreshButtons();
    void stop();

    const Clock& m_clock;
    Random& m_random;
    std::function<QString(const std::string& account)> m_person;
    std::string m_officer;
    bool m_allowed = false;
    Id m_exercise;
    QLabel* m_name;
    QLabel* m_about;
    ItemTable* m_table;
    QPushButton* m_now;
    site::PointField* m_point;
    QLineEdit* m_note;
    QLabel* m_pointError;
    QPushButton* m_raise;
    QLineEdit* m_reason;
    QLabel* m_reasonError;
    people::SecondPersonBox* m_second;
    QLabel* m_refusal;
    QPushButton* m_stop;
};

} // namespace shouwang::drill
