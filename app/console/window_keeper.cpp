#include "console/window_keeper.h"

namespace shouwang::console {

WindowKeeper::WindowKeeper(MainWindow::Parts parts, Speak speak)
    : m_parts(parts)
    , m_speak(std::move(speak)) {
    make();
}

WindowKeeper::~WindowKeeper() = default;

void WindowKeeper::make() {
    m_window = std::make_unique<MainWindow>(m_parts);
    // The old window must not be destroyed inside one of its own signals.
    connect(m_window.get(), &MainWindow::languageChosen, this, &WindowKeeper::speak, Qt::QueuedConnection);
}

void WindowKeeper::speak(const QString& language) {
    const std::unique_ptr<MainWindow> before = std::move(m_window);
    MainWindow::Carried carried = before->carry();
    before->disconnect(this);
    m_speak(language);
    make();
    m_window->setGeometry(before->geometry());
    m_window->setWindowState(before->windowState());
    m_window->take(std::move(carried));
    m_window->show();
    before->hide();
    Q_EMIT replaced();
}

} // namespace shouwang::console
