// Says once a shift that its change is over by more than 15 min and its handover is not complete
// (domain.md 3.2): at the desks where somebody of that shift stands on a post, and at the leader's. Words
// only; GUI thread.
#pragma once

#include "duty/tables.h"

#include <QObject>
#include <QTimer>

#include <set>

namespace shouwang::console {

class Desk;

class HandoverWatch final : public QObject {
    Q_OBJECT

public:
    explicit HandoverWatch(Desk& desk, QObject* parent = nullptr);
    void look();

Q_SIGNALS:
    void late(const QString& text); ///< once for each shift
    void settled();                 ///< none of those is left

private:
    void follow();
    bool concerns(const duty::OverdueHandover& overdue) const;

    Desk& m_desk;
    std::set<Id> m_said;    ///< as long as they are late
    std::string m_lookedAs; ///< account; empty: nobody, or locked
    QTimer m_timer;
};

} // namespace shouwang::console
