// Pictures edge to edge, 2 pixels apart, as large as they go in 16:9. GUI thread.
#pragma once

#include "site/site.h"

#include <QStringList>
#include <QWidget>

#include <vector>

namespace shouwang::shell {
class Theme;
}
namespace shouwang::video {
class PreviewSource;
class PreviewWidget;
} // namespace shouwang::video

namespace shouwang::console {

class CameraGrid final : public QWidget {
    Q_OBJECT

public:
    /// `source` may be null: there is no wall, and so no pictures. Both must outlive the grid.
    CameraGrid(video::PreviewSource* source, const shell::Theme& theme, QWidget* parent = nullptr);

    /// Columns 0: as it fits best.
    void setCameras(const site::Site& site, const QStringList& cameras, int columns = 0);
    const QStringList& cameras() const { return m_cameras; }
    void setEmptyText(const QString& text);

Q_SIGNALS:
    void activated(const QString& camera);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void arrange();

    video::PreviewSource* m_source;
    const shell::Theme& m_theme;
    QStringList m_cameras;
    std::vector<video::PreviewWidget*> m_tiles;
    QString m_emptyText;
    int m_columns = 0;
};

/// What stands under a camera's picture: its number as the wall shows it, and its place.
QString cameraLabel(const site::Site& site, const QString& camera);

} // namespace shouwang::console
