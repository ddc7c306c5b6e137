#include "upgraded_toy.h"

using namespace shouwang;
using namespace shouwang::ledger;

class RebuildTest : public toy::UpgradeTest {
    Q_OBJECT

private Q_SLOTS:
    void init() { write(); }
    void cleanup() { m_ledger.reset(); }

    void old_tables_stay_in_use_until_the_new_ones_are_there() {
        open(std::make_shared<toy::NewToy>(1));
        QVERIFY(m_ledger->rebuildPending());
        QCOMPARE(count("toy_line"), 300);
        int slices = 0;
        bool swapped = false;
        while (m_ledger->rebuildSlice([facts = 0]() mutable { return ++facts > 16; }).value()) {
            QVERIFY(!swapped || toy::NewToy::hasLength(m_ledger->database()));
            swapped = toy::NewToy::hasLength(m_ledger->database());
            if (!swapped) QVERIFY(++slices < 10000);
            QVERIFY(count("toy_line") >= 300);
            submit("while it is rebuilt"); // goes into the old tables, and is in the new ones
        }
        QVERIFY(slices > 3);
        QVERIFY(!m_ledger->rebuildPending());
        expectAsFromTheStart();
    }

    void tables_that_cannot_be_read_are_rebuilt_at_open() {
        open(std::make_shared<toy::NewToy>(2));
        QVERIFY(!m_ledger->rebuildPending());
        expectAsFromTheStart();
    }

    void a_rebuild_that_was_cut_off_begins_anew() {
        open(std::make_shared<toy::NewToy>(1));
        while (count("next_toy_line") < 0)
            QVERIFY(m_ledger->rebuildSlice([] { return true; }).value());
        open(std::make_shared<toy::NewToy>(1));
        QCOMPARE(count("next_toy_line"), -1);
        QVERIFY(m_ledger->rebuildPending());
        while (m_ledger->rebuildSlice([] { return false; }).value()) {
        }
        expectAsFromTheStart();
    }

    void a_disk_that_is_full_while_rows_are_copied_costs_none_of_them() {
        for (int i = 0; i < 2000; ++i)
            submit("a line that fills its page sooner or later " + std::to_string(i));
        open(std::make_shared<toy::NewToy>(1));
        const auto step = [] { return true; };
        while (count("next_toy_line") < 128)
            QVERIFY(m_ledger->rebuildSlice(step).value());
        Database& database = m_ledger->database();
        const auto limit = [&](std::int64_t pages) {
            (void)database.prepare("PRAGMA max_page_count=" + std::to_string(pages)).next();
        };
        std::int64_t pages = 0;
        {
            Statement row = database.prepare("PRAGMA page_count");
            QVERIFY(row.next());
            pages = row.integer(0);
        }
        limit(pages);
        int slices = 0;
        while (m_ledger->rebuildSlice(step))
            QVERIFY(++slices < 10'000);
        limit(1'000'000);
        QVERIFY(m_ledger->rebuildPending());
        while (m_ledger->rebuildSlice([] { return false; }).value()) {
        }
        expectAsFromTheStart();
    }

    void a_room_that_fails_leaves_the_old_tables_in_use() {
        submit("planted");
        auto room = std::make_shared<toy::NewToy>(1);
        open(room);
        Result<bool> slice = true;
        for (int i = 0; i < 10000 && slice && *slice; ++i)
            slice = m_ledger->rebuildSlice([] { return true; });
        QVERIFY(!slice);
        QCOMPARE(count("toy_line"), 301);
        room->m_forgiving = true;
        while (m_ledger->rebuildSlice([] { return false; }).value()) {
        }
        expectAsFromTheStart();
    }

    void after_a_rebuild_the_version_is_the_new_one() {
        open(std::make_shared<toy::NewToy>(1));
        while (m_ledger->rebuildSlice([] { return false; }).value()) {
        }
        open(std::make_shared<toy::NewToy>(1));
        QVERIFY(!m_ledger->rebuildPending());
    }

    void rows_that_no_room_declares_are_refused_data() {
        QTest::addColumn<int>("fault");
        for (int i = 0; i < 8; ++i)
            QTest::addRow("%d", i) << i;
    }

    void rows_that_no_room_declares_are_refused() {
        QFETCH(int, fault);
        const std::vector<TableRows> faults{
            {"sqlite_master", {"name"}, {{Value("x")}}},
            {"fact", {"number"}, {{Value(1)}}},
            {"toy_line", {"number", "other"}, {{Value(1), Value(2)}}},
            {"toy_line", {"number", "number"}, {{Value(1), Value(2)}}},
            {"toy_line", {}, {{}}},
            {"toy_line", {"number", "length"}, {{Value(1)}}},
            {"toy_line", {"number", "length"}, {{Value(1), Value(Map())}}},
            {"toy_line", {"number", "length"}, {{Value(1), Value("not a number")}}},
        };
        Database& database = m_ledger->database();
        database.begin();
        auto shadow = ShadowTables::begin(database, {std::make_shared<toy::NewToy>(1)}).value();
        const auto added = shadow.add(faults.at(static_cast<std::size_t>(fault)));
        QVERIFY(!added);
        QCOMPARE(added.error().next, Next::Corrupt);
        database.rollback();
        QCOMPARE(count("next_toy_line"), -1);
    }

    void shadow_tables_are_filled_in_several_transactions_and_swapped_in_one() {
        Database& database = m_ledger->database();
        const Features features{std::make_shared<toy::NewToy>(1)};
        database.begin();
        auto shadow = ShadowTables::begin(database, features).value();
        QCOMPARE(shadow.names(), (std::vector<std::string>{"toy_line", "toy_total"}));
        QVERIFY(database.commit());
        std::int64_t after = kBeforeFirstRow;
        for (bool end = false; !end;) {
            const TablePage page = readRows(database, "toy_line", after, 100).value();
            TableRows rows{"toy_line", {"number", "kind", "text", "length"}, {}};
            for (const auto& row : page.rows.rows)
                rows.rows.push_back({row[0], Value(Array()), row[2], Value(0)});
            database.begin();
            auto resumed = ShadowTables::resume(database, features).value(); // as after a restart
            QVERIFY(resumed.add(rows));
            QVERIFY(database.commit());
            after = page.last;
            end = page.end;
        }
        QCOMPARE(count("toy_line"), 300);
        database.begin();
        shadow.swap();
        QVERIFY(database.commit());
        QCOMPARE(count("toy_line WHERE kind IS NULL"), 300);
        QCOMPARE(count("sqlite_master WHERE name='toy_length'"), 1);
        QCOMPARE(count("next_toy_line"), -1);
    }

    void tables_of_another_form_are_not_gone_on_with() {
        Database& database = m_ledger->database();
        database.begin();
        QVERIFY(ShadowTables::begin(database, {std::make_shared<toy::Toy>()}).has_value());
        QVERIFY(database.commit());
        database.begin();
        const auto resumed = ShadowTables::resume(database, {std::make_shared<toy::NewToy>(1)});
        database.rollback();
        QVERIFY(!resumed);
        QCOMPARE(resumed.error().next, Next::Conflict);
        QVERIFY(ShadowTables::abandonLeft(database));
        QCOMPARE(count("next_toy_line"), -1);
    }
};

QTEST_GUILESS_MAIN(RebuildTest)
#include "tst_rebuild.moc"
