// A small picture of one camera on the desk, taken from the wall process. It says LIVE, LATE or LOST itself
// and hatches what is not current, also when the wall is gone. GUI thread.
#pragma once

#include "shell/ui/theme.h"
#include "video/ui/preview_source.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

namespace shouwang::video {

class PreviewWidget : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive the widget.
    PreviewWidget(PreviewSource& source, const shell::Theme& theme, QWidget* parent = nullptr);
    ~PreviewWidget() override;

    /// `label` stands at the bottom (place, number). An empty camera shows the label alone.
    void setCamera(const QString& camera, const QString& label);
    QString camera() const { return m_camera; }
    /// Liveness as painted now: Lost when the wall is gone that had shown it.
    Liveness liveness() const;
    /// The words at the right of the label: the state with its age, or why there is no stream at all.
    QString stateNow() const;
    QSize sizeHint() const override { return {320, 180}; }

Q_SIGNALS:
    void activated(const QString& camera); ///< pressed or Return

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void wish();
    void dropWish();
    bool isPlanned() const;
    bool isLagging(const Liveness& now) const;
    QString shortState(const Liveness& now) const;
    void paintReason(QPainter& painter) const;
    void paintLabel(QPainter& painter, const Liveness& liveness) const;

    PreviewSource& m_source;
    const shell::Theme& m_theme;
    QString m_camera;
    QString m_label;
    bool m_wished = false;
    QElapsedTimer m_gone_since; ///< valid while the wall is gone
    QTimer m_second;            ///< an age grows without a picture
};

} // namespace shouwang::video
