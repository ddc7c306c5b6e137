#include "alarms/alarms.h"
#include "care/care.h"
#include "dispatch/dispatch.h"
#include "evidence/evidence.h"
#include "reports/journal.h"

#include "base/random.h"

#include <QTest>
#include <rapidcheck.h>

#include <set>

using namespace shouwang;
using namespace shouwang::reports;

namespace {

constexpr Micros kSecond = 1'000'000;
constexpr Micros kStart = 1'790'000'000 * kSecond;

ledger::Fact factOf(std::uint64_t number, std::string kind, const Id& entity, ledger::Map open = {},
                    std::string actor = "wang") {
    ledger::Fact fact;
    fact.number = number;
    fact.kind = std::move(kind);
    fact.entity = entity;
    fact.actor = std::move(actor);
    fact.occurred = kStart + static_cast<Micros>(number) * kSecond;
    fact.open = std::move(open);
    return fact;
}

template <class Field>
std::pair<std::int64_t, ledger::Value> put(Field field, ledger::Value value) {
    return {static_cast<std::int64_t>(field), std::move(value)};
}

const Id kAlarm = Id::fromParts({"alarm"});
const Id kIncident = Id::fromParts({"incident"});

/// A seat's tables with nothing but the journal in them.
struct Tables {
    Tables() {
        database->begin();
        room->createTables(*database);
    }
    void apply(const ledger::Fact& fact) { room->apply(*database, fact); }
    Page ask(const Wanted& wanted = {}) const {
        return journal(ledger::View(*database, &overlay, kStart), wanted);
    }

    std::shared_ptr<const ledger::Feature> room = makeFeature();
    std::unique_ptr<ledger::Database> database = ledger::Database::scratch().value();
    ledger::Overlay overlay;
};

std::vector<std::int64_t> numbersOf(const Page& page) {
    std::vector<std::int64_t> numbers;
    for (const Line& line : page.lines)
        numbers.push_back(line.number);
    return numbers;
}

using Numbers = std::vector<std::int64_t>;

void raised(Tables& tables, const std::string& zone) {
    tables.apply(factOf(1, alarms::kind::kRaised, kAlarm,
                        {put(alarms::Field::Zone, zone), put(alarms::Field::Name, "值班室")}, "system"));
}

} // namespace

class TestJournal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_fact_is_a_line_newest_first();
    void a_fact_of_an_unknown_room_is_a_line_too();
    void a_fact_without_a_zone_stands_in_the_zone_of_what_it_is_about();
    void a_moved_person_stands_where_the_person_went();
    void lines_are_found_by_zone_officer_and_kind();
    void the_second_of_two_signatures_is_found_as_well();
    void the_end_of_a_span_is_not_in_it();
    void pages_join_on_without_a_gap_or_a_double();
    void what_the_station_has_not_numbered_stands_in_it_with_number_0();
    void an_exercise_keeps_its_mode();
    void long_texts_are_cut_between_characters_and_lists_are_left_out();
    void nothing_sealed_comes_into_it();
    void the_room_takes_no_command();
};

void TestJournal::every_fact_is_a_line_newest_first() {
    Tables tables;
    raised(tables, "Z31");
    tables.apply(factOf(2, alarms::kind::kAcknowledged, kAlarm));
    const Page page = tables.ask();
    QCOMPARE(numbersOf(page), (Numbers{2, 1}));
    QVERIFY(!page.next);
    QCOMPARE(page.lines[0].actor, std::string("wang"));
    QCOMPARE(page.lines[0].at, kStart + 2 * kSecond);
    QCOMPARE(ledger::field(page.lines[1].open, alarms::Field::Name).text(), std::string("值班室"));
}

void TestJournal::a_fact_of_an_unknown_room_is_a_line_too() {
    Tables tables;
    tables.apply(factOf(1, "weather.storm_seen", Id::fromParts({"storm"})));
    QCOMPARE(tables.ask().lines.front().kind, std::string("weather.storm_seen"));
    Wanted storms;
    storms.room = "weather";
    QCOMPARE(numbersOf(tables.ask(storms)), (Numbers{1}));
}

