#include "console/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

#include <cstdio>
#include <cstdlib>

namespace shouwang::console {
namespace {

[[noreturn]] void refuse(const QString& text) {
    std::fprintf(stderr, "shouwang-console: %s\n", qPrintable(text));
    std::exit(2);
}

/// Where an icon that is pressed finds the seat: `shouwang/NAME` in a folder of this user, or empty.
QString ofThisUser(QStandardPaths::StandardLocation location, const char* name) {
    const QString folder = QStandardPaths::writableLocation(location);
    return folder.isEmpty() ? QString() : folder + QStringLiteral("/shouwang/") + QLatin1String(name);
}

QString defaultWall() {
    const QString beside = QCoreApplication::applicationDirPath() + QStringLiteral("/shouwang-wall");
    return QFileInfo(beside).isExecutable() ? beside : QString();
}

} // namespace

std::optional<QRect> parseGeometry(const QString& text) {
    static const QRegularExpression form(
        QStringLiteral("^(\\d{3,5})x(\\d{3,5})(?:\\+(\\d{1,5})\\+(\\d{1,5}))?$"));
    const auto match = form.match(text);
    if (!match.hasMatch()) return std::nullopt;
    return QRect(match.captured(3).toInt(), match.captured(4).toInt(), match.captured(1).toInt(),
                 match.captured(2).toInt());
}

Options readOptions(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("The desk of Shouwang."));
    const auto option = [](const char* name, const char* text, const char* value) {
        return QCommandLineOption(QLatin1String(name), QLatin1String(text), QLatin1String(value));
    };
    parser.addOption(
        option("seat",
               "Who this seat is and where its station is (made by the administrator); by default "
               "~/.config/shouwang/seat.json.",
               "FILE"));
    parser.addOption(option(
        "data", "Folder of this desk, one desk at a time; by default ~/.local/share/shouwang/desk.", "DIR"));
    parser.addOption(
        option("wall", "The wall program; by default shouwang-wall beside this program.", "PATH"));
    parser.addOption(QCommandLineOption(QStringLiteral("no-wall"), QStringLiteral("Run without a wall.")));
    parser.addOption(option("wall-geometry",
                            "Where the wall's window stands, 1920x1080+1920+0; by default the second screen.",
                            "GEOMETRY"));
    parser.addOption(option("language", "zh_CN or en; by default what the seat remembers.", "CODE"));
    parser.addOption(
        option("geometry", "Size and place of the window, 1920x1080 or 1920x1080+0+0.", "GEOMETRY"));
    parser.addOption(
        option("inspect", "Answer questions about the screen on this local socket (demonstration).", "NAME"));
    parser.addHelpOption();
    parser.addVersionOption();
    if (!parser.parse(arguments)) refuse(parser.errorText());
    if (parser.isSet(QStringLiteral("version"))) parser.showVersion();
    if (parser.isSet(QStringLiteral("help"))) parser.showHelp();
    Options options;
    const auto given = [&parser](const char* name, const QString& otherwise) {
        return parser.isSet(QLatin1String(name)) ? parser.value(QLatin1String(name)) : otherwise;
    };
    options.seatFile = given("seat", ofThisUser(QStandardPaths::GenericConfigLocation, "seat.json"));
    options.dataFolder = given("data", ofThisUser(QStandardPaths::GenericDataLocation, "desk"));
    if (options.seatFile.isEmpty() || options.dataFolder.isEmpty()) {
        refuse(QStringLiteral("--seat FILE and --data DIR are needed; --help tells more"));
    }
    options.language = parser.value(QStringLiteral("language"));
    if (!options.language.isEmpty() && options.language != QLatin1String("en") &&
        options.language != QLatin1String("zh_CN")) {
        refuse(QStringLiteral("--language is zh_CN or en"));
    }
    if (!parser.isSet(QStringLiteral("no-wall"))) {
        options.wallProgram =
            parser.isSet(QStringLiteral("wall")) ? parser.value(QStringLiteral("wall")) : defaultWall();
    }
    options.wallGeometry = parser.value(QStringLiteral("wall-geometry"));
    for (const QString& text : {options.wallGeometry, parser.value(QStringLiteral("geometry"))}) {
        if (!text.isEmpty() && !parseGeometry(text)) refuse(text + QStringLiteral(" is no size"));
    }
    options.geometry = parseGeometry(parser.value(QStringLiteral("geometry")));
    options.inspect = parser.value(QStringLiteral("inspect"));
    return options;
}

} // namespace shouwang::console
