// A late handover is said once a shift, calmly, where it concerns somebody (domain.md 3.2).
#include "console/handover_watch.h"
#include "ledger_desk.h"
#include "shell/ui/notice.h"
#include "window_fixture.h"

#include <QSignalSpy>

using namespace shouwang;
using namespace shouwang::console;

class TestHandoverWatch : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { end(); }
    void a_late_handover_is_said_once_and_takes_no_focus();
    void what_is_complete_is_not_said_any_more();
    void whom_it_does_not_concern_hears_nothing();
    void nothing_is_said_at_a_locked_desk();

private:
    void takePost(const std::string& account, const Id& seat);
    void becomeLate() {
        m_ledger->time().advance(
            std::chrono::microseconds(m_shift.end - m_desk->clock().utc() + 16 * duty::kMinute));
    }
    QString notice() const { ///< all that is said, whichever stands on top
        QString said;
        for (const shell::Notice::Line& line : m_window->findChild<shell::Notice*>()->lines())
            said += line.text;
        return said;
    }
    HandoverWatch& watch() const { return *m_window->findChild<HandoverWatch*>(); }
    LedgerDesk* m_ledger = nullptr;
    duty::Shift m_shift;
};

void TestHandoverWatch::init() {
    begin();
    auto desk = std::make_unique<LedgerDesk>();
    m_ledger = desk.get();
    m_desk = std::move(desk);
    const duty::SystemZone zone;
    m_shift = duty::shiftAt(*duty::standardPattern("command_a"), zone, m_desk->clock().utc()).value();
}

void TestHandoverWatch::takePost(const std::string& account, const Id& seat) {
    m_desk->submit(duty::takePost({m_shift, account, seat, "P-CC-1", {}}, m_desk->clock().utc()), {});
}

void TestHandoverWatch::a_late_handover_is_said_once_and_takes_no_focus() {
    takePost("wangli", m_desk->data().seat);
    show({1366, 768});
    m_ledger->signOnAs("wangli", people::Role::Operator, "P-CC-1");
    watch().look();
    QVERIFY2(!notice().contains(QStringLiteral("交接班")), qPrintable(notice()));
    const QWidget* focus = QApplication::focusWidget();
    becomeLate();
    QSignalSpy said(&watch(), &HandoverWatch::late);
    watch().look();
    QVERIFY2(notice().contains(QStringLiteral("超过 15 分钟")), qPrintable(notice()));
    QVERIFY(QApplication::focusWidget() == focus);
    watch().look();
    Q_EMIT m_desk->changed();
    QCOMPARE(said.count(), 1);
}

void TestHandoverWatch::what_is_complete_is_not_said_any_more() {
    takePost("wangli", m_desk->data().seat);
    show({1366, 768});
    m_ledger->signOnAs("wangli", people::Role::Operator, "P-CC-1");
    becomeLate();
    watch().look();
    QVERIFY(notice().contains(QStringLiteral("超过 15 分钟")));
    // Who stood there has gone; nobody has begun to hand over: nobody is left to be told.
    duty::Posting posting;
    m_desk->read([&](const ledger::View& view) { posting = duty::onPost(view).front(); });
    m_desk->submit(duty::leavePost(posting, {}, m_desk->clock().utc()), {});
    QVERIFY2(!notice().contains(QStringLiteral("超过 15 分钟")), qPrintable(notice()));
}

void TestHandoverWatch::whom_it_does_not_concern_hears_nothing() {
    takePost("zhaogang", Id::fromParts({"seat", "B"}));
    show({1366, 768});
    m_ledger->signOnAs("wangli", people::Role::Operator, "P-CC-2");
    becomeLate();
    watch().look();
    QVERIFY(!notice().contains(QStringLiteral("超过 15 分钟")));
    m_ledger->signOnAs("chenming", people::Role::ShiftLeader, "P-CC-2"); // the leader hears of every shift
    watch().look();
    QVERIFY(notice().contains(QStringLiteral("超过 15 分钟")));
}

void TestHandoverWatch::nothing_is_said_at_a_locked_desk() {
    takePost("wangli", m_desk->data().seat);
    show({1366, 768});
    becomeLate();
    watch().look();
    QVERIFY(!notice().contains(QStringLiteral("超过 15 分钟")));
    m_ledger->signOnAs("wangli", people::Role::Operator, "P-CC-1"); // by itself then
    QVERIFY(notice().contains(QStringLiteral("超过 15 分钟")));
}

QTEST_MAIN(TestHandoverWatch)
#include "tst_handover_watch.moc"