void TestJournal::a_fact_without_a_zone_stands_in_the_zone_of_what_it_is_about() {
    Tables tables;
    raised(tables, "Z31");
    tables.apply(factOf(2, alarms::kind::kAcknowledged, kAlarm));
    tables.apply(factOf(3, dispatch::kind::kOpened, kIncident, {put(dispatch::Field::Alarm, kAlarm)}));
    tables.apply(factOf(4, dispatch::kind::kNoted, kIncident));
    tables.apply(factOf(5, "evidence.clip_sealed", Id::fromParts({"clip"}),
                        {put(evidence::Field::Alarm, kAlarm)}, "system"));
    auto caused = factOf(6, "weather.storm_seen", Id::fromParts({"storm"}));
    caused.cause.entity = kIncident;
    tables.apply(caused);
    Wanted zone;
    zone.zone = "Z31";
    QCOMPARE(numbersOf(tables.ask(zone)), (Numbers{6, 5, 4, 3, 2, 1}));
}

void TestJournal::a_moved_person_stands_where_the_person_went() {
    Tables tables;
    const Id person = care::entityOf("QH26-0001");
    tables.apply(factOf(1, care::kind::kReceived, person, {put(care::Field::Zone, "Z10")}));
    tables.apply(factOf(2, care::kind::kMoved, person, {put(care::Field::Zone, "Z60")}));
    tables.apply(factOf(3, care::kind::kLeft, person));
    const Page page = tables.ask();
    QCOMPARE(page.lines[0].zone, std::string("Z60"));
    QCOMPARE(page.lines[2].zone, std::string("Z10"));
}

void TestJournal::lines_are_found_by_zone_officer_and_kind() {
    Tables tables;
    raised(tables, "Z31");
    tables.apply(factOf(2, alarms::kind::kAcknowledged, kAlarm, {}, "li"));
    tables.apply(
        factOf(3, care::kind::kReceived, care::entityOf("QH26-0001"), {put(care::Field::Zone, "Z10")}, "li"));
    Wanted li;
    li.actor = "li";
    QCOMPARE(numbersOf(tables.ask(li)), (Numbers{3, 2}));
    li.zone = "Z31";
    QCOMPARE(numbersOf(tables.ask(li)), (Numbers{2}));
    li.room = "care";
    QCOMPARE(numbersOf(tables.ask(li)), Numbers());
}

void TestJournal::the_second_of_two_signatures_is_found_as_well() {
    Tables tables;
    auto fact = factOf(1, "duty.bypassed", Id::fromParts({"bypass"}));
    fact.secondActor = "zhao";
    tables.apply(fact);
    Wanted second;
    second.actor = "zhao";
    QCOMPARE(numbersOf(tables.ask(second)), (Numbers{1}));
}

void TestJournal::the_end_of_a_span_is_not_in_it() {
    Tables tables;
    for (std::uint64_t number = 1; number <= 4; ++number)
        tables.apply(factOf(number, alarms::kind::kAcknowledged, kAlarm));
    Wanted span;
    span.from = kStart + 2 * kSecond;
    span.to = kStart + 4 * kSecond;
    QCOMPARE(numbersOf(tables.ask(span)), (Numbers{3, 2}));
}

