// A wall that dies is an alarm of its seat, once; one that was stopped is none.
#include "alarms/ui/words.h"
#include "console/wall_bridge.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::console;
using wall::WallLoss;

class TestWallBridge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_submitted.clear();
        m_link = std::make_unique<wall::WallLink>(wall::WallLinkOptions{}, m_random); // never started
        WallBridge::Ports ports;
        ports.submit = [this](ledger::Command command) { m_submitted.push_back(std::move(command)); };
        ports.site = [] { return std::make_shared<const site::Site>(); };
        m_bridge = std::make_unique<WallBridge>(*m_link, Id::fromParts({"seat", "A"}), QStringLiteral("A"),
                                                "/tmp", std::move(ports));
    }
    void cleanup() {
        m_bridge.reset();
        m_link.reset();
    }

    void every_fault_of_the_wall_is_an_alarm_data() {
        QTest::addColumn<int>("loss");
        QTest::newRow("crashed") << static_cast<int>(WallLoss::Crashed);
        QTest::newRow("hung") << static_cast<int>(WallLoss::Hung);
        QTest::newRow("garbled") << static_cast<int>(WallLoss::Garbled);
        QTest::newRow("not started") << static_cast<int>(WallLoss::NotStarted);
        QTest::newRow("wrong version") << static_cast<int>(WallLoss::WrongVersion);
    }
    void every_fault_of_the_wall_is_an_alarm() {
        QFETCH(int, loss);
        m_bridge->reportLoss(static_cast<WallLoss>(loss), QStringLiteral("killed by signal 11"), kNow);
        QCOMPARE(m_submitted.size(), std::size_t{1});
        const ledger::Command& raised = m_submitted.front();
        QCOMPARE(raised.kind, std::string("alarms.raise"));
        QVERIFY(ledger::field(raised.open, alarms::Field::Point).text().starts_with(alarms::kSeatPoint));
        QVERIFY(ledger::field(raised.open, alarms::Field::Detail).text().find("signal 11") !=
                std::string::npos);
        const auto decision = alarms::decide({}, {}, raised);
        QCOMPARE(decision.facts.size(), std::size_t{1});
        const alarms::State alarm = alarms::evolve({}, factOf(raised));
        QCOMPARE(alarm.priority, site::Priority::High);
        QCOMPARE(alarms::originWord(alarm), QStringLiteral("席位自检"));
        QVERIFY(alarms::titleWord(alarm).contains(QStringLiteral("电视墙中断")));
        const QString why = alarms::deviceWord(alarm.detail);
        QVERIFY2(why.startsWith(QStringLiteral("电视墙程序")), qPrintable(why));
        QVERIFY(why.contains(QStringLiteral("signal 11")));
    }

    void a_wall_that_was_stopped_is_none() {
        m_bridge->reportLoss(WallLoss::Stopped, QStringLiteral("it was stopped"), kNow);
        QVERIFY(m_submitted.empty());
    }

    void a_wall_that_does_not_come_back_is_one_alarm_until_it_has_stood_again() {
        m_bridge->reportLoss(WallLoss::Crashed, {}, kNow);
        m_bridge->reportLoss(WallLoss::NotStarted, {}, kNow + 1);
        QCOMPARE(m_submitted.size(), std::size_t{1});
        Q_EMIT m_link->wallBack();
        m_bridge->reportLoss(WallLoss::Crashed, {}, kNow + 2);
        QCOMPARE(m_submitted.size(), std::size_t{2});
        QVERIFY(m_submitted.front().entity != m_submitted.back().entity);
    }

    void the_wall_is_not_asked_to_show_its_own_death() {
        alarms::State alarm;
        alarm.id = Id::fromParts({"alarm", "wall"});
        alarm.point = std::string(alarms::kSeatPoint) + "A-WALL";
        m_bridge->follow({alarm});
        QVERIFY(m_link->state().alarms.empty());
    }

private:
    static constexpr Micros kNow = 1'790'000'000'000'000;

    static ledger::Fact factOf(const ledger::Command& command) {
        ledger::Fact fact;
        fact.kind = alarms::kind::kRaised;
        fact.entity = command.entity;
        fact.open = command.open;
        fact.occurred = command.occurred;
        fact.recorded = command.occurred;
        fact.committed = command.occurred;
        fact.actor = "system";
        return fact;
    }

    SeededRandom m_random{7};
    std::unique_ptr<wall::WallLink> m_link;
    std::unique_ptr<WallBridge> m_bridge;
    std::vector<ledger::Command> m_submitted;
};

QTEST_MAIN(TestWallBridge)
#include "tst_wall_bridge.moc"
