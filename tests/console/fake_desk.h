// A desk without a station, a ledger and a wall: what the windows show is what the test says.
#pragma once

#include "base/random.h"
#include "console/desk.h"
#include "console/wall_director.h"
#include "site/sample.h"
#include "wall/ui/wall_link.h"

namespace shouwang::console {

class FakeDesk : public Desk {
public:
    FakeDesk() {
        m_data.site = std::make_shared<site::Site>(site::sampleSite());
        m_data.status = std::make_shared<sync::SeatStatus>();
        m_data.letter = QStringLiteral("A");
        m_data.seat = Id::fromParts({"seat", "A"});
    }

    const DeskData& data() const override { return m_data; }
    const Clock& clock() const override { return m_clock; }
    wall::WallLink* wall() override { return m_wall.get(); }
    WallDirector* director() override { return m_director.get(); }
    void submit(ledger::Command command, std::function<void(const sync::SubmitResult&)> done) override {
        commands.push_back(std::move(command));
        answers.push_back(std::move(done));
    }
    void read(const std::function<void(const ledger::View&)>& query) override {
        if (tables) tables(query);
    }
    std::filesystem::path evidenceFolder() const override { return evidence; }
    std::filesystem::path emergencyFolder() const override { return emergency; }
    std::string takeIncidentNumber(ledger::Mode mode) override {
        return mode == ledger::Mode::Real ? "20261121-A-001" : "YL-20261121-A-001";
    }
    void signOn(std::string account, std::string, std::function<void(people::SignOnOutcome)> done) override {
        signOnTried = std::move(account);
        done(outcome);
    }
    /// The password is right unless `outcome` says otherwise; nothing is signed.
    void submitSigned(ledger::Command order, SignedBy by, SignedDone done) override {
        signOnTried = by.account;
        const bool right = outcome.kind == people::SignOnOutcome::Kind::Done;
        order.seat = m_data.seat;
        order.occurred = m_clock.utc();
        people::Proof proof{by.account, people::Role::Operator, false, {}};
        if (const auto* known = m_data.keys ? m_data.keys->find(by.account) : nullptr) {
            proof.role = known->role;
            proof.auxiliary = known->auxiliary;
        }
        by.add(order, proof);
        if (right) commands.push_back(std::move(order));
        done(outcome, right ? &signedResult : nullptr);
    }
    sync::SubmitResult signedResult{sync::SubmitResult::Kind::Saved, {}, {}, {}, {}}; ///< what comes of it

    void lock() override {
        m_data.locked = true;
        Q_EMIT changed();
    }
    void signOff() override {
        m_data.officer.reset();
        lock();
    }
    bool owesHandover() override { return owes; }
    void linkUp() override {}
    void resync() override {}
    void settleAttention(std::int64_t) override {}

    /// A wall that never starts: what it would be told stands in its state. Before a window is made.
    void giveWall() {
        m_wall = std::make_unique<wall::WallLink>(wall::WallLinkOptions{}, m_random);
        m_director = std::make_unique<WallDirector>(
            *m_wall, m_clock,
            WallDirector::Ports{[this] { return m_data.site; },
                                [this]() -> const std::vector<wall::SavedScene>& { return m_data.scenes; }});
        m_wall->setScene(QString::fromStdString(m_data.site->scenes.front().id));
    }
    void setScenes(std::vector<wall::SavedScene> scenes) {
        m_data.scenes = std::move(scenes);
        Q_EMIT changed();
    }
    void setPersons(std::map<std::string, int> persons) {
        m_data.persons = std::move(persons);
        Q_EMIT changed();
    }
    void advance(std::chrono::nanoseconds by) { m_clock.advance(by); }
    bool owes = false; ///< what owesHandover() says

    void makeOfficer(people::Role role = people::Role::ShiftLeader) {
        people::Account account;
        account.account = "wangli";
        account.name = "王立";
        account.role = role;
        m_data.officer = account;
        m_data.locked = false;
        Q_EMIT changed();
    }

