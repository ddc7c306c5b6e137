// shouwang-console, the desk. Only puts the parts together.
#include "base/log.h"
#include "console/desk_session.h"
#include "console/options.h"
#include "console/seat_file.h"
#include "console/settings.h"
#include "console/start_words.h"
#include "console/unix_signals.h"
#include "console/window_keeper.h"
#include "shell/ui/icons.h"
#include "shell/ui/inspector.h"
#include "shell/ui/sounds.h"
#include "shell/ui/theme.h"
#include "translations/translations.h"

#include <QApplication>
#include <QMessageBox>
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

DeskSession::Options sessionOptions(const Options& options, const SeatFile& seat, const Settings& settings) {
    DeskSession::Options session;
    session.seat = seat.seat;
    session.letter = seat.letter.front();
    session.broker = seat.broker;
    session.language = settings.language();
    session.scene = settings.text(QStringLiteral("scene"));
    if (!options.wallProgram.isEmpty()) {
        wall::WallLinkOptions wall;
        wall.program = options.wallProgram;
        if (!options.wallGeometry.isEmpty())
            wall.arguments = {QStringLiteral("--geometry"), options.wallGeometry};
        if (!options.inspect.isEmpty())
            wall.arguments << QStringLiteral("--inspect") << options.inspect + QStringLiteral(".wall");
        session.wall = wall;
    }
    return session;
}

void place(MainWindow& window, const Options& options, const Settings& settings) {
    if (options.geometry) {
        window.setGeometry(*options.geometry);
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
    auto session = sessionOptions(options, *seat, settings);
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
    place(windows.window(), options, settings);
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv) {
    ::umask(0077); // what the desk writes is for its own account alone
    // Qt's default waits 5 ms before every repaint; must be set before the application object.
    qputenv("QT_QPA_UPDATE_IDLE_TIME", "0");
    ::prctl(PR_SET_DUMPABLE, 0); // no core dumps: they would hold keys and names
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
