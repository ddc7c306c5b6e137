// shouwang-console, the desk. Only puts the parts together.
#include "base/log.h"
#include "console/desk_session.h"
#include "console/options.h"
#include "console/seat_file.h"
#include "console/settings.h"
#include "console/start_words.h"
#include "console/unix_signals.h"
#include "console/wall_screen_choice.h"
#include "console/window_keeper.h"
#include "console/window_places.h"
#include "shell/ui/icons.h"
#include "shell/ui/inspector.h"
#include "shell/ui/sounds.h"
#include "shell/ui/theme.h"
#include "translations/translations.h"

#include <QApplication>
#include <QMessageBox>
#include <QQuickWindow>
#include <QScreen>

#include <cstdio>
#include <sodium.h>
#include <sys/prctl.h>
#include <sys/stat.h>

namespace {

using namespace shouwang;
using namespace shouwang::console;

constexpr int kCannotStart = 3;

/// Said where it is read: in the terminal, and on the screen where somebody sits before it.
int cannotStart(const Options& options, const QString& forPeople, const std::string& forLog) {
    std::fprintf(stderr, "shouwang-console: %s\n%s\n", qUtf8Printable(forPeople), forLog.c_str());
    if (options.inspect.isEmpty()) {
        QMessageBox::critical(nullptr, QObject::tr("守望不能启动"),
                              forPeople + QStringLiteral("\n\n") + QString::fromStdString(forLog));
    }
    return kCannotStart;
}

QList<ScreenArea> screens() {
    QList<ScreenArea> areas;
    for (const QScreen* screen : QGuiApplication::screens()) { // the primary one is the first
        areas << ScreenArea{screen->name(), screen->geometry(), screen->availableGeometry()};
    }
    return areas;
}

/// Where the desk stood when it was closed, or is told to stand.
std::optional<QRect> knownPlace(const Options& options, const Settings& settings) {
    if (options.geometry) return options.geometry;
    QWidget probe;
    if (!probe.restoreGeometry(settings.state(QStringLiteral("geometry")))) return std::nullopt;
    const bool whole = probe.windowState() & (Qt::WindowMaximized | Qt::WindowFullScreen);
    return whole ? probe.screen()->availableGeometry() : probe.geometry();
}

QStringList wallArguments(const Options& options, const WindowPlaces& places) {
    QStringList arguments;
    const auto text = [](const QRect& rect) {
        return QStringLiteral("%1x%2+%3+%4").arg(rect.width()).arg(rect.height()).arg(rect.x()).arg(rect.y());
    };
    if (!options.wallGeometry.isEmpty())
        arguments << QStringLiteral("--geometry") << options.wallGeometry;
    else if (!places.wallScreen.isEmpty())
        arguments << QStringLiteral("--screen") << places.wallScreen;
    else if (places.wallWindow)
        arguments << QStringLiteral("--windowed") << QStringLiteral("--geometry") << text(*places.wallWindow);
    if (!options.inspect.isEmpty())
        arguments << QStringLiteral("--inspect") << options.inspect + QStringLiteral(".wall");
    return arguments;
}

DeskSession::Options sessionOptions(const Options& options, const SeatFile& seat, const Settings& settings,
                                    const WindowPlaces& places) {
    DeskSession::Options session;
    session.seat = seat.seat;
    session.letter = seat.letter.front();
    session.broker = seat.broker;
    session.language = settings.language();
    session.scene = settings.text(QStringLiteral("scene"));
    if (options.wallGeometry.isEmpty()) session.wallScreen = settings.text(WallScreenChoice::kSetting);
    if (!options.wallProgram.isEmpty()) {
        wall::WallLinkOptions wall;
        wall.program = options.wallProgram;
        wall.arguments = wallArguments(options, places);
        session.wall = wall;
    }
    return session;
}

void place(MainWindow& window, const Options& options, const Settings& settings, const WindowPlaces& places) {
    if (const auto told = options.geometry ? options.geometry : places.desk) {
        window.setGeometry(*told);
        window.show();
    } else if (window.restoreGeometry(settings.state(QStringLiteral("geometry")))) {
        window.show();
    } else {
        window.showMaximized();
    }
    window.focusFirst();
}

int runDesk(QApplication& application, const Options& options) {
    SystemClock clock;
    SystemRandom random;
    if (!options.language.isEmpty()) installTranslations(application, options.language);
    auto files = DeskFiles::open(options.dataFolder.toStdString());
    if (!files) {
        const bool inUse = DeskFiles::isInUse(options.dataFolder.toStdString());
        return cannotStart(options, folderFaultWord(inUse), files.error().text);
    }
    Settings settings(QString::fromStdString(files->settingsFile().string()));
    if (!options.language.isEmpty()) settings.setLanguage(options.language);
    installTranslations(application, settings.language());
    shell::Theme theme(settings.shade());
    theme.install(application);
    const auto seat = readSeatFile(options.seatFile.toStdString());
    if (!seat) return cannotStart(options, QObject::tr("席位文件不能用。"), seat.error().text);
    const WindowPlaces places = placeWindows(screens(), knownPlace(options, settings));
    auto session = sessionOptions(options, *seat, settings, places);
    if (!seat->station.url.empty()) {
        auto link = sync::makeHttpLink(seat->station);
        if (!link)
            return cannotStart(options, QObject::tr("席位文件里的站点地址不能用。"), link.error().text);
        session.link = std::move(*link);
    }
    const std::filesystem::path kept = files->seatFile();
    auto desk = DeskSession::start(std::move(session), std::move(*files), clock, random);
    if (!desk) {
        const auto fault = sync::faultOf(kept, seat->seat, desk.error());
        return cannotStart(options, seatFaultWord(fault), desk.error().text);
    }

    shell::ProcessSoundOutput output;
    shell::Sounds sounds(&output);
    WindowKeeper windows({**desk, settings, theme, sounds, random}, [&application](const QString& language) {
        installTranslations(application, language);
    });
    std::unique_ptr<shell::Inspector> inspector;
    const auto inspect = [&] {
        if (options.inspect.isEmpty()) return;
        inspector.reset();
        inspector = std::make_unique<shell::Inspector>(windows.window());
        if (!inspector->listen(options.inspect)) log::error("desk", "the inspector's name is taken");
    };
    inspect();
    QObject::connect(&windows, &WindowKeeper::replaced, &application, inspect);
    UnixSignals unixSignals;
    QObject::connect(&unixSignals, &UnixSignals::quitWanted, &application, &QCoreApplication::quit);
    place(windows.window(), options, settings, places);
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv) {
    ::umask(0077); // what the desk writes is for its own account alone
    // Qt's default waits 5 ms before every repaint; must be set before the application object.
    qputenv("QT_QPA_UPDATE_IDLE_TIME", "0");
    ::prctl(PR_SET_DUMPABLE, 0); // no core dumps: they would hold keys and names
    // The map is painted by the processor; a graphics driver that fails must not take the desk with it.
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("shouwang-console"));
    QApplication::setApplicationVersion(QStringLiteral(SHOUWANG_VERSION));
    QApplication::setWindowIcon(shouwang::shell::programIcon());
    const auto options = shouwang::console::readOptions(QApplication::arguments());
    if (::sodium_init() < 0) {
        std::fprintf(stderr, "shouwang-console: libsodium does not start\n");
        return kCannotStart;
    }
    return runDesk(application, options);
}
