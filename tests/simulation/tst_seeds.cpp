// A small budget of seeds in every run of the tests; `./run simulate` plays them by the thousand.
#include "simulation/world/world.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::simulation;

constexpr std::uint64_t kClean = 60;
constexpr std::uint64_t kMostForPlant = 1000; // most are found by the first few

class TestSimulation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(std::freopen("/dev/null", "w", stderr) != nullptr); // thousands of planned errors
    }

    void no_rule_is_broken_by_any_seed() {
        for (std::uint64_t seed = 1; seed <= kClean; ++seed) {
            const Outcome outcome = simulate({seed});
            if (!outcome.violation) continue;
            const std::string text =
                fmt::format("seed {}: {} {}", seed, outcome.violation->rule, outcome.violation->text);
            QFAIL(text.c_str());
        }
    }

    void the_same_seed_leaves_the_same_trace() {
        const Outcome first = simulate({11});
        QCOMPARE(simulate({11}).hash, first.hash);
        QVERIFY(simulate({12}).hash != first.hash);
    }

    void every_planted_fault_is_found_data() {
        QTest::addColumn<int>("plant");
        QTest::addColumn<QString>("rules");
        for (const PlantName& named : kPlants)
            QTest::newRow(named.name.data())
                << static_cast<int>(named.plant) << QString::fromUtf8(named.rules.data());
    }
    void every_planted_fault_is_found() {
        QFETCH(const int, plant);
        QFETCH(const QString, rules);
        for (std::uint64_t seed = 1; seed <= kMostForPlant; ++seed) {
            const auto broken = simulate({seed, static_cast<Plant>(plant)}).violation;
            if (!broken) continue;
            QVERIFY2(rules.split(QLatin1Char(' ')).contains(QString::fromStdString(broken->rule)),
                     broken->rule.c_str());
            return;
        }
        QFAIL("not found");
    }

    void what_a_failing_seed_needs_is_made_small_and_still_fails() {
        const Run run{1, Plant::NoDedupe};
        const auto broken = simulate(run).violation;
        QVERIFY(broken.has_value());
        const Plan whole = makePlan(run.seed);
        const Plan small = shrink(run, whole, broken->rule);
        QVERIFY(small.acts <= whole.acts && small.faults.size() <= whole.faults.size());
        QVERIFY(small.acts < whole.acts || small.faults.size() < whole.faults.size());
        const auto still = simulate(run, small).violation;
        QVERIFY(still.has_value());
        QCOMPARE(still->rule, broken->rule);
    }
};

QTEST_GUILESS_MAIN(TestSimulation)
#include "tst_seeds.moc"
