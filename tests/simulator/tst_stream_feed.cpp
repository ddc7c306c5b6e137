// A camera's stream inside a GStreamer pipeline that ends, as the RTSP server's does, in a sink that keeps
// time.
#include "simulator/frame_code.h"
#include "simulator/rtsp/stream_feed.h"

#include <QTemporaryDir>
#include <QTest>
#include <functional>
#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>

using namespace shouwang;
using namespace shouwang::simulator;

namespace {

constexpr Micros kNow = 1'700'000'000'000'000; // the first frame of a clip, so a key frame

struct Unref {
    void operator()(void* object) const { gst_object_unref(object); }
};
template <class Object>
using Owned = std::unique_ptr<Object, Unref>;

struct Pipeline {
    Owned<GstElement> whole{gst_parse_launch("appsrc name=source is-live=true format=time ! "
                                             "identity name=behind ! appsink name=sink",
                                             nullptr)};
    Owned<GstElement> source = part("source");
    Owned<GstElement> sink = part("sink");

    ~Pipeline() { gst_element_set_state(whole.get(), GST_STATE_NULL); }
    Owned<GstElement> part(const char* name) const {
        return Owned<GstElement>(gst_bin_get_by_name(GST_BIN(whole.get()), name));
    }
    /// Calls `act` while the pipeline starts, when what is behind the source plays and the source does not
    /// yet.
    void play(const std::function<void()>& act) {
        const Owned<GstBus> bus(gst_element_get_bus(whole.get()));
        const GstBusSyncHandler hear = [](GstBus*, GstMessage* message, gpointer data) {
            GstState now = GST_STATE_NULL;
            if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_STATE_CHANGED)
                gst_message_parse_state_changed(message, nullptr, &now, nullptr);
            if (now == GST_STATE_PLAYING && GST_MESSAGE_SRC_NAME(message) == std::string_view("behind"))
                (*static_cast<const std::function<void()>*>(data))();
            return GST_BUS_PASS;
        };
        gst_bus_set_sync_handler(bus.get(), hear, const_cast<std::function<void()>*>(&act), nullptr);
        gst_element_set_state(whole.get(), GST_STATE_PLAYING);
        gst_bus_set_sync_handler(bus.get(), nullptr, nullptr, nullptr);
    }
    bool hasClock() const {
        const Owned<GstClock> clock(gst_element_get_clock(source.get()));
        return clock != nullptr;
    }
    /// When the next picture is to be shown, or nothing if none comes.
    std::optional<std::int64_t> nextPicture() const {
        GstSample* sample = gst_app_sink_try_pull_sample(GST_APP_SINK(sink.get()), 5 * GST_SECOND);
        if (!sample) return std::nullopt;
        const auto time = static_cast<std::int64_t>(GST_BUFFER_PTS(gst_sample_get_buffer(sample)));
        gst_sample_unref(sample);
        return time;
    }
};

} // namespace

class StreamFeedTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void a_picture_that_is_due_while_the_pipeline_starts_holds_up_no_other();

private:
    QTemporaryDir m_dir;
    std::unique_ptr<ClipLibrary> m_library;
    CameraState m_camera;
};

void StreamFeedTest::initTestCase() {
    gst_init(nullptr, nullptr);
    ClipSettings settings;
    settings.cache = m_dir.path().toStdString();
    settings.main = settings.sub = {64, 36, 10, 100, 5};
    settings.places = 1;
    m_library = std::make_unique<ClipLibrary>(
        settings, std::vector<ClipKey>{{m_camera.place, Quality::Sub, m_camera.codec}});
    m_library->waitForAll();
    QVERIFY(m_library->progress().faults.empty());
}

void StreamFeedTest::a_picture_that_is_due_while_the_pipeline_starts_holds_up_no_other() {
    Pipeline pipeline;
    StreamFeed feed(GST_APP_SRC(pipeline.source.get()), m_camera, Quality::Sub, *m_library);
    bool between = false;
    pipeline.play([&] {
        between = pipeline.hasClock() && GST_STATE(pipeline.source.get()) == GST_STATE_PAUSED;
        feed.tick(kNow);
    });
    QVERIFY2(between, "the pipeline did not start in the order that makes the trap");
    feed.tick(kNow + kFrameMicros);
    const auto time = pipeline.nextPicture();
    QVERIFY2(time.has_value(), "the sink waits for a time far ahead");
    QVERIFY2(*time < 5'000'000'000, qPrintable(QString::number(*time)));
}

QTEST_GUILESS_MAIN(StreamFeedTest)
#include "tst_stream_feed.moc"
