#include "options.h"

#include <QCommandLineParser>
#include <QRegularExpression>

namespace shouwang::wall {

namespace {

QCommandLineOption option(const char* name, const char* text, const char* value = nullptr) {
    return {QString::fromLatin1(name), QString::fromUtf8(text),
            value ? QString::fromLatin1(value) : QString()};
}

void addOptions(QCommandLineParser& parser) {
    parser.setApplicationDescription(
        QStringLiteral("The video wall. Started by the desk with --link, or bare with --site and --scene."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption(option("link", "Socket of the desk that starts and watches this wall.", "socket"));
    parser.addOption(option("site", "Bare wall: the site file.", "file"));
    parser.addOption(option("scene", "Bare wall: the scene to show, by its id or its name.", "name"));
    parser.addOption(option("secrets", "Bare wall: camera passwords, a file with mode 0600.", "file"));
    parser.addOption(
        option("pin-folder", "Bare wall: F9 keeps -10 s to +60 s of the focused camera here.", "folder"));
    parser.addOption(option("language", "zh_CN (as built) or en.", "code"));
    parser.addOption(option("geometry", "WxH or WxH+X+Y instead of the whole screen.", "geometry"));
    parser.addOption(option("screen", "The whole of the screen of this name.", "name"));
    parser.addOption(option("windowed", "An ordinary window with a frame; F11 fills the screen and back."));
    parser.addOption(option("renderer", "auto (default), software or gpu.", "which"));
    parser.addOption(
        option("inspect", "Answer questions about what stands on the screen on this socket.", "socket"));
    parser.addOption(option("probe-gpu", "Print the name of the OpenGL renderer and end."));
}

QString readRenderer(const QString& text, Renderer& renderer) {
    if (text == QLatin1String("auto") || text.isEmpty()) return {};
    if (text == QLatin1String("software"))
        renderer = Renderer::Software;
    else if (text == QLatin1String("gpu"))
        renderer = Renderer::Gpu;
    else
        return QStringLiteral("--renderer: '%1' is neither auto, software nor gpu").arg(text);
    return {};
}

QString doubtIn(const Options& options) {
    if (options.probe_gpu) return {};
    const bool linked = !options.link.isEmpty();
    if (linked != options.site.isEmpty())
        return QStringLiteral("either --link SOCKET or --site FILE --scene NAME is needed");
    if (!linked && options.scene.isEmpty()) return QStringLiteral("--site needs --scene NAME");
    if (linked && (!options.secrets.isEmpty() || !options.pin_folder.isEmpty()))
        return QStringLiteral(
            "--secrets and --pin-folder belong to a bare wall: the desk says them otherwise");
    return {};
}

} // namespace

std::optional<QRect> parseGeometry(const QString& text) {
    static const QRegularExpression form(
        QStringLiteral(R"(^(\d{2,5})x(\d{2,5})(?:\+(\d{1,5})\+(\d{1,5}))?$)"));
    const auto match = form.match(text);
    if (!match.hasMatch()) return std::nullopt;
    return QRect(match.captured(3).toInt(), match.captured(4).toInt(), match.captured(1).toInt(),
                 match.captured(2).toInt());
}

ParsedOptions parseOptions(const QStringList& arguments) {
    QCommandLineParser parser;
    addOptions(parser);
    ParsedOptions parsed;
    if (!parser.parse(arguments)) {
        parsed.error = parser.errorText();
        return parsed;
    }
    if (parser.isSet(QStringLiteral("help"))) // no application object yet that would know its name
        parsed.help =
            parser.helpText().replace(QStringLiteral("<executable_name>"), QStringLiteral("shouwang-wall"));
    if (parser.isSet(QStringLiteral("version")))
        parsed.help = QStringLiteral("shouwang-wall " SHOUWANG_VERSION "\n");
    if (!parsed.help.isEmpty()) return parsed;
    Options& options = parsed.options;
    const auto value = [&parser](const char* name) { return parser.value(QString::fromLatin1(name)); };
    options.link = value("link");
    options.site = value("site");
    options.scene = value("scene");
    options.secrets = value("secrets");
    options.pin_folder = value("pin-folder");
    options.language = value("language");
    options.inspect = value("inspect");
    options.probe_gpu = parser.isSet(QStringLiteral("probe-gpu"));
    options.place = {parseGeometry(value("geometry")), value("screen"),
                     parser.isSet(QStringLiteral("windowed"))};
    if (parser.isSet(QStringLiteral("geometry")) && !options.place.geometry)
        parsed.error = QStringLiteral("--geometry: not of the form 1920x1080+0+0");
    if (parsed.error.isEmpty()) parsed.error = readRenderer(value("renderer"), options.renderer);
    if (parsed.error.isEmpty()) parsed.error = doubtIn(options);
    return parsed;
}

} // namespace shouwang::wall
