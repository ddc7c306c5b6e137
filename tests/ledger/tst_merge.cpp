#include "ledger/merge.h"

#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::ledger;

namespace {

CommandId command(std::uint64_t counter) {
    return {CommandId::Source::Seat, Id::fromParts({"seat"}), 1, counter, 0};
}

} // namespace

class MergeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_version_is_the_same_before_and_after_the_station_has_spoken() {
        QCOMPARE(versionOf(command(7)), versionOf(command(7)));
        QVERIFY(versionOf(command(7)) != versionOf(command(8)));
        QVERIFY(versionOf(command(7)) > 0);
    }

    void a_field_that_nobody_touched_is_changed() {
        const FieldMerge merged = merge({{1, Value("new")}}, {{1, 5}}, {{1, Value("old")}}, {{1, 5}});
        QCOMPARE(merged.changed, (Map{{1, Value("new")}}));
        QVERIFY(!merged.met());
    }

    void what_is_so_already_is_left_out() {
        QVERIFY(merge({{1, Value("same")}}, {{1, 5}}, {{1, Value("same")}}, {{1, 6}}).changed.empty());
    }

    void what_was_overtaken_stays_visible() {
        const FieldMerge merged = merge({{1, Value("mine")}}, {{1, 5}}, {{1, Value("theirs")}}, {{1, 6}});
        QCOMPARE(merged.changed, (Map{{1, Value("mine")}}));
        QCOMPARE(merged.overtaken, (Map{{1, Value("theirs")}}));
    }

    void independent_fields_do_not_meet() {
        const FieldMerge merged = merge({{1, Value("mine")}}, {{1, 5}},
                                        {{1, Value("old")}, {2, Value("theirs")}}, {{1, 5}, {2, 9}});
        QVERIFY(!merged.met());
        QCOMPARE(merged.changed.size(), 1u);
    }

    void no_value_disappears_without_a_trace() {
        const bool held = rc::check("every value that was there stands in the state or beside it", [] {
            Map current;
            Versions versions;
            for (std::int64_t field = 1; field <= 3; ++field) {
                current.emplace(field, Value(*rc::gen::inRange<std::int64_t>(0, 3)));
                versions.emplace(field, *rc::gen::inRange<std::int64_t>(1, 3));
            }
            Map wanted;
            Versions base;
            for (std::int64_t field = 1; field <= 3; ++field) {
                if (*rc::gen::arbitrary<bool>())
                    wanted.emplace(field, Value(*rc::gen::inRange<std::int64_t>(0, 3)));
                base.emplace(field, *rc::gen::inRange<std::int64_t>(1, 3));
            }
            const FieldMerge merged = merge(wanted, base, current, versions);
            for (const auto& [field, value] : wanted) {
                if (value == at(current, field)) {
                    RC_ASSERT(!merged.changed.contains(field));
                } else {
                    RC_ASSERT(at(merged.changed, field) == value);
                    const bool seen = base.at(field) == versions.at(field);
                    RC_ASSERT(merged.overtaken.contains(field) == !seen);
                    if (!seen) RC_ASSERT(at(merged.overtaken, field) == at(current, field));
                }
            }
            RC_ASSERT(merged.changed.size() <= wanted.size());
        });
        QVERIFY(held);
    }
};

QTEST_GUILESS_MAIN(MergeTest)
#include "tst_merge.moc"
