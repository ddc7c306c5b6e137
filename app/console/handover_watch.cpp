#include "console/handover_watch.h"

#include "console/desk.h"
#include "console/handover_paper.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace shouwang::console {
namespace {

constexpr int kLook_ms = 30'000;

} // namespace

HandoverWatch::HandoverWatch(Desk& desk, QObject* parent)
    : QObject(parent)
    , m_desk(desk) {
    m_timer.setInterval(kLook_ms);
    connect(&m_timer, &QTimer::timeout, this, &HandoverWatch::look);
    connect(&desk, &Desk::changed, this, &HandoverWatch::follow);
    m_timer.start();
}

bool HandoverWatch::concerns(const duty::OverdueHandover& overdue) const {
    if (m_desk.mayDo(people::Permission::Approve)) return true;
    const DeskData& known = m_desk.data();
    return std::ranges::any_of(overdue.postings, [&](const duty::Posting& posting) {
        const bool here = posting.seat == known.seat;
        return posting.isOn() && (here || (known.officer && posting.post == known.officer->post));
    });
}

/// The desk changes with every fact; who is late changes by the clock and with whoever sits there.
void HandoverWatch::follow() {
    const DeskData& known = m_desk.data();
    const std::string now = known.locked || !known.officer ? std::string() : known.officer->account;
    const bool other = std::exchange(m_lookedAs, now) != now;
    if (other || !m_said.empty()) look();
}

/// A locked desk says nothing: nobody sits there, and it would be said to nobody.
void HandoverWatch::look() {
    if (m_desk.data().locked) return;
    std::vector<duty::OverdueHandover> overdue;
    m_desk.read(
        [&](const ledger::View& view) { overdue = duty::overdueHandovers(view, m_desk.clock().utc()); });
    std::erase_if(overdue, [this](const duty::OverdueHandover& each) { return !concerns(each); });
    std::set<Id> known;
    QStringList fresh;
    for (const duty::OverdueHandover& each : overdue) {
        known.insert(each.handover);
        if (!m_said.contains(each.handover)) fresh << handoverTitle(each.shift);
    }
    const bool over = known.empty() && !m_said.empty();
    m_said = std::move(known);
    if (over) Q_EMIT settled();
    if (fresh.isEmpty()) return;
    Q_EMIT late(
        tr("交接班已超过 15 分钟没有完成：%1。请双方签名，或由值班领导签署例外。").arg(fresh.join(tr("、"))));
}

} // namespace shouwang::console
