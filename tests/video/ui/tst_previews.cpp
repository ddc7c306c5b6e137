// The desk's previews: what the wall process wrote into shared memory, and nothing that is not true any more.
#include "video/ui/preview_widget.h"
#include "video/ui/state_words.h"

#include <QImage>
#include <QSignalSpy>
#include <QTest>
#include <unistd.h>

using namespace shouwang;
using namespace shouwang::video;

namespace {

PicturePtr plain(QColor color) {
    auto picture = std::make_shared<Picture>();
    picture->width = 320;
    picture->height = 180;
    picture->stride = 1280;
    auto bytes = std::make_shared<std::vector<std::uint8_t>>(1280U * 180U);
    QImage(bytes->data(), 320, 180, 1280, QImage::Format_RGB32).fill(color);
    picture->bytes = bytes;
    return picture;
}

const QString kCamera = QStringLiteral("Z31-2F-走廊北-B03");

} // namespace

class TestPreviews : public QObject {
    Q_OBJECT

    QString m_name;
    std::optional<SharedPictureWriter> m_writer;
    shell::Theme m_theme;
    int m_runs = 0;

    void write(QColor color, Liveness::Kind kind, Nanos age = 0) {
        QVERIFY(m_writer->write(3, kCamera.toStdString(), plain(color), {kind, age}).has_value());
    }

private Q_SLOTS:
    void init() {
        m_name = QStringLiteral("/shouwang-test-previews-%1-%2").arg(getpid()).arg(++m_runs);
        auto writer = SharedPictureWriter::create(m_name.toStdString());
        QVERIFY2(writer.has_value(), writer ? "" : writer.error().text.c_str());
        m_writer.emplace(std::move(*writer));
    }
    void cleanup() { m_writer.reset(); }

    void a_widget_shows_what_the_wall_wrote() {
        PreviewSource source;
        PreviewWidget widget(source, m_theme);
        widget.resize(320, 180);
        widget.setCamera(kCamera, QStringLiteral("B03 走廊北"));
        QCOMPARE(source.wanted().value(kCamera), QSize(320, 180));
        source.open(m_name);
        source.setSlots({{kCamera, 3}});
        write(Qt::red, Liveness::Kind::Live);
        QTRY_VERIFY(source.preview(kCamera) != nullptr);
        QCOMPARE(widget.grab().toImage().pixelColor(160, 80), QColor(Qt::red));
        QCOMPARE(widget.liveness().kind, Liveness::Kind::Live);
    }

    void a_slot_that_did_not_change_is_not_painted_again() {
        PreviewSource source;
        source.want(kCamera, {320, 180});
        QSignalSpy changed(&source, &PreviewSource::changed);
        source.open(m_name);
        source.setSlots({{kCamera, 3}});
        write(Qt::red, Liveness::Kind::Live);
        QTRY_COMPARE(changed.size(), 1);
        const auto sequence = source.preview(kCamera)->sequence;
        write(Qt::blue, Liveness::Kind::Live);
        QTRY_COMPARE(changed.size(), 2);
        QVERIFY(source.preview(kCamera)->sequence > sequence);
        QSignalSpy other(&source, &PreviewSource::wantedChanged);
        QVERIFY(!other.wait(300)); // several polls later
        QCOMPARE(changed.size(), 2);
    }

    void a_late_picture_is_hatched_and_says_its_age() {
        PreviewSource source;
        PreviewWidget widget(source, m_theme);
        widget.resize(320, 180);
        widget.setCamera(kCamera, QStringLiteral("B03"));
        source.open(m_name);
        source.setSlots({{kCamera, 3}});
        write(Qt::red, Liveness::Kind::Late, 3 * kSecond);
        QTRY_VERIFY(source.preview(kCamera) != nullptr);
        const QImage image = widget.grab().toImage();
        int hatched = 0;
        for (int x = 20; x < 300; ++x)
            if (image.pixelColor(x, 60) != QColor(Qt::red)) ++hatched;
        QVERIFY(hatched > 10);
        QCOMPARE(stateText(widget.liveness()), QStringLiteral("延迟 3 秒"));
    }

    void without_the_wall_every_preview_is_lost_at_once() {
        PreviewSource source;
        PreviewWidget widget(source, m_theme);
        widget.resize(320, 180);
        widget.setCamera(kCamera, QStringLiteral("B03"));
        QCOMPARE(widget.liveness().kind, Liveness::Kind::Waiting); // there never was one
        source.open(m_name);
        source.setSlots({{kCamera, 3}});
        write(Qt::red, Liveness::Kind::Live);
        QTRY_COMPARE(widget.liveness().kind, Liveness::Kind::Live);
        source.close();
        QCOMPARE(widget.liveness().kind, Liveness::Kind::Lost);
        source.open(m_name);
        QVERIFY(widget.liveness().kind != Liveness::Kind::Lost);
    }

    void a_camera_without_a_stream_is_called_so_and_never_lost() {
        PreviewSource source;
        PreviewWidget widget(source, m_theme);
        widget.resize(320, 180);
        widget.setCamera(kCamera, QStringLiteral("B03"));
        source.open(m_name);
        source.setSlots({{kCamera, 3}});
        QSignalSpy changed(&source, &PreviewSource::changed);
        source.setReasons({{kCamera, {QStringLiteral("未接入视频"), true}}});
        QCOMPARE(changed.size(), 1);
        source.setReasons({{kCamera, {QStringLiteral("未接入视频"), true}}});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(widget.stateNow(), QStringLiteral("未接入视频"));
        QCOMPARE(widget.grab().toImage().pixelColor(20, 20), m_theme.background()); // nothing is hatched
        source.close();
        QCOMPARE(widget.stateNow(), QStringLiteral("未接入视频"));
        // A fault keeps its state and age beside the reason.
        source.setReasons({{kCamera, {QStringLiteral("密码错误"), false}}});
        QVERIFY(widget.stateNow() != QStringLiteral("密码错误"));
    }

    void a_segment_that_is_not_there_is_an_error_and_no_crash() {
        PreviewSource source;
        source.open(QStringLiteral("/shouwang-nobody"));
        QVERIFY(!source.isOpen());
    }

    void a_wish_ends_with_the_last_who_wished() {
        PreviewSource source;
        QSignalSpy wanted(&source, &PreviewSource::wantedChanged);
        source.want(kCamera, {320, 180});
        source.want(kCamera, {160, 90});
        QCOMPARE(wanted.size(), 1);
        source.unwant(kCamera);
        QCOMPARE(source.wanted().size(), 1);
        source.unwant(kCamera);
        QVERIFY(source.wanted().isEmpty());
        QCOMPARE(wanted.size(), 2);
    }
};

QTEST_MAIN(TestPreviews)
#include "tst_previews.moc"
