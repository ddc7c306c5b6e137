#include "base/file.h"
#include "simulator/clip/clip_library.h"
#include "simulator/clip/nal.h"

#include <QTemporaryDir>
#include <QTest>

using namespace shouwang;
using namespace shouwang::simulator;

class ClipTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_clip_has_one_unit_a_frame_and_key_frames_in_their_places();
    void a_clip_reads_back_and_a_broken_one_is_refused();
    void the_library_fills_the_cache_and_reads_it_at_the_next_start();
    void other_parameters_have_another_file_name();
    void what_is_not_ready_is_stood_in_for();
};

namespace {
constexpr ClipShape kTiny{64, 36, 10, 100, 5};
bool never() {
    return false;
}
ClipSettings settings(const QTemporaryDir& dir) {
    ClipSettings tiny;
    tiny.cache = dir.path().toStdString();
    tiny.main = tiny.sub = kTiny;
    tiny.main.kilobits = 200;
    tiny.places = 2;
    return tiny;
}
} // namespace

void ClipTest::a_clip_has_one_unit_a_frame_and_key_frames_in_their_places() {
    for (const auto codec : {site::Codec::H264, site::Codec::Hevc}) {
        const auto clip = encodeClip({PlaceId::Road, Quality::Sub, codec}, kTiny, never);
        QVERIFY2(clip.has_value(), clip ? "" : clip.error().text.c_str());
        QCOMPARE(clip->units.size(), std::size_t{10});
        for (std::size_t i = 0; i < 10; ++i) {
            QCOMPARE(clip->units[i].key, i % 5 == 0);
            QVERIFY(clip->unit(i).size() > 4);
        }
        QCOMPARE(clip->keyBefore(9), std::size_t{5});
        QVERIFY(clip->codecData.size() > 20);
        QCOMPARE(int(clip->codecData[0]), 1);
    }
}

void ClipTest::a_clip_reads_back_and_a_broken_one_is_refused() {
    const auto clip = encodeClip({PlaceId::Road, Quality::Sub, site::Codec::H264}, kTiny, never);
    QVERIFY(clip.has_value());
    auto bytes = std::make_shared<Bytes>(writeClip(*clip));
    const auto back = parseClip(*bytes, bytes);
    QVERIFY(back.has_value());
    QCOMPARE(back->units.size(), clip->units.size());
    for (std::size_t i = 0; i < 10; ++i)
        QVERIFY(toBytes(back->unit(i)) == toBytes(clip->unit(i)));
    for (std::size_t size : {std::size_t{0}, std::size_t{7}, std::size_t{40}, bytes->size() - 1})
        QVERIFY(!parseClip(ByteView(*bytes).first(size), bytes).has_value());
    (*bytes)[7] = '9';
    QVERIFY(!parseClip(*bytes, bytes).has_value());
}

void ClipTest::the_library_fills_the_cache_and_reads_it_at_the_next_start() {
    const QTemporaryDir dir;
    const std::vector<ClipKey> wanted{{PlaceId::Corridor, Quality::Sub, site::Codec::H264},
                                      {PlaceId::Dormitory, Quality::Main, site::Codec::H264}};
    {
        const ClipLibrary library(settings(dir), wanted);
        library.waitForAll();
        QVERIFY(library.progress().faults.empty());
        QCOMPARE(library.progress().ready, library.progress().total);
    }
    const ClipLibrary again(settings(dir), wanted);
    QVERIFY(again.progress().now.empty());
    QCOMPARE(again.progress().ready, again.progress().total);
    QVERIFY(again.best(wanted[1]) != nullptr);
    QCOMPARE(again.best(wanted[1])->shape.kilobits, 200);
}

void ClipTest::other_parameters_have_another_file_name() {
    const ClipKey key{PlaceId::Corridor, Quality::Sub, site::Codec::H264};
    ClipShape other = kTiny;
    other.kilobits = 101;
    QVERIFY(ClipLibrary::fileName(key, kTiny) != ClipLibrary::fileName(key, other));
    QCOMPARE(ClipLibrary::fileName(key, kTiny), ClipLibrary::fileName(key, ClipShape(kTiny)));
}

void ClipTest::what_is_not_ready_is_stood_in_for() {
    const QTemporaryDir dir;
    const ClipLibrary library(settings(dir), {{PlaceId::Corridor, Quality::Sub, site::Codec::H264},
                                              {PlaceId::Corridor, Quality::Sub, site::Codec::Hevc}});
    library.waitForAll();
    QVERIFY(library.best({PlaceId::Yard, Quality::Main, site::Codec::H264}) != nullptr);
    QVERIFY(library.best({PlaceId::Yard, Quality::Main, site::Codec::Hevc}) != nullptr);
    QCOMPARE(library.best({PlaceId::Yard, Quality::Sub, site::Codec::Hevc})->codec, site::Codec::Hevc);
}

QTEST_GUILESS_MAIN(ClipTest)
#include "tst_clip.moc"
