#include "dispatch/ui/incident_parts.h"

#include "dispatch/ui/words.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/theme.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace shouwang::dispatch {

IncidentHead::IncidentHead(const shell::Theme& theme, QWidget* act, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grade(new alarms::Chip(this))
    , m_mode(new alarms::Chip(this))
    , m_state(new QLabel(this))
    , m_number(new QLabel(this))
    , m_title(shell::formLabel("heading", this))
    , m_where(shell::formLabel("muted", this))
    , m_opened(shell::formLabel("muted", this))
    , m_closed(shell::formLabel("info", this)) {
    m_number->setObjectName(QStringLiteral("incidentNumber"));
    m_state->setObjectName(QStringLiteral("incidentState"));
    m_title->setObjectName(QStringLiteral("incidentHeadTitle"));
    m_closed->setObjectName(QStringLiteral("incidentConclusion"));
    m_number->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_number->setFocusPolicy(Qt::NoFocus);
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_grade);
    top->addWidget(m_mode);
    top->addWidget(m_number);
    top->addStretch(1);
    top->addWidget(act);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(4);
    box->addLayout(top);
    for (QLabel* label : {m_title, m_state, m_where, m_opened, m_closed})
        box->addWidget(label);
}

void IncidentHead::setIncident(const State& incident, const QString& openedBy, Micros now) {
    const shell::Tone tone = shell::priorityTone(incident.grade);
    m_grade->show(gradeWord(incident.grade), m_theme.color(tone), incident.isOpen(), m_theme.on(tone));
    m_mode->show(alarms::modeWord(incident.mode), m_theme.drill(), true, m_theme.on(shell::Tone::Drill));
    m_number->setText(QString::fromStdString(incident.number));
    m_title->setText(QString::fromStdString(incident.title));
    m_state->setText(stateWord(incident));
    QStringList where{kindWord(incident.kind), QString::fromStdString(incident.zone),
                      QString::fromStdString(incident.place)};
    where.removeAll(QString());
    m_where->setText(where.join(QStringLiteral(" · ")));
    m_opened->setText(tr("立案 %1 · %2").arg(shell::timeText(incident.opened.at, now), openedBy));
    m_closed->setVisible(incident.closed.has_value());
    if (incident.closed) {
        m_closed->setText(tr("结案 %1 · %2：%3")
                              .arg(shell::timeText(incident.closed->by.at, now),
                                   conclusionWord(incident.closed->code),
                                   QString::fromStdString(incident.closed->text)));
    }
}

MomentBar::MomentBar(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this)) {
    setFocusPolicy(Qt::ClickFocus); // where the focus goes when a moment has been stamped
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(8);
    const std::array<std::pair<Moment, const char*>, 4> names{{{Moment::Arrived, "momentArrived"},
                                                               {Moment::Controlled, "momentControlled"},
                                                               {Moment::Reported, "momentReported"},
                                                               {Moment::Secured, "momentSecured"}}};
    for (const auto& [moment, name] : names) {
        QPushButton* button = shell::formButton(momentWord(moment), name, this);
        button->setMinimumWidth(60);
        m_buttons[moment] = button;
        connect(button, &QPushButton::clicked, this, [this, which = moment] { Q_EMIT stampWanted(which); });
    }
    arrange(2);
}

void MomentBar::arrange(int columns) {
    if (columns == m_columns) return;
    m_columns = columns;
    int position = 0;
    for (const auto& [moment, button] : m_buttons) {
        m_grid->addWidget(button, position / columns, position % columns);
        ++position;
    }
}

void MomentBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange(width() < kWide ? 2 : 4);
}

void MomentBar::setIncident(const State& incident, Micros now) {
    m_incident = incident;
    m_now = now;
    refresh();
}

void MomentBar::setAllowed(bool allowed) {
    m_allowed = allowed;
    refresh();
}

void MomentBar::refresh() {
    for (const auto& [moment, button] : m_buttons) {
        const auto stamped = m_incident.moments.find(moment);
        const bool done = stamped != m_incident.moments.end();
        button->setText(done ? momentWord(moment) + QLatin1Char(' ') +
                                   shell::timeText(stamped->second.at, m_now).left(5)
                             : momentWord(moment));
        button->setToolTip(done ? shell::timeText(stamped->second.at, m_now)
                                : tr("记录“%1”的时间").arg(momentWord(moment)));
        shell::enableButton(button, m_allowed && m_incident.isOpen() && !done, this);
    }
}

NoteBox::NoteBox(QWidget* parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
    , m_add(new QPushButton(tr("记录"), this)) {
    m_text->setObjectName(QStringLiteral("noteEdit"));
    m_text->setPlaceholderText(tr("现场情况，只增不改"));
    m_text->setAccessibleName(tr("现场情况"));
    m_add->setObjectName(QStringLiteral("addNoteButton"));
    auto* box = new QHBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(8);
    box->addWidget(m_text, 1);
    box->addWidget(m_add);
    connect(m_add, &QPushButton::clicked, this, &NoteBox::send);
    connect(m_text, &QLineEdit::returnPressed, this, &NoteBox::send);
}

void NoteBox::setIncident(const Id& incident) {
    if (incident == m_incident) return;
    if (!m_incident.isNull()) m_drafts[m_incident] = m_text->text();
    m_incident = incident;
    m_text->setText(m_drafts[incident]);
}

NoteBox::Drafts NoteBox::drafts() {
    if (!m_incident.isNull()) m_drafts[m_incident] = m_text->text();
    return m_drafts;
}

void NoteBox::giveBack(const Id& incident, const QString& text) {
    if (incident == m_incident) m_drafts[incident] = m_text->text();
    QString& draft = m_drafts[incident];
    if (draft.isEmpty()) draft = text;
    if (incident == m_incident && m_text->text().isEmpty()) m_text->setText(draft);
}

void NoteBox::setAllowed(bool allowed) {
    m_add->setEnabled(allowed);
    m_text->setEnabled(allowed);
}

void NoteBox::send() {
    const QString text = m_text->text().trimmed();
    if (text.isEmpty() || !m_add->isEnabled()) return;
    m_text->clear();
    Q_EMIT noteWanted(text);
}

} // namespace shouwang::dispatch
