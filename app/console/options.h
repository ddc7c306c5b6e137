// The command line of shouwang-console.
#pragma once

#include <QRect>
#include <QString>
#include <QStringList>

#include <optional>

namespace shouwang::console {

struct Options {
    QString seatFile;
    QString dataFolder;
    QString wallProgram; ///< empty: no wall
    QString wallGeometry;
    QString language;              ///< empty: as the seat remembers
    std::optional<QRect> geometry; ///< none: full screen size
    QString inspect;               ///< name of the inspector's socket, empty: none
};

/// Ends the program with a message where the command line is wrong, or for --help and --version.
Options readOptions(const QStringList& arguments);

/// 1920x1080 or 1920x1080+100+0.
std::optional<QRect> parseGeometry(const QString& text);

} // namespace shouwang::console
