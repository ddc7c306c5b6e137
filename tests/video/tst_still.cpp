// A picture out of a clip: is it the one of the asked moment, and is garbage an error?
#include "support/studio.h"
#include "support/toy_pictures.h"

#include "base/file.h"
#include "video/still.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::video;
using namespace shouwang::video::test;

namespace {

Clip clipIn(Studio& studio, Codec codec = Codec::H264) {
    const Nanos begin = studio.now() - 10 * kSecond;
    for (const AccessUnit& unit : asUnits(encode(fourSeconds(codec)), begin))
        studio.ring->push(unit);
    return studio.wait(studio.request(begin, begin + 3 * kSecond)).value();
}

} // namespace

class StillTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void still_is_the_picture_of_the_asked_moment_data();
    void still_is_the_picture_of_the_asked_moment();
    void behind_the_end_of_a_clip_its_last_picture_is_taken();
    void garbage_and_a_missing_file_are_errors();
};

void StillTest::still_is_the_picture_of_the_asked_moment_data() {
    QTest::addColumn<bool>("hevc");
    QTest::addColumn<int>("picture"); // of 25 a second
    QTest::newRow("first") << false << 0;
    QTest::newRow("key frame") << false << 25;
    QTest::newRow("between key frames") << false << 36;
    QTest::newRow("HEVC, between key frames") << true << 36;
}

void StillTest::still_is_the_picture_of_the_asked_moment() {
    QFETCH(bool, hevc);
    QFETCH(int, picture);
    Studio studio;
    clipIn(studio, hevc ? Codec::Hevc : Codec::H264);
    const auto still = stillOf(studio.path(), picture * 40'000, {640, 360});
    QVERIFY2(still.has_value(), still ? "" : still.error().text.c_str());
    QCOMPARE(still->picture.width, 320);
    QVERIFY(nearGrey(still->picture, greyOf(picture)));
    QVERIFY(!nearGrey(still->picture, greyOf(picture + 3)));
    QVERIFY(std::abs(still->offset - picture * 40'000) < 40'000);
}

void StillTest::behind_the_end_of_a_clip_its_last_picture_is_taken() {
    Studio studio;
    clipIn(studio);
    const auto still = stillOf(studio.path(), 60'000'000, {160, 90});
    QVERIFY(still.has_value());
    QVERIFY(still->offset > 2'000'000 && still->offset < 5'000'000);
    QCOMPARE(still->picture.width, 160);
}

void StillTest::garbage_and_a_missing_file_are_errors() {
    QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString() + "/clip.mp4";
    QCOMPARE(stillOf(path, 0, {640, 360}).error().next, Next::Offline);
    QVERIFY(writeFileWhole(path, view("this is no film")));
    QCOMPARE(stillOf(path, 0, {640, 360}).error().next, Next::Corrupt);
}

QTEST_APPLESS_MAIN(StillTest)
#include "tst_still.moc"
