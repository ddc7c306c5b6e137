// shouwang-wall: the only place of the wall that constructs concrete classes.
#include "base/file.h"
#include "base/log.h"
#include "base/random.h"
#include "gpu_probe.h"
#include "options.h"
#include "preview_orphans.h"
#include "service_manager.h"
#include "site/secrets_file.h"
#include "translations/translations.h"
#include "video/rtsp_receiver.h"
#include "wall/ui/desk_channel.h"
#include "wall_inspector.h"
#include "wall_window.h"

#include <QApplication>
#include <QFileInfo>
#include <QQuickWindow>
#include <QSocketNotifier>
#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <sys/socket.h>
#include <unistd.h>

using namespace shouwang;
using namespace shouwang::wall;

namespace {

constexpr int kWrongUse = 64;  // sysexits: the command line
constexpr int kWrongSite = 65; // the site file, the secrets or the scene
constexpr int kNoDesk = 69;    // the desk does not answer
constexpr int kShowFaultMs = 30000;

std::array<int, 2> g_signal_pipe{-1, -1}; // a signal handler may only write

void onSignal(int) {
    const char byte = 1;
    [[maybe_unused]] const auto written = write(g_signal_pipe[1], &byte, 1);
}

void quitOnSignals(QCoreApplication& application) {
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, g_signal_pipe.data()) != 0) return;
    auto* notifier = new QSocketNotifier(g_signal_pipe[0], QSocketNotifier::Read, &application);
    QObject::connect(notifier, &QSocketNotifier::activated, &application, &QCoreApplication::quit);
    std::signal(SIGTERM, onSignal);
    std::signal(SIGINT, onSignal);
    std::signal(SIGPIPE, SIG_IGN);
}

/// People know a scene by its name (夜间值守), programs by its id (night).
std::string sceneId(const site::Site& site, const std::string& wanted) {
    if (site.scene(wanted)) return wanted;
    const auto named = std::find_if(site.scenes.begin(), site.scenes.end(),
                                    [&](const site::Scene& scene) { return scene.name == wanted; });
    return named == site.scenes.end() ? wanted : named->id;
}

/// Tells a bare wall what a desk would tell it. Refused with file, line and reason.
Result<void> loadBare(WallController& controller, const Options& options) {
    if (!options.secrets.isEmpty()) {
        const auto secrets = site::readSecrets(options.secrets.toStdString());
        if (!secrets) return tl::unexpected(secrets.error());
        SetSecrets order;
        for (const auto& [camera, secret] : *secrets)
            order.secrets.push_back({camera, secret.user, secret.password});
        if (auto done = controller.apply(order); !done) return done;
    }
    const std::string path = options.site.toStdString();
    auto bytes = readFile(path, site::kSiteFileLimit);
    if (!bytes) return tl::unexpected(bytes.error());
    if (auto done = controller.apply(SetSite{path, std::move(*bytes)}); !done) return done;
    return controller.apply(SetScene{sceneId(controller.book().site(), options.scene.toStdString())});
}

std::optional<video::SharedPictureWriter> makePreviews(Random& random) {
    if (const int orphans = removeOrphanedPreviews())
        log::info("wall", "removed pictures of {} walls", orphans);
    auto writer = video::SharedPictureWriter::create(previewName(static_cast<unsigned>(random.next())));
    if (writer) return std::move(*writer);
    log::error("wall", "no previews for the desk: {}", writer.error().text);
    return std::nullopt;
}

struct Wall {
    SystemClock clock;
    SystemRandom random;
    video::Receiver receiver{clock, random};
    video::VideoEngine engine{clock, receiver};
    shell::Theme theme;
    WallController controller{engine, clock};
    WallWindow window{controller, theme};
};

