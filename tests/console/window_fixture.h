// The one window on a desk that is not real: made for every test anew, shown and active.
#pragma once

#include "console/main_window.h"
#include "console/settings.h"
#include "fake_desk.h"
#include "shell/ui/action_registry.h"
#include "shell/ui/sounds.h"
#include "shell/ui/theme.h"
#include "translations/translations.h"

#include <QAction>
#include <QApplication>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace shouwang::console {

class WindowFixture {
protected:
    WindowFixture() {
        m_theme->install(*qApp);
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software); // as the desk does
    }

    void begin() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<Settings>(m_folder->filePath(QStringLiteral("desk.ini")));
        m_sounds = std::make_unique<shell::Sounds>(nullptr);
        m_desk = std::make_unique<FakeDesk>();
        m_random = std::make_unique<SeededRandom>(1);
    }
    void end() {
        m_window.reset();
        installTranslations(*qApp, QStringLiteral("zh_CN"));
    }
    void show(QSize size) {
        m_window = std::make_unique<MainWindow>(
            MainWindow::Parts{*m_desk, *m_settings, *m_theme, *m_sounds, *m_random});
        m_window->resize(size);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        QTRY_VERIFY(m_window->isActiveWindow());
    }

    /// By the page's own key, whichever it is.
    void visit(const char* page) {
        const QKeySequence key =
            m_window->actions().action(QStringLiteral("go.") + QLatin1String(page))->shortcut();
        QTest::keyClick(m_window.get(), key[0].key(), key[0].keyboardModifiers());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<shell::Theme> m_theme = std::make_unique<shell::Theme>();
    std::unique_ptr<shell::Sounds> m_sounds;
    std::unique_ptr<FakeDesk> m_desk;
    std::unique_ptr<SeededRandom> m_random;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace shouwang::console
