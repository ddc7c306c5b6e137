// The spool alone: what is kept is there again, whatever happened to the program or to the file.
#include "base/file.h"
#include "devices/spool_format.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <map>
#include <rapidcheck.h>
#include <set>

using namespace shouwang;
using namespace shouwang::devices;

namespace {

constexpr Micros kNow = 1'760'000'000'000'000;

std::string textOf(const SpoolRecord& record) {
    return {record.payload.begin(), record.payload.end()};
}

std::set<std::string> texts(const std::vector<SpoolRecord>& records) {
    std::set<std::string> out;
    for (const SpoolRecord& record : records)
        out.insert(textOf(record));
    return out;
}

/// One spool file in a folder of its own, that can be opened again as after SIGKILL.
struct Bench {
    QTemporaryDir folder;
    std::size_t bytes = 16 << 10;
    std::size_t records = 64;
    std::unique_ptr<Spool> spool;

    std::filesystem::path path() const { return folder.filePath(QStringLiteral("spool")).toStdString(); }
    bool open() {
        spool.reset();
        spool = std::make_unique<Spool>(Spool::Options{path(), bytes, records});
        return spool->ready().has_value();
    }
    std::uint64_t keep(const std::string& text, Micros arrived = kNow) {
        return spool->keep("topic", view(text), arrived).value_or(0);
    }
    Bytes file() const { return readFile(path()).value_or(Bytes()); }
    void write(const Bytes& bytes_) {
        spool.reset();
        QVERIFY(writeFileWhole(path(), bytes_, 0600).has_value());
    }
    std::size_t asides() const {
        const auto list = std::filesystem::directory_iterator(path().parent_path());
        return static_cast<std::size_t>(std::count_if(begin(list), end(list), [](const auto& entry) {
            return entry.path().string().find(".damaged-") != std::string::npos;
        }));
    }
};

} // namespace

