#include "console/fresh_alarm.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::console;

namespace {

constexpr Micros kMinute = 60'000'000;
constexpr Micros kNow = 1'700'000'000'000'000;

ledger::Fact committed(Micros at) {
    ledger::Fact fact;
    fact.occurred = at;
    fact.recorded = at;
    fact.committed = at;
    return fact;
}

} // namespace

class FreshAlarmTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void an_alarm_of_now_is_heard_and_one_of_ten_minutes_ago_is_listed_only() {
        QVERIFY(isFresh(committed(kNow), kNow, 0));
        QVERIFY(isFresh(committed(kNow - 2 * kMinute), kNow, 0));
        QVERIFY(!isFresh(committed(kNow - 10 * kMinute), kNow, 0));
    }

    void a_seat_whose_clock_is_ten_minutes_fast_or_slow_hears_its_alarms() {
        for (const Micros ahead : {-10 * kMinute, 10 * kMinute}) {
            const Micros station = kNow + ahead;
            QVERIFY(isFresh(committed(station), kNow, ahead));
            QVERIFY(!isFresh(committed(station - 10 * kMinute), kNow, ahead));
        }
    }

    void an_alarm_of_this_seat_is_judged_by_its_own_clock() {
        ledger::Fact own = committed(kNow);
        own.committed = 0; // the station has not said it yet
        QVERIFY(isFresh(own, kNow, 10 * kMinute));
        own.occurred = kNow - 60 * kMinute; // what a device claims about its time
        QVERIFY(isFresh(own, kNow, 0));
    }
};

QTEST_GUILESS_MAIN(FreshAlarmTest)
#include "tst_fresh_alarm.moc"
