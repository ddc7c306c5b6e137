// The command line of shouwang-wall.
#pragma once

#include <QRect>
#include <QString>
#include <QStringList>
#include <optional>

namespace shouwang::wall {

/// Without any of them the whole of the first screen.
struct WallPlace {
    std::optional<QRect> geometry;
    QString screen;        ///< the whole of the screen of this name
    bool windowed = false; ///< an ordinary window with a frame
};

enum class Renderer { Probe, Software, Gpu };

struct Options {
    QString link; ///< supervised: the desk's socket
    QString site; ///< bare: the site file
    QString scene;
    QString secrets;
    QString pin_folder;
    QString language;
    QString inspect;
    WallPlace place;
    Renderer renderer = Renderer::Probe;
    bool probe_gpu = false;
};

/// What is wrong with the arguments as text (English), or the options. `--help` and `--version` end the
/// program.
struct ParsedOptions {
    Options options;
    QString error;
    QString help;
};
ParsedOptions parseOptions(const QStringList& arguments);

/// 1920x1080, 1920x1080+0+0. Nothing for anything else.
std::optional<QRect> parseGeometry(const QString& text);

} // namespace shouwang::wall
