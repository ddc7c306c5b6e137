#include "alarms/ui/alarm_panel.h"

#include "alarms/ui/alarm_buttons.h"
#include "alarms/ui/alarm_form.h"
#include "alarms/ui/alarm_head.h"
#include "alarms/ui/timeline_view.h"
#include "evidence/ui/clip_list_view.h"
#include "shell/ui/theme.h"

#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace shouwang::alarms {

namespace {

constexpr int kFrame = 3; // room for the frame of a drill

TimelineLine lineOf(const Act& act, const Names& names) {
    TimelineLine line{act.by.at, actWord(act), detailWord(act), names.who(act.by), TimelineLine::Saved::Here,
                      {}};
    line.showSaving(act.number, act.contested, refusalWord);
    return line;
}

std::optional<AlarmForm::Purpose> purposeOf(const std::string& command) {
    if (command == "alarms.classify") return AlarmForm::Purpose::Classify;
    if (command == "alarms.correct_classification") return AlarmForm::Purpose::Correct;
    if (command == "alarms.close") return AlarmForm::Purpose::Close;
    return std::nullopt;
}

AlarmForm::Draft draftOf(const ledger::Command& command) {
    const auto typed = [&command](Field field) {
        return QString::fromStdString(ledger::field(command.open, field).text());
    };
    const std::int64_t as = ledger::field(command.open, Field::Class).integer();
    return {isClass(as) ? static_cast<Class>(as) : Class::False, typed(Field::Cause), typed(Field::Text),
            QString::fromStdString(command.reason)};
}

} // namespace

AlarmPanel::AlarmPanel(const shell::Theme& theme, const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_empty(new QLabel(tr("没有选中的警情\n在上方列表中选中一条，这里显示地点、处置程序和经过"), this))
    , m_scroll(new QScrollArea(this)) {
    setObjectName(QStringLiteral("alarmPanel"));
    shell::setLook(this, "panel");
    setAttribute(Qt::WA_StyledBackground);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    shell::setLook(m_empty, "hint");
    buildBody();
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(kFrame, kFrame, kFrame, kFrame);
    box->addWidget(m_empty, 1);
    box->addWidget(m_scroll, 1);
    connect(&theme, &shell::Theme::changed, this, &AlarmPanel::refresh);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, [this] {
        if (m_alarm && !m_alarm->closed) m_head->setNow(*m_alarm, m_clock.utc());
    });
    refresh();
}

void AlarmPanel::buildBody() {
    auto* body = new QWidget(m_scroll);
    shell::setLook(body, "panel");
    m_head = new AlarmHead(m_theme, body);
    m_refusal = new QLabel(body);
    m_refusal->setObjectName(QStringLiteral("alarmRefusal"));
    m_refusal->setWordWrap(true);
    m_refusal->hide();
    shell::setLook(m_refusal, "error");
    m_form = new AlarmForm(this, body);
    m_buttons = new AlarmButtons(kLookBack_s, this, body);
    wireButtons();
    m_procedureTitle = new QLabel(body);
    m_procedure = new QLabel(body);
    m_procedure->setObjectName(QStringLiteral("procedureSteps"));
    m_procedure->setWordWrap(true);
    m_procedure->setTextFormat(Qt::RichText);
    m_clipsTitle = new QLabel(tr("录像证据"), body);
    m_clips = new evidence::ClipListView(m_theme, body);
    auto* past = new QLabel(tr("处置经过"), body);
    for (QLabel* title : {m_procedureTitle, m_clipsTitle, past})
        shell::setLook(title, "muted");
    m_timeline = new TimelineView(m_theme, body);
    auto* box = new QVBoxLayout(body);
    box->setContentsMargins(12, 12, 12, 12);
    box->setSpacing(8);
    box->addWidget(m_head);
    box->addWidget(m_buttons);
    for (QWidget* part : std::initializer_list<QWidget*>{m_refusal, m_form, m_procedureTitle, m_procedure,
                                                         past, m_timeline, m_clipsTitle, m_clips})
        box->addWidget(part);
    setClips({});
    box->addStretch(1);
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_form, &AlarmForm::confirmed, this, &AlarmPanel::sendForm);
    connect(m_form, &AlarmForm::folded, this, [this] {
        refresh();
        m_scroll->verticalScrollBar()->setValue(0); // what and where stands on top again
    });
    connect(m_form, &AlarmForm::grown, this, &AlarmPanel::showForm);
    setFocusPolicy(Qt::ClickFocus); // where the focus goes when a form folds
}

