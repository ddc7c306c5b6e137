// What the windows may know of the desk and ask of it, without knowing the ledger, the station or the wall
// process. The real one is DeskSession; tests put another one behind the same windows. GUI thread.
#pragma once

#include "alarms/tables.h"
#include "attention/attention.h"
#include "console/station_health.h"
#include "dispatch/tables.h"
#include "drill/tables.h"
#include "evidence/evidence.h"
#include "outages/tables.h"
#include "people/key_store.h"
#include "people/proof.h"
#include "people/tables.h"
#include "people/ui/sign_on.h"
#include "site/site.h"
#include "sync/seat_service.h"
#include "sync/ui/station_storage.h"
#include "wall/saved_scene.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace shouwang::wall {
class WallLink;
}

namespace shouwang::console {

class WallDirector;

struct DeskData {
    std::shared_ptr<const site::Site> site; ///< never null; empty until the first contact with the station
    std::shared_ptr<const people::KeyStore> keys;
    std::vector<alarms::State> alarms; ///< open, worst and newest first
    alarms::Counts counts;
    std::vector<dispatch::State> incidents; ///< newest first, closed ones too
    std::optional<drill::State> drill;      ///< the exercise that runs
    std::vector<drill::State> exercises;    ///< newest first, the running one too
    std::vector<people::OnDuty> onDuty;
    std::vector<attention::State> attention;           ///< open, of all posts, oldest first
    std::vector<wall::SavedScene> scenes;              ///< by name
    std::optional<std::map<std::string, int>> persons; ///< present, by zone; none: no register here
    std::vector<outages::Bypass> bypasses;             ///< open, oldest first
    std::vector<outages::CameraLoss> lostCameras;      ///< longest first
    std::size_t heldHere = 0; ///< needs attention at this seat alone: the station has no item of it
    std::shared_ptr<const sync::SeatStatus> status; ///< never null
    std::optional<sync::StationStorage> storage;    ///< of the station; none: it has not told yet
    std::vector<sync::StationClone> clones;         ///< seats that are there twice, as the station told last
    std::optional<StationDevices> devices;          ///< as the station told last
    std::optional<Micros> ownDevicesLost;           ///< since when this seat itself hears no devices
    std::optional<people::Account> officer;         ///< who is signed on at this seat
    bool locked = true;
    QString letter;                    ///< of the seat, spoken in numbers of incidents
    std::map<Id, QString> seatLetters; ///< of all seats, as the station told last
    Id seat;
};

enum class Trouble {
    WallLost,    ///< it crashed, hung or does not start; an alarm is raised
    WallStopped, ///< somebody closed it; it is started again
    WallBack,
    ClipMissing,
    CommandFailed,
    StoreFailed,
    SiteRefused,    ///< detail: one line a problem, with file, line and reason
    KeysRefused,    ///< the station's accounts cannot be read; those known before stay
    SecretsRefused, ///< the cameras' passwords cannot be read
    NotKept,        ///< what the station sent cannot be stored at this seat; it is used all the same
};

class Desk : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    virtual const DeskData& data() const = 0;
    virtual const Clock& clock() const = 0;
    /// With this seat's clips; empty: this desk keeps none.
    virtual std::filesystem::path evidenceFolder() const { return {}; }
    /// For what the desk keeps for the day when nothing runs; empty: nothing is kept.
    virtual std::filesystem::path emergencyFolder() const { return {}; }
    virtual wall::WallLink* wall() = 0;                  ///< null: this desk has no wall
    virtual WallDirector* director() { return nullptr; } ///< null: as above

    /// Adds actor and time; `done` (may be empty) comes on the GUI thread once it is durable, refused or
    /// failed.
    virtual void submit(ledger::Command command, std::function<void(const sync::SubmitResult&)> done) = 0;
    /// One snapshot with the provisional facts on top. Indexed and small questions only.
    virtual void read(const std::function<void(const ledger::View&)>& query) = 0;
    virtual std::string takeIncidentNumber(ledger::Mode mode) = 0;

    virtual void signOn(std::string account, std::string password,
                        std::function<void(people::SignOnOutcome)> done) = 0;
    /// Saves an order with a password's proof: a handover's signature, a second person's (people/proof.h).
    /// Adds seat and time, then asks what is signed. A wrong password counts as at sign-on and is throttled
    /// alike; nothing is saved then, and `result` is null.
    struct SignedBy {
        std::string account;
        std::string password;
        std::function<people::Act(const ledger::Command&)> act;
        std::function<void(ledger::Command&, const people::Proof&)> add;
    };
    using SignedDone =
        std::function<void(const people::SignOnOutcome& password, const sync::SubmitResult* result)>;
    virtual void submitSigned(ledger::Command order, SignedBy by, SignedDone done) = 0;
    virtual void lock() = 0;
    virtual void signOff() = 0;
    /// Whoever is signed on here stands on a post whose shift has not handed over. A sign-off would be
    /// contested; the window does not send it.
    virtual bool owesHandover() = 0;
    virtual void linkUp() = 0;
    virtual void resync() = 0;
    virtual void settleAttention(std::int64_t sequence) = 0;

    bool mayDo(people::Permission permission) const {
        const auto& officer = data().officer;
        return !data().locked && officer && people::may(officer->role, officer->auxiliary, permission);
    }

    bool reachesStation() const {
        const sync::LinkState state = data().status->state;
        return state == sync::LinkState::Live || state == sync::LinkState::CatchingUp;
    }

    /// The leader sees all posts' items; everybody else those of the own post.
    bool concerns(const attention::State& item) const {
        if (mayDo(people::Permission::Approve)) return true;
        const auto& officer = data().officer;
        return attention::belongsTo(item, {data().seat, officer ? officer->post : std::string()});
    }
    std::size_t toSettle() const {
        std::size_t count = data().heldHere;
        for (const attention::State& item : data().attention)
            count += concerns(item) ? 1U : 0U;
        return count;
    }

Q_SIGNALS:
    void changed();                                        ///< tables, status or officer
    void siteChanged();                                    ///< another site file is in force
    void alarmArrived(int priority, const QString& title); ///< fresh, once each
    void alarmCalled(const QString& point);                ///< fresh, once each: where it is
    void trouble(shouwang::console::Trouble kind, const QString& detail);
};

} // namespace shouwang::console
