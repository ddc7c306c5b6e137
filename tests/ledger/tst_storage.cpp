#include "base/random.h"
#include "ledger/ledger.h"
#include "ledger/storage.h"
#include "small_disk.h"
#include "toy_feature.h"

#include <QTemporaryDir>
#include <QTest>

using namespace shouwang;
using namespace shouwang::ledger;

class StorageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void on_a_full_disk_the_reserve_lets_alarms_be_recorded() {
        const SmallDisk disk(path(""), 4u << 20);
        const Reserve reserve(path("reserve"), 1u << 20);
        QVERIFY(reserve.hold());
        auto ledger =
            Ledger::open({path("ledger"), {}, disk.name()}, {std::make_shared<toy::Toy>()}, m_clock, m_random)
                .value();
        std::uint64_t counter = 0;
        Error error;
        while (error.text.empty() && counter < 10000) {
            const Command line = toy::command("toy.log", Nature::Report, ++counter, std::string(20000, 'x'));
            const auto written = ledger->submit({&line, 1});
            if (!written) error = written.error();
        }
        QVERIFY2(isDiskFull(error), error.text.c_str());
        QCOMPARE(error.next, Next::Retry);
        const auto before = ledger->head().number;
        QCOMPARE(before, counter - 1);
        const Command alarm = toy::command("toy.log", Nature::Report, counter, std::string(20000, 'x'));
        QVERIFY(!ledger->submit({&alarm, 1}));
        QVERIFY(reserve.release());
        for (std::uint64_t i = 0; i < 10; ++i) {
            const Command next = toy::command("toy.log", Nature::Report, counter + i, "alarm");
            QVERIFY(ledger->submit({&next, 1}).has_value());
        }
        QCOMPARE(ledger->head().number, before + 10);
    }

    void the_reserve_is_real_blocks_and_comes_back() {
        const Reserve reserve(path("reserve"), 1u << 20);
        QVERIFY(!reserve.held());
        QVERIFY(!reserve.release());
        QVERIFY(reserve.hold());
        QVERIFY(reserve.held());
        struct stat status {};
        QCOMPARE(stat(path("reserve").c_str(), &status), 0);
        QVERIFY(status.st_blocks * 512 >= 1 << 20);
        QCOMPARE(status.st_mode & 0777, 0600u);
        QVERIFY(reserve.hold()); // is there already
        QVERIFY(reserve.release());
        QVERIFY(!reserve.held());
        QVERIFY(reserve.hold());
        // More than the disk has is not taken from it.
        const Reserve tooMuch(path("much"), std::uint64_t{1} << 60);
        QCOMPARE(tooMuch.hold().error().next, Next::Retry);
        QVERIFY(!std::filesystem::exists(path("much")));
    }

    void a_log_that_readers_let_grow_is_given_back_when_they_have_gone() {
        auto ledger =
            Ledger::open({path("ledger"), {}, nullptr}, {std::make_shared<toy::Toy>()}, m_clock, m_random)
                .value();
        ledger->database().run("PRAGMA wal_autocheckpoint=10");
        std::uint64_t counter = 0;
        const auto write = [&] {
            for (int i = 0; i < 20; ++i) {
                const Command line =
                    toy::command("toy.log", Nature::Report, ++counter, std::string(20'000, 'x'));
                QVERIFY(ledger->submit({&line, 1}).has_value());
            }
        };
        const auto read = [&] {
            auto reader = Database::open({path("ledger"), Database::Access::ReadOnly}).value();
            reader->begin();
            Statement facts = reader->prepare("SELECT count(*) FROM fact");
            if (!facts.next()) qFatal("cannot read");
            return reader;
        };
        write();
        auto first = read();
        write();
        const std::uint64_t small = logBytes(ledger->database());
        for (int i = 0; i < 5; ++i) { // each begins before the one before it ends
            auto second = read();
            first = std::move(second);
            write();
        }
        QVERIFY(logBytes(ledger->database()) > 2 * small);
        QVERIFY(!shrinkLog(ledger->database()).value());
        QVERIFY(logBytes(ledger->database()) > 2 * small);
        first.reset();
        QVERIFY(shrinkLog(ledger->database()).value());
        QCOMPARE(logBytes(ledger->database()), 0u);
        QCOMPARE(ledger->after(0, 1000, std::size_t{1} << 30).value().size(), std::size_t{counter});
        write();
        QVERIFY(logBytes(ledger->database()) > 0);
    }

    void the_forecast_is_made_from_the_last_days() {
        auto ledger =
            Ledger::open({path("ledger"), {}, nullptr}, {std::make_shared<toy::Toy>()}, m_clock, m_random)
                .value();
        const auto now = [this] { return m_clock.utc(); };
        Forecast seen = forecast(ledger->database(), 1000, now()).value();
        QVERIFY(!seen.bytesPerDay && !seen.daysLeft);
        std::uint64_t counter = 0;
        const auto day = [&](int facts) {
            std::vector<Command> lines;
            for (int i = 0; i < facts; ++i)
                lines.push_back(toy::command("toy.log", Nature::Report, ++counter, std::string(1000, 'x')));
            QVERIFY(ledger->submit(lines).has_value());
            m_clock.advance(std::chrono::hours(24));
        };
        day(10);
        day(10);
        seen = forecast(ledger->database(), 1'000'000, now()).value();
        QCOMPARE(seen.facts, 20u);
        QCOMPARE(seen.days, 2.0);
        QCOMPARE(*seen.bytesPerDay, static_cast<double>(seen.fileBytes) / 2);
        QCOMPARE(*seen.daysLeft, 1'000'000 / *seen.bytesPerDay);
        for (int i = 0; i < 10; ++i)
            day(100); // the pace of last week, not of the year
        seen = forecast(ledger->database(), 1'000'000, now()).value();
        const double each = static_cast<double>(seen.fileBytes) / static_cast<double>(seen.facts);
        QCOMPARE(seen.days, 7.0);
        QVERIFY(std::abs(*seen.bytesPerDay - each * 100) < each * 15);
        m_clock.advance(std::chrono::hours(24 * 30)); // nothing since
        seen = forecast(ledger->database(), 1'000'000, now()).value();
        QCOMPARE(*seen.bytesPerDay, 0.0);
        QVERIFY(!seen.daysLeft);
    }

private:
    std::filesystem::path path(const std::string& name) const {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }
    ManualClock m_clock;
    SeededRandom m_random{1};
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(StorageTest)
#include "tst_storage.moc"
