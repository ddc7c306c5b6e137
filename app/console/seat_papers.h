// What this seat writes for bad days: the emergency sheet every hour, and a bundle for whoever looks for a
// fault, when an officer asks for it. GUI thread; the disk is met on threads of their own.
#pragma once

#include "console/diagnostics.h"

#include <QObject>
#include <QThreadPool>

namespace shouwang::shell {
class ActionRegistry;
}

namespace shouwang::console {

class Desk;
class Settings;

class SeatPapers final : public QObject {
    Q_OBJECT

public:
    /// All of them outlive it.
    SeatPapers(Desk& desk, const Settings& settings, const shell::ActionRegistry& actions,
               QObject* parent = nullptr);
    ~SeatPapers() override;

    const EmergencyState& sheet() const { return m_keeper->state(); }
    bool keepsSheet() const;
    void writeSheet() { m_keeper->writeNow(); }

    /// How the last bundle went: where it lies, or why it does not. Both empty: none was asked for.
    struct Bundle {
        QString file;
        QString fault;
        QString details;
    };
    const Bundle& bundle() const { return m_bundle; }
    bool isBundling() const { return m_bundling; }
    void writeBundle(const QString& folder);

Q_SIGNALS:
    void changed();

private:
    shell::Paper makeSheet() const;

    Desk& m_desk;
    const Settings& m_settings;
    const shell::ActionRegistry& m_actions;
    EmergencyKeeper* m_keeper;
    Bundle m_bundle;
    bool m_bundling = false;
    QThreadPool m_pool;
};

/// Every key of the desk, in the order in which the overview shows them.
std::vector<KeyLine> keyLines(const shell::ActionRegistry& actions);

} // namespace shouwang::console
