// The two bridges between the rivers, on the desk's side: alarms open their cameras on the wall, and what the
// wall kept of them comes back as facts. Knows which alarms the wall was told about, so that it is told of
// changes only. GUI thread.
#pragma once

#include "alarms/alarms.h"
#include "evidence/evidence.h"
#include "wall/ui/wall_link.h"

#include <QObject>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <set>

namespace shouwang::console {

class WallBridge final : public QObject {
    Q_OBJECT

public:
    struct Ports {
        std::function<void(ledger::Command)> submit;
        std::function<std::shared_ptr<const site::Site>()> site; ///< never null
    };

    WallBridge(wall::WallLink& link, Id seat, QString letter, std::filesystem::path evidence, Ports ports);

    /// At once from a fact, before the tables were read again.
    void openFrom(const ledger::Fact& raised);
    /// Brings the wall to the list of open alarms.
    void follow(const std::vector<alarms::State>& open);
    /// Pins that still run and whose clips this seat has not sealed.
    void followPins(const std::vector<evidence::Pin>& pins, const std::vector<evidence::Clip>& own);

    /// A wall that crashed, hung or does not start is an alarm of this seat, once until it stands again; one
    /// that was stopped is none.
    void reportLoss(wall::WallLoss loss, const QString& text, Micros now);

Q_SIGNALS:
    void clipMissing(const QString& camera, const QString& why);

private:
    void open(const Id& alarm, const std::string& point, const std::string& title, site::Priority priority,
              ledger::Mode mode, Micros raised, bool acknowledged);
    void seal(const wall::Pinned& pinned);

    wall::WallLink& m_link;
    const Id m_seat;
    const QString m_letter;
    const std::filesystem::path m_evidence;
    const Ports m_ports;
    std::map<Id, bool> m_told; // open on the wall, and whether acknowledged there
    std::set<Id> m_pinned;     // asked for since start
    bool m_lossRaised = false; // and the wall has not been back since
};

} // namespace shouwang::console
