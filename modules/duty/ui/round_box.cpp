#include "duty/ui/round_box.h"

#include "duty/ui/log_entry.h"
#include "duty/ui/stop_form.h"
#include "duty/ui/stop_model.h"
#include "duty/ui/words.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/rows_view.h"
#include "shell/ui/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFrame>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>

#include <algorithm>

namespace shouwang::duty {

namespace {

constexpr int kRefresh_ms = 1000;
constexpr int kAhead = 5; ///< stops behind the current one that the wall shows small beside it

} // namespace

RoundBox::RoundBox(const shell::Theme& theme, const Clock& clock, Random& random, QWidget* parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_random(random)
    , m_model(new StopModel(clock, this))
    , m_stack(new QStackedWidget(this)) {
    setObjectName(QStringLiteral("duty.round"));
    setFocusPolicy(Qt::ClickFocus); // where the focus goes when an act has been done
    m_stack->addWidget(makeChoosing());
    m_stack->addWidget(makeRunning(theme));
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_stack);
    m_second.setInterval(kRefresh_ms);
    connect(&m_second, &QTimer::timeout, m_list->viewport(), qOverload<>(&QWidget::update));
    refresh();
}

void RoundBox::setSite(std::shared_ptr<const site::Site> site) {
    if (site == m_site) return;
    m_site = std::move(site);
    const QString chosen = m_route->currentText();
    m_routes = routesOf(*m_site);
    m_route->clear();
    for (const Route& route : m_routes)
        m_route->addItem(QString::fromStdString(route.name));
    m_route->setCurrentIndex(m_routes.empty() ? -1 : std::max(0, m_route->findText(chosen)));
    refresh();
}

void RoundBox::setRounds(std::optional<Round> running, const std::optional<Round>& last) {
    const Id before = m_round ? m_round->id : Id();
    const Id now = running ? running->id : Id();
    m_round = std::move(running);
    if (before != now) {
        m_stop->forget();
        m_ending->hide();
        if (!before.isNull()) Q_EMIT lookingEnded();
    }
    m_model->setRows(m_round ? rowsOf(*m_round) : std::vector<StopRow>());
    m_last->setText(!last ? QString()
                          : tr("上一次：%1，%2 结束，%3")
                                .arg(QString::fromStdString(last->name),
                                     shell::timeText(last->ended ? last->ended->by.at : 0, m_clock.utc()),
                                     coverageWord(*last)));
    m_round ? m_second.start() : m_second.stop();
    refresh();
    if (!m_round || m_round->id != m_started) return;
    m_started = {};
    if (hasFocus()) goOn(); // who has gone to another field meanwhile stays there
}

void RoundBox::setAllowed(bool allowed) {
    m_allowed = allowed;
    refresh();
}

void RoundBox::refresh() {
    if (!m_list) return; // while it is built
    m_stack->setCurrentIndex(m_round ? 1 : 0);
    const int chosen = m_route->currentIndex();
    m_about->setText(chosen < 0
                         ? tr("还没有场所资料：连上站点后，路线由场景和区域生成。")
                         : tr("%1 个点位").arg(m_routes[static_cast<std::size_t>(chosen)].stops.size()));
    shell::enableButton(m_start, m_allowed && chosen >= 0, m_route);
    shell::enableButton(m_openEnding, m_allowed, m_list);
    shell::enableButton(m_end, m_allowed, m_list);
    m_stop->setAllowed(m_allowed);
    m_stop->setVisible(m_list->currentIndex().isValid());
    if (!m_round) return;
    m_name->setText(QString::fromStdString(m_round->name));
    const auto findings = m_round->findings().size();
    const std::size_t visited = m_round->stops.size() - m_round->leftOut().size();
    m_coverage->setText(tr("已巡 %1/%2（%3%），发现问题 %4 个")
                            .arg(visited)
                            .arg(m_round->stops.size())
                            .arg(m_round->coverage().value_or(0))
                            .arg(findings));
    m_bar->setValue(m_round->coverage().value_or(0));
}

// ---- going along

void RoundBox::begin() {
    if (!m_round) {
        m_route->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    m_list->setFocus(Qt::ShortcutFocusReason);
    if (!m_list->currentIndex().isValid()) goOn();
}

void RoundBox::start() {
    const int chosen = m_route->currentIndex();
    if (!m_allowed || chosen < 0) return;
    const Route& route = m_routes[static_cast<std::size_t>(chosen)];
    m_started = Id::random(m_random);
    setFocus(Qt::OtherFocusReason); // from here to the stops, once they are there
    Q_EMIT commandWanted(beginRound({m_started, route.name, m_post, route.stops}, m_clock.utc()));
}

/// To the first stop behind this one that nobody has visited, else to the first of all.
void RoundBox::goOn() {
    const int rows = m_model->rowCount();
    const int from = m_list->currentIndex().isValid() ? m_list->currentIndex().row() + 1 : 0;
    const bool looks = m_list->hasFocus(); // then the change itself looks
    for (int step = 0; step < rows; ++step) {
        const int row = (from + step) % rows;
        if (m_model->at(row).visit) continue;
        m_list->setCurrentIndex(m_model->index(row)); // first: a list without one takes its first row
        m_list->setFocus(Qt::OtherFocusReason);
        if (!looks) look();
        return;
    }
    m_list->setFocus(Qt::OtherFocusReason);
}

void RoundBox::showCurrent() {
    const QModelIndex current = m_list->currentIndex();
    m_stop->setVisible(current.isValid());
    if (!current.isValid()) return;
    const StopRow& row = m_model->at(current.row());
    m_stop->setStop(row.id, row.stop);
    if (m_list->hasFocus()) look();
}

void RoundBox::look() {
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid() || !m_round) return;
    QStringList next;
    for (int row = current.row() + 1; row < m_model->rowCount() && next.size() < kAhead; ++row)
        next << QString::fromStdString(m_model->at(row).stop.camera);
    const QString camera = QString::fromStdString(m_model->at(current.row()).stop.camera);
    if (!camera.isEmpty()) Q_EMIT cameraWanted(camera, next);
}

void RoundBox::visit(Outcome outcome, const QString& kind, const QString& text) {
    const QModelIndex current = m_list->currentIndex();
    if (!m_allowed || !m_round || !current.isValid()) return;
    const StopRow& row = m_model->at(current.row());
    const VisitReport report{row.index, outcome, kind.toStdString(), text.toStdString(), row.stop.camera, {}};
    const ledger::Command command = visitStop(m_round->id, report, m_clock.utc());
    goOn();
    Q_EMIT commandWanted(command);
}

// ---- the end

void RoundBox::beginEnding() {
    if (!m_allowed || !m_round) return;
    const bool whole = m_round->leftOut().empty();
    m_leftOut->setText(coverageWord(*m_round));
    m_reason->setVisible(!whole);
    m_ending->show();
    (whole ? static_cast<QWidget*>(m_end) : m_reason)->setFocus(Qt::ShortcutFocusReason);
}

void RoundBox::end() {
    if (!m_allowed || !m_round) return;
    const QString reason = m_reason->text().trimmed();
    const bool missing = !m_round->leftOut().empty() && reason.isEmpty();
    shell::markField(m_reason, m_reasonError, missing ? refusalWord(code::kReasonMissing) : QString());
    if (missing) {
        m_reason->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_reason->clear();
    setFocus(Qt::OtherFocusReason);
    m_ending->hide();
    Q_EMIT commandWanted(endRound(m_round->id, reason.toStdString(), m_clock.utc()));
}

// ---- keys

bool RoundBox::handleKey(int key) {
    switch (key) {
    case Qt::Key_Space:
        m_stop->tickNext();
        return true;
    case Qt::Key_N:
        m_stop->foundNormal();
        return true;
    case Qt::Key_F:
        m_stop->beginFinding();
        return true;
    case Qt::Key_E:
        beginEnding();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        look();
        return true;
    default:
        if (key < Qt::Key_1 || key > Qt::Key_9) return false;
        m_stop->tick(key - Qt::Key_1);
        return true;
    }
}

bool RoundBox::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool plain = (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
        if (plain && handleKey(key->key())) return true;
    }
    return QWidget::eventFilter(watched, event);
}

void RoundBox::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape || m_ending->isHidden()) {
        QWidget::keyPressEvent(event);
        return;
    }
    m_list->setFocus(Qt::OtherFocusReason);
    m_ending->hide();
}

void RoundBox::giveBack(const ledger::Command& command, const QString& why) {
    if (command.kind == "duty.visit_stop" && m_round && command.entity == m_round->id) {
        const VisitReport report{ledger::field(command.open, Field::Stop).integer(),
                                 static_cast<Outcome>(ledger::field(command.open, Field::Outcome).integer()),
                                 ledger::field(command.open, Field::Kind).text(),
                                 ledger::field(command.open, Field::Text).text(),
                                 {},
                                 {}};
        if (report.stop < 0 || std::cmp_greater_equal(report.stop, m_model->rows().size())) return;
        m_stop->giveBack(m_model->at(static_cast<int>(report.stop)).id, report, why);
    }
    if (command.kind == "duty.end_round" && m_reason->text().isEmpty()) {
        m_reason->setText(QString::fromStdString(command.reason));
        m_ending->show();
        shell::markField(m_reason, m_reasonError, why);
    }
}

} // namespace shouwang::duty
