#include "ledger/range.h"
#include "story.h"

#include <QTest>
#include <rapidcheck.h>
#include <set>

using namespace shouwang;
using namespace shouwang::duty;
using namespace shouwang::duty::test;

namespace {

Id lineId(const std::string& name) {
    return Id::fromParts({"line", name});
}

ledger::Command line(const std::string& name, Micros now = kStart, const std::string& text = "一切正常") {
    const LineReport report{"general", "POST-1", text, {{"alarms", Id::fromParts({"alarm"})}}};
    return by(logLine(lineId(name), report, now), "wang");
}

ledger::Command correction(const std::string& name, const std::string& cited, const std::string& text,
                           Micros now = kStart + kHour, const std::string& reason = "数错") {
    Line old;
    old.id = lineId(cited);
    old.kind = "roll_call";
    old.post = "POST-1";
    return by(correctLine(lineId(name), old, text, reason, now), "li", "B");
}

Codes verdictOf(const ledger::Verdict& verdict, File& file) {
    if (verdict.kind == ledger::Verdict::Kind::Refused) return {"refused"};
    return ledger::decodeFact(file.ledger->fact(verdict.last).value()->bytes).value().contested;
}

std::vector<std::string> textsOf(const LinePage& page) {
    std::vector<std::string> texts;
    for (const LoggedLine& each : page.lines)
        texts.push_back(each.line.text);
    return texts;
}

/// All pages of the span, one after the other.
std::vector<LoggedLine> walk(const ledger::View& view, LinesWanted wanted) {
    std::vector<LoggedLine> all;
    for (bool more = true; more;) {
        LinePage page = lines(view, wanted);
        all.insert(all.end(), page.lines.begin(), page.lines.end());
        wanted.before = page.next;
        more = page.next.has_value();
    }
    return all;
}

/// Lines and corrections from dice: few identities and few times, so that they meet.
ledger::Command anyLine(std::uint32_t dice) {
    const std::string name = std::to_string(dice % 7);
    const Micros now = kStart + static_cast<Micros>(dice / 7 % 5) * kMinute;
    const std::string text = dice / 35 % 4 == 0 ? "" : "记录" + std::to_string(dice % 100);
    if (dice / 140 % 3 == 0) return correction(name, std::to_string(dice / 3 % 7), text, now);
    return line(name, now, text);
}

std::vector<ledger::Command> linesFrom(const std::vector<std::uint32_t>& dice) {
    std::vector<ledger::Command> commands;
    std::ranges::transform(dice, std::back_inserter(commands), anyLine);
    return commands;
}

} // namespace

class LogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Every case makes a ledger or two on the disk.
    void initTestCase() { qputenv("RC_PARAMS", "max_success=25"); }

    void lines_are_kept_and_contested_data() {
        QTest::addColumn<int>("report");
        QTest::addColumn<QString>("contested");
        QTest::newRow("a line") << 0 << "";
        QTest::newRow("the identity of another line") << 1 << "duty.line_exists";
        QTest::newRow("without text") << 2 << "duty.text_missing";
        QTest::newRow("of no kind") << 3 << "duty.kind_unknown";
        QTest::newRow("without identity") << 4 << "duty.malformed";
        QTest::newRow("a correction") << 5 << "";
        QTest::newRow("a correction of nothing") << 6 << "duty.unknown_line";
        QTest::newRow("a correction of what is corrected") << 7 << "duty.already_corrected";
        QTest::newRow("a correction of a correction") << 8 << "";
        QTest::newRow("a correction without a reason") << 9 << "duty.reason_missing";
        QTest::newRow("a correction of itself") << 10 << "duty.unknown_line";
    }
    void lines_are_kept_and_contested() {
        QFETCH(int, report);
        QFETCH(QString, contested);
        ledger::Command odd = line("new");
        odd.open[static_cast<std::int64_t>(Field::Kind)] = "weather";
        ledger::Command nameless = line("new");
        nameless.entity = Id();
        const std::array<ledger::Command, 11> reports{line("new"),
                                                      line("old"),
                                                      line("new", kStart, ""),
                                                      odd,
                                                      nameless,
                                                      correction("new", "old", "实到 118 人"),
                                                      correction("new", "nothing", "实到 118 人"),
                                                      correction("new", "wrong", "实到 118 人"),
                                                      correction("new", "better", "实到 117 人"),
                                                      correction("new", "old", "实到 118 人", kStart, ""),
                                                      correction("new", "new", "实到 118 人")};
        File file;
        for (const char* name : {"old", "wrong"})
            file.submit(line(name));
        file.submit(correction("better", "wrong", "实到 119 人"));
        const auto verdict = file.submit(reports[static_cast<std::size_t>(report)]);
        QCOMPARE(verdictOf(verdict, file), contested.isEmpty() ? Codes{} : Codes{contested.toStdString()});
        QCOMPARE(lines(file.ledger->view(), {}).lines.size(), 4u); // kept, whatever it breaks
    }

    void a_correction_is_a_line_of_its_own_and_the_old_one_stays_as_it_was() {
        File file;
        file.submit(line("old", kStart, "实到 120 人"));
        file.submit(correction("new", "old", "实到 119 人"));
        const LinePage page = lines(file.ledger->view(), {});
        QCOMPARE(textsOf(page), (std::vector<std::string>{"实到 119 人", "实到 120 人"}));
        QCOMPARE(page.lines.back().corrections, (std::vector<Line>{page.lines.front().line}));
        QCOMPARE(page.lines.front().line.cites, lineId("old"));
        QCOMPARE(page.lines.front().line.reason, std::string("数错"));
        QCOMPARE(duty::line(file.ledger->view(), lineId("old"))->line.text, std::string("实到 120 人"));
        QVERIFY(!duty::line(file.ledger->view(), lineId("nothing")));
    }

    void two_lines_of_one_identity_are_both_there() {
        File file;
        file.submit(line("one", kStart, "第一"));
        file.submit(line("one", kStart - kHour, "第二"));
        const LinePage page = lines(file.ledger->view(), {});
        QCOMPARE(textsOf(page), (std::vector<std::string>{"第一", "第二"}));
        QCOMPARE(duty::line(file.ledger->view(), lineId("one"))->line.text, std::string("第一"));
    }

    void a_correction_has_the_mode_of_what_it_corrects() {
        File file;
        ledger::Command drill = line("old");
        drill.id.source = ledger::CommandId::Source::React; // of an exercise; a seat's claim is not believed
        drill.mode = ledger::Mode::Drill;
        file.submit(drill);
        file.submit(correction("new", "old", "实到 118 人"));
        const LinePage page = lines(file.ledger->view(), {});
        QCOMPARE(page.lines.front().line.mode, ledger::Mode::Drill);
    }

    void what_is_written_down_afterwards_shows_when() {
        File file;
        ledger::Command late = line("late", kStart);
        late.recorded = kStart + 3 * kHour;
        file.submit(late);
        const LinePage page = lines(file.ledger->view(), {});
        QCOMPARE(page.lines.front().line.by.at, kStart);
        QCOMPARE(page.lines.front().line.recorded, kStart + 3 * kHour);
    }

    void a_span_holds_its_beginning_and_not_its_end() {
        File file;
        for (int hour = 0; hour < 5; ++hour)
            file.submit(line(std::to_string(hour), kStart + hour * kHour, std::to_string(hour)));
        const LinesWanted wanted{kStart + kHour, kStart + 3 * kHour, {}, 100};
        const LinePage page = lines(file.ledger->view(), wanted);
        QCOMPARE(textsOf(page), (std::vector<std::string>{"2", "1"}));
    }

    void pages_go_on_where_the_last_one_ended_also_at_one_moment() {
        File file;
        for (int i = 0; i < 7; ++i)
            file.submit(line(std::to_string(i), kStart + i / 4 * kHour, std::to_string(i)));
        LinesWanted wanted;
        wanted.limit = 3;
        const LinePage first = lines(file.ledger->view(), wanted);
        QCOMPARE(textsOf(first), (std::vector<std::string>{"6", "5", "4"}));
        wanted.before = first.next;
        file.submit(line("later", kStart + 9 * kHour, "后来")); // moves nothing on the pages behind
        const LinePage second = lines(file.ledger->view(), wanted);
        QCOMPARE(textsOf(second), (std::vector<std::string>{"3", "2", "1"}));
        wanted.before = second.next;
        const LinePage third = lines(file.ledger->view(), wanted);
        QCOMPARE(textsOf(third), (std::vector<std::string>{"0"}));
        QVERIFY(!third.next);
    }

    void a_limit_of_no_sense_gives_a_page() {
        File file;
        file.submit(line("a"));
        for (const std::size_t limit : {std::size_t{0}, SIZE_MAX}) {
            LinesWanted wanted;
            wanted.limit = limit;
            QCOMPARE(lines(file.ledger->view(), wanted).lines.size(), 1u);
        }
        const LinePage none = lines(file.ledger->view(), {INT64_MAX, INT64_MIN, {}, 5});
        QCOMPARE(none.lines.size(), 0u);
    }

    void lines_that_wait_for_the_station_stand_in_the_log_and_can_be_corrected() {
        File file;
        file.submit(line("old", kStart, "旧"));
        ledger::Overlay waiting;
        const auto push = [&](const ledger::Command& command) {
            const ledger::View view(file.ledger->database(), &waiting, kStart);
            const auto decision = makeFeature()->decide(view, command);
            waiting.push(ledger::factFrom(command, decision.facts.front()));
            return contestedBy(decision);
        };
        QCOMPARE(push(line("new", kStart, "新")), Codes{});
        QCOMPARE(push(correction("better", "new", "更新", kStart)), Codes{});
        QCOMPARE(push(correction("again", "new", "再更新", kStart)), Codes{code::kAlreadyCorrected});
        const ledger::View view(file.ledger->database(), &waiting, kStart);
        LinesWanted wanted;
        wanted.limit = 2;
        const LinePage first = lines(view, wanted);
        QCOMPARE(textsOf(first), (std::vector<std::string>{"再更新", "更新"}));
        wanted.before = first.next;
        const LinePage second = lines(view, wanted);
        QCOMPARE(textsOf(second), (std::vector<std::string>{"新", "旧"}));
        QCOMPARE(second.lines.front().corrections.size(), 2u);
    }

    void a_seat_decides_again_when_somebody_else_corrects_the_same_line() {
        File file;
        file.submit(line("old"));
        const ledger::Command mine = correction("mine", "old", "实到 118 人");
        const ledger::View view = file.ledger->view();
        makeFeature()->decide(view, mine);
        const ledger::Command other = correction("other", "old", "实到 117 人");
        std::set<Id> moved;
        ledger::addMoved(moved, "duty", ledger::factFrom(other, decideLine({}, other).facts.front()));
        const auto meets = [&](const Id& id) { return view.read().contains(id); };
        QVERIFY(std::ranges::any_of(moved, meets));
    }

    void no_line_is_ever_lost_whatever_the_pages() {
        QVERIFY(rc::check("walk", [](const std::vector<std::uint32_t>& dice) {
            File file;
            RC_ASSERT(file.submitAll(linesFrom(dice)));
            LinesWanted wanted;
            wanted.limit = *rc::gen::inRange<std::size_t>(1, 9);
            const std::vector<LoggedLine> all = walk(file.ledger->view(), wanted);
            std::set<std::uint64_t> numbers;
            for (const LoggedLine& each : all)
                numbers.insert(each.line.number);
            RC_ASSERT(all.size() == dice.size());
            RC_ASSERT(numbers.size() == dice.size());
            const auto newer = [](const LoggedLine& a, const LoggedLine& b) {
                return std::pair(a.line.by.at, a.line.number) > std::pair(b.line.by.at, b.line.number);
            };
            RC_ASSERT(std::ranges::is_sorted(all, newer));
        }));
    }

    void an_overlay_equals_the_later_confirmed_log() {
        QVERIFY(rc::check("overlay", [](const std::vector<std::uint32_t>& dice, std::size_t cut) {
            File whole;
            RC_ASSERT(whole.submitAll(linesFrom(dice)));
            const std::vector<ledger::Fact> facts = whole.facts();
            const std::size_t confirmed = cut % (facts.size() + 1);
            File seat;
            ledger::Overlay rest;
            for (std::size_t i = 0; i < facts.size(); ++i) {
                if (i < confirmed) makeFeature()->apply(seat.ledger->database(), facts[i]);
                if (i >= confirmed) rest.push(facts[i]);
            }
            const ledger::View view(seat.ledger->database(), &rest, kStart);
            LinesWanted wanted;
            wanted.limit = 4;
            RC_ASSERT(walk(view, wanted) == walk(whole.ledger->view(), wanted));
        }));
    }

    void a_stored_line_is_read_back() {
        const ledger::Command command = correction("new", "old", "实到 118 人");
        ledger::Fact fact = ledger::factFrom(command, decideLine({}, command).facts.front());
        fact.number = 7;
        const Line made = lineOf(fact).value();
        QCOMPARE(made.contested, Codes{code::kUnknownLine});
        QVERIFY(lineFrom(ledger::decode(ledger::encode(toValue(made))).value()) == made);
    }
};

QTEST_GUILESS_MAIN(LogTest)
#include "tst_log.moc"
