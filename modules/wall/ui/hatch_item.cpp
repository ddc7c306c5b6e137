#include "wall/ui/hatch_item.h"

#include "video/ui/tile_item.h"

#include <QPainter>
#include <qqml.h>

/// A resource of a static library is only there when somebody asks for it, and only outside a namespace.
static void initWallResources() {
    Q_INIT_RESOURCE(wall);
}

namespace shouwang::wall {

void HatchItem::setTheme(QObject* theme) {
    m_theme = qobject_cast<shell::Theme*>(theme);
    Q_EMIT themeChanged();
    update();
}

void HatchItem::paint(QPainter* painter) {
    if (m_theme) shell::hatch(*painter, boundingRect().toRect(), *m_theme);
}

void registerQmlTypes() {
    initWallResources();
    qmlRegisterType<video::TileItem>("Shouwang.Wall", 1, 0, "TileItem");
    qmlRegisterType<HatchItem>("Shouwang.Wall", 1, 0, "Hatch");
}

} // namespace shouwang::wall
