// Line icons drawn in the colours of the theme, so that they are sharp at every size and change with the
// shade.
#pragma once

#include <QIcon>

namespace shouwang::shell {

class Theme;

enum class Glyph {
    Watch,
    Incident,
    Map,
    Duty,
    Drill,
    Journal,
    System,
    Bell,
    BellOff,
    Lock,
    Linked,
    Unlinked,
    Person
};

/// 20 px line icon in the theme's text colour; checked or active: accent.
QIcon icon(Glyph glyph, const Theme& theme);
QPixmap pixmap(Glyph glyph, const QColor& color, int size, qreal ratio);
/// The programme's own mark: a watch tower's eye.
QIcon programIcon();

} // namespace shouwang::shell
