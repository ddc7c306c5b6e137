#include "console/duty_page.h"

#include "care/tables.h"
#include "care/ui/headcount_box.h"
#include "console/desk.h"
#include "console/duty_reading.h"
#include "console/handover_page.h"
#include "console/outage_page.h"
#include "console/seat_words.h"
#include "console/settings.h"
#include "duty/ui/post_box.h"
#include "duty/ui/round_box.h"
#include "wall/ui/wall_link.h"

#include <QHBoxLayout>
#include <QSplitter>
#include <QTabWidget>

#include <algorithm>

namespace shouwang::console {
namespace {

constexpr const char* kPattern = "duty.pattern"; // of the settings
constexpr const char* kDivision = "1+5";         ///< the stop large, the next ones small around it
constexpr std::size_t kLines = 500;
constexpr std::size_t kRounds = 50;

} // namespace

struct DutyPage::Before {
    wall::Arrange arranged;
    std::string focus;
};

DutyPage::DutyPage(Desk& desk, Settings& settings, const shell::Theme& theme, Random& random, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_settings(settings)
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_tabs(new QTabWidget(this))
    , m_posts(new duty::PostBox(theme, desk.clock(), m_zone, this))
    , m_log(new duty::LogBox(theme, desk.clock(), random, this))
    , m_round(new duty::RoundBox(theme, desk.clock(), random, this))
    , m_headcount(new care::HeadcountBox(desk.clock(), this))
    , m_handover(new HandoverPage(desk, theme, random, this))
    , m_outages(new OutagePage(desk, theme, this)) {
    setObjectName(QStringLiteral("duty"));
    m_posts->setPattern(settings.text(QLatin1String(kPattern)).toStdString());
    m_posts->setMinimumWidth(270);
    const auto addTab = [this](QWidget* part, const QString& word) {
        auto* tab = new QWidget(m_tabs);
        auto* box = new QHBoxLayout(tab);
        box->setContentsMargins(10, 10, 10, 10);
        box->addWidget(part);
        m_tabs->addTab(tab, word);
    };
    m_tabs->setObjectName(QStringLiteral("duty.tabs"));
    addTab(m_log, tr("值班日志"));
    addTab(m_round, tr("视频巡查"));
    addTab(m_headcount, tr("在所人数"));
    addTab(m_handover, tr("交接班"));
    addTab(m_outages, tr("停用与中断"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_posts);
    m_splitter->addWidget(m_tabs);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({320, 700});
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(12, 8, 12, 8);
    box->addWidget(m_splitter, 1);
    wire();
    fill(desk.data());
}

void DutyPage::wire() {
    connect(m_posts, &duty::PostBox::commandWanted, this, &DutyPage::commandWanted);
    connect(m_log, &duty::LogBox::commandWanted, this, &DutyPage::commandWanted);
    connect(m_round, &duty::RoundBox::commandWanted, this, &DutyPage::commandWanted);
    connect(m_headcount, &care::HeadcountBox::commandWanted, this, &DutyPage::commandWanted);
    connect(&m_handover->box(), &duty::HandoverBox::commandWanted, this, &DutyPage::commandWanted);
    connect(m_posts, &duty::PostBox::patternChosen, this, [this](const QString& pattern) {
        m_settings.setText(QLatin1String(kPattern), pattern);
        refresh();
    });
    connect(m_posts, &duty::PostBox::shiftBegun, this, &DutyPage::refresh);
    connect(m_round, &duty::RoundBox::cameraWanted, this, &DutyPage::look);
    connect(m_round, &duty::RoundBox::lookingEnded, this, &DutyPage::lookAway);
    connect(&m_desk, &Desk::changed, this, &DutyPage::refresh);
    connect(&m_desk, &Desk::siteChanged, this, &DutyPage::refresh);
}

/// In another language the page is built anew, and another one would not know how the wall stood before.
DutyPage::~DutyPage() {
    lookAway();
}

// ---- what is shown

duty::LogScope DutyPage::scope() const {
    duty::LogScope scope;
    scope.names = {[this](const std::string& account) {
                       if (account == "system") return tr("系统");
                       const auto& keys = m_desk.data().keys;
                       const people::Account* known = keys ? keys->find(account) : nullptr;
                       return QString::fromStdString(known ? known->name : account);
                   },
                   [this](const Id& seat) { return seatWord(m_desk.data(), seat); }};
    scope.site = m_desk.data().site.get();
    return scope;
}

void DutyPage::refresh() {
    fill(m_desk.data());
    propose();
}

void DutyPage::fill(const DeskData& known) {
    m_posts->setSite(known.site);
    m_round->setSite(known.site);
    m_headcount->setSite(known.site);
    m_posts->setOfficer(known.officer
                            ? duty::PostBox::Officer{known.officer->account, known.officer->post, known.seat}
                            : duty::PostBox::Officer{});
    const std::string post = known.officer ? known.officer->post : std::string();
    m_log->setPost(post);
    m_round->setPost(post);
    const bool mayStand = m_desk.mayDo(people::Permission::StandDuty);
    m_posts->setAllowed(mayStand);
    m_log->setAllowed(mayStand);
    m_round->setAllowed(m_desk.mayDo(people::Permission::HandleAlarms));
    m_headcount->setAllowed(m_desk.mayDo(people::Permission::RecordMovements));
    readTables();
    m_handover->setScope(scope(), m_posts->shift());
    m_handover->refresh();
}

/// Who stands where is needed for the proposal after signing on, all else only while it is seen.
void DutyPage::readTables() {
    m_posts->refreshShift();
    duty::LogScope within = scope();
    m_desk.read([&](const ledger::View& view) {
        const std::vector<duty::Posting> open = duty::onPost(view);
        m_posts->setPostings(open, within);
        if (!isVisible()) return;
        m_headcount->setCounts(care::headcount(view));
        const std::vector<duty::Round> rounds = duty::rounds(view, kRounds);
        const auto last =
            std::ranges::find_if(rounds, [](const duty::Round& round) { return !round.isOpen(); });
        m_round->setRounds(runningAt(view, m_desk.data().seat),
                           last != rounds.end() ? std::optional(*last) : std::nullopt);
        const auto& shift = m_posts->shift();
        if (!shift) return;
        within.from = shift->start;
        within.to = shift->end;
        showLog(view, *shift, within);
    });
}

void DutyPage::showLog(const ledger::View& view, const duty::Shift& shift, const duty::LogScope& scope) {
    const auto lines = duty::lines(view, {shift.start, shift.end, {}, kLines}).lines;
    const auto postings = postingsIn(view, m_zone, shift, duty::onPost(view));
    const auto rounds = duty::rounds(view, kRounds);
    const auto& incidents = m_desk.data().incidents;
    const auto alarms = alarmsIn(view, m_desk.data().alarms);
    const bool cut = alarms.size() >= kAlarmsOfLog && alarms[kAlarmsOfLog - 1].raisedAt >= shift.start;
    m_log->setEntries(duty::merged({duty::entriesOf(postings, scope), duty::entriesOf(alarms, scope),
                                    duty::entriesOf(incidents, scope), duty::entriesOf(rounds, scope),
                                    duty::entriesOf(lines, scope)}),
                      cut);
}

void DutyPage::propose() {
    const auto& officer = m_desk.data().officer;
    if (!officer || m_desk.data().locked) {
        if (!officer) m_proposedTo.clear();
        return;
    }
    if (m_posts->isOnPost() && std::exchange(m_proposed, false)) Q_EMIT takingProposed({});
    if (std::exchange(m_proposedTo, officer->account) == officer->account) return;
    m_proposed = !officer->post.empty() && !m_posts->isOnPost();
    if (m_proposed) Q_EMIT takingProposed(scope().post(officer->post));
}

void DutyPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

// ---- the camera of a stop

/// The wall shows the stop large and what comes next small, so that it is there at once; alarms keep their
/// area. How it was arranged before comes back with the end of the round.
void DutyPage::look(const QString& camera, const QStringList& next) {
    wall::WallLink* wall = m_desk.wall();
    if (!wall) return;
    if (!m_before) m_before = std::make_unique<Before>(Before{wall->state().arranged, wall->state().focus});
    wall::Arrange arrange{kDivision, {camera.toStdString()}};
    for (const QString& each : next)
        arrange.cameras.push_back(each.toStdString());
    wall->focus({});
    wall->arrange(arrange);
}

void DutyPage::lookAway() {
    const std::unique_ptr<Before> before = std::exchange(m_before, nullptr);
    wall::WallLink* wall = m_desk.wall();
    if (!wall || !before) return;
    wall->arrange(before->arranged);
    wall->focus(QString::fromStdString(before->focus));
}

// ---- what the officer does

void DutyPage::takeFocus() {
    m_tabs->currentIndex() == 0 ? m_log->beginLine() : m_tabs->setFocus(Qt::ShortcutFocusReason);
}

void DutyPage::addCard(QWidget& card) {
    qobject_cast<QBoxLayout*>(layout())->insertWidget(0, &card);
}

void DutyPage::beginTaking() {
    m_posts->beginTaking();
}

void DutyPage::beginLeaving() {
    m_posts->beginLeaving();
}

void DutyPage::beginLine() {
    m_tabs->setCurrentIndex(0);
    m_log->beginLine();
}

void DutyPage::beginCorrecting() {
    m_tabs->setCurrentIndex(0);
    m_log->beginCorrecting();
}

void DutyPage::beginRound() {
    m_tabs->setCurrentIndex(1);
    m_round->begin();
}

void DutyPage::showHeadcount() {
    m_tabs->setCurrentIndex(2);
    m_headcount->takeFocus();
}

duty::HandoverBox& DutyPage::openHandover() {
    m_tabs->setCurrentWidget(m_handover->parentWidget());
    return m_handover->box();
}

void DutyPage::beginBypass(const std::string& point) {
    m_tabs->setCurrentWidget(m_outages->parentWidget());
    m_outages->box().beginBypass(point);
}

void DutyPage::giveBack(const ledger::Command& command, const QString& why) {
    m_posts->giveBack(command, why);
    m_log->giveBack(command, why);
    m_round->giveBack(command, why);
    m_headcount->giveBack(command, why);
    m_handover->box().giveBack(command, why);
}

} // namespace shouwang::console
