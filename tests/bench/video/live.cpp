// A wall of live cameras: the real simulator serves them over RTSP from a program of its own, our receiver,
// rings and decoders bring them into tiles. The delay is read off the pictures: each carries the number of
// its frame, and with it the moment at which the camera took it.
#include "bench/video/bench_video.h"

#include "base/file.h"
#include "site/sample.h"
#include "site/secrets_file.h"
#include "site/site_file.h"
#include "video/rtsp_receiver.h"
#include "video/video_engine.h"

#include <QCoreApplication>
#include <QProcess>
#include <filesystem>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef SHOUWANG_SIM
#include "simulator/frame_code.h"
#endif

namespace shouwang::bench {

#ifndef SHOUWANG_SIM

void liveRow(const Ask&) {
    throw Void("built without the simulator, whose cameras it looks at");
}

#else

using namespace video;

namespace {

constexpr int kClipFrames = 250; ///< ten seconds in a circle: encoded at once, longer than any delay
const Credentials kCamera{"bench", "bench"};

/// The program with its folder; ends with this object.
class Site {
public:
    explicit Site(int cameras)
        : m_folder(std::filesystem::temp_directory_path() / fmt::format("shouwang-bench-live-{}", getpid())) {
        std::filesystem::create_directories(m_folder);
        writeFiles(cameras);
        m_program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_program.start(QStringLiteral(SHOUWANG_SIM),
                        words({"run", "--site", file("site.json"), "--secrets", file("secrets.json"),
                               "--rtsp-port", "0", "--control", "0", "--quiet"}));
        if (!m_program.waitForStarted()) throw Void("the simulator does not start");
        while (!m_program.canReadLine())
            if (!m_program.waitForReadyRead(60'000)) throw Void("the simulator does not become ready");
        const Json ready = Json::parse(m_program.readLine().toStdString(), nullptr, false);
        if (!ready.is_object() || !ready.contains("rtsp_port")) throw Void("the simulator says no port");
        m_port = ready["rtsp_port"];
        for (int i = 0; i < 3000 && !isReady(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        if (!isReady()) throw Void("the simulator has not encoded its pictures within a minute");
    }
    ~Site() {
        m_program.terminate();
        if (!m_program.waitForFinished(10'000)) m_program.kill();
        m_program.waitForFinished(10'000);
        std::error_code ignored;
        std::filesystem::remove_all(m_folder, ignored);
    }
    Site(const Site&) = delete;
    Site& operator=(const Site&) = delete;

    std::string url(std::size_t camera) const {
        const std::string& path = m_paths.at(camera);
        return fmt::format("rtsp://127.0.0.1:{}{}", m_port, path);
    }
    std::size_t cameras() const { return m_paths.size(); }

private:
    std::string file(const char* name) const { return (m_folder / name).string(); }

    QStringList words(const std::vector<std::string>& first) const {
        QStringList list;
        for (const std::string& word : first)
            list << QString::fromStdString(word);
        return list << "--cache" << QString::fromStdString(file("cache")) << "--places"
                    << "1"
                    << "--main-size"
                    << "64x36"
                    << "--frames" << QString::number(kClipFrames);
    }

    void writeFiles(int cameras) {
        site::SampleOptions options;
        options.streamingCameras = cameras;
        site::Site site = site::sampleSite(options);
        for (site::Camera& camera : site.cameras) {
            const auto slash = camera.sub_url.find("/cam");
            const bool wanted =
                slash != std::string::npos && m_paths.size() < static_cast<std::size_t>(cameras);
            if (!wanted) {
                camera.main_url.clear();
                camera.sub_url.clear();
                continue;
            }
            camera.codec = site::Codec::H264;
            m_paths.push_back(camera.sub_url.substr(slash));
        }
        need(writeFileWhole(file("site.json"), view(need(site::writeSite(site)))));
        const std::string secrets = site::writeSecrets({{"*", {kCamera.user, kCamera.password}}});
        need(writeFileWhole(file("secrets.json"), view(secrets), 0600));
    }

    /// Both of its clips are encoded: from here on the cameras cost the machine what they always do.
    bool isReady() const {
        std::error_code error;
        std::ptrdiff_t clips = 0;
        for (const auto& entry : std::filesystem::directory_iterator(m_folder / "cache", error))
            clips += entry.path().extension() == ".swclip" ? 1 : 0;
        return clips >= 2;
    }

    std::filesystem::path m_folder;
    std::vector<std::string> m_paths;
    QProcess m_program;
    int m_port = 0;
};

/// What the tiles saw. The decode workers note, the bench reads.
class Watch {
public:
    explicit Watch(const Clock& clock)
        : m_clock(clock) {}

    void note(const Picture& picture) {
        const Micros now = m_clock.utc();
        const auto frame = simulator::readFrameCode(picture.data() + 1, picture.stride, picture.width,
                                                    picture.height, 4); // green is nearest to the luma
        const std::lock_guard lock(m_mutex);
        if (!m_measuring) return;
        if (!frame) {
            ++m_unread;
            return;
        }
        m_delays.push_back(static_cast<double>(simulator::frameAge(*frame, now, kClipFrames)) / 1000);
    }
    void measure(bool on) {
        const std::lock_guard lock(m_mutex);
        m_measuring = on;
    }
    std::vector<double> delays() const {
        const std::lock_guard lock(m_mutex);
        if (m_unread > 0) throw Void(fmt::format("{} pictures carry no number that can be read", m_unread));
        return m_delays;
    }

private:
    const Clock& m_clock;
    mutable std::mutex m_mutex; // guards everything below
    std::vector<double> m_delays;
    std::size_t m_unread = 0;
    bool m_measuring = false;
};

struct Used {
    double cores = 0;
    double seconds = 0;
};

/// Processor time of this whole program, its receiving and decoding threads, meanwhile.
Used usedWhile(const Clock& clock, Nanos length) {
    const auto processor = [] {
        rusage used{};
        getrusage(RUSAGE_SELF, &used);
        const auto seconds = [](const timeval& time) {
            return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
        };
        return seconds(used.ru_utime) + seconds(used.ru_stime);
    };
    const double before = processor();
    const Nanos began = clock.monotonic().count();
    std::this_thread::sleep_for(std::chrono::nanoseconds(length)); // the span that is measured
    const double wall = secondsOf(clock.monotonic().count() - began);
    return {(processor() - before) / wall, wall};
}

struct Keep final : PacketSink {
    void accept(const AccessUnit& unit) override {
        const std::lock_guard lock(mutex);
        if (!units.empty() || unit.key) units.push_back(unit);
    }
    void stateChanged(const StreamStatus&) override {}
    std::vector<AccessUnit> taken(std::size_t most) {
        const std::lock_guard lock(mutex);
        return units.size() < most ? std::vector<AccessUnit>() : units;
    }
    std::mutex mutex; // guards the units
    std::vector<AccessUnit> units;
};

/// What bare libavcodec needs for the pictures of one of these cameras: pictures a second on one core.
std::vector<double> floorOf(Receiver& receiver, const std::string& url) {
    const auto sink = std::make_shared<Keep>();
    const StreamId stream = receiver.add({url, kCamera}, sink);
    std::vector<AccessUnit> units;
    for (int i = 0; i < 2000 && units.empty(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        units = sink->taken(50);
    }
    receiver.remove(stream);
    if (units.empty()) throw Void("a camera sends no pictures");
    std::vector<double> rates;
    for (int i = 0; i < 5; ++i)
        rates.push_back(bareFps(units));
    return rates;
}

void waitForAll(const std::vector<View>& views) {
    for (int i = 0; i < 2000; ++i) {
        if (std::ranges::all_of(views, [](const View& view) { return view.mailbox->published() > 25; }))
            return;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    throw Void("not all cameras show pictures within 20 s");
}

std::vector<View> showAll(VideoEngine& engine, const Site& site, Watch& watch) {
    std::vector<View> views;
    for (std::size_t i = 0; i < site.cameras(); ++i) {
        const std::string id = fmt::format("cam-{}", i);
        need(engine.addCamera({id, {}, site.url(i), kCamera}));
        views.push_back(need(engine.show(id, {480, 270})));
        views.back().mailbox->setNotify([&watch, mailbox = views.back().mailbox] {
            if (const PicturePtr picture = mailbox->latest()) watch.note(*picture);
        });
    }
    waitForAll(views);
    return views;
}

void printLive(std::size_t streams, const Used& used, const std::vector<double>& delay, double floor_fps) {
    const double fps = static_cast<double>(delay.size()) / used.seconds;
    const double due = static_cast<double>(streams) * simulator::kFrameRate;
    if (fps < 0.9 * due) throw Void(fmt::format("{:.0f} of {:.0f} pictures a second were shown", fps, due));
    const double limit = fps / floor_fps;
    print("live_wall", {{"streams", streams},
                        {"measured_s", rounded(used.seconds)},
                        {"fps", rounded(fps)},
                        {"delay_p50_ms", rounded(percentile(delay, 0.5))},
                        {"delay_p95_ms", rounded(percentile(delay, 0.95))},
                        {"delay_p99_ms", rounded(percentile(delay, 0.99))},
                        {"cpu_cores", rounded(used.cores)},
                        {"limit_cores", rounded(limit)},
                        {"ratio", rounded(used.cores / limit)},
                        {"peers", {peer("libavcodec alone", {{"cpu_cores", rounded(limit)}})}}});
}

} // namespace

void liveRow(const Ask& ask) {
    int count = 0;
    char* words[] = {nullptr};
    const QCoreApplication application(count, words); // QProcess wants one
    const Site site(ask.small ? 4 : 16);
    const SystemClock clock;
    SystemRandom random;
    Watch watch(clock);
    Receiver cameras(clock, random);
    const double floor_fps = percentile(floorOf(cameras, site.url(0)), 0.5);
    VideoEngine engine(clock, cameras);
    const std::vector<View> views = showAll(engine, site, watch);
    watch.measure(true);
    const Used used = usedWhile(clock, (ask.small ? 1 : 10) * kSecond);
    watch.measure(false);
    for (const View& view : views)
        view.mailbox->setNotify({});
    printLive(views.size(), used, watch.delays(), floor_fps);
}

#endif

} // namespace shouwang::bench
