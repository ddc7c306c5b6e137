// Clips that cannot be written: is it told, and is nothing left behind and nothing overwritten?
#include "support/studio.h"

#include "base/file.h"

#include <QTest>
#include <atomic>
#include <csignal>
#include <sys/resource.h>

using namespace shouwang;
using namespace shouwang::video;
using namespace shouwang::video::test;

class ClipFailuresTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void clip_without_a_picture_fails_and_leaves_nothing();
    void cancelled_clip_leaves_nothing();
    void writer_that_goes_away_cancels_what_is_open();
    void full_disk_is_told_and_leaves_nothing();
    void missing_folder_is_told();
    void existing_file_is_not_overwritten();
};

void ClipFailuresTest::clip_without_a_picture_fails_and_leaves_nothing() {
    Studio studio;
    const auto clip = studio.wait(studio.request(studio.now() - kSecond, studio.now()));
    QVERIFY(!clip.has_value());
    QVERIFY(clip.error().next == Next::Offline);
    QCOMPARE(studio.files(), std::size_t{0});
    QCOMPARE(studio.writer.open(), std::size_t{0});
}

void ClipFailuresTest::cancelled_clip_leaves_nothing() {
    Studio studio;
    for (const AccessUnit& unit : asUnits(encode(fourSeconds()), studio.now() - 4 * kSecond))
        studio.ring->push(unit);
    std::promise<Result<Clip>> promise;
    const ClipId id =
        studio.writer.start(studio.request(0, studio.now() + 60 * kSecond), studio.ring,
                            [&promise](ClipId, const Result<Clip>& clip) { promise.set_value(clip); });
    QTRY_COMPARE(studio.files(), std::size_t{1});
    studio.writer.cancel(id);
    const auto clip = promise.get_future().get();
    QVERIFY(!clip && clip.error().next == Next::Cancelled);
    QCOMPARE(studio.files(), std::size_t{0});
    studio.writer.cancel(id); // once more does no harm
}

void ClipFailuresTest::writer_that_goes_away_cancels_what_is_open() {
    Studio studio;
    std::atomic<int> cancelled = 0;
    {
        ClipWriter writer(studio.clock);
        for (int i = 0; i < 3; ++i) {
            ClipRequest request = studio.request(0, studio.now() + 60 * kSecond);
            request.path = studio.path(("c" + std::to_string(i)).c_str());
            writer.start(request, studio.ring, [&cancelled](ClipId, const Result<Clip>& clip) {
                if (!clip && clip.error().next == Next::Cancelled) ++cancelled;
            });
        }
    }
    QCOMPARE(cancelled.load(), 3);
}

void ClipFailuresTest::full_disk_is_told_and_leaves_nothing() {
    Studio studio;
    const Nanos begin = studio.now() - 10 * kSecond;
    Recipe large = fourSeconds();
    large.noise = true;
    for (const AccessUnit& unit : asUnits(encode(large), begin))
        studio.ring->push(unit);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{100'000, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small); // the system refuses to write on, as a full disk does
    const auto clip = studio.wait(studio.request(begin, begin + 4 * kSecond));
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!clip.has_value());
    QVERIFY(clip.error().next == Next::Retry);
    QVERIFY2(clip.error().text.find("write") != std::string::npos, clip.error().text.c_str());
    QCOMPARE(studio.files(), std::size_t{0});
}

void ClipFailuresTest::missing_folder_is_told() {
    Studio studio;
    const Nanos begin = studio.now() - 10 * kSecond;
    for (const AccessUnit& unit : asUnits(encode(fourSeconds()), begin))
        studio.ring->push(unit);
    ClipRequest request = studio.request(begin, begin + kSecond);
    request.path = studio.path() / "nowhere" / "clip.mp4";
    const auto clip = studio.wait(request);
    QVERIFY(!clip.has_value());
    QVERIFY(clip.error().next == Next::Refused);
}

void ClipFailuresTest::existing_file_is_not_overwritten() {
    Studio studio;
    const Nanos begin = studio.now() - 10 * kSecond;
    for (const AccessUnit& unit : asUnits(encode(fourSeconds()), begin))
        studio.ring->push(unit);
    QVERIFY(writeFileWhole(studio.path(), view("evidence")).has_value());
    const auto clip = studio.wait(studio.request(begin, begin + kSecond));
    QVERIFY(!clip.has_value());
    QCOMPARE(readFile(studio.path())->size(), std::size_t{8});
}

QTEST_GUILESS_MAIN(ClipFailuresTest)
#include "tst_clip_failures.moc"
