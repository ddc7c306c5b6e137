#include "base/random.h"
#include "ledger/verify.h"
#include "toy_feature.h"

#include <QTemporaryDir>
#include <QTest>

using namespace shouwang;
using namespace shouwang::ledger;

namespace {

/// What a device says: the station alone decides on it, no seat offers it again by itself.
Command press(std::uint64_t counter, std::string text = "pressed") {
    Command command = toy::command("toy.log", Nature::Report, counter, std::move(text));
    command.id = {CommandId::Source::Device, Id::fromParts({"point"}), 7, counter, 0};
    command.actor = "system";
    return command;
}

/// A station that knows `site.…` but lets no seat say it.
class StationOnly final : public Feature {
public:
    std::string name() const override { return "only"; }
    int version() const override { return 1; }
    void createTables(Database&) const override {}
    void dropTables(Database&) const override {}
    Decision decide(const View&, const Command& command) const override {
        return Decision::one({"only.set", command.entity, command.open, {}, {}, {}, {}, {}});
    }
    void apply(Database&, const Fact&) const override {}
    bool trustsCopy(const View&, const Fact&) const override { return false; }
};

} // namespace

class RecoverTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_lost.clear();
        m_ledger = open("ledger");
    }
    void cleanup() { m_ledger.reset(); }

    void a_copy_of_a_lost_fact_is_committed_as_contested_under_another_number() {
        loseTail({press(2), press(3)});
        const auto verdicts = m_ledger->recover(m_lost).value();
        QCOMPARE(verdicts.size(), 2u);
        const Fact was = decodeFact(m_lost[0].bytes).value();
        const Fact is = decodeFact(m_ledger->fact(verdicts[0].first).value()->bytes).value();
        QCOMPARE(verdicts[0].kind, Verdict::Kind::Contested);
        QCOMPARE(is.contested, std::vector<std::string>{"ledger.recovered"});
        QCOMPARE(is.kind, was.kind);
        QVERIFY(is.command == was.command);
        QCOMPARE(is.occurred, was.occurred);
        QCOMPARE(is.recorded, was.recorded);
        QVERIFY(is.open == was.open);
        QVERIFY(is.epoch != was.epoch);
        QCOMPARE(is.epoch, m_ledger->head().epoch);
        QCOMPARE(rows(), 3);
        proven();
    }

    void a_copy_offered_twice_or_by_two_seats_is_one_fact() {
        loseTail({press(2)});
        QVERIFY(m_ledger->recover(m_lost).has_value());
        const auto head = m_ledger->head();
        const auto again = m_ledger->recover(m_lost).value();
        QCOMPARE(again.front().kind, Verdict::Kind::NoOp);
        QCOMPARE(again.front().last, head.number);
        QCOMPARE(m_ledger->head().number, head.number);
    }

    void a_device_that_says_it_again_changes_nothing() {
        loseTail({press(2)});
        QVERIFY(m_ledger->recover(m_lost).has_value());
        QCOMPARE(submit(press(2, "with another clock")).kind, Verdict::Kind::NoOp);
        QCOMPARE(rows(), 2);
    }

    void what_the_device_has_said_again_before_needs_no_copy() {
        loseTail({press(2)});
        QCOMPARE(submit(press(2)).kind, Verdict::Kind::Applied);
        QCOMPARE(m_ledger->recover(m_lost).value().front().kind, Verdict::Kind::NoOp);
        QCOMPARE(rows(), 2);
    }

    void nothing_reacts_to_a_copy() {
        Command opened = press(2);
        opened.kind = "toy.open";
        loseTail({opened});
        QCOMPARE(m_lost.size(), 2u); // and what followed from it
        QVERIFY(m_ledger->recover({m_lost.data(), 1}).has_value());
        QCOMPARE(m_ledger->head().number, 2u);
        // What had followed is a copy of its own, and knows the new number of its cause.
        QVERIFY(m_ledger->recover(m_lost).has_value());
        QCOMPARE(m_ledger->head().number, 3u);
        QCOMPARE(decodeFact(m_ledger->fact(3).value()->bytes).value().cause.number, 2u);
        proven();
    }

    void a_copy_of_a_copy_after_a_second_restore_is_one_fact() {
        loseTail({press(2)});
        std::vector<StoredFact> first = m_lost;
        QVERIFY(m_ledger->recover(first).has_value());
        const std::vector<StoredFact> second = m_ledger->after(1, 10).value();
        m_ledger = open("backup2"); // the copy that was made of the backup: as if it had been restored again
        QVERIFY(m_ledger->beginEpoch(m_random));
        QCOMPARE(m_ledger->recover(second).value().front().kind, Verdict::Kind::Contested);
        QCOMPARE(m_ledger->recover(first).value().front().kind, Verdict::Kind::NoOp);
        QCOMPARE(m_ledger->head().number, 2u);
    }

    void a_sealed_part_that_one_seat_lacks_comes_from_another() {
        Command sealed = press(2);
        sealed.compartment = Compartment::Health;
        sealed.sealed = toBytes(view("sealed"));
        sealed.kind = "newroom.happened"; // kept with all that it carried
        loseTail({sealed});
        StoredFact stub = m_lost.front();
        stub.sealed.clear();
        const auto number = m_ledger->recover({&stub, 1}).value().front().first;
        QVERIFY(m_ledger->fact(number).value()->sealed.empty());
        QVERIFY(m_ledger->recover(m_lost).has_value());
        QCOMPARE(m_ledger->fact(number).value()->sealed, sealed.sealed);
        proven();
    }

    void what_a_seat_authored_is_refused() {
        loseTail({toy::command("toy.log", Nature::Report, 2)});
        const auto verdict = m_ledger->recover(m_lost).value().front();
        QCOMPARE(verdict.kind, Verdict::Kind::Refused);
        QCOMPARE(verdict.refusal.code, std::string("ledger.seat_authored"));
        QCOMPARE(m_ledger->head().number, 1u);
    }

    void what_only_the_station_may_say_is_kept_but_not_followed() {
        Command set = press(2);
        set.kind = "only.set";
        loseTail({set});
        const auto number = m_ledger->recover(m_lost).value().front().first;
        QCOMPARE(decodeFact(m_ledger->fact(number).value()->bytes).value().kind,
                 std::string("only.set.contested"));
        QCOMPARE(m_ledger->recover(m_lost).value().front().kind, Verdict::Kind::NoOp);
    }

    void a_malformed_copy_is_refused_and_changes_nothing_data() {
        QTest::addColumn<int>("fault");
        QTest::newRow("another hash") << 0;
        QTest::newRow("another number") << 1;
        QTest::newRow("cut off") << 2;
        QTest::newRow("another sealed part") << 3;
        QTest::newRow("of another station") << 4;
        QTest::newRow("too large") << 5;
    }

    void a_malformed_copy_is_refused_and_changes_nothing() {
        QFETCH(int, fault);
        loseTail({press(2)});
        StoredFact copy = m_lost.front();
        if (fault == 0) copy.hash[3] ^= 1;
        if (fault == 1) ++copy.number;
        if (fault == 2) copy.bytes.pop_back();
        if (fault == 3) copy.sealed = {1, 2, 3};
        if (fault == 4) {
            Fact fact = decodeFact(copy.bytes).value();
            fact.station = Id::fromParts({"elsewhere"});
            copy.bytes = encode(fact);
            copy.hash = sha256(copy.bytes);
        }
        if (fault == 5) copy.sealed.resize(2u << 20);
        const auto head = m_ledger->head();
        QCOMPARE(m_ledger->recover({&copy, 1}).value().front().kind, Verdict::Kind::Refused);
        QCOMPARE(m_ledger->head().hash, head.hash);
    }

    void epochs_name_who_gave_which_number() {
        const auto first = m_ledger->epochs();
        QCOMPARE(first.size(), 1u);
        QCOMPARE(first[0].first, 1u);
        submit(press(1));
        submit(press(2));
        QVERIFY(m_ledger->beginEpoch(m_random));
        submit(press(3));
        m_ledger.reset();
        m_ledger = open("ledger");
        QCOMPARE(m_ledger->epochs().size(), 2u);
        QVERIFY(m_ledger->epochs()[0] == first[0]);
        QCOMPARE(m_ledger->epochs()[1].first, 3u);
        QCOMPARE(m_ledger->head().epoch, m_ledger->epochs()[1].epoch);
        proven();
    }

    void what_is_backed_up_never_goes_back() {
        submit(press(1));
        submit(press(2));
        QVERIFY(m_ledger->noteBackedUp(2));
        QVERIFY(m_ledger->noteBackedUp(1));
        QVERIFY(!m_ledger->noteBackedUp(3));
        m_ledger.reset();
        m_ledger = open("ledger");
        QCOMPARE(m_ledger->backedUp(), 2u);
    }