/// Shows why the wall cannot start, until a key is pressed or the time is over (then a service manager tries
/// again).
int showFault(Wall& wall, const Options& options, const Error& fault) {
    std::fprintf(stderr, "%s\n", fault.text.c_str());
    wall.controller.setMessage(QObject::tr("画面墙无法启动\n\n%1").arg(QString::fromStdString(fault.text)));
    wall.window.setLeaveOnKey();
    QObject::connect(&wall.window, &WallWindow::anyKey, qApp, &QCoreApplication::quit);
    QTimer::singleShot(kShowFaultMs, qApp, &QCoreApplication::quit);
    wall.window.showAs(options.place);
    QApplication::exec();
    return kWrongSite;
}

int runBare(Wall& wall, const Options& options) {
    const auto loaded = loadBare(wall.controller, options);
    if (!loaded) return showFault(wall, options, loaded.error());
    wall.window.setPinFolder(options.pin_folder);
    wall.window.showAs(options.place);
    return QApplication::exec();
}

int runLinked(Wall& wall, const Options& options, const std::string& renderer) {
    if (auto previews = makePreviews(wall.random)) wall.controller.publishPreviews(std::move(*previews));
    DeskChannel desk(wall.controller, renderer);
    QObject::connect(&desk, &DeskChannel::closed, qApp, &QCoreApplication::quit);
    QObject::connect(&wall.controller, &WallController::quitRequested, qApp, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    QObject::connect(&wall.controller, &WallController::screenWanted, &wall.window, &WallWindow::showOn);
    wall.window.leaveKeyboardAlone(); // somebody types at the desk
    wall.window.showAs(options.place);
    if (!desk.connectTo(options.link, 5000)) return kNoDesk;
    return QApplication::exec();
}

int runWall(const Options& options, const QString& gpu) {
    const std::string renderer = gpu.isEmpty() ? "software" : gpu.toStdString();
    log::info("wall", "drawing with: {}", renderer);
    Wall wall;
    // Later translators win, and every text of ours is asked for again when the language changes.
    QObject::connect(&wall.controller, &WallController::languageChanged, qApp,
                     [](const QString& code) { installTranslations(*qApp, code); });
    WallInspector inspector(wall.window, wall.controller, renderer);
    if (!options.inspect.isEmpty() && !inspector.listen(options.inspect)) {
        std::fprintf(stderr, "--inspect: cannot listen there\n");
        return kWrongUse;
    }
    if (!options.language.isEmpty()) {
        const auto spoken = wall.controller.apply(Language{options.language.toStdString()});
        if (!spoken) return kWrongUse;
    }
    if (!options.link.isEmpty()) return runLinked(wall, options, renderer); // the desk hears its heartbeat
    ServiceManager manager;
    manager.start();
    return runBare(wall, options);
}

} // namespace

int main(int argc, char** argv) {
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    const ParsedOptions parsed = parseOptions(arguments);
    if (!parsed.help.isEmpty()) return std::fputs(parsed.help.toUtf8().constData(), stdout) < 0;
    if (!parsed.error.isEmpty()) {
        std::fprintf(stderr, "shouwang-wall: %s\n", parsed.error.toUtf8().constData());
        return kWrongUse;
    }
    const Options& options = parsed.options;
    // Pictures are painted when they arrive; Qt would wait 5 ms for more of them.
    qputenv("QT_QPA_UPDATE_IDLE_TIME", "0");
    QString gpu;
    if (options.renderer == Renderer::Probe && !options.probe_gpu)
        gpu = probeGpu(QFileInfo(QStringLiteral("/proc/self/exe")).symLinkTarget());
    else if (options.renderer == Renderer::Gpu)
        gpu = QStringLiteral("as the command line says");
    if (gpu.isEmpty() && !options.probe_gpu) QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);

    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("shouwang-wall"));
    QApplication::setApplicationVersion(QStringLiteral(SHOUWANG_VERSION));
    QApplication::setFont(shell::Theme::font(shell::Type::Body));
    if (options.probe_gpu) return printGpu();
    quitOnSignals(application);
    return runWall(options, gpu);
}
