#include "base/bounded_queue.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/id.h"
#include "base/random.h"

#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

using namespace shouwang;

class Ground : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sha256_agrees_with_the_published_vector() {
        QCOMPARE(toHex(sha256(view("abc"))),
                 std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    void hexadecimal_text_is_read_back_and_rubbish_refused() {
        const Bytes bytes{0, 1, 254, 255};
        QCOMPARE(fromHex(toHex(bytes)).value(), bytes);
        QVERIFY(!fromHex("abc"));
        QVERIFY(!fromHex("zz"));
        QVERIFY(!fromHex("AB")); // one spelling only, so that text can be compared
    }

    void an_id_from_parts_depends_on_where_the_parts_end() {
        QVERIFY(Id::fromParts({"ab", "c"}) != Id::fromParts({"a", "bc"}));
        QCOMPARE(Id::fromParts({"ab", "c"}), Id::fromParts({"ab", "c"}));
        QVERIFY(!Id::fromText("00"));
    }

    void seeded_randomness_repeats() {
        SeededRandom one(7);
        SeededRandom two(7);
        QCOMPARE(one.next(), two.next());
        QVERIFY(Id::random(one) != Id::random(one));
        for (int i = 0; i < 1000; ++i)
            QVERIFY(one.below(3) < 3);
    }

    void the_queue_drops_its_oldest_and_counts_it() {
        BoundedQueue<int> queue(2);
        QVERIFY(queue.push(1));
        QVERIFY(queue.push(2));
        QVERIFY(!queue.push(3));
        QCOMPARE(queue.dropped(), 1u);
        QCOMPARE(queue.pop(), std::optional(2));
        queue.close();
        QCOMPARE(queue.pop(), std::optional(3));
        QCOMPARE(queue.pop(), std::nullopt);
    }

    void a_file_is_written_whole_with_its_mode() {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString() + "/a name.json";
        QVERIFY(writeFileWhole(path, view("one"), 0600));
        QVERIFY(writeFileWhole(path, view("two"), 0600));
        QCOMPARE(readFile(path).value(), toBytes(view("two")));
        struct stat status {};
        QCOMPARE(stat(path.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777u, 0600u);
        QCOMPARE(std::distance(std::filesystem::directory_iterator(path.parent_path()), {}), 1);
    }

    void a_file_that_cannot_be_written_leaves_the_old_one() {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString() + "/file";
        QVERIFY(writeFileWhole(path, view("old")));
        QVERIFY(!writeFileWhole(path / "below a file", view("new")));
        QCOMPARE(readFile(path).value(), toBytes(view("old")));
        QVERIFY(!readFile(path, 2));
        QVERIFY(!readFile(folder.path().toStdString()));
    }

    void a_lock_is_held_by_one() {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString() + "/lock";
        auto held = FileLock::take(path);
        QVERIFY(held.has_value());
        QVERIFY(!FileLock::take(path));
        held = tl::unexpected(Error{});
        QVERIFY(FileLock::take(path).has_value());
    }

    void times_are_written_in_iso() {
        QCOMPARE(toIso(0), std::string("1970-01-01T00:00:00.000Z"));
        QCOMPARE(toIso(-1), std::string("1969-12-31T23:59:59.999Z"));
        QCOMPARE(toIso(1'700'000'000'123'456), std::string("2023-11-14T22:13:20.123Z"));
    }
};

QTEST_GUILESS_MAIN(Ground)
#include "tst_ground.moc"
