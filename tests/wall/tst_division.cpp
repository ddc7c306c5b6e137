// How the glass is divided, and what becomes of the cameras when somebody moves them.
#include "wall/division.h"

#include <QTest>
#include <algorithm>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::wall;

namespace {

std::string someDivision() {
    return *rc::gen::element<std::string>("1", "4", "9", "16", "1+5", "1+7", "3x5", "16x16");
}

Arrangement someArrangement() {
    Arrangement made{someDivision(), {}};
    const int count = *rc::gen::inRange(0, 30);
    for (int i = 0; i < count; ++i)
        made.cameras.push_back(*rc::gen::arbitrary<bool>() ? "C" + std::to_string(i) : std::string());
    return made;
}

std::vector<std::string> named(const Arrangement& arrangement) {
    std::vector<std::string> cameras;
    std::ranges::copy_if(arrangement.cameras, std::back_inserter(cameras),
                         [](const std::string& camera) { return !camera.empty(); });
    std::ranges::sort(cameras);
    return cameras;
}

} // namespace

class TestDivision : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_cells_of_a_division_cover_it_once_data() {
        QTest::addColumn<int>("cells");
        QTest::newRow("1") << 1;
        QTest::newRow("4") << 4;
        QTest::newRow("9") << 9;
        QTest::newRow("16") << 16;
        QTest::newRow("1+5") << 6;
        QTest::newRow("1+7") << 8;
        QTest::newRow("3x5") << 15;
        QTest::newRow("16x16") << 256;
    }
    void the_cells_of_a_division_cover_it_once() {
        QFETCH(int, cells);
        const auto division = divisionOf(QTest::currentDataTag());
        QVERIFY(division);
        QCOMPARE(static_cast<int>(division->cells.size()), cells);
        std::vector<int> covered(static_cast<std::size_t>(division->columns * division->rows));
        for (const Cell& cell : division->cells)
            for (int row = cell.row; row < cell.row + cell.rows; ++row)
                for (int column = cell.column; column < cell.column + cell.columns; ++column)
                    ++covered.at(static_cast<std::size_t>(row * division->columns + column));
        QVERIFY(std::ranges::all_of(covered, [](int times) { return times == 1; }));
    }

    void all_that_can_be_chosen_exist() {
        for (const std::string_view name : divisions())
            QVERIFY(divisionOf(name));
    }

    void nonsense_is_no_division() {
        for (const char* name :
             {"", "0", "5", "1+6", "x", "3x", "x3", "0x3", "17x2", "3x-1", "3x3x3", "99999999999x2"})
            QVERIFY2(!divisionOf(name), name);
    }

    void a_scene_of_the_site_is_an_arrangement() {
        site::Scene scene;
        scene.columns = 4;
        scene.rows = 4;
        scene.cameras = {"a", "b"};
        QCOMPARE(arrangementOf(scene), (Arrangement{"16", {"a", "b"}}));
        scene.columns = 5;
        QCOMPARE(arrangementOf(scene).division, std::string("5x4"));
    }

    void moving_loses_no_camera_and_shows_none_twice() {
        const bool holds = rc::check([] {
            const Arrangement from = someArrangement();
            const auto cell = *rc::gen::inRange<std::size_t>(0, 20);
            const auto other = *rc::gen::inRange<std::size_t>(0, 20);
            RC_ASSERT(named(swapped(from, cell, other)) == named(from));
            RC_ASSERT(named(swapped(swapped(from, cell, other), cell, other)) == named(from));
            RC_ASSERT(named(redivided(from, someDivision())) == named(from));
            if (named(from).empty()) return;
            const std::string camera = *rc::gen::elementOf(named(from));
            RC_ASSERT(named(placed(from, cell, camera)) == named(from));
        });
        QVERIFY(holds);
    }

    void a_camera_from_elsewhere_takes_the_place_of_what_stood_there() {
        const Arrangement from{"4", {"a", "b", "c"}};
        QCOMPARE(placed(from, 1, "x"), (Arrangement{"4", {"a", "x", "c"}}));
        QCOMPARE(placed(from, 3, "x"), (Arrangement{"4", {"a", "b", "c", "x"}}));
        QCOMPARE(placed(from, 0, "c"), (Arrangement{"4", {"c", "b", "a"}}));
        QCOMPARE(placed(from, 4, "x"), from); // there are four cells
        QCOMPARE(placed(from, 1, ""), (Arrangement{"4", {"a", "", "c"}}));
    }

    void a_smaller_division_keeps_the_rest_for_a_larger_one() {
        const Arrangement from{"16", {"a", "b", "c", "d", "e"}};
        QCOMPARE(redivided(redivided(from, "4"), "16"), from);
        QCOMPARE(redivided(from, "no such"), from);
    }

    void a_number_is_meant_as_soon_as_no_longer_one_could_be() {
        NumberEntry entry;
        QCOMPARE(entry.digit(7, 9), std::optional(7));
        QVERIFY(!entry.digit(1, 16));
        QCOMPARE(entry.typed(), 1);
        QCOMPARE(entry.digit(2, 16), std::optional(12));
        QCOMPARE(entry.typed(), 0);
        QCOMPARE(entry.digit(9, 16), std::optional(9));
        QVERIFY(!entry.digit(1, 16));
        QCOMPARE(entry.enter(), std::optional(1));
        QVERIFY(!entry.enter());
    }

    void a_number_that_nobody_has_is_none() {
        NumberEntry entry;
        QVERIFY(!entry.digit(0, 16));
        QVERIFY(!entry.digit(1, 16));
        QVERIFY(!entry.digit(9, 16)); // 19
        QCOMPARE(entry.typed(), 0);
        QVERIFY(!entry.digit(5, 0));
    }
};

QTEST_GUILESS_MAIN(TestDivision)
#include "tst_division.moc"
