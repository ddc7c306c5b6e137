// The decoder: does every unit give its picture, and a damaged one none?
#include "support/toy_pictures.h"
#include "video/decoder.h"

#include <QTest>
#include <rapidcheck.h>

extern "C" {
#include <libavutil/frame.h>
}

using namespace shouwang;
using namespace shouwang::video;
using namespace shouwang::video::test;

class DecodeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_unit_gives_its_picture_without_delay_data();
    void every_unit_gives_its_picture_without_delay();
    void broken_units_are_counted_and_survived();
    void damaged_picture_and_what_leans_on_it_is_never_given_data();
    void damaged_picture_and_what_leans_on_it_is_never_given();
};

void DecodeTest::every_unit_gives_its_picture_without_delay_data() {
    QTest::addColumn<bool>("hevc");
    QTest::newRow("H.264") << false;
    QTest::newRow("HEVC") << true;
}

void DecodeTest::every_unit_gives_its_picture_without_delay() {
    QFETCH(bool, hevc);
    Decoder decoder;
    Reducer reducer;
    PicturePool pool;
    int number = 0;
    for (const AccessUnit& unit : asUnits(encode(recipe(320, 180, hevc ? Codec::Hevc : Codec::H264)))) {
        const auto frame = decoder.decode(unit);
        QVERIFY(frame && *frame);
        QCOMPARE((*frame)->pts, unit.arrival);
        const auto picture = reducer.reduce(**frame, 1, pool);
        QVERIFY(picture.has_value());
        QVERIFY(nearGrey(*picture, greyOf(number++)));
    }
    QCOMPARE(decoder.corrupt(), std::uint64_t{0});
    QCOMPARE(decoder.opened(), std::uint64_t{1});
}

void DecodeTest::broken_units_are_counted_and_survived() {
    auto units = asUnits(encode(recipe()));
    QVERIFY(rc::check("a decoder survives any bytes and goes on at the next key frame", [&units] {
        Decoder decoder;
        (void)decoder.decode(units[0]);
        for (int i = 0; i < 8; ++i) {
            Bytes bytes = *units[static_cast<std::size_t>(*rc::gen::inRange(0, 25))].payload;
            const int changes = *rc::gen::inRange(1, 40);
            for (int k = 0; k < changes; ++k) {
                bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = *rc::gen::arbitrary<std::uint8_t>();
            }
            AccessUnit broken = units[1];
            broken.payload = std::make_shared<const Bytes>(std::move(bytes));
            (void)decoder.decode(broken);
        }
        decoder.flush();
        const auto frame = decoder.decode(units[25]);
        RC_ASSERT(frame && *frame && (*frame)->pts == units[25].arrival);
    }));
    Decoder decoder;
    AccessUnit nonsense = units[0];
    nonsense.payload = std::make_shared<const Bytes>(Bytes{0, 0, 0, 1, 0x65, 1, 2, 3});
    QVERIFY(!decoder.decode(nonsense) || decoder.corrupt() > 0);
    nonsense.sets = nullptr;
    QVERIFY(!decoder.decode(nonsense).has_value());
}

void DecodeTest::damaged_picture_and_what_leans_on_it_is_never_given_data() {
    QTest::addColumn<bool>("hevc");
    QTest::addColumn<int>("damaged");
    QTest::newRow("H.264 picture") << false << 5;
    QTest::newRow("H.264 key picture") << false << 25;
    QTest::newRow("HEVC picture") << true << 5;
    QTest::newRow("HEVC key picture") << true << 25;
}

void DecodeTest::damaged_picture_and_what_leans_on_it_is_never_given() {
    QFETCH(bool, hevc);
    QFETCH(int, damaged);
    Recipe noisy = recipe(320, 180, hevc ? Codec::Hevc : Codec::H264);
    noisy.noise = true; // so that half a picture is really missing
    noisy.pictures = 75;
    auto units = asUnits(encode(noisy));
    const auto broken = static_cast<std::size_t>(damaged);
    units[broken] = halfOf(units[broken]);
    Decoder decoder;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const auto frame = decoder.decode(units[i]);
        const bool whole = i < broken || i >= (broken / 25 + 1) * 25;
        QVERIFY2((frame && *frame != nullptr) == whole, qPrintable(QString::number(i)));
        if (!whole) QCOMPARE(decoder.last()->pts, units[broken - 1].arrival);
    }
    QCOMPARE(decoder.corrupt(), static_cast<std::uint64_t>((broken / 25 + 1) * 25 - broken));
}

QTEST_GUILESS_MAIN(DecodeTest)
#include "tst_decode.moc"
