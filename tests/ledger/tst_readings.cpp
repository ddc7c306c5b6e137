#include "base/file.h"
#include "ledger/readings.h"
#include "small_disk.h"

#include <QTemporaryDir>
#include <QTest>

using namespace shouwang;
using namespace shouwang::ledger;

class ReadingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup() { m_readings.reset(); }

    void what_was_read_last_comes_first() {
        open({});
        for (int i = 0; i < 5; ++i)
            read(i);
        QVERIFY(m_readings->flush());
        reopen({});
        const auto latest = m_readings->latest("device", "presence", 2).value();
        QCOMPARE(latest.size(), 2u);
        QCOMPARE(latest[0].value, 4);
        QCOMPARE(latest[1].value, 3);
        QCOMPARE(m_readings->rows(), 5u);
        QVERIFY(m_readings->latest("other", "presence", 2)->empty());
    }

    void readings_older_than_the_days_that_are_kept_go() {
        ReadingsLimits limits;
        limits.days = 2;
        open(limits);
        for (int i = 0; i < 5; ++i) {
            read(i);
            m_clock.advance(std::chrono::hours(24));
        }
        QVERIFY(m_readings->flush());
        QCOMPARE(m_readings->rows(), 2u);
        QCOMPARE(m_readings->counters().expired, 3u);
        QCOMPARE(m_readings->latest("device", "presence", 9)->back().value, 3);
    }

    void too_many_rows_push_the_oldest_out() {
        ReadingsLimits limits;
        limits.rows = 10;
        open(limits);
        for (int i = 0; i < 25; ++i)
            read(i);
        QVERIFY(m_readings->flush());
        QCOMPARE(m_readings->rows(), 10u);
        QCOMPARE(m_readings->counters().evicted, 15u);
        QCOMPARE(m_readings->latest("device", "presence", 99)->back().value, 15);
    }

    void the_file_does_not_grow_over_its_bytes() {
        ReadingsLimits limits;
        limits.bytes = 200'000;
        open(limits);
        for (int round = 0; round < 20; ++round) {
            for (int i = 0; i < 1000; ++i)
                read(round * 1000 + i);
            QVERIFY(m_readings->flush());
        }
        QVERIFY(m_readings->counters().evicted > 1000);
        QCOMPARE(m_readings->latest("device", "presence", 1)->front().value, 19'999);
        const auto rows = m_readings->rows();
        m_readings.reset();
        QVERIFY(std::filesystem::file_size(path()) < 400'000); // what a flush brings in before the rest goes
        reopen(limits);
        QCOMPARE(m_readings->rows(), rows);
    }

    void a_full_buffer_lets_the_oldest_go_and_counts_it() {
        ReadingsLimits limits;
        limits.buffer = 3;
        open(limits);
        for (int i = 0; i < 5; ++i)
            read(i);
        QCOMPARE(m_readings->counters().dropped, 2u);
        QVERIFY(m_readings->flush());
        QCOMPARE(m_readings->latest("device", "presence", 9)->back().value, 2);
    }

    void on_a_full_disk_readings_wait_and_nothing_else_does() {
        const SmallDisk disk(m_folder->path().toStdString(), 150'000);
        ReadingsLimits limits;
        limits.buffer = 5000;
        auto opened = Readings::open(path(), limits, m_clock, disk.name());
        QVERIFY(opened.has_value());
        m_readings = std::move(*opened);
        for (int i = 0; i < 5000; ++i)
            read(i);
        const auto flushed = m_readings->flush();
        QVERIFY(!flushed);
        QCOMPARE(flushed.error().next, Next::Retry);
        QCOMPARE(m_readings->counters().stored, 0u);
        QCOMPARE(m_readings->rows(), 0u);
        for (int i = 0; i < 5000; ++i)
            read(i);
        QCOMPARE(m_readings->counters().dropped, 5000u);
        m_readings.reset(); // before its disk
    }

    void a_damaged_file_is_set_aside_and_a_new_one_begun() {
        open({});
        for (int i = 0; i < 2000; ++i)
            read(i);
        QVERIFY(m_readings->flush());
        m_readings.reset();
        Bytes bytes = readFile(path()).value();
        for (std::size_t i = 5000; i < bytes.size(); ++i)
            bytes[i] = 0x5a;
        QVERIFY(writeFileWhole(path(), bytes));
        reopen({});
        QCOMPARE(m_readings->rows(), 0u);
        QVERIFY(std::filesystem::exists(path().string() + ".damaged"));
        read(1);
        QVERIFY(m_readings->flush());
    }

    void a_file_of_another_program_is_refused() {
        Database::Options ledger;
        ledger.path = path();
        QVERIFY(Database::open(ledger).has_value());
        const auto opened = Readings::open(path(), {}, m_clock);
        QVERIFY(!opened);
        QCOMPARE(opened.error().next, Next::Refused);
    }

    void what_is_no_database_is_kept_beside_the_new_one() {
        QVERIFY(writeFileWhole(path(), Bytes(5000, 'x')));
        reopen({});
        QCOMPARE(readFile(path().string() + ".damaged").value(), Bytes(5000, 'x'));
    }

    void names_without_end_are_refused_and_wild_clocks_taken_for_now() {
        open({});
        m_readings->add({"", "presence", m_clock.utc(), 1});
        m_readings->add({std::string(1000, 'x'), "presence", m_clock.utc(), 1});
        m_readings->add({"device", std::string(1000, 'x'), m_clock.utc(), 1});
        QCOMPARE(m_readings->counters().refused, 3u);
        m_readings->add({"device", "presence", INT64_MAX, 7});
        QVERIFY(m_readings->flush());
        QCOMPARE(m_readings->latest("device", "presence", 1)->front().at, m_clock.utc());
    }

private:
    std::filesystem::path path() const { return m_folder->path().toStdString() + "/readings.db"; }
    void open(ReadingsLimits limits) {
        auto opened = Readings::open(path(), limits, m_clock);
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text.c_str());
        m_readings = std::move(*opened);
    }
    void reopen(ReadingsLimits limits) {
        m_readings.reset();
        open(limits);
    }
    void read(int value) { m_readings->add({"device", "presence", m_clock.utc(), value}); }

    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Readings> m_readings;
};

QTEST_GUILESS_MAIN(ReadingsTest)
#include "tst_readings.moc"