    void setKeys(std::shared_ptr<const people::KeyStore> keys) {
        m_data.keys = std::move(keys);
        Q_EMIT changed();
    }

    alarms::State makeAlarm(int index, site::Priority priority) const {
        const site::AlarmPoint& point = m_data.site->points.at(static_cast<std::size_t>(index));
        alarms::State alarm;
        alarm.id = Id::fromParts({"alarm", std::to_string(index)});
        alarm.point = point.id;
        alarm.name = point.name;
        alarm.pointKind = point.kind;
        alarm.priority = priority;
        alarm.zone = point.place.zone;
        alarm.floor = point.place.floor;
        alarm.place = point.place.name;
        alarm.procedure = point.procedure;
        alarm.raisedAt = m_clock.utc() + index;
        alarm.lastRaisedAt = alarm.raisedAt;
        return alarm;
    }
    void setAlarms(std::vector<alarms::State> alarms) {
        std::sort(alarms.begin(), alarms.end(), alarms::standsBefore);
        m_data.alarms = std::move(alarms);
        m_data.counts = alarms::countsOf(m_data.alarms);
        Q_EMIT changed();
    }
    void raise(int index, site::Priority priority) {
        auto alarms = m_data.alarms;
        alarms.push_back(makeAlarm(index, priority));
        setAlarms(std::move(alarms));
        Q_EMIT alarmArrived(static_cast<int>(priority), QString::fromStdString(m_data.alarms.front().name));
        const std::string& point = m_data.site->points.at(static_cast<std::size_t>(index)).id;
        Q_EMIT alarmCalled(QString::fromStdString(point));
    }
    void setIncidents(std::vector<dispatch::State> incidents) {
        m_data.incidents = std::move(incidents);
        Q_EMIT changed();
    }

    void setDrill(std::optional<drill::State> running) {
        m_data.drill = std::move(running);
        m_data.exercises.clear();
        if (m_data.drill) m_data.exercises.push_back(*m_data.drill);
        Q_EMIT changed();
    }
    void setDevices(const std::optional<StationDevices>& devices, std::optional<Micros> ownLost = {}) {
        m_data.devices = devices;
        m_data.ownDevicesLost = ownLost;
        Q_EMIT changed();
    }
    void setLink(sync::LinkState state) {
        sync::SeatStatus status = *m_data.status;
        status.state = state;
        setStatus(std::move(status));
    }
    void setClosed(ledger::Trouble why) {
        sync::SeatStatus status = *m_data.status;
        status.state = sync::LinkState::StationClosed;
        status.closed = why;
        setStatus(std::move(status));
    }
    void setStatus(sync::SeatStatus status) {
        m_data.status = std::make_shared<const sync::SeatStatus>(std::move(status));
        Q_EMIT changed();
    }
    void setClones(std::vector<sync::StationClone> clones) {
        m_data.clones = std::move(clones);
        Q_EMIT changed();
    }
    ManualClock& ownClock() { return m_clock; }
    void setStorage(const sync::StationStorage& storage) {
        m_data.storage = storage;
        Q_EMIT changed();
    }

    std::vector<ledger::Command> commands;
    std::vector<std::function<void(const sync::SubmitResult&)>> answers; ///< beside `commands`
    std::string signOnTried;
    std::function<void(const std::function<void(const ledger::View&)>&)> tables; ///< none: nothing is read
    std::filesystem::path evidence;
    std::filesystem::path emergency;
    people::SignOnOutcome outcome{people::SignOnOutcome::Kind::Wrong, 0};

protected:
    DeskData m_data;
    ManualClock m_clock;
    SeededRandom m_random{7};
    std::unique_ptr<wall::WallLink> m_wall;
    std::unique_ptr<WallDirector> m_director;
};

} // namespace shouwang::console