void AlarmPanel::wireButtons() {
    connect(m_buttons, &AlarmButtons::acknowledgePressed, this, &AlarmPanel::acknowledge);
    connect(m_buttons, &AlarmButtons::lookBackPressed, this, &AlarmPanel::lookBack);
    connect(m_buttons, &AlarmButtons::truePressed, this, &AlarmPanel::beginTrue);
    connect(m_buttons, &AlarmButtons::falsePressed, this, &AlarmPanel::beginFalse);
    connect(m_buttons, &AlarmButtons::incidentPressed, this, &AlarmPanel::wantIncident);
    connect(m_buttons, &AlarmButtons::closePressed, this, &AlarmPanel::beginClosing);
}

void AlarmPanel::setSite(std::shared_ptr<const site::Site> site) {
    m_site = std::move(site);
    refresh();
}

void AlarmPanel::setNames(Names names) {
    m_names = std::move(names);
    refresh();
}

void AlarmPanel::setCameras(std::vector<std::string> cameras) {
    m_cameras = std::move(cameras);
    if (m_alarm) refreshButtons();
}

void AlarmPanel::setAllowed(bool allowed) {
    m_allowed = allowed;
    if (m_alarm) refreshButtons();
}

void AlarmPanel::setAlarm(std::optional<State> alarm) {
    const bool another = alarm.has_value() != m_alarm.has_value() || (alarm && alarm->id != m_alarm->id);
    if (another) {
        m_form->fold();
        m_refusal->hide();
        m_cameras.clear();
    } else if (alarm == m_alarm) {
        return;
    }
    m_alarm = std::move(alarm);
    if (m_alarm && m_alarm->classified) m_form->forget(m_alarm->id, AlarmForm::Purpose::Classify);
    if (m_alarm && m_alarm->closed) m_form->forget(m_alarm->id, AlarmForm::Purpose::Close);
    refresh();
    if (another) m_scroll->ensureVisible(0, 0);
}

void AlarmPanel::refresh() {
    m_empty->setVisible(!m_alarm);
    m_scroll->setVisible(m_alarm.has_value());
    if (!m_alarm) {
        m_second.stop();
        update();
        return;
    }
    m_second.start();
    m_head->setAlarm(*m_alarm, m_site.get(), m_clock.utc());
    refreshButtons();
    refreshProcedure();
    std::vector<TimelineLine> lines;
    for (const Act& act : m_alarm->timeline)
        lines.push_back(lineOf(act, m_names));
    m_timeline->setLines(std::move(lines));
    update();
}

void AlarmPanel::refreshButtons() {
    m_buttons->refresh(*m_alarm, m_allowed, !camera().isEmpty());
}

void AlarmPanel::setClips(std::vector<evidence::ClipRow> rows) {
    m_clips->setRows(std::move(rows));
    m_clipsTitle->setVisible(!m_clips->isEmpty());
    m_clips->setVisible(!m_clips->isEmpty());
}

void AlarmPanel::refreshProcedure() {
    const site::Procedure* procedure = m_site ? m_site->procedure(m_alarm->procedure) : nullptr;
    // While a form is open it takes the room.
    const bool shown = procedure && !m_form->isOpenFor(m_alarm->id) && !m_alarm->closed;
    m_procedureTitle->setVisible(shown);
    m_procedure->setVisible(shown);
    if (!procedure) return;
    m_procedureTitle->setText(tr("处置程序 · %1").arg(QString::fromStdString(procedure->title)));
    QString html = QStringLiteral("<table cellspacing=0 cellpadding=2>");
    int number = 0;
    for (const std::string& step : procedure->steps) {
        html += QStringLiteral("<tr><td style='color:%1'>%2&nbsp;</td><td>%3</td></tr>")
                    .arg(m_theme.accent().name())
                    .arg(++number)
                    .arg(QString::fromStdString(step).toHtmlEscaped());
    }
    m_procedure->setText(html + QStringLiteral("</table>"));
}

QString AlarmPanel::camera() const {
    if (!m_cameras.empty()) return QString::fromStdString(m_cameras.front());
    const site::AlarmPoint* point = m_site && m_alarm ? m_site->point(m_alarm->point) : nullptr;
    return point && !point->cameras.empty() ? QString::fromStdString(point->cameras.front()) : QString();
}

void AlarmPanel::acknowledge() {
    if (!m_alarm || !m_buttons->canAcknowledge()) return;
    m_refusal->hide();
    Q_EMIT commandWanted(alarms::acknowledge(m_alarm->id, m_clock.utc()));
}

