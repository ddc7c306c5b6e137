// What this seat remembers of its windows: language, shade, splitters. A broken file means defaults. GUI
// thread.
#pragma once

#include "shell/ui/theme.h"

#include <QByteArray>
#include <QSettings>
#include <QString>

namespace shouwang::console {

class Settings {
public:
    explicit Settings(const QString& file)
        : m_file(file, QSettings::IniFormat) {}

    QString language() const {
        const QString code = m_file.value(QStringLiteral("language")).toString();
        return code == QLatin1String("en") ? code : QStringLiteral("zh_CN");
    }
    void setLanguage(const QString& code) { m_file.setValue(QStringLiteral("language"), code); }

    shell::Theme::Shade shade() const {
        return m_file.value(QStringLiteral("shade")).toString() == QLatin1String("light")
                   ? shell::Theme::Shade::Light
                   : shell::Theme::Shade::Dark;
    }
    void setShade(shell::Theme::Shade shade) {
        m_file.setValue(QStringLiteral("shade"), shade == shell::Theme::Shade::Light
                                                     ? QStringLiteral("light")
                                                     : QStringLiteral("dark"));
    }

    QByteArray state(const QString& name) const {
        return m_file.value(QStringLiteral("window/") + name).toByteArray();
    }
    void setState(const QString& name, const QByteArray& state) {
        m_file.setValue(QStringLiteral("window/") + name, state);
    }
    QString text(const QString& name) const { return m_file.value(name).toString(); }
    void setText(const QString& name, const QString& text) { m_file.setValue(name, text); }

private:
    QSettings m_file;
};

} // namespace shouwang::console
