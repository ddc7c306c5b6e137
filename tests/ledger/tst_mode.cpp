// The one place that says whether a fact is real or an exercise's, with rooms that were made for it.
#include "base/random.h"
#include "ledger/ledger.h"

#include <QTemporaryDir>
#include <QTest>

using namespace shouwang;
using namespace shouwang::ledger;

namespace {

const Id kExercise = Id::fromParts({"exercise"});
const Id kReal = Id::fromParts({"real"});
const Id kNew = Id::fromParts({"new"});

/// Two entities are there; what is new may be about something; one kind would open a lock.
class Doors final : public Feature {
public:
    std::string name() const override { return "doors"; }
    int version() const override { return 1; }
    void createTables(Database&) const override {}
    void dropTables(Database&) const override {}
    Decision decide(const View&, const Command& command) const override {
        seen = command.mode;
        if (command.kind == "doors.never") return Decision::refuse("doors.never", "never");
        Decision decision = Decision::one({"doors.noted", command.entity, {}, {}, {}, {}, {}, {}});
        if (command.kind == "doors.both")
            decision.facts.push_back({"doors.noted", kReal, {}, {}, {}, {}, {}, {}});
        if (command.kind == "doors.begin") decision.facts.front().mode = Mode::Drill;
        return decision;
    }
    void apply(Database&, const Fact&) const override {}
    std::optional<Mode> modeOf(const View&, const Id& entity) const override {
        if (entity == kExercise) return Mode::Drill;
        return entity == kReal ? std::optional(Mode::Real) : std::nullopt;
    }
    std::vector<Id> inheritsFrom(const Command& command) const override {
        std::vector<Id> about;
        for (const Value& id : at(command.open, 1).array())
            about.push_back(id.id());
        return about;
    }
    bool actuates(const Command& command) const override { return command.kind.starts_with("doors.unlock"); }
    std::vector<Command> react(const Fact& fact) const override {
        if (fact.entity != kNew) return {};
        Command follow;
        follow.kind = "doors.unlock_by_rule";
        follow.nature = Nature::Order;
        follow.entity = Id::fromParts({"lock"});
        return {follow};
    }
    std::optional<Draft> noteRefusal(const View&, const Command& command, const Refusal&,
                                     const Map&) const override {
        return Draft{"doors.refused", Id::fromParts({"item", command.id.text()}), {}, {}, {}, {}, {}, {}};
    }

    mutable Mode seen = Mode::Test;
};

Command order(const char* kind, const Id& entity, Mode claimed = Mode::Real) {
    static std::uint64_t counter = 0;
    Command command;
    command.id = {CommandId::Source::Seat, Id::fromParts({"seat"}), 1, ++counter, 0};
    command.kind = kind;
    command.nature = Nature::Order;
    command.entity = entity;
    command.mode = claimed;
    return command;
}

struct House {
    QTemporaryDir folder;
    ManualClock clock{1'790'000'000'000'000};
    SeededRandom random{1};
    std::shared_ptr<Doors> doors = std::make_shared<Doors>();
    std::unique_ptr<Ledger> ledger =
        Ledger::open({folder.path().toStdString() + "/ledger", {}, nullptr}, {doors}, clock, random).value();

    /// The modes of the facts that this brings, with what follows from them.
    std::vector<Mode> modesOf(const Command& command) {
        const std::uint64_t before = ledger->head().number;
        if (!ledger->submit(std::vector{command})) qFatal("the ledger failed");
        std::vector<Mode> modes;
        const auto page = ledger->after(before, 99).value();
        for (const StoredFact& stored : page)
            modes.push_back(decodeFact(stored.bytes).value().mode);
        return modes;
    }
};

using Modes = std::vector<Mode>;

} // namespace

class ModeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_a_seat_claims_is_not_believed() {
        House house;
        QVERIFY(house.modesOf(order("doors.note", Id::fromParts({"x"}), Mode::Drill)) == Modes{Mode::Real});
        QVERIFY(house.modesOf(order("doors.note", kReal, Mode::Drill)) == Modes{Mode::Real});
        QVERIFY(house.modesOf(order("doors.note", kExercise, Mode::Real)) == Modes{Mode::Drill});
    }

