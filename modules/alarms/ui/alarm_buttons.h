// What the officer can do with the selected alarm, each with its key. The next step stands out, so that a
// tired eye finds it. GUI thread.
#pragma once

#include "alarms/alarms.h"

#include <QWidget>

class QPushButton;

namespace shouwang::alarms {

class AlarmButtons final : public QWidget {
    Q_OBJECT

public:
    /// `focusAfter` gets the focus when a focused button becomes unavailable.
    AlarmButtons(int lookBackSeconds, QWidget* focusAfter, QWidget* parent = nullptr);

    void refresh(const State& alarm, bool allowed, bool hasCamera);
    bool canAcknowledge() const;
    bool canClassify() const;
    bool canLookBack() const;
    bool canOpenIncident() const;
    bool canClose() const;

Q_SIGNALS:
    void acknowledgePressed();
    void lookBackPressed();
    void truePressed();
    void falsePressed();
    void incidentPressed();
    void closePressed();

private:
    void build(int lookBackSeconds);

    QWidget* m_focusAfter;
    QPushButton* m_acknowledge = nullptr;
    QPushButton* m_lookBack = nullptr;
    QPushButton* m_true = nullptr;
    QPushButton* m_false = nullptr;
    QPushButton* m_incident = nullptr;
    QPushButton* m_close = nullptr;
};

} // namespace shouwang::alarms