void AlarmPanel::lookBack() {
    if (!m_alarm || !m_buttons->canLookBack()) return;
    const QString at = camera();
    Q_EMIT lookBackWanted(m_alarm->id, at, kLookBack_s);
    Q_EMIT commandWanted(alarms::lookBack(m_alarm->id, at.toStdString(), kLookBack_s, m_clock.utc()));
}

void AlarmPanel::beginTrue() {
    beginClassifying(Class::True);
}

void AlarmPanel::beginFalse() {
    beginClassifying(Class::False);
}

void AlarmPanel::beginClassifying(Class as) {
    if (!m_alarm || !m_buttons->canClassify()) return;
    m_refusal->hide();
    m_form->open(m_alarm->id,
                 m_alarm->classified ? AlarmForm::Purpose::Correct : AlarmForm::Purpose::Classify, as);
    showForm();
}

void AlarmPanel::beginClosing() {
    if (!m_alarm || !m_alarm->classified || m_alarm->closed || !m_buttons->canClose()) return;
    m_refusal->hide();
    m_form->open(m_alarm->id, AlarmForm::Purpose::Close, m_alarm->classified->is);
    if (!m_alarm->classified->cause.empty()) {
        m_form->propose(QString::fromStdString(m_alarm->classified->cause));
    } else if (!m_alarm->incidents.empty()) {
        m_form->propose(QStringLiteral("handled"));
    }
    showForm();
}

/// Takes the room of the procedure, and is scrolled to when the panel is low; once the layout has settled.
void AlarmPanel::showForm() {
    refreshProcedure();
    QTimer::singleShot(0, this, [this] { m_scroll->ensureWidgetVisible(m_form, 0, 0); });
}

void AlarmPanel::wantIncident() {
    if (!m_alarm || !m_buttons->canOpenIncident()) return;
    const IncidentLink* link = m_alarm->openIncident();
    Q_EMIT incidentWanted(m_alarm->id, link ? link->incident : Id());
}

void AlarmPanel::sendForm(const Id& alarm, Class as, const QString& cause, const QString& text,
                          const QString& reason) {
    const AlarmForm::Purpose purpose = m_form->purpose();
    m_form->fold();
    m_refusal->hide(); // of the try before
    const std::string code = cause.toStdString();
    const std::string said = text.toStdString();
    if (purpose == AlarmForm::Purpose::Close) {
        Q_EMIT commandWanted(alarms::close(alarm, code, said, m_clock.utc()));
    } else if (purpose == AlarmForm::Purpose::Correct) {
        m_form->forget(alarm, purpose);
        Q_EMIT commandWanted(
            correctClassification(alarm, as, code, said, reason.toStdString(), m_clock.utc()));
    } else {
        Q_EMIT commandWanted(classify(alarm, as, code, said, m_clock.utc()));
    }
}

void AlarmPanel::showRefusal(const ledger::Command& command, const ledger::Refusal& refusal) {
    giveBack(command);
    QString text = refusalWord(refusal.code);
    if (!refusal.basis.empty()) text += tr("\n依据：%1").arg(QString::fromStdString(refusal.basis));
    sayWhyNot(command.entity, text);
}

void AlarmPanel::showFailure(const ledger::Command& command, const QString& text) {
    giveBack(command);
    sayWhyNot(command.entity, text);
}

void AlarmPanel::sayWhyNot(const Id& alarm, const QString& text) {
    if (!m_alarm || m_alarm->id != alarm) return;
    m_refusal->setText(text);
    m_refusal->show();
    m_scroll->verticalScrollBar()->setValue(0); // what was given back follows right below
}

/// What was sent and not taken stands in its form again, for as long as the alarm can take it.
void AlarmPanel::giveBack(const ledger::Command& command) {
    const std::optional<AlarmForm::Purpose> purpose = purposeOf(command.kind);
    if (!purpose) return;
    const bool shown = m_alarm && m_alarm->id == command.entity && !m_alarm->closed;
    m_form->giveBack(command.entity, *purpose, draftOf(command), shown);
    if (shown) refreshProcedure();
}

void AlarmPanel::paintEvent(QPaintEvent* event) {
    QWidget::paintEvent(event);
    if (!m_alarm || m_alarm->mode == ledger::Mode::Real) return;
    QPainter painter(this);
    painter.setPen(QPen(m_theme.drill(), 2 * kFrame)); // half of it lies outside
    painter.drawRect(rect());
}

} // namespace shouwang::alarms
