// Holds the desk's window and builds it anew when the officer chooses another language: what is shown,
// selected and typed stays. GUI thread.
#pragma once

#include "console/main_window.h"

#include <QObject>

#include <functional>
#include <memory>

namespace shouwang::console {

class WindowKeeper final : public QObject {
    Q_OBJECT

public:
    using Speak = std::function<void(const QString& language)>;

    /// `speak` installs the translations of a language; it is called before the new window is made.
    WindowKeeper(MainWindow::Parts parts, Speak speak);
    ~WindowKeeper() override;

    MainWindow& window() { return *m_window; }

Q_SIGNALS:
    void replaced(); ///< window() is another one

private:
    void make();
    void speak(const QString& language);

    const MainWindow::Parts m_parts;
    const Speak m_speak;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace shouwang::console
