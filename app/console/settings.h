// What this seat remembers of its windows: language, shade, splitters. A broken file means defaults. GUI
// thread.
#pragma once

#include "base/id.h"
#include "shell/ui/theme.h"

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <map>

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

    /// How many merged amendments of an incident have been read here; the newest incidents that were.
    std::map<Id, std::size_t> mergesRead() const {
        std::map<Id, std::size_t> read;
        for (const QString& entry : m_file.value(QStringLiteral("merges_read")).toStringList()) {
            const QStringList parts = entry.split(QLatin1Char('='));
            const auto id = Id::fromText(parts.front().toStdString());
            if (id && parts.size() == 2) read[*id] = parts.back().toULongLong();
        }
        return read;
    }
    void noteMergesRead(const Id& incident, std::size_t count) {
        constexpr qsizetype kKept = 200;
        const QString id = QString::fromStdString(incident.text());
        QStringList entries = m_file.value(QStringLiteral("merges_read")).toStringList();
        entries.removeIf([&id](const QString& entry) { return entry.startsWith(id); });
        entries += QStringLiteral("%1=%2").arg(id).arg(count);
        m_file.setValue(QStringLiteral("merges_read"),
                        QStringList(entries.mid(std::max<qsizetype>(0, entries.size() - kKept))));
        m_file.sync(); // also when the desk is killed in the next second
    }

private:
    QSettings m_file;
};

} // namespace shouwang::console
