// The hatching that says "not current", for QML. GUI thread.
#pragma once

#include "shell/ui/theme.h"

#include <QQuickPaintedItem>

namespace shouwang::wall {

class HatchItem : public QQuickPaintedItem {
    Q_OBJECT
    Q_PROPERTY(QObject* theme READ theme WRITE setTheme NOTIFY themeChanged)
public:
    using QQuickPaintedItem::QQuickPaintedItem;
    QObject* theme() const { return m_theme; }
    void setTheme(QObject* theme);
    void paint(QPainter* painter) override;

Q_SIGNALS:
    void themeChanged();

private:
    shell::Theme* m_theme = nullptr;
};

/// Makes TileItem and Hatch known to QML as "Shouwang.Wall 1.0".
void registerQmlTypes();

} // namespace shouwang::wall
