#include "dispatch/ui/incident_panel.h"

#include "alarms/ui/timeline_view.h"
#include "base/random.h"
#include "dispatch/ui/amend_form.h"
#include "dispatch/ui/close_form.h"
#include "dispatch/ui/incident_drafts.h"
#include "dispatch/ui/incident_line.h"
#include "dispatch/ui/incident_parts.h"
#include "dispatch/ui/merge_note.h"
#include "dispatch/ui/open_form.h"
#include "dispatch/ui/task_box.h"
#include "dispatch/ui/words.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTimer>

#include <algorithm>

namespace shouwang::dispatch {

namespace {

constexpr int kFrame = 3; // room for the frame of a drill
enum Page { Nothing, Opening_, Shown };

QScrollArea* scrolling(QWidget* body, QWidget* parent) {
    auto* scroll = new QScrollArea(parent);
    shell::setLook(body, "panel");
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return scroll;
}

} // namespace

IncidentPanel::IncidentPanel(const shell::Theme& theme, Ports ports, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_ports(std::move(ports))
    , m_stack(new QStackedWidget(this)) {
    setObjectName(QStringLiteral("incidentPanel"));
    shell::setLook(this, "panel");
    setAttribute(Qt::WA_StyledBackground);
    setFocusPolicy(Qt::ClickFocus); // where the focus goes when a form folds
    build();
    wire();
    connect(&theme, &shell::Theme::changed, this, &IncidentPanel::refresh);
    refresh();
}

void IncidentPanel::build() {
    auto* empty = shell::formLabel("hint", m_stack);
    empty->setAlignment(Qt::AlignCenter);
    empty->setText(tr("没有选中的事件\n在左侧列表中选中一个，或在警情上按 F4 立案"));
    auto* opening = new QWidget;
    m_openForm = new OpenForm(opening);
    auto* openingBox = new QVBoxLayout(opening);
    openingBox->setContentsMargins(12, 12, 12, 12);
    openingBox->addWidget(m_openForm);
    openingBox->addStretch(1);
    auto* body = new QWidget;
    m_amend = new AmendForm(this, body);
    m_merge = new MergeNote(this, body);
    m_head = new IncidentHead(m_theme, m_amend->opener(), body);
    m_refusal = shell::formLabel("error", body);
    m_refusal->setObjectName(QStringLiteral("incidentRefusal"));
    m_refusal->hide();
    m_moments = new MomentBar(body);
    m_tasks = new TaskBox(m_theme, m_ports.clock, body);
    m_note = new NoteBox(body);
    m_close = new CloseForm(this, body);
    m_timeline = new alarms::TimelineView(m_theme, body);
    m_timeline->setObjectName(QStringLiteral("incidentTimeline"));
    auto* box = new QVBoxLayout(body);
    box->setContentsMargins(12, 12, 12, 12);
    box->setSpacing(8);
    const auto section = [&](const QString& title, QWidget* content) {
        auto* label = shell::formLabel("muted", body);
        label->setText(title);
        box->addSpacing(4);
        box->addWidget(label);
        box->addWidget(content);
    };
    box->addWidget(m_head);
    box->addWidget(m_refusal);
    box->addWidget(m_merge);
    box->addWidget(m_amend);
    section(tr("四个第一时间"), m_moments);
    section(tr("任务"), m_tasks);
    section(tr("记录"), m_note);
    box->addWidget(m_close);
    section(tr("处置经过"), m_timeline);
    box->addStretch(1);
    m_stack->insertWidget(Nothing, empty);
    m_stack->insertWidget(Opening_, scrolling(opening, m_stack));
    m_scroll = scrolling(body, m_stack);
    m_stack->insertWidget(Shown, m_scroll);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(kFrame, kFrame, kFrame, kFrame);
    all->addWidget(m_stack);
}

void IncidentPanel::wire() {
    const auto now = [this] { return m_ports.clock.utc(); };
    const auto want = [this](const ledger::Command& command) {
        m_refusal->hide();
        Q_EMIT commandWanted(command);
    };
    connect(m_openForm, &OpenForm::confirmed, this, &IncidentPanel::send);
    connect(m_openForm, &OpenForm::folded, this, [this] {
        m_opening = false;
        if (m_openForm->isAncestorOf(window()->focusWidget())) setFocus(Qt::OtherFocusReason);
        refresh();
    });
    connect(m_moments, &MomentBar::stampWanted, this,
            [=, this](Moment moment) { want(stamp(m_incident->id, moment, now())); });
    connect(m_tasks, &TaskBox::addWanted, this,
            [=, this](const QString& post, const QString& text, qint64 due) {
                m_tasks->forgetTyped();
                want(addTask(m_incident->id, Id::random(m_ports.random), post.toStdString(),
                             text.toStdString(), due, now()));
            });
    connect(m_tasks, &TaskBox::doneWanted, this, [=, this](const Id& task, const QString& text) {
        want(completeTask(m_incident->id, task, text.toStdString(), now()));
    });
    connect(m_tasks, &TaskBox::cannotWanted, this, [=, this](const Id& task, const QString& text) {
        want(cannotDoTask(m_incident->id, task, text.toStdString(), now()));
    });
    connect(m_tasks, &TaskBox::waiveWanted, this, [=, this](const Id& task, const QString& reason) {
        want(waiveTask(m_incident->id, task, reason.toStdString(), now()));
    });
    connect(m_note, &NoteBox::noteWanted, this,
            [=, this](const QString& text) { want(note(m_incident->id, text.toStdString(), now())); });
    wireForms();
}

void IncidentPanel::wireForms() {
    const auto want = [this](const ledger::Command& command) {
        m_refusal->hide();
        Q_EMIT commandWanted(command);
    };
    connect(m_close, &CloseForm::unfolded, this, [this] { scrollTo(m_close); });
    connect(m_close, &CloseForm::confirmed, this, [=, this](const QString& conclusion, const QString& text) {
        want(dispatch::close(m_incident->id, conclusion.toStdString(), text.toStdString(),
                             m_ports.clock.utc()));
    });
    connect(m_merge, &MergeNote::understood, this, &IncidentPanel::mergeUnderstood);
    connect(m_amend, &AmendForm::unfolded, this, [this] { scrollTo(m_amend); });
    connect(m_amend, &AmendForm::confirmed, this,
            [=, this](const State& seen, const ledger::Map& wanted, const QString& reason) {
                want(amend(seen, wanted, reason.toStdString(), m_ports.clock.utc()));
            });
}

void IncidentPanel::scrollTo(QWidget* part) {
    // Once the layout has settled.
    QTimer::singleShot(0, this, [this, part] { m_scroll->ensureWidgetVisible(part, 0, 0); });
}

bool IncidentPanel::canAmend() const {
    return !m_opening && m_incident && m_amend->canBegin();
}

void IncidentPanel::beginAmending() {
    if (canAmend()) m_amend->begin();
}

IncidentPanel::~IncidentPanel() = default;

std::unique_ptr<IncidentPanel::Drafts> IncidentPanel::drafts() {
    return std::make_unique<Drafts>(Drafts{m_openForm->drafts(), m_tasks->drafts(), m_note->drafts(),
                                           m_close->drafts(), m_amend->drafts()});
}

void IncidentPanel::setDrafts(Drafts drafts) {
    m_openForm->setDrafts(std::move(drafts.opening));
    m_tasks->setDrafts(std::move(drafts.tasks));
    m_note->setDrafts(std::move(drafts.notes));
    m_close->setDrafts(std::move(drafts.closing));
    m_amend->setDrafts(std::move(drafts.amending));
}

const std::map<Id, std::size_t>& IncidentPanel::mergesRead() const {
    return m_merge->read();
}

void IncidentPanel::setMergesRead(std::map<Id, std::size_t> read) {
    m_merge->setRead(std::move(read));
}

void IncidentPanel::setSite(std::shared_ptr<const site::Site> site) {
    m_site = std::move(site);
    if (m_site) {
        m_tasks->setSite(*m_site);
        m_amend->setSite(*m_site);
    }
    refresh();
}

void IncidentPanel::setNames(alarms::Names names) {
    m_names = std::move(names);
    m_amend->setNames(m_names);
    refresh();
}

void IncidentPanel::setIncident(std::optional<State> incident) {
    const bool another =
        incident.has_value() != m_incident.has_value() || (incident && incident->id != m_incident->id);
    if (!another && incident == m_incident) return;
    if (another) m_refusal->hide();
    m_incident = std::move(incident);
    if (m_incident && m_incident->id == m_sent) { // what was sent stands: its form is done
        m_openForm->forget();
        m_opening = false;
        m_sent = Id();
    } else if (another && m_incident) {
        m_opening = false;
    }
    refresh();
}

void IncidentPanel::setAllowed(bool mayWork, bool mayClose) {
    m_openForm->setAllowed(mayWork);
    m_moments->setAllowed(mayWork);
    m_tasks->setAllowed(mayWork);
    m_note->setAllowed(mayWork);
    m_amend->setAllowed(mayWork);
    m_close->setAllowed(mayClose);
}

void IncidentPanel::beginOpening(const std::optional<alarms::State>& alarm) {
    m_opening = true;
    m_openingMode = alarm ? alarm->mode : ledger::Mode::Real;
    m_sent = Id();
    m_stack->setCurrentIndex(Opening_);
    m_openForm->open(alarm);
    update();
}

void IncidentPanel::send(Opening opening) {
    // A second press of the button is the same opening.
    if (m_sent.isNull()) {
        m_sent = Id::random(m_ports.random);
        m_sentNumber = m_ports.takeNumber(m_openingMode);
    }
    opening.incident = m_sent;
    opening.number = m_sentNumber;
    if (m_openForm->isAncestorOf(window()->focusWidget())) setFocus(Qt::OtherFocusReason);
    Q_EMIT commandWanted(open(opening, m_ports.clock.utc()));
    Q_EMIT openingSent(opening.incident);
}

void IncidentPanel::refresh() {
    m_stack->setCurrentIndex(m_opening ? Opening_ : m_incident ? Shown : Nothing);
    update();
    if (!m_incident) return;
    const Micros now = m_ports.clock.utc();
    m_head->setIncident(*m_incident, m_names.who(m_incident->opened), now);
    m_merge->setIncident(*m_incident, m_names, now);
    m_amend->setIncident(*m_incident);
    m_moments->setIncident(*m_incident, now);
    m_tasks->setIncident(*m_incident);
    m_note->setIncident(m_incident->id);
    m_close->setIncident(*m_incident);
    std::vector<alarms::TimelineLine> lines;
    for (const Act& act : m_incident->timeline)
        lines.push_back(lineOf(act, *m_incident, m_names, m_site.get()));
    m_timeline->setLines(std::move(lines));
}

void IncidentPanel::showRefusal(const ledger::Command& command, const ledger::Refusal& refusal) {
    const Id& incident = command.entity;
    giveBack(command);
    QString text = refusalWord(refusal.code);
    if (!refusal.basis.empty()) text += tr("\n依据：%1").arg(QString::fromStdString(refusal.basis));
    if (incident == m_sent) {
        m_sent = Id(); // the next try gets its own number
        m_openForm->showRefusal(text);
    } else if (m_incident && m_incident->id == incident && !m_amend->takeRefusal(command.kind, text)) {
        m_refusal->setText(text);
        m_refusal->show();
    }
}

void IncidentPanel::showFailure(const ledger::Command& command, const QString& text) {
    giveBack(command);
    if (m_incident && m_incident->id == command.entity) m_amend->takeRefusal(command.kind, text);
}

/// What was sent and not taken stands in its field again. The amend form keeps its own.
void IncidentPanel::giveBack(const ledger::Command& command) {
    const std::string& typed =
        command.reason.empty() ? field(command.open, Field::Text).text() : command.reason;
    const QString text = QString::fromStdString(typed);
    if (command.kind == "dispatch.note") {
        m_note->giveBack(command.entity, text);
    } else if (command.kind == "dispatch.add_task") {
        m_tasks->giveBackTask(command.entity, text);
    } else if (command.kind == "dispatch.close") {
        m_close->giveBack(command.entity);
    } else if (command.kind == "dispatch.complete_task" || command.kind == "dispatch.report_cannot" ||
               command.kind == "dispatch.waive_task") {
        m_tasks->giveBackResult(command.entity, text);
    }
}

void IncidentPanel::paintEvent(QPaintEvent* event) {
    QWidget::paintEvent(event);
    if (m_opening || !m_incident || m_incident->mode == ledger::Mode::Real) return;
    QPainter painter(this);
    painter.setPen(QPen(m_theme.drill(), 2 * kFrame)); // half of it lies outside
    painter.drawRect(rect());
}

} // namespace shouwang::dispatch