// Also where many facts have the same time, and where those that wait lie among them.
void TestJournal::pages_join_on_without_a_gap_or_a_double() {
    QVERIFY(rc::check([] {
        Tables tables;
        const auto facts = *rc::gen::inRange<std::uint64_t>(0, 60);
        for (std::uint64_t number = 1; number <= facts; ++number) {
            auto fact = factOf(number, alarms::kind::kAcknowledged, kAlarm);
            fact.occurred = kStart + *rc::gen::inRange<Micros>(0, 5);
            tables.apply(fact);
        }
        const auto waiting = *rc::gen::inRange<std::uint64_t>(0, 10);
        for (std::uint64_t i = 0; i < waiting; ++i) {
            auto fact = factOf(0, alarms::kind::kAcknowledged, kAlarm);
            fact.occurred = kStart + *rc::gen::inRange<Micros>(0, 5);
            tables.overlay.push(fact);
        }
        Wanted wanted;
        wanted.limit = *rc::gen::inRange<std::size_t>(1, 9);
        std::vector<Line> all;
        do {
            const Page page = tables.ask(wanted);
            RC_ASSERT(page.lines.size() <= wanted.limit);
            all.insert(all.end(), page.lines.begin(), page.lines.end());
            wanted.before = page.next;
        } while (wanted.before);
        RC_ASSERT(all.size() == facts + waiting);
        RC_ASSERT(std::ranges::is_sorted(all, std::greater(), &Line::at));
        std::set<std::int64_t> numbers;
        for (const Line& line : all)
            numbers.insert(line.number);
        RC_ASSERT(numbers.size() == facts + (waiting > 0 ? 1 : 0));
    }));
}

void TestJournal::what_the_station_has_not_numbered_stands_in_it_with_number_0() {
    Tables tables;
    raised(tables, "Z31");
    tables.overlay.push(factOf(0, alarms::kind::kAcknowledged, kAlarm));
    Wanted zone;
    zone.zone = "Z31";
    zone.to = kStart + 10 * kSecond;
    QCOMPARE(numbersOf(tables.ask(zone)), (Numbers{1, 0}));
}

void TestJournal::an_exercise_keeps_its_mode() {
    Tables tables;
    auto fact = factOf(1, alarms::kind::kRaised, kAlarm);
    fact.mode = ledger::Mode::Drill;
    tables.apply(fact);
    QCOMPARE(tables.ask().lines.front().mode, ledger::Mode::Drill);
}

void TestJournal::long_texts_are_cut_between_characters_and_lists_are_left_out() {
    Tables tables;
    std::string text;
    while (text.size() < 2 * kLongestText)
        text += "警";
    ledger::Map open{put(dispatch::Field::Text, text), {99, ledger::Value(ledger::Array{1, 2})}};
    tables.apply(factOf(1, dispatch::kind::kNoted, kIncident, open));
    const Line line = tables.ask().lines.front();
    const std::string& kept = ledger::field(line.open, dispatch::Field::Text).text();
    QVERIFY(kept.size() <= kLongestText + 3);
    QVERIFY(kept.ends_with("警…"));
    QVERIFY(ledger::isUtf8(kept));
    QVERIFY(!line.open.contains(99));
}

void TestJournal::nothing_sealed_comes_into_it() {
    auto fact = factOf(1, "care.checked", care::entityOf("QH26-0001"));
    fact.compartment = ledger::Compartment::Health;
    fact.keyId = "KEY-OF-HEALTH";
    fact.sealedHash = sha256(view("ill"));
    Tables tables;
    tables.apply(fact);
    const Line line = tables.ask().lines.front();
    QVERIFY(line.open.empty());
    ledger::Statement row = tables.database->prepare("SELECT body FROM reports_line");
    QVERIFY(row.next());
    const Bytes body = row.bytes(0);
    const std::string_view text(reinterpret_cast<const char*>(body.data()), body.size());
    QVERIFY(text.find("KEY-OF-HEALTH") == std::string_view::npos);
}

void TestJournal::the_room_takes_no_command() {
    Tables tables;
    ledger::Command command;
    command.kind = "reports.erase";
    const auto decision = tables.room->decide(ledger::View(*tables.database, nullptr, kStart), command);
    QVERIFY(decision.refusal && decision.facts.empty());
}

QTEST_APPLESS_MAIN(TestJournal)
#include "tst_journal.moc"
