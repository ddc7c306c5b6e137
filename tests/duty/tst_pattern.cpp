#include "story.h"

#include <QTest>
#include <rapidcheck.h>
#include <set>

using namespace shouwang;
using namespace shouwang::duty;
using namespace shouwang::duty::test;

namespace {

constexpr const char* kCentralEurope = "CET-1CEST,M3.5.0,M10.5.0/3";

/// Zones of the C library by rules written out, so that no time zone files are needed.
std::shared_ptr<const Zone> zoneOf(const char* rules) {
    qputenv("TZ", rules);
    return std::make_shared<SystemZone>();
}

const std::vector<const char*>& systemZones() {
    static const std::vector<const char*> zones{"CST-8", kCentralEurope, "EST5EDT,M3.2.0,M11.1.0",
                                                "NZST-12NZDT,M9.5.0,M4.1.0/3",
                                                "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"};
    return zones;
}

/// Samoa went over the date line: 30 December 2011 does not exist there.
const TableZone& dateLine() {
    static const TableZone zone(-11 * kHour, {{at(2011, 12, 30, 11, 0), 13 * kHour}});
    return zone;
}

/// Any moment; every second one lies within two days of a change of the clock, if the zone has any.
rc::Gen<Micros> moments(const Zone& zone) {
    const Micros first = at(1990, 1, 1);
    const Micros last = at(2090, 1, 1);
    std::vector<Micros> changes;
    for (Micros day = first; day < last; day += kDay) {
        if (zone.offsetAt(day) != zone.offsetAt(day + kDay)) changes.push_back(day);
    }
    if (changes.empty()) return rc::gen::inRange(first, last);
    const auto near = rc::gen::mapcat(rc::gen::elementOf(changes), [](Micros change) {
        return rc::gen::inRange(change - 2 * kDay, change + 3 * kDay);
    });
    return rc::gen::oneOf(near, rc::gen::inRange(first, last));
}

Pattern everyTwoHours() {
    Pattern pattern = *standardPattern("command_a");
    pattern.id = "two_hours";
    pattern.changes.clear();
    for (int hour = 1; hour < 25; hour += 2)
        pattern.changes.push_back({hour * 60 + 30, "班"});
    return pattern;
}

std::vector<Pattern> patterns() {
    std::vector<Pattern> all(standardPatterns().begin(), standardPatterns().end());
    all.push_back(everyTwoHours());
    return all;
}

Shift shiftOf(const Pattern& pattern, const Zone& zone, Micros utc) {
    return shiftAt(pattern, zone, utc).value();
}

} // namespace

class PatternTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_shipped_patterns_can_be_used_and_wait_to_be_confirmed() {
        std::set<std::string> ids;
        for (const Pattern& pattern : standardPatterns()) {
            QVERIFY(isUsable(pattern));
            QVERIFY(!pattern.confirmed);
            ids.insert(pattern.id);
        }
        QCOMPARE(ids.size(), 5u);
        QVERIFY(!standardPattern("another"));
    }

    void three_shifts_change_at_8_16_and_24_with_four_teams_in_turn() {
        const Pattern& pattern = *standardPattern("command_a");
        const Micros first = at(2026, 1, 1, 0, 0); // 08:00 in China, on the anchor's day
        const std::vector<std::string> names{"早班", "中班", "夜班", "早班", "中班"};
        const std::vector<std::string> teams{"甲", "乙", "丙", "丁", "甲"};
        for (std::size_t i = 0; i < names.size(); ++i) {
            const Micros start = first + static_cast<Micros>(i) * 8 * kHour;
            QVERIFY(shiftOf(pattern, china(), start + 4 * kHour) ==
                    (Shift{"command_a", start, start + 8 * kHour, teams[i], names[i]}));
        }
        QCOMPARE(shiftOf(pattern, china(), first - 1).team, std::string("丁"));
        QCOMPARE(shiftOf(pattern, china(), first - 1).name, std::string("夜班"));
    }

    void a_shift_lasts_over_midnight_and_into_the_next_year() {
        const Shift shift = shiftOf(*standardPattern("command_b"), china(), at(2026, 12, 31, 20, 0));
        QCOMPARE(shift.start, at(2026, 12, 31, 0, 30));
        QCOMPARE(shift.end, at(2027, 1, 1, 0, 30));
        QCOMPARE(shift.name, std::string("24小时班"));
    }

    void the_leap_day_is_a_day_like_others() {
        const Pattern& pattern = *standardPattern("brigade");
        const Shift leap = shiftOf(pattern, china(), at(2028, 2, 29, 4, 0));
        QCOMPARE(leap.start, at(2028, 2, 29, 0, 30));
        QCOMPARE(leap.end, at(2028, 3, 1, 0, 30));
        QCOMPARE(shiftOf(pattern, china(), leap.start - 1).end, leap.start);
        QCOMPARE(shiftOf(pattern, china(), at(2027, 2, 28, 4, 0)).end, at(2027, 3, 1, 0, 30));
    }

    void closed_duty_lasts_seven_or_fourteen_days() {
        for (const auto& [id, days] : {std::pair{"closed_7", 7}, std::pair{"closed_14", 14}}) {
            const Shift shift = shiftOf(*standardPattern(id), china(), kStart);
            QCOMPARE(shift.end - shift.start, days * kDay);
            QVERIFY(shiftOf(*standardPattern(id), china(), shift.end).team != shift.team);
        }
    }

    void the_night_of_a_clock_change_has_seven_or_nine_hours() {
        const auto zone = zoneOf(kCentralEurope);
        const Pattern& pattern = *standardPattern("command_a");
        const Shift spring = shiftOf(pattern, *zone, at(2026, 3, 29, 1, 0));
        QCOMPARE(spring.end - spring.start, 7 * kHour);
        QCOMPARE(spring.name, std::string("夜班"));
        const Shift autumn = shiftOf(pattern, *zone, at(2026, 10, 25, 1, 0));
        QCOMPARE(autumn.end - autumn.start, 9 * kHour);
        QCOMPARE(shiftOf(pattern, *zone, autumn.end).end - autumn.end, 8 * kHour);
    }

    void a_change_in_the_hour_that_does_not_exist_is_at_the_jump() {
        const auto zone = zoneOf(kCentralEurope);
        Pattern pattern = *standardPattern("command_b");
        pattern.changes = {{2 * 60 + 30, "24小时班"}};
        const Shift before = shiftOf(pattern, *zone, at(2026, 3, 28, 12, 0));
        QCOMPARE(before.end, at(2026, 3, 29, 1, 0)); // 02:00 becomes 03:00
        QCOMPARE(shiftOf(pattern, *zone, before.end).end, at(2026, 3, 30, 0, 30));
    }

    void a_change_in_the_hour_that_exists_twice_is_in_the_first_one() {
        const auto zone = zoneOf(kCentralEurope);
        Pattern pattern = *standardPattern("command_b");
        pattern.changes = {{2 * 60 + 30, "24小时班"}};
        const Micros firstHalfPastTwo = at(2026, 10, 25, 0, 30);
        QCOMPARE(shiftOf(pattern, *zone, firstHalfPastTwo + kHour).start, firstHalfPastTwo);
        QCOMPARE(shiftOf(pattern, *zone, firstHalfPastTwo - 1).end, firstHalfPastTwo);
    }

    void shifts_that_the_clock_jumps_over_do_not_exist() {
        const Micros jump = at(2011, 12, 30, 11, 0);
        const Shift last = shiftOf(*standardPattern("command_a"), dateLine(), jump - 1);
        const Shift next = shiftOf(*standardPattern("command_a"), dateLine(), jump);
        QCOMPARE(last.name, std::string("中班"));
        QCOMPARE(last.end, jump);
        QCOMPARE(next.name, std::string("夜班"));
        QCOMPARE(next.start, jump);
        QCOMPARE(next.end, jump + 8 * kHour);
    }

    void a_table_of_changes_says_what_the_c_library_says() {
        const auto system = zoneOf(kCentralEurope);
        const TableZone table(kHour, {{at(2026, 3, 29, 1, 0), 2 * kHour}, {at(2026, 10, 25, 1, 0), kHour}});
        for (Micros utc = at(2026, 1, 1); utc < at(2027, 1, 1); utc += 30 * kMinute) {
            QCOMPARE(table.offsetAt(utc - 1), system->offsetAt(utc - 1));
            QCOMPARE(toUtc(table, utc), toUtc(*system, utc));
        }
    }

    void the_clock_on_the_wall_is_read_back_to_the_first_moment_that_shows_it() {
        for (const char* rules : systemZones()) {
            const auto zone = zoneOf(rules);
            const auto moment = moments(*zone);
            QVERIFY(rc::check(rules, [&] {
                const Micros utc = *moment;
                const LocalMicros local = toLocal(*zone, utc);
                const Micros back = toUtc(*zone, local);
                RC_ASSERT(back <= utc);
                RC_ASSERT(toLocal(*zone, back) == local);
                RC_ASSERT(toUtc(*zone, local + kMinute) >= back);
            }));
        }
    }

    void shifts_follow_each_other_without_gap_and_overlap_in_every_zone() {
        const auto holds = [](const Zone& zone, const rc::Gen<Micros>& moment) {
            const std::vector<Pattern> all = patterns();
            const Pattern& pattern = all[*rc::gen::inRange<std::size_t>(0, all.size())];
            const Micros utc = *moment;
            const Shift shift = shiftOf(pattern, zone, utc);
            RC_ASSERT(shift.start <= utc && utc < shift.end);
            RC_ASSERT(shiftOf(pattern, zone, shift.end).start == shift.end);
            RC_ASSERT(shiftOf(pattern, zone, shift.start - 1).end == shift.start);
            RC_ASSERT(shiftOf(pattern, zone, *rc::gen::inRange(shift.start, shift.end)) == shift);
        };
        for (const char* rules : systemZones()) {
            const auto zone = zoneOf(rules);
            const auto moment = moments(*zone);
            QVERIFY(rc::check(rules, [&] { holds(*zone, moment); }));
        }
        const auto moment = moments(dateLine());
        QVERIFY(rc::check("date line", [&] { holds(dateLine(), moment); }));
    }

    void three_years_of_shifts_lie_end_to_end_across_every_change_of_the_clock() {
        for (const char* rules : systemZones()) {
            const auto zone = zoneOf(rules);
            for (const Pattern& pattern : patterns()) {
                Shift shift = shiftOf(pattern, *zone, at(2025, 1, 1));
                while (shift.end < at(2028, 1, 1)) {
                    const Shift next = shiftOf(pattern, *zone, shift.end);
                    QCOMPARE(next.start, shift.end);
                    QVERIFY(next.team != shift.team);
                    shift = next;
                }
            }
        }
    }

    void times_outside_the_calendar_have_no_shift() {
        const auto zone = zoneOf(kCentralEurope);
        for (const Pattern& pattern : standardPatterns()) {
            for (const Micros utc : {INT64_MIN, kEarliest - 1, kLatest + 1, INT64_MAX})
                QVERIFY(!shiftAt(pattern, *zone, utc));
            for (const Micros utc : {kEarliest, kLatest}) {
                const Shift shift = shiftOf(pattern, *zone, utc);
                QVERIFY(shift.start <= utc && utc < shift.end);
            }
        }
    }

    void a_pattern_that_cannot_be_used_has_no_shift_data() {
        QTest::addColumn<int>("fault");
        for (int fault = 0; fault < 8; ++fault)
            QTest::addRow("%d", fault) << fault;
    }
    void a_pattern_that_cannot_be_used_has_no_shift() {
        QFETCH(int, fault);
        Pattern pattern = *standardPattern("command_a");
        if (fault == 0) pattern.changes.clear();
        if (fault == 1) pattern.teams.clear();
        if (fault == 2) pattern.cycleDays = 0;
        if (fault == 3) pattern.cycleDays = INT_MAX;
        if (fault == 4) std::swap(pattern.changes[0], pattern.changes[1]);
        if (fault == 5) pattern.changes[2].minute = 8 * 60 + 1440; // the next cycle's first
        if (fault == 6) pattern.changes[0].minute = -1;
        if (fault == 7) pattern.anchorDay = INT64_MAX;
        QVERIFY(!isUsable(pattern));
        QVERIFY(!shiftAt(pattern, china(), kStart));
    }

    void any_pattern_gives_no_shift_or_one_that_holds_the_moment() {
        QVERIFY(rc::check("hostile", [] {
            Pattern pattern;
            pattern.cycleDays = *rc::gen::oneOf(rc::gen::inRange(-2, 400), rc::gen::arbitrary<int>());
            pattern.anchorDay = *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(-30'000, 3'000'000),
                                                rc::gen::arbitrary<std::int64_t>());
            for (const int minute : *rc::gen::container<std::vector<int>>(rc::gen::inRange(-10, 3000)))
                pattern.changes.push_back({minute, "班"});
            if (*rc::gen::inRange(0, 10) > 0) std::ranges::sort(pattern.changes, {}, &Slot::minute);
            pattern.teams = {"甲", "乙"};
            const Micros utc =
                *rc::gen::oneOf(rc::gen::inRange(kEarliest, kLatest), rc::gen::arbitrary<Micros>());
            const auto shift = shiftAt(pattern, china(), utc);
            RC_ASSERT(shift.has_value() == (isUsable(pattern) && isCivil(utc)));
            if (shift) RC_ASSERT(shift->start <= utc && utc < shift->end);
        }));
    }

    void a_shift_is_one_entity_whoever_names_it() {
        QCOMPARE(shiftId("command_a", kStart), shiftId(morning().pattern, morning().start));
        QVERIFY(shiftId("command_a", kStart) != shiftId("command_b", kStart));
        QVERIFY(shiftId("command_a", kStart) != shiftId("command_a", middle().start));
    }
};

QTEST_GUILESS_MAIN(PatternTest)
#include "tst_pattern.moc"
