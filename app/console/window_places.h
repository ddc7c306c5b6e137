// Where desk and wall stand when nobody has said it: with two screens the wall has one to itself, with one
// screen it never hides the desk. Pure.
#pragma once

#include <QList>
#include <QRect>
#include <QString>

#include <optional>

namespace shouwang::console {

inline constexpr QSize kLeastDesk{1280, 720};
inline constexpr int kLeastWall = 640; ///< pixels of width
inline constexpr int kTitleBar = 40;   ///< pixels that a window manager may want above a window

struct ScreenArea {
    QString name;
    QRect whole;
    QRect free; ///< without the panels of the desktop
};

struct WindowPlaces {
    std::optional<QRect> desk;       ///< none: as it was, or maximised
    QString wallScreen;              ///< full screen there
    std::optional<QRect> wallWindow; ///< otherwise an ordinary window
    bool operator==(const WindowPlaces&) const = default;
};

/// `screens`: the primary one first. `desk`: where the desk stands already, if that is known.
WindowPlaces placeWindows(const QList<ScreenArea>& screens, const std::optional<QRect>& desk);

} // namespace shouwang::console
