// What the desk believes of a health answer.
#include "console/station_health.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace shouwang;
using namespace shouwang::console;

class TestStationHealth : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void figures_and_states_are_read() {
        const auto read = storageFrom(view(R"({"storage_error": "", "storage": {"ledger_bytes": 5000000,
            "free_bytes": 12000000000, "bytes_per_day": 1000, "days_left": 41, "reserve_bytes": 67108864,
            "reserve_held": false, "sparing": true}})"),
                                      7);
        QVERIFY(read);
        QCOMPARE(read->at, Micros{7});
        QCOMPARE(read->daysLeft.value(), 41.0);
        QCOMPARE(read->freeBytes.value(), std::uint64_t{12'000'000'000});
        QCOMPARE(read->ledgerBytes.value(), std::uint64_t{5'000'000});
        QCOMPARE(read->reserveBytes, std::uint64_t{67'108'864});
        QVERIFY(!read->reserveHeld);
        QVERIFY(read->sparing);
        QVERIFY(!read->failing);
    }

    void what_is_not_said_is_unknown_and_no_alarm() {
        const auto read = storageFrom(view(R"({"storage": {"days_left": null, "free_bytes": null}})"), 1);
        QVERIFY(read);
        QVERIFY(!read->daysLeft);
        QVERIFY(!read->freeBytes);
        QVERIFY(read->reserveHeld);
        QVERIFY(!read->sparing);
    }

    void a_commit_that_failed_is_known() {
        const auto read = storageFrom(view(R"({"storage_error": "disk I/O error", "storage": {}})"), 1);
        QVERIFY(read && read->failing);
    }

    void nonsense_is_refused_data() {
        QTest::addColumn<QByteArray>("body");
        for (const char* body : {"", "[]", "7", "{", "{}", R"({"storage": 3})", "<html>"})
            QTest::newRow(body) << QByteArray(body);
    }
    void nonsense_is_refused() {
        QFETCH(const QByteArray, body);
        const auto read = storageFrom(view(body.toStdString()), 1);
        QVERIFY(!read);
        QCOMPARE(read.error().next, Next::Corrupt);
    }

    void letters_of_seats_are_read_and_nonsense_is_left_out() {
        const Id seat = Id::fromParts({"seat", "B"});
        const nlohmann::json body{{"seats",
                                   {{{"id", seat.text()}, {"letter", "B"}},
                                    7,
                                    {{"id", "x"}, {"letter", "C"}},
                                    {{"id", Id::fromParts({"other"}).text()}, {"letter", 5}}}}};
        const auto letters = seatLettersFrom(view(body.dump()));
        QCOMPARE(letters.size(), std::size_t{1});
        QCOMPARE(letters.at(seat), std::string("B"));
        for (const char* nonsense : {"", "[]", "{}", R"({"seats": 3})"})
            QVERIFY(seatLettersFrom(view(nonsense)).empty());
    }

    void seats_that_are_there_twice_are_read_and_nonsense_is_left_out() {
        const Id seat = Id::fromParts({"seat", "B"});
        const nlohmann::json good = {
            {"id", seat.text()}, {"letter", "B"}, {"since", "2026-01-02T03:04:05.678Z"}, {"commands", 2}};
        const nlohmann::json noTime = {{"id", seat.text()}, {"letter", "B"}, {"commands", 2}};
        const nlohmann::json body{{"clones", {good, 7, noTime, {{"id", "x"}}}}};
        const auto clones = clonesFrom(view(body.dump()));
        QCOMPARE(clones.size(), std::size_t{1});
        QVERIFY(clones[0] == (sync::StationClone{seat, "B", Micros{1'767'323'045'678'000}, 2}));
        for (const char* nonsense : {"", "[]", "{}", R"({"clones": 3})", R"({"clones": {}})"})
            QVERIFY(clonesFrom(view(nonsense)).empty());
        const auto storage = storageFrom(view(R"({"storage": {"log_bytes": 300, "log_large": true}})"), 1);
        QVERIFY(storage && storage->logLarge && storage->logBytes == 300);
    }

    void devices_and_their_link_are_read() {
        const auto read =
            devicesFrom(view(R"({"devices_link": {"state": "down", "since": "2026-01-02T03:04:05.678Z"},
            "devices": {"malformed": 1, "bad_topic": 2, "other_version": 4, "other_device": 8, "oversized": 16,
            "unknown_device": 3, "unknown_point": 5, "duplicate": 6, "out_of_order": 7, "clock_suspect": 9,
            "last_odd": {"time": "2026-01-02T03:05:00.000Z", "kind": "duplicate", "device": "AH-Z31"},
            "last_unknown_device": {"time": "2026-01-02T03:04:00.000Z", "kind": "unknown_device",
            "device": "AH-GHOST"}}})"));
        QVERIFY(read.has_value());
        QVERIFY(read->link == StationDevices::Link::Down);
        QCOMPARE(*read->since, Micros{1'767'323'045'678'000});
        QCOMPARE(read->malformed, std::uint64_t{15});
        QCOMPARE(read->oversized, std::uint64_t{16});
        QCOMPARE(read->odd(), std::uint64_t{15 + 16 + 3 + 5 + 6 + 7 + 9});
        QCOMPARE(read->last->kind, std::string("duplicate"));
        QCOMPARE(read->last->device, std::string("AH-Z31"));
        QCOMPARE(read->lastUnknown->device, std::string("AH-GHOST"));
    }

    void a_station_that_says_nothing_of_devices_is_unknown() {
        for (const char* body : {"", "[]", "7", "{", "{}", R"({"devices": 3, "devices_link": {}})",
                                 R"({"devices": {}})", R"({"devices": {}, "devices_link": "up"})"})
            QVERIFY2(!devicesFrom(view(body)), body);
        const auto bare = devicesFrom(view(R"({"devices": {"malformed": -4, "last_odd": null},
            "devices_link": {"state": "sideways", "since": 5}})"));
        QVERIFY(bare && bare->link == StationDevices::Link::None && !bare->since && bare->odd() == 0);
        QVERIFY(!bare->last && !bare->lastUnknown);
    }

    void figures_of_another_kind_are_unknown() {
        const auto read = storageFrom(
            view(
                R"({"storage": {"days_left": "many", "free_bytes": -5, "reserve_held": 1, "sparing": "x"}})"),
            1);
        QVERIFY(read);
        QVERIFY(!read->daysLeft);
        QVERIFY(!read->freeBytes);
        QVERIFY(read->reserveHeld);
        QVERIFY(!read->sparing);
    }
};

QTEST_GUILESS_MAIN(TestStationHealth)
#include "tst_station_health.moc"
