#include "bench/desk/rows.h"

#include "base/random.h"
#include "shell/ui/theme.h"
#include "site/sample.h"
#include "site/ui/map_canvas.h"
#include "site/ui/map_view.h"

#include <QApplication>
#include <QQuickWidget>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <fmt/format.h>
#include <functional>

namespace shouwang::bench {

namespace {

using site::Site;

constexpr std::size_t kThings = 5000;
constexpr int kFrames = 300;

/// A facility like the sample, with so many cameras and points outdoors that they make kThings.
Site crowded() {
    Site site = site::sampleSite();
    SeededRandom random(7);
    const auto place = [&random] {
        return site::Place{"F5", "", "操场", static_cast<double>(random.below(3600)) / 10,
                           static_cast<double>(random.below(2700)) / 10};
    };
    const site::Camera camera = site.cameras.front();
    const site::AlarmPoint point = site.points.front();
    while (site::itemsOn(site, "").size() + 500 < kThings) {
        for (int i = 0; i < 250; ++i) {
            site.cameras.push_back(camera);
            site.cameras.back().id = fmt::format("C{}", site.cameras.size());
            site.cameras.back().place = place();
            site.cameras.back().bearing_deg = static_cast<double>(random.below(360));
            site.points.push_back(point);
            site.points.back().id = fmt::format("P{}", site.points.size());
            site.points.back().place = place();
        }
    }
    while (site::itemsOn(site, "").size() < kThings) {
        site.cameras.push_back(camera);
        site.cameras.back().id = fmt::format("C{}", site.cameras.size());
        site.cameras.back().place = place();
    }
    return site;
}

std::vector<double> timed(int rounds, const std::function<void(int)>& work) {
    std::vector<double> spans;
    for (int i = 0; i < rounds; ++i) {
        const auto before = std::chrono::steady_clock::now();
        work(i);
        spans.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count());
    }
    return spans;
}

/// Nobody can show a picture without copying it once.
double copyOnce(const QImage& frame) {
    QImage copy(frame.size(), frame.format());
    return percentile(timed(100,
                            [&](int) {
                                std::memcpy(copy.bits(), frame.constBits(),
                                            static_cast<std::size_t>(frame.sizeInBytes()));
                            }),
                      0.5);
}

site::Marks someTrouble(const Site& site) {
    site::Marks marks;
    for (std::size_t i = 0; i < site.cameras.size(); i += 50)
        marks.cameras[site.cameras[i].id] = site::CameraMark::Lost;
    for (std::size_t i = 0; i < site.points.size(); i += 100)
        marks.points[site.points[i].id] = {static_cast<int>(i / 100 % 4) + 1, true, false, false};
    marks.points[site::kDemoFence] = {1, false, false, false};
    return marks;
}

} // namespace

void mapRow(const Ask& ask) {
    const int frames = ask.small ? 12 : kFrames;
    const auto site = std::make_shared<const Site>(crowded());
    shell::Theme theme;
    theme.install(*qApp);
    site::MapView view(theme);
    view.resize(1480, 900);
    view.setSite(site);
    view.setMarks(someTrouble(*site));
    view.show();
    QCoreApplication::processEvents();
    site::MapCanvas& canvas = view.canvas();
    canvas.zoom(2);
    // A frame is what the hand waits for: the change, the drawing, and the finished picture of the window.
    const auto frame = [&] { return view.quick().grabFramebuffer(); };
    const QImage picture = frame();
    const auto pan = timed(frames, [&](int i) {
        canvas.pan({i / 60 % 2 == 0 ? -16.0 : 16.0, i / 30 % 2 == 0 ? -6.0 : 6.0});
        (void)frame();
    });
    view.centreOn(site::kDemoFence);
    const auto pulse = timed(frames, [&](int) {
        canvas.beat();
        (void)frame();
    });
    const auto zoom = timed(frames / 5, [&](int i) {
        canvas.zoom(i % 12 < 6 ? 1.25 : 0.8);
        (void)frame();
    });
    site::Marks marks = someTrouble(*site);
    const auto change = timed(frames / 5, [&](int i) {
        marks.cameras[site->cameras.back().id] = i % 2 == 0 ? site::CameraMark::Late : site::CameraMark::Live;
        view.setMarks(marks);
        (void)frame();
    });
    const double copy = copyOnce(picture);
    const auto figures = [](const char* name, const std::vector<double>& milliseconds) {
        return Json{{std::string(name) + "_p50_ms", rounded(percentile(milliseconds, 0.5))},
                    {std::string(name) + "_p95_ms", rounded(percentile(milliseconds, 0.95))}};
    };
    print("map", merged({{{"things", site::itemsOn(*site, "").size()},
                          {"width_px", picture.width()},
                          {"height_px", picture.height()}},
                         figures("pan", pan),
                         figures("pulse", pulse),
                         figures("zoom", zoom),
                         figures("marks", change),
                         {{"ratio", rounded(percentile(pan, 0.5) / copy)},
                          {"limit_pan_p95_ms", 16.7},
                          {"peers", {peer("copying the picture once", {{"pan_p50_ms", rounded(copy)}})}}}}));
}

} // namespace shouwang::bench