private:
    std::filesystem::path folder() const { return m_folder->path().toStdString(); }
    std::unique_ptr<Ledger> open(const std::string& name) {
        m_ledger.reset();
        auto ledger =
            Ledger::open({folder() / name, {}, nullptr},
                         {std::make_shared<toy::Toy>(), std::make_shared<StationOnly>()}, m_clock, m_random);
        return ledger ? std::move(*ledger) : nullptr;
    }
    Verdict submit(const Command& command) { return m_ledger->submit({&command, 1}).value().front(); }

    /// One fact is in the backup; then the station goes on, loses its disk and is restored.
    void loseTail(const std::vector<Command>& tail) {
        submit(press(1));
        m_ledger.reset();
        for (const char* copy : {"backup", "backup2"})
            std::filesystem::copy_file(folder() / "ledger", folder() / copy);
        m_ledger = open("ledger");
        for (const Command& command : tail)
            submit(command);
        m_lost = m_ledger->after(1, 100).value();
        m_ledger = open("backup");
        QVERIFY(m_ledger->beginEpoch(m_random));
    }
    void proven() {
        const auto path = m_ledger->database().path();
        const Proof proof = verifyFile(path).value();
        QVERIFY2(!proof.fault, proof.fault ? proof.fault->text.c_str() : "");
        QCOMPARE(proof.facts, m_ledger->head().number);
    }
    std::int64_t rows() {
        Statement count = m_ledger->database().prepare("SELECT count(*) FROM toy_line");
        return count.next() ? count.integer(0) : -1;
    }

    ManualClock m_clock;
    SeededRandom m_random{1};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ledger> m_ledger;
    std::vector<StoredFact> m_lost;
};

QTEST_GUILESS_MAIN(RecoverTest)
#include "tst_recover.moc"
