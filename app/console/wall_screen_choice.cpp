#include "console/wall_screen_choice.h"

#include "console/settings.h"
#include "wall/ui/wall_link.h"

#include <QGuiApplication>
#include <QScreen>
#include <QSignalBlocker>
#include <QStandardItemModel>

#include <algorithm>

namespace shouwang::console {

WallScreenChoice::WallScreenChoice(wall::WallLink* wall, Settings& settings, QWidget* parent)
    : QComboBox(parent)
    , m_wall(wall)
    , m_settings(settings) {
    setObjectName(QStringLiteral("system.wallScreen"));
    setEnabled(wall != nullptr);
    connect(this, &QComboBox::activated, this, &WallScreenChoice::choose);
    connect(qApp, &QGuiApplication::screenRemoved, this, &WallScreenChoice::fill);
    connect(qApp, &QGuiApplication::screenAdded, this, [this](const QScreen* screen) {
        fill();
        // The one that was pulled out is back.
        if (m_wall != nullptr && screen->name() == m_settings.text(kSetting)) m_wall->showOn(screen->name());
    });
    fill();
}

void WallScreenChoice::showEvent(QShowEvent* event) {
    QComboBox::showEvent(event);
    fill(); // the desk may have been moved to another monitor
}

void WallScreenChoice::fill() {
    const QSignalBlocker quiet(this);
    const QString chosen = m_settings.text(kSetting);
    clear();
    addItem(tr("自动（第二块显示器，没有就用窗口）"), QString());
    for (const QScreen* screen : QGuiApplication::screens()) {
        const QSize size = screen->geometry().size();
        QString words = tr("%1　%2×%3").arg(screen->name()).arg(size.width()).arg(size.height());
        const bool own = screen == window()->screen();
        if (own) words += tr("（本席位在这里）");
        addItem(words, screen->name());
        // A wall over the desk would take the keyboard's place from under the officer's eyes.
        auto* row = qobject_cast<QStandardItemModel*>(model())->item(count() - 1);
        row->setEnabled(!own || screen->name() == chosen);
    }
    if (!chosen.isEmpty() && findData(chosen) < 0) addItem(tr("%1（没有接上）").arg(chosen), chosen);
    setCurrentIndex(std::max(0, findData(chosen)));
}

void WallScreenChoice::choose() {
    const QString wanted = currentData().toString();
    m_settings.setText(kSetting, wanted);
    if (m_wall != nullptr) m_wall->showOn(wanted);
}

} // namespace shouwang::console