    void a_room_decides_in_the_mode_that_counts() {
        House house;
        house.modesOf(order("doors.note", kExercise, Mode::Real));
        QCOMPARE(house.doors->seen, Mode::Drill);
        house.modesOf(order("doors.note", kReal, Mode::Drill));
        QCOMPARE(house.doors->seen, Mode::Real);
    }

    void what_is_new_has_the_mode_of_its_cause() {
        House house;
        Command command = order("doors.note", Id::fromParts({"x"}));
        command.cause = {kExercise, 0};
        QVERIFY(house.modesOf(command) == Modes{Mode::Drill});
        command = order("doors.note", kReal);
        command.cause = {kExercise, 0}; // it is there already, and real
        QVERIFY(house.modesOf(command) == Modes{Mode::Real});
    }

    void what_is_new_has_the_mode_of_what_it_is_about_and_something_real_makes_it_real() {
        House house;
        Command command = order("doors.note", Id::fromParts({"x"}));
        command.open = {{1, Array{Id(), kExercise}}};
        QVERIFY(house.modesOf(command) == Modes{Mode::Drill});
        command = order("doors.note", Id::fromParts({"y"}));
        command.open = {{1, Array{kExercise, kReal}}};
        QVERIFY(house.modesOf(command) == Modes{Mode::Real});
    }

    void a_decision_about_two_things_gives_each_its_own_mode() {
        House house;
        QVERIFY(house.modesOf(order("doors.both", kExercise)) == (Modes{Mode::Drill, Mode::Real}));
    }

    void an_exercise_begins_by_what_its_room_says() {
        House house;
        QVERIFY(house.modesOf(order("doors.begin", Id::fromParts({"x"}))) == Modes{Mode::Drill});
        QVERIFY(house.modesOf(order("doors.begin", kReal)) == Modes{Mode::Real}); // never of what is real
    }

    void refused_orders_and_contested_reports_stay_in_the_mode_of_what_they_are_about() {
        House house;
        QVERIFY(house.modesOf(order("doors.never", kExercise)) == Modes{Mode::Drill});
        QVERIFY(house.modesOf(order("doors.never", kReal, Mode::Drill)) == Modes{Mode::Real});
        Command report = order("doors.never", kExercise);
        report.nature = Nature::Report;
        QVERIFY(house.modesOf(report) == Modes{Mode::Drill});
        report = order("nobody.knows", Id::fromParts({"x"}), Mode::Drill);
        report.nature = Nature::Report;
        QVERIFY(house.modesOf(report) == Modes{Mode::Real});
    }

    void an_exercise_moves_nothing_real() {
        House house;
        Command command = order("doors.unlock", kExercise);
        auto verdict = house.ledger->submit(std::vector{command}).value().front();
        QCOMPARE(verdict.refusal.code, std::string(kMovesNothing));
        command = order("doors.unlock", Id::fromParts({"lock"}));
        command.cause = {kExercise, 0};
        verdict = house.ledger->submit(std::vector{command}).value().front();
        QCOMPARE(verdict.refusal.code, std::string(kMovesNothing));
        verdict =
            house.ledger->submit(std::vector{order("doors.unlock", kReal, Mode::Drill)}).value().front();
        QCOMPARE(verdict.kind, Verdict::Kind::Applied);
    }

    void no_rule_of_the_station_moves_anything_in_an_exercise() {
        House house;
        Command command = order("doors.note", kNew);
        command.cause = {kExercise, 0};
        QVERIFY(house.modesOf(command) == (Modes{Mode::Drill, Mode::Drill})); // the note of the refused rule
        QVERIFY(house.modesOf(order("doors.note", kNew)) == (Modes{Mode::Real, Mode::Real}));
        const auto last = decodeFact(house.ledger->fact(house.ledger->head().number).value()->bytes).value();
        QCOMPARE(last.kind, std::string("doors.noted")); // outside of an exercise the lock opens
        const auto first = decodeFact(house.ledger->fact(2).value()->bytes).value();
        QCOMPARE(first.kind, std::string("doors.refused"));
    }

    void a_room_that_fails_makes_nothing_an_exercise() {
        House house;
        Command report = order("doors.note", kExercise, Mode::Drill);
        report.nature = Nature::Report;
        QVERIFY(house.ledger->submitUnasked(report, "planted").has_value());
        QCOMPARE(decodeFact(house.ledger->fact(1).value()->bytes).value().mode, Mode::Real);
    }
};

QTEST_GUILESS_MAIN(ModeTest)
#include "tst_mode.moc"