class TestSpool : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Every case writes and syncs real files.
    void initTestCase() { qputenv("RC_PARAMS", "max_success=25"); }

    void what_was_kept_is_there_after_the_program_was_killed() {
        Bench bench;
        QVERIFY(bench.open());
        QVERIFY(bench.keep("a", kNow) != 0);
        QVERIFY(bench.keep("", kNow + 5) != 0);
        QVERIFY(bench.open());
        const auto left = bench.spool->takeLeft();
        QCOMPARE(left.size(), std::size_t{2});
        QCOMPARE(textOf(left[0]), std::string("a"));
        QCOMPARE(left[0].topic, std::string("topic"));
        QCOMPARE(left[0].arrived, kNow);
        QCOMPARE(left[1].arrived, kNow + 5);
        QCOMPARE(bench.spool->state().counters.replayed, std::uint64_t{2});
        QVERIFY(bench.spool->takeLeft().empty()); // once
        QCOMPARE(bench.spool->state().waiting, std::size_t{2});
    }

    void what_is_settled_does_not_come_back() {
        Bench bench;
        QVERIFY(bench.open());
        const auto first = bench.keep("a");
        const auto second = bench.keep("b");
        QVERIFY(second > first);
        bench.spool->settle(first);
        bench.spool->settle(first);
        bench.spool->settle(4711);
        QVERIFY(bench.open());
        QCOMPARE(texts(bench.spool->takeLeft()), std::set<std::string>{"b"});
        bench.spool->settle(second);
        QVERIFY(bench.open());
        QVERIFY(bench.spool->takeLeft().empty());
    }

    void a_torn_tail_is_cut_and_counted() {
        Bench bench;
        QVERIFY(bench.open());
        QVERIFY(bench.keep("whole") != 0);
        QVERIFY(bench.keep("this one is not written to its end") != 0);
        Bytes file = bench.file();
        const auto scan = spool_format::scan(file);
        QCOMPARE(scan.found.size(), std::size_t{2});
        const std::size_t tail = scan.found[1].offset + spool_format::kHead;
        std::fill(file.begin() + static_cast<std::ptrdiff_t>(tail), file.end(), std::uint8_t{0});
        bench.write(file);
        QVERIFY(bench.open());
        QCOMPARE(texts(bench.spool->takeLeft()), std::set<std::string>{"whole"});
        QCOMPARE(bench.spool->state().counters.torn, std::uint64_t{1});
        QCOMPARE(bench.spool->state().counters.damaged, std::uint64_t{0});
        QVERIFY(bench.keep("next") != 0);
        QVERIFY(bench.open());
        QCOMPARE(texts(bench.spool->takeLeft()), (std::set<std::string>{"whole", "next"}));
        QCOMPARE(bench.spool->state().counters.torn, std::uint64_t{0});
    }

    void a_damaged_file_is_set_aside_and_the_rest_of_it_is_replayed() {
        Bench bench;
        QVERIFY(bench.open());
        for (const char* text : {"one", "two", "three"})
            QVERIFY(bench.keep(text) != 0);
        Bytes file = bench.file();
        file[spool_format::scan(file).found[1].offset + spool_format::kHead + 6] ^= 0x40;
        bench.write(file);
        QVERIFY(bench.open());
        QCOMPARE(texts(bench.spool->takeLeft()), (std::set<std::string>{"one", "three"}));
        QCOMPARE(bench.spool->state().counters.damaged, std::uint64_t{1});
        QCOMPARE(bench.asides(), std::size_t{1});
        QVERIFY(bench.keep("four") != 0);
        QVERIFY(bench.open());
        QCOMPARE(texts(bench.spool->takeLeft()), (std::set<std::string>{"one", "three", "four"}));
        QCOMPARE(bench.spool->state().counters.damaged, std::uint64_t{0});
    }

    void a_file_that_is_not_a_spool_is_set_aside_and_never_fatal() {
        for (const Bytes& foreign :
             {Bytes(), Bytes(3, 0), Bytes(40'000, 0xAB), toBytes(view("SHOUWANG-SPOOL-9"))}) {
            Bench bench;
            bench.write(foreign);
            QVERIFY(bench.open());
            QCOMPARE(bench.spool->state().counters.damaged, std::uint64_t{1});
            QCOMPARE(bench.asides(), std::size_t{1});
            QVERIFY(bench.keep("a") != 0);
        }
    }

    void a_full_spool_refuses_and_is_ready_again_when_half_of_it_is_free() {
        Bench bench;
        bench.records = 8;
        QVERIFY(bench.open());
        std::vector<std::uint64_t> kept;
        for (int i = 0; i < 8; ++i)
            kept.push_back(bench.keep(std::to_string(i)));
        QVERIFY(std::count(kept.begin(), kept.end(), 0u) == 0);
        QCOMPARE(bench.keep("too much"), std::uint64_t{0});
        QVERIFY(!bench.spool->ready());
        QVERIFY(!bench.spool->state().problem.empty());
        QCOMPARE(bench.spool->state().counters.refused, std::uint64_t{1});
        for (int i = 0; i < 3; ++i)
            bench.spool->settle(kept[static_cast<std::size_t>(i)]);
        QVERIFY(!bench.spool->ready());
        bench.spool->settle(kept[3]);
        QVERIFY(bench.spool->ready().has_value());
        QVERIFY(bench.keep("again") != 0);
    }

    void the_file_never_grows_and_the_room_of_what_is_settled_is_used_again() {
        Bench bench;
        QVERIFY(bench.open());
        const std::uint64_t stays = bench.keep("stays");
        for (int i = 0; i < 2000; ++i) {
            const auto number = bench.keep("goes " + std::to_string(i));
            QVERIFY(number != 0);
            bench.spool->settle(number);
        }
        QCOMPARE(bench.file().size(), bench.bytes);
        QVERIFY(bench.open());
        QCOMPARE(texts(bench.spool->takeLeft()), std::set<std::string>{"stays"});
        bench.spool->settle(stays);
    }

    void a_message_larger_than_the_room_is_refused() {
        Bench bench;
        QVERIFY(bench.open());
        QCOMPARE(bench.keep(std::string(bench.bytes, 'x')), std::uint64_t{0});
        QVERIFY(bench.keep("small") != 0);
    }

    void what_waits_after_any_history_is_exactly_what_comes_back() {
        QVERIFY(rc::check([] {
            Bench bench;
            bench.bytes = 4 << 10;
            bench.records = 24;
            RC_ASSERT(bench.open());
            std::map<std::uint64_t, std::string> waiting;
            const auto steps = *rc::gen::inRange(1, 60);
            for (int i = 0; i < steps; ++i) {
                const int what = *rc::gen::inRange(0, 10);
                if (what < 5) {
                    const std::string text =
                        std::to_string(i) + std::string(*rc::gen::inRange<std::size_t>(0, 90), 'x');
                    if (const auto number = bench.keep(text, kNow + i)) waiting[number] = text;
                } else if (what < 9 && !waiting.empty()) {
                    auto at = waiting.begin();
                    std::advance(at, *rc::gen::inRange<std::ptrdiff_t>(0, std::ssize(waiting)));
                    bench.spool->settle(at->first);
                    waiting.erase(at);
                } else {
                    (void)bench.open();
                    RC_ASSERT(bench.spool->takeLeft().size() == waiting.size());
                }
            }
            (void)bench.open();
            std::map<std::uint64_t, std::string> found;
            for (const SpoolRecord& record : bench.spool->takeLeft())
                found[record.number] = textOf(record);
            RC_ASSERT(found == waiting);
            RC_ASSERT(bench.spool->state().counters.damaged == 0);
            RC_ASSERT(bench.spool->state().counters.torn == 0);
        }));
    }

    void any_bytes_are_scanned_without_harm() {
        QVERIFY(rc::check([](std::vector<std::uint8_t> noise) {
            SpoolRecord record{5, kNow, "topic", {1, 2, 3}};
            Bytes file(spool_format::kFirst);
            std::copy(spool_format::kMagic.begin(), spool_format::kMagic.end(), file.begin());
            const Bytes whole = spool_format::encode(record);
            file.insert(file.end(), whole.begin(), whole.end() - std::ptrdiff_t{spool_format::kEndMark});
            file.insert(file.end(), noise.begin(), noise.end());
            const auto scan = spool_format::scan(file);
            RC_ASSERT(scan.found.size() >= 1);
            RC_ASSERT(scan.found[0].record.payload == record.payload);
        }));
    }
};

QTEST_GUILESS_MAIN(TestSpool)
#include "tst_spool.moc"
