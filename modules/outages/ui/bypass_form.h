// An officer takes an alarm point out for a time: which one, why, until when, and above four hours the second
// person (G21). Keeps what was typed, but a password, until the bypass stands. GUI thread.
#pragma once

#include "base/clock.h"
#include "outages/bypass.h"
#include "people/ui/second_person.h"

class QComboBox;
class QDateTimeEdit;
class QLabel;
class QLineEdit;
class QPushButton;

namespace shouwang::site {
class PointField;
}

namespace shouwang::outages {

class BypassForm final : public QWidget {
    Q_OBJECT

public:
    struct Ports {
        const Clock& clock;
        /// The last real bypass of the point, ended or not: pieces close together are one.
        std::function<std::optional<Bypass>(const std::string& point)> last;
    };
    /// What is found of the points lies over `over`.
    BypassForm(Ports ports, QWidget& over, QWidget* parent = nullptr);

    void setSite(const std::shared_ptr<const site::Site>& site);
    void setOfficer(std::string account, bool allowed);
    /// The keyboard goes to what is missing first. Empty: no point is meant yet.
    void begin(const std::string& point);
    /// What was sent and stands by now is not typed any more.
    void settle(const std::vector<Bypass>& open);
    /// As it is typed; nothing: something is missing, and the form says what.
    std::optional<ledger::Command> order();
    bool needsSecond() const;
    people::SecondPersonBox& second() { return *m_second; }
    void showRefusal(std::string_view code);
    void showText(const QString& text);

    struct Draft { ///< all but the second person: a password is never kept
        std::string point;
        QString reason;
        int choice = 0;
        Micros until = 0;
    };
    Draft draft() const;
    void setDraft(const Draft& draft);

Q_SIGNALS:
    void bypassWanted();
    void left(); ///< Escape: the officer is done here; what was typed stays

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    Micros until() const;
    void refresh();
    bool check();
    void send();
    void clear();

    const Ports m_ports;
    std::string m_officer;
    std::optional<ledger::Command> m_sent;
    site::PointField* m_point;
    QLabel* m_pointError;
    QLabel* m_note;
    QLineEdit* m_reason;
    QLabel* m_reasonError;
    QComboBox* m_length;
    QDateTimeEdit* m_until;
    QLabel* m_untilError;
    QLabel* m_secondNote;
    people::SecondPersonBox* m_second;
    QLabel* m_refusal;
    QPushButton* m_bypass;
};

} // namespace shouwang::outages
