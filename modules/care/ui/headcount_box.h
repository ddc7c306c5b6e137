// 在所人数: the headcount by zone, numbers only, and the form by which one person's move to another zone is
// reported under the person's number. Writes nothing itself: it says what is wanted. GUI thread.
#pragma once

#include "base/clock.h"
#include "care/care.h"
#include "site/site.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace shouwang::care {

class HeadcountModel;

class HeadcountBox final : public QWidget {
    Q_OBJECT

public:
    /// `clock` must outlive the box.
    explicit HeadcountBox(const Clock& clock, QWidget* parent = nullptr);

    void setSite(std::shared_ptr<const site::Site> site);
    void setCounts(std::vector<ZoneCount> counts);
    void setAllowed(bool allowed);
    void takeFocus();
    /// It was not saved: it stands in the fields again, unless something else does by now.
    void giveBack(const ledger::Command& command, const QString& why);

Q_SIGNALS:
    void commandWanted(const shouwang::ledger::Command& command);

private:
    QWidget* makeMoving();
    void submit();

    const Clock& m_clock;
    std::shared_ptr<const site::Site> m_site;
    bool m_allowed = true;
    HeadcountModel* m_model;
    QTableView* m_table;
    QLabel* m_empty;
    QLineEdit* m_number = nullptr;
    QLabel* m_numberError = nullptr;
    QComboBox* m_zone = nullptr;
    QLabel* m_zoneError = nullptr;
    QLineEdit* m_reason = nullptr;
    QLabel* m_reasonError = nullptr;
    QPushButton* m_move = nullptr;
    QLabel* m_notAllowed = nullptr;
};

} // namespace shouwang::care
