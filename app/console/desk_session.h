// The desk without its windows: a seat's service, its wall, its officer. Facts open cameras and sound at
// once; the tables are read again a moment later, once for many changes. GUI thread, except where said.
#pragma once

#include "base/random.h"
#include "console/camera_watch.h"
#include "console/desk.h"
#include "console/desk_files.h"
#include "console/device_watch.h"
#include "console/password_worker.h"
#include "console/wall_bridge.h"
#include "console/wall_director.h"

#include <QTimer>

#include <atomic>

namespace shouwang::console {

class DeskSession final : public Desk {
    Q_OBJECT

public:
    struct Options {
        Id seat;
        char letter = 'A';
        std::unique_ptr<sync::StationLink> link;    ///< null: this desk works alone
        std::optional<wall::WallLinkOptions> wall;  ///< none: no wall
        std::optional<devices::MqttOptions> broker; ///< none: presses come from the station only
        QString language = QStringLiteral("zh_CN"); ///< of the wall
        QString scene;                              ///< empty: the site's first
        QString wallScreen;                         ///< that the wall fills; empty: as its arguments say
    };

    static Result<std::unique_ptr<DeskSession>> start(Options options, DeskFiles files, const Clock& clock,
                                                      Random& random);
    ~DeskSession() override;

    const DeskData& data() const override { return m_data; }
    const Clock& clock() const override { return m_clock; }
    std::filesystem::path evidenceFolder() const override { return m_files.evidenceFolder(); }
    std::filesystem::path emergencyFolder() const override { return m_files.emergencyFolder(); }
    wall::WallLink* wall() override { return m_wall.get(); }
    WallDirector* director() override { return m_director.get(); }
    void submit(ledger::Command command, std::function<void(const sync::SubmitResult&)> done) override;
    void read(const std::function<void(const ledger::View&)>& query) override;
    std::string takeIncidentNumber(ledger::Mode mode) override;
    void signOn(std::string account, std::string password,
                std::function<void(people::SignOnOutcome)> done) override;
    void submitSigned(ledger::Command order, SignedBy by, SignedDone done) override;
    void lock() override;
    void signOff() override;
    bool owesHandover() override;
    void linkUp() override { m_service->linkUp(); }
    void resync() override { m_service->resync(); }
    void settleAttention(std::int64_t sequence) override { m_service->settleAttention(sequence); }

    sync::SeatService& service() { return *m_service; }
    const DeskFiles& files() const { return m_files; }

private:
    DeskSession(DeskFiles files, const Clock& clock, Random& random);
    Result<void> open(Options options);
    void startWall(wall::WallLinkOptions options);
    void startWatch(devices::MqttOptions broker);
    void watchCameras();
    bool isLostHere(const std::string& camera) const;
    void noteFacts(const std::vector<ledger::Fact>& facts); // any thread
    void noteChange();                                      // any thread
    void handleFacts(const std::vector<ledger::Fact>& facts);
    void announce(const ledger::Fact& raised);
    void reload();
    void readTables();
    void followOfficer();
    void followLink();
    void fetchAll();
    void fetch(const char* path, std::function<void(Bytes)> take);
    void takeSite(const Bytes& bytes, bool fresh);
    void takeKeys(const Bytes& bytes);
    void fetchHealth();
    void takeKept();
    void takeSecrets(const Bytes& bytes);
    void keep(const char* what, const Result<void>& kept);
    void tell(Trouble trouble, const std::string& what, const std::string& detail);
    void settle(Trouble trouble, const std::string& what);
    using Opened = std::function<void(const people::Account&, const people::UserKey&)>;
    void openKey(const std::string& account, std::string password, const Opened& opened,
                 const std::function<void(people::SignOnOutcome)>& failed);
    void finishOpening(const std::string& account, Result<people::UserKey> key, const Opened& opened,
                       const std::function<void(people::SignOnOutcome)>& failed);
    void submitProven(ledger::Command order, const SignedBy& by, const people::Account& account,
                      const people::UserKey& key, const SignedDone& done);
    void showDrill();
    people::SignOnOutcome refuseSignOn(const std::string& account);
    void becomeOfficer(const people::Account& account, const people::UserKey& key);
    people::State accountState(const std::string& account);
    void setWatermark();

    DeskFiles m_files;
    const Clock& m_clock;
    Random& m_random;
    DeskData m_data;
    std::unique_ptr<wall::WallLink> m_wall;
    std::unique_ptr<WallBridge> m_bridge;
    std::unique_ptr<WallDirector> m_director;
    std::unique_ptr<DeviceWatch> m_watch;
    std::unique_ptr<CameraWatch> m_cameras;
    std::unique_ptr<sync::SeatService> m_service;
    std::unique_ptr<sync::SeatReader> m_reader;
    std::unique_ptr<PasswordWorker> m_passwords;
    QTimer m_reload;
    QTimer m_fetch;
    QTimer m_health;
    std::atomic<bool> m_changePending = false; // set by any thread, cleared by the GUI thread
    std::set<Id> m_announced;
    sync::LinkState m_linkState = sync::LinkState::Offline;
    QString m_scene;
    bool m_officerKnown = false;
    std::map<std::pair<Trouble, std::string>, std::string> m_told; // what the officer knows already
};

} // namespace shouwang::console
