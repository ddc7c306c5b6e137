#include "duty/ui/post_box.h"

#include "duty/ui/equipment_form.h"
#include "duty/ui/post_model.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/rows_view.h"
#include "shell/ui/theme.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QFrame>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace shouwang::duty {

namespace {

constexpr int kRefresh_ms = 30'000;
constexpr const char* kBrigade = "brigade";

} // namespace

PostBox::PostBox(const shell::Theme& theme, const Clock& clock, const Zone& zone, QWidget* parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_zone(zone)
    , m_site(std::make_shared<site::Site>())
    , m_model(new PostModel(clock, this)) {
    setObjectName(QStringLiteral("duty.posts"));
    build(theme);
    m_minute.setInterval(kRefresh_ms);
    connect(&m_minute, &QTimer::timeout, this, [this] {
        const auto before = m_shift;
        refreshShift();
        m_list->viewport()->update();
        if (m_shift != before) Q_EMIT shiftBegun();
    });
    m_minute.start();
    refreshShift();
}

void PostBox::setSite(std::shared_ptr<const site::Site> site) {
    if (site == m_site) return;
    m_site = std::move(site);
    const QString chosen = m_post->currentData().toString();
    m_post->clear();
    for (const site::Post& post : m_site->posts)
        m_post->addItem(QString::fromStdString(post.name), QString::fromStdString(post.id));
    m_post->setCurrentIndex(chosen.isEmpty() ? -1 : m_post->findData(chosen));
}

void PostBox::setOfficer(Officer officer) {
    if (officer == m_officer) return;
    m_officer = std::move(officer);
    refreshButtons();
}

void PostBox::setPostings(std::span<const Posting> postings, const LogScope& scope) {
    m_postings.assign(postings.begin(), postings.end());
    m_model->setRows(rowsOf(postings, scope));
    refreshButtons();
}

void PostBox::setAllowed(bool allowed) {
    m_allowed = allowed;
    refreshButtons();
}

void PostBox::setPattern(const std::string& pattern) {
    m_pattern->setCurrentIndex(std::max(0, m_pattern->findData(QString::fromStdString(pattern))));
    refreshShift();
}

std::string PostBox::pattern() const {
    return m_pattern->currentData().toString().toStdString();
}

void PostBox::refreshShift() {
    const Pattern& inForce = *standardPattern(pattern());
    const Micros now = m_clock.utc();
    m_shift = shiftAt(inForce, m_zone, now);
    m_shiftText->setText(m_shift ? shiftWord(*m_shift, now) : tr("现在没有班次：请检查系统时间"));
    m_team->setText(inForce.confirmed ? tr("本席位的班制")
                                      : tr("本席位的班制（班制和上限为建议值，待本所核定）"));
    shell::nameField(m_pattern, m_team);
}

const Posting* PostBox::own() const {
    const auto mine = std::ranges::find(m_postings, m_officer.account, &Posting::account);
    return mine == m_postings.end() || m_officer.account.empty() ? nullptr : &*mine;
}

const Posting* PostBox::leaving() const {
    const QModelIndex current = m_list->currentIndex();
    return current.isValid() ? &m_model->at(current.row()).posting : own();
}

bool PostBox::isOnPost() const {
    return own() != nullptr;
}

void PostBox::refreshButtons() {
    shell::enableButton(m_openTaking, m_allowed, m_list);
    shell::enableButton(m_openLeaving, m_allowed && leaving() != nullptr, m_list);
    shell::enableButton(m_take, m_allowed, m_list);
    shell::enableButton(m_leave, m_allowed, m_list);
    shell::setButtonLook(m_openTaking, m_allowed && !isOnPost() ? "primary" : "");
}

// ---- coming

void PostBox::beginTaking() {
    if (!m_allowed) return;
    m_leavingCard->hide();
    if (!std::exchange(m_counting, true)) {
        const Posting* mine = own();
        const std::string& post = mine ? mine->post : m_officer.post;
        m_post->setCurrentIndex(post.empty() ? -1 : m_post->findData(QString::fromStdString(post)));
        m_here->setChecked(!mine || !mine->seat.isNull());
        proposeForPost();
    }
    m_taking->show();
    m_post->setFocus(Qt::ShortcutFocusReason);
}

/// Posts in a zone are the brigades', those of the whole facility the command centre's.
void PostBox::proposeForPost() {
    const std::string id = m_post->currentData().toString().toStdString();
    const site::Post* post = m_site->post(id);
    const bool ofZone = post && !post->zone.empty();
    const QString pattern = ofZone ? QString::fromLatin1(kBrigade) : m_pattern->currentData().toString();
    m_takePattern->setCurrentIndex(std::max(0, m_takePattern->findData(pattern)));
    const auto last = std::ranges::find_if(
        m_postings, [&](const Posting& each) { return each.post == id && !each.equipment.empty(); });
    m_equipment->begin(last == m_postings.end() ? std::vector<Equipment>() : last->equipment);
}

void PostBox::take() {
    if (!m_allowed) return;
    const std::string post = m_post->currentData().toString().toStdString();
    shell::markField(m_post, m_postError, post.empty() ? refusalWord(code::kPostMissing) : QString());
    if (post.empty()) {
        m_post->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (!m_equipment->check()) return;
    const Micros now = m_clock.utc();
    const auto shift =
        shiftAt(*standardPattern(m_takePattern->currentData().toString().toStdString()), m_zone, now);
    if (!shift) {
        shell::markField(m_post, m_postError, tr("现在没有班次：请检查系统时间"));
        return;
    }
    const PostReport report{*shift, m_officer.account, m_here->isChecked() ? m_officer.seat : Id(), post,
                            m_equipment->equipment()};
    m_counting = false;
    fold();
    Q_EMIT commandWanted(takePost(report, now));
}

// ---- going

void PostBox::beginLeaving() {
    const Posting* posting = leaving();
    if (!m_allowed || !posting) return;
    m_taking->hide();
    const auto row = std::ranges::find(m_model->rows(), *posting, &PostRow::posting);
    if (row != m_model->rows().end()) {
        m_list->setCurrentIndex(m_model->indexOf(row->id)); // so that it stays the one that is meant
        m_who->setText(tr("%1 离开 %2").arg(row->person, row->post));
    }
    m_leavingCard->show();
    m_note->setFocus(Qt::ShortcutFocusReason);
}

void PostBox::leave() {
    const Posting* posting = leaving();
    if (!m_allowed || !posting) return;
    const ledger::Command command =
        leavePost(*posting, m_note->text().trimmed().toStdString(), m_clock.utc());
    m_note->clear();
    fold();
    Q_EMIT commandWanted(command);
}

void PostBox::fold() {
    m_list->setFocus(Qt::OtherFocusReason);
    m_taking->hide();
    m_leavingCard->hide();
}

void PostBox::keyPressEvent(QKeyEvent* event) {
    const bool open = !m_taking->isHidden() || !m_leavingCard->isHidden();
    if (event->key() != Qt::Key_Escape || !open) {
        QWidget::keyPressEvent(event);
        return;
    }
    fold();
}

void PostBox::giveBack(const ledger::Command& command, const QString& why) {
    if (command.kind == "duty.take_post") {
        m_leavingCard->hide();
        m_counting = true; // it still stands in the form
        m_taking->show();
        shell::markField(m_post, m_postError, why);
    }
    if (command.kind == "duty.leave_post" && m_note->text().isEmpty()) {
        m_note->setText(QString::fromStdString(ledger::field(command.open, Field::Text).text()));
        m_taking->hide();
        m_leavingCard->show();
        shell::markField(m_note, m_noteError, why);
    }
}

} // namespace shouwang::duty
