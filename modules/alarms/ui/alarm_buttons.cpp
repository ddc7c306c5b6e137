#include "alarms/ui/alarm_buttons.h"

#include "shell/ui/form_parts.h"

#include <QGridLayout>
#include <QPushButton>

namespace shouwang::alarms {

AlarmButtons::AlarmButtons(int lookBackSeconds, QWidget* focusAfter, QWidget* parent)
    : QWidget(parent)
    , m_focusAfter(focusAfter) {
    build(lookBackSeconds);
    connect(m_acknowledge, &QPushButton::clicked, this, &AlarmButtons::acknowledgePressed);
    connect(m_lookBack, &QPushButton::clicked, this, &AlarmButtons::lookBackPressed);
    connect(m_true, &QPushButton::clicked, this, &AlarmButtons::truePressed);
    connect(m_false, &QPushButton::clicked, this, &AlarmButtons::falsePressed);
    connect(m_incident, &QPushButton::clicked, this, &AlarmButtons::incidentPressed);
    connect(m_close, &QPushButton::clicked, this, &AlarmButtons::closePressed);
}

void AlarmButtons::build(int lookBackSeconds) {
    m_acknowledge = shell::formButton(tr("接警 F1"), "acknowledgeButton", this);
    m_lookBack = shell::formButton(tr("回看 %1 秒 F5").arg(lookBackSeconds), "lookBackButton", this);
    m_true = shell::formButton(tr("真警 F2"), "classifyTrueButton", this);
    m_false = shell::formButton(tr("误报 F3"), "classifyFalseButton", this);
    m_incident = shell::formButton(tr("立案 F4"), "openIncidentButton", this);
    m_close = shell::formButton(tr("关闭警情 F8"), "closeAlarmButton", this);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(m_acknowledge, 0, 0, 1, 3);
    grid->addWidget(m_lookBack, 0, 3, 1, 3);
    grid->addWidget(m_true, 1, 0, 1, 2);
    grid->addWidget(m_false, 1, 2, 1, 2);
    grid->addWidget(m_incident, 1, 4, 1, 2);
    grid->addWidget(m_close, 2, 0, 1, 6);
}

void AlarmButtons::refresh(const State& alarm, bool allowed, bool hasCamera) {
    const Stage stage = alarm.stage();
    const bool closed = stage == Stage::Closed;
    const bool classified = alarm.classified.has_value();
    const bool isTrue = classified && alarm.classified->is == Class::True;
    const IncidentLink* incident = alarm.openIncident();
    shell::enableButton(m_acknowledge, allowed && stage == Stage::Raised, m_focusAfter);
    m_acknowledge->setText(stage == Stage::Raised ? tr("接警 F1") : tr("✓ 已接警"));
    shell::enableButton(m_lookBack, allowed && hasCamera, m_focusAfter);
    for (QPushButton* each : {m_true, m_false})
        shell::enableButton(each, allowed, m_focusAfter);
    shell::enableButton(m_incident, allowed && (incident || !closed), m_focusAfter);
    m_incident->setText(incident ? tr("查看事件 F4") : tr("立案 F4"));
    m_close->setVisible(classified && !closed);
    shell::enableButton(m_close, allowed, m_focusAfter);
    shell::setButtonLook(m_acknowledge, stage == Stage::Raised ? "primary" : "");
    shell::setButtonLook(m_incident, isTrue && !closed && alarm.incidents.empty() ? "primary" : "");
    shell::setButtonLook(m_close, isTrue && (incident || alarm.incidents.empty()) ? "" : "primary");
}

bool AlarmButtons::canAcknowledge() const {
    return m_acknowledge->isEnabled();
}
bool AlarmButtons::canClassify() const {
    return m_true->isEnabled();
}
bool AlarmButtons::canLookBack() const {
    return m_lookBack->isEnabled();
}
bool AlarmButtons::canOpenIncident() const {
    return m_incident->isEnabled();
}
bool AlarmButtons::canClose() const {
    return m_close->isEnabled();
}

} // namespace shouwang::alarms
