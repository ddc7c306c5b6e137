// A bypass ends by itself at the station, once, also when the station was not running at that time.
#include "server/deadlines.h"

#include "base/random.h"
#include "outages/tables.h"

#include <QTemporaryDir>
#include <QTest>
#include <atomic>

using namespace shouwang;
using namespace std::chrono_literals;

class DeadlinesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_facts = 0;
    }

    void a_bypass_ends_when_its_time_has_come() {
        start();
        order(m_clock.utc() + 3'000'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_facts.load(), 2, 60000);
        m_writer->stop();
        const auto bypass = outages::bypassOf(m_vault->ledger().view(), "AL-1");
        QVERIFY(bypass->ended && bypass->ended->byTime);
        QCOMPARE(bypass->ended->by.at, bypass->until);
    }

    void it_is_said_once_also_by_a_station_that_was_away_then() {
        start();
        order(m_clock.utc() + 3'000'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_facts.load(), 1, 60000);
        m_writer->stop();
        m_deadlines.reset();
        m_writer.reset();
        m_vault.reset();
        start();
        QTRY_COMPARE_WITH_TIMEOUT(m_facts.load(), 2, 60000);
        std::atomic<int> rounds{0};
        for (int i = 0; i < 5; ++i)
            m_writer->run([&] { m_writer->runAfter(20ms, [&] { ++rounds; }); });
        QTRY_COMPARE_WITH_TIMEOUT(rounds.load(), 5, 60000);
        m_writer->stop();
        QCOMPARE(m_vault->ledger().head().number, 2u);
    }

private:
    void start() {
        const std::filesystem::path folder = m_folder->path().toStdString();
        auto opened = server::Vault::open({folder / "ledger", {}, nullptr}, {outages::makeFeature()}, m_clock,
                                          m_random);
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text.c_str());
        m_vault = std::move(*opened);
        m_vault->onCommitted = [this](std::span<const ledger::StoredFact> facts) {
            m_facts += static_cast<int>(facts.size());
        };
        m_writer = std::make_unique<server::Writer>(*m_vault, folder / "set_aside", m_clock);
        m_deadlines = std::make_unique<server::Deadlines>(*m_vault, *m_writer, m_clock, 10ms);
        m_deadlines->start();
        m_writer->start();
    }
    void order(Micros until) {
        site::AlarmPoint point;
        point.id = "AL-1";
        point.kind = site::PointKind::Fence;
        ledger::Command command = outages::bypass(point, "检修", until, m_clock.utc());
        command.id = {ledger::CommandId::Source::Device, Id::fromParts({"test"}), 1, 1, 0};
        command.actor = "wang";
        m_writer->report(command);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    SystemClock m_clock;
    SystemRandom m_random;
    std::atomic<int> m_facts{0};
    std::unique_ptr<server::Vault> m_vault;
    std::unique_ptr<server::Writer> m_writer;
    std::unique_ptr<server::Deadlines> m_deadlines;
};

QTEST_GUILESS_MAIN(DeadlinesTest)
#include "tst_deadlines.moc"
