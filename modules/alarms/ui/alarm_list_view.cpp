#include "alarms/ui/alarm_list_view.h"

#include "alarms/ui/alarm_delegate.h"
#include "shell/ui/theme.h"

#include <QScrollBar>

#include <utility>

namespace shouwang::alarms {

namespace {

constexpr int kHand_ms = 3000; // who reads on moves again within that time

} // namespace

AlarmListView::AlarmListView(const shell::Theme& theme, const Clock& clock, QWidget* parent)
    : RowsView(theme, parent)
    , m_model(new AlarmModel(this)) {
    setObjectName(QStringLiteral("alarmList"));
    setAccessibleName(tr("警情列表"));
    setModel(m_model);
    setItemDelegate(new AlarmDelegate(theme, clock, this));
    setEmptyText(tr("现在没有警情\n新警情会出现在这里，最紧急的在最上面"));
    m_beat.setInterval(500);
    connect(&m_beat, &QTimer::timeout, this, &AlarmListView::beat);
    m_hand.setInterval(kHand_ms);
    m_hand.setSingleShot(true);
    connect(&m_hand, &QTimer::timeout, this, [this] {
        if (std::exchange(m_topWaits, false)) scrollToTop();
    });
    connect(verticalScrollBar(), &QScrollBar::sliderMoved, &m_hand, qOverload<>(&QTimer::start));
}

void AlarmListView::setAlarms(std::vector<alarms::State> alarms) {
    const Id before = topAlarm();
    const bool fresh = m_model->setAlarms(std::move(alarms));
    if (fresh && !currentIndex().isValid()) setCurrentIndex(m_model->index(0));
    if (fresh && topAlarm() != before) showTop();
    if (m_model->rowCount() == 0) {
        m_beat.stop();
    } else if (!m_beat.isActive()) {
        m_beat.start();
    }
}

Id AlarmListView::topAlarm() const {
    return m_model->rowCount() > 0 ? m_model->at(0).id : Id();
}

/// What has come in above the first row that is seen would be on top, and out of sight.
void AlarmListView::showTop() {
    if (m_hand.isActive()) {
        m_topWaits = true;
    } else {
        scrollToTop();
    }
}

void AlarmListView::keyPressEvent(QKeyEvent* event) {
    m_hand.start();
    RowsView::keyPressEvent(event);
}

void AlarmListView::mousePressEvent(QMouseEvent* event) {
    m_hand.start();
    RowsView::mousePressEvent(event);
}

void AlarmListView::wheelEvent(QWheelEvent* event) {
    m_hand.start();
    RowsView::wheelEvent(event);
}

std::optional<Id> AlarmListView::selectedAlarm() const {
    if (!currentIndex().isValid()) return std::nullopt;
    return m_model->at(currentIndex().row()).id;
}

bool AlarmListView::selectAlarm(const Id& alarm) {
    const QModelIndex index = m_model->indexOf(alarm);
    if (index.isValid()) setCurrentIndex(index);
    return index.isValid();
}

void AlarmListView::beat() {
    if (isVisible()) viewport()->update();
}

void AlarmListView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    RowsView::currentChanged(current, previous);
    if (current.isValid()) Q_EMIT alarmSelected(m_model->at(current.row()).id);
}

} // namespace shouwang::alarms
