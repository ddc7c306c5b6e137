// What is said of devices that cannot be heard, and of messages that could not simply be taken.
#include "console/device_words.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::console;

namespace {

constexpr Micros kNow = 1'767'323'045'000'000;
constexpr Micros kMinute = 60'000'000;

StationDevices devices(StationDevices::Link link) {
    StationDevices made;
    made.link = link;
    made.since = kNow - kMinute;
    return made;
}

} // namespace

class TestDeviceWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_link_that_stands_is_good() {
        const auto words = deviceLinkWords(true, devices(StationDevices::Link::Up), std::nullopt, kNow);
        QVERIFY(!words.abnormal);
        QVERIFY(words.text.startsWith(QStringLiteral("✓ 设备链路正常")));
    }

    void a_link_that_the_station_has_lost_is_said_with_its_time() {
        const auto words = deviceLinkWords(true, devices(StationDevices::Link::Down), std::nullopt, kNow);
        QVERIFY(words.abnormal);
        QCOMPARE(words.text, QStringLiteral("▲ 设备链路中断"));
        QVERIFY(words.details.contains(QStringLiteral("站点自 ")));
        QVERIFY(words.details.contains(QStringLiteral("代为上报"))); // this seat still hears
    }

    void when_nobody_hears_the_officer_is_told_to_ask() {
        const auto words = deviceLinkWords(true, devices(StationDevices::Link::Down), kNow - kMinute, kNow);
        QVERIFY(words.abnormal);
        QVERIFY(words.details.contains(QStringLiteral("电话")));
        QVERIFY(!words.details.contains(QStringLiteral("代为上报")));
    }

    void a_seat_that_is_deaf_alone_says_so() {
        for (const bool reached : {true, false}) {
            const auto words =
                deviceLinkWords(reached, devices(StationDevices::Link::Up), kNow - kMinute, kNow);
            QVERIFY(words.abnormal);
            QCOMPARE(words.text, QStringLiteral("▲ 本席设备链路中断"));
        }
    }

    void what_a_station_said_that_is_away_now_is_not_believed() {
        const auto words = deviceLinkWords(false, devices(StationDevices::Link::Down), std::nullopt, kNow);
        QVERIFY(!words.abnormal);
        QVERIFY(!deviceLinkWords(true, std::nullopt, std::nullopt, kNow).abnormal);
        QVERIFY(!deviceLinkWords(true, devices(StationDevices::Link::None), std::nullopt, kNow).abnormal);
    }

    void each_kind_of_odd_message_has_its_figure() {
        StationDevices station = devices(StationDevices::Link::Up);
        station.unknownDevice = 3;
        station.malformed = 1;
        station.duplicate = 2;
        station.clockSuspect = 1;
        station.lastUnknown = StationDevices::Odd{kNow - kMinute, "unknown_device", "AH-GHOST"};
        station.last = StationDevices::Odd{kNow - kMinute / 2, "duplicate", "AH-Z31"};
        const auto words = oddMessageWords(station, kNow);
        QCOMPARE(words.text,
                 QStringLiteral(
                     "■ 设备消息异常：未知设备 3 · 格式错误 1 · 超长 0 · 重复 2 · 乱序 0 · 时间异常 1"));
        QVERIFY(words.details.contains(QStringLiteral("重复　AH-Z31")));
        QVERIFY(words.details.contains(QStringLiteral("AH-GHOST")));
        QVERIFY(words.abnormal);
        const auto later = oddMessageWords(station, kNow + 60 * kMinute); // it grows calm by itself
        QVERIFY(!later.abnormal);
        QVERIFY(later.text.startsWith(QStringLiteral("设备消息异常")));
    }

    void without_odd_messages_there_is_nothing_to_look_at() {
        QVERIFY(
            oddMessageWords(devices(StationDevices::Link::Up), kNow).text.startsWith(QStringLiteral("✓")));
        QVERIFY(oddMessageWords(std::nullopt, kNow).text.isEmpty());
    }
};

QTEST_MAIN(TestDeviceWords)
#include "tst_device_words.moc"
