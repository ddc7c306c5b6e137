// The clips of an alarm as an officer reads them: what is sealed, what is not whole, what still runs and what
// never came.
#include "evidence/ui/clip_list_view.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::evidence;

namespace {

constexpr Micros kRaised = 1'790'000'000'000'000;

Pin pinOfTwo() {
    Pin pin;
    pin.alarm = Id::fromParts({"alarm", "1"});
    pin.cameras = {"B04", "B03"};
    pin.from = kRaised - 10'000'000;
    pin.until = kRaised + 60'000'000;
    return pin;
}

Clip clipOf(const char* camera, const char* gap = "") {
    Clip clip;
    clip.alarm = Id::fromParts({"alarm", "1"});
    clip.camera = camera;
    clip.file = std::string(camera) + ".mp4";
    clip.sha256.fill(0xAB);
    clip.size = 4'200'000;
    clip.from = kRaised - 10'000'000;
    clip.until = kRaised + 60'000'000;
    clip.stream = "sub";
    clip.gap = gap;
    return clip;
}

} // namespace

class ClipListTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_sealed_clip_says_camera_file_span_size_and_hash() {
        shell::Theme theme;
        ClipListView view(theme);
        view.setRows(clipRows(pinOfTwo(), {clipOf("B04"), clipOf("B03")}, kRaised + 90'000'000, {}));
        QCOMPARE(view.model()->rowCount(), 2);
        const QString text = view.model()->index(0, 0).data(Qt::AccessibleTextRole).toString();
        for (const char* part : {"B04", "✓ 已封存", "B04.mp4", "4.2 MB", "abababab", "子码流"})
            QVERIFY2(text.contains(QString::fromUtf8(part)), qPrintable(text));
        QVERIFY(view.sizeHint().height() > 100);
    }

    void a_clip_with_a_gap_is_called_incomplete_and_keeps_its_reason() {
        const auto rows = clipRows(pinOfTwo(), {clipOf("B04", "began 3 s late")}, kRaised + 90'000'000, {});
        QCOMPARE(rows.front().state, ClipState::Incomplete);
        QCOMPARE(rows.front().gap, QStringLiteral("began 3 s late"));
    }

    void a_camera_without_a_file_runs_until_its_time_is_over_and_then_is_missing() {
        const Pin pin = pinOfTwo();
        const auto at = [&](Micros now) { return clipRows(pin, {clipOf("B03")}, now, {}).front().state; };
        QCOMPARE(at(kRaised), ClipState::Running);
        QCOMPARE(at(pin.until + kSealGrace), ClipState::Running);
        QCOMPARE(at(pin.until + kSealGrace + 1), ClipState::Missing);
    }

    void clips_of_two_seats_and_of_cameras_nobody_asked_for_stand_there_too() {
        Clip other = clipOf("B04");
        other.seat = Id::fromParts({"seat", "B"});
        const ClipNames names{
            [](const std::string& camera) { return QString::fromStdString(camera); },
            [](const Id& seat) { return seat.isNull() ? QString() : QStringLiteral("B席"); }};
        const auto rows = clipRows(pinOfTwo(), {clipOf("B04"), other, clipOf("X01")}, kRaised, names);
        QCOMPARE(rows.size(), std::size_t{4});
        QCOMPARE(rows[1].seat, QStringLiteral("B席"));
        QCOMPARE(rows[2].camera, QStringLiteral("B03"));
        QCOMPARE(rows[3].camera, QStringLiteral("X01"));
    }
};

QTEST_MAIN(ClipListTest)
#include "tst_clip_list.moc"
