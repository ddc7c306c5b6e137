#include "console/camera_grid.h"

#include "shell/ui/theme.h"
#include "video/ui/preview_widget.h"
#include "wall/ui/camera_book.h"

#include <QPainter>

#include <algorithm>

namespace shouwang::console {
namespace {

constexpr int kGap = 2;

struct Shape {
    int columns = 1;
    int rows = 1;
    QSize tile;
};

Shape shapeFor(int count, int columns, QSize room) {
    const int rows = (count + columns - 1) / columns;
    const int width = (room.width() - (columns - 1) * kGap) / columns;
    const int height = (room.height() - (rows - 1) * kGap) / rows;
    const int fitted = std::min(width, height * 16 / 9);
    return {columns, rows, QSize(fitted, fitted * 9 / 16)};
}

Shape bestShape(int count, int wanted, QSize room) {
    if (wanted > 0) return shapeFor(count, std::min(wanted, count), room);
    Shape best;
    for (int columns = 1; columns <= count; ++columns) {
        const Shape shape = shapeFor(count, columns, room);
        if (shape.tile.width() > best.tile.width()) best = shape;
    }
    return best;
}

} // namespace

QString cameraLabel(const site::Site& site, const QString& camera) {
    const site::Camera* known = site.camera(camera.toStdString());
    if (known == nullptr) return camera;
    return wall::cameraNumber(known->id) + QLatin1Char(' ') + QString::fromStdString(known->place.name);
}

CameraGrid::CameraGrid(video::PreviewSource* source, const shell::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_source(source)
    , m_theme(theme) {
    setMinimumSize(160, 90);
}

void CameraGrid::setEmptyText(const QString& text) {
    m_emptyText = text;
    update();
}

void CameraGrid::setCameras(const site::Site& site, const QStringList& cameras, int columns) {
    m_cameras = cameras;
    m_columns = columns;
    if (m_source != nullptr) {
        while (m_tiles.size() > static_cast<std::size_t>(cameras.size())) {
            delete m_tiles.back();
            m_tiles.pop_back();
        }
        while (m_tiles.size() < static_cast<std::size_t>(cameras.size())) {
            auto* tile = new video::PreviewWidget(*m_source, m_theme, this);
            connect(tile, &video::PreviewWidget::activated, this, &CameraGrid::activated);
            tile->setMinimumSize(0, 0); // in a narrow window they are smaller than they like
            tile->show();
            m_tiles.push_back(tile);
        }
        for (std::size_t i = 0; i < m_tiles.size(); ++i) {
            const QString& camera = cameras.at(static_cast<qsizetype>(i));
            m_tiles[i]->setObjectName(objectName() + QStringLiteral(".%1").arg(i));
            m_tiles[i]->setCamera(camera, cameraLabel(site, camera));
        }
    }
    arrange();
    update();
}

void CameraGrid::arrange() {
    if (m_tiles.empty()) return;
    const int count = static_cast<int>(m_tiles.size());
    const Shape shape = bestShape(count, m_columns, size());
    const int left = (width() - shape.columns * (shape.tile.width() + kGap) + kGap) / 2;
    for (int i = 0; i < count; ++i) {
        const QPoint corner(left + i % shape.columns * (shape.tile.width() + kGap),
                            i / shape.columns * (shape.tile.height() + kGap));
        m_tiles[static_cast<std::size_t>(i)]->setGeometry(QRect(corner, shape.tile));
    }
}

void CameraGrid::resizeEvent(QResizeEvent*) {
    arrange();
}

void CameraGrid::paintEvent(QPaintEvent*) {
    if (!m_tiles.empty()) return;
    QPainter painter(this);
    painter.setPen(m_theme.muted());
    painter.drawText(rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
}

} // namespace shouwang::console
