#include "wall_window.h"

#include "wall/ui/hatch_item.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QScreen>

namespace shouwang::wall {

namespace {

constexpr QRect kWindow{80, 80, 960, 540};

QScreen* screenNamed(const QString& name) {
    for (QScreen* one : QGuiApplication::screens())
        if (!name.isEmpty() && one->name() == name) return one;
    return nullptr;
}

} // namespace

WallWindow::WallWindow(WallController& controller, shell::Theme& theme)
    : m_controller(controller) {
    registerQmlTypes();
    setTitle(tr("守望 画面墙"));
    setColor(theme.background());
    setFlags(Qt::Window | Qt::FramelessWindowHint);
    setResizeMode(QQuickView::SizeRootObjectToView);
    setInitialProperties({{QStringLiteral("wall"), QVariant::fromValue<QObject*>(&controller)},
                          {QStringLiteral("theme"), QVariant::fromValue<QObject*>(&theme)}});
    setSource(QUrl(QStringLiteral("qrc:/shouwang/wall/qml/Wall.qml")));
}

WallWindow::~WallWindow() {
    setSource({});
} // the items let their mailboxes go while everything still stands

void WallWindow::showOn(const QString& name) {
    QScreen* wanted = screenNamed(name);
    if (!wanted && m_screen.isEmpty()) return; // it stands where it has always stood
    m_screen = wanted ? name : QString();
    if (visibility() == QWindow::FullScreen) showNormal(); // a window manager moves no full-screen window
    if (!wanted) return showAs(m_place);
    setFlag(Qt::FramelessWindowHint);
    setScreen(wanted);
    setGeometry(wanted->geometry());
    showFullScreen();
}

void WallWindow::showAs(const WallPlace& place) {
    m_place = place;
    QScreen* named = screenNamed(place.screen);
    // A screen that was unplugged meanwhile: filling another one would hide the desk.
    const bool windowed = place.windowed || (!place.screen.isEmpty() && !named);
    if (windowed) setFlag(Qt::FramelessWindowHint, false);
    m_geometry = place.geometry.value_or(windowed ? kWindow : QRect());
    if (named) setScreen(named);
    if (m_geometry.isNull()) {
        setGeometry(screen()->geometry()); // where no window manager runs, nobody else gives it a size
        return showFullScreen();
    }
    setGeometry(m_geometry);
    show();
}

/// Ctrl and the number of pictures.
void WallWindow::redivide(int pictures) {
    const std::string_view name = divisionOfDigit(pictures);
    if (!name.empty())
        m_controller.redivide(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
}

void WallWindow::toggleFullScreen() {
    if (visibility() != QWindow::FullScreen) return showFullScreen();
    showNormal();
    if (!m_geometry.isNull()) setGeometry(m_geometry);
}

void WallWindow::resizeEvent(QResizeEvent* event) {
    QQuickView::resizeEvent(event);
    m_controller.resize(size(), devicePixelRatio());
}

void WallWindow::keyPressEvent(QKeyEvent* event) {
    if (m_leave_on_key) return Q_EMIT anyKey();
    const int key = event->key();
    if (key >= Qt::Key_0 && key <= Qt::Key_9 && event->modifiers().testFlag(Qt::ControlModifier))
        redivide(key - Qt::Key_0);
    else if (key >= Qt::Key_0 && key <= Qt::Key_9)
        m_controller.typeDigit(key - Qt::Key_0);
    else if (key == Qt::Key_Return || key == Qt::Key_Enter)
        m_controller.typeEnter();
    else if (key == Qt::Key_Escape)
        m_controller.focusNumber(0);
    else if (key == Qt::Key_F11)
        toggleFullScreen();
    else if (key == Qt::Key_F9 && !m_pin_folder.isEmpty())
        m_controller.pinByHand(m_pin_folder);
    else
        QQuickView::keyPressEvent(event);
}

} // namespace shouwang::wall
