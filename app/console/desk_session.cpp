#include "console/desk_session.h"

#include "base/log.h"
#include "console/fresh_alarm.h"
#include "console/station_health.h"
#include "drill/ui/words.h"
#include "rooms/rooms.h"
#include "wall/tables.h"

#include <algorithm>

namespace shouwang::console {
namespace {

constexpr int kCoalesce_ms = 30;
constexpr int kFetchAgain_ms = 600'000;
constexpr int kHealthAgain_ms = 15'000; // a button that nobody hears must not go unsaid for long
constexpr std::size_t kAnnouncedLimit = 4096;

bool concernsDesk(const ledger::Fact& fact) {
    return fact.kind == alarms::kind::kRaised || !alarms::pressIn(fact).isNull() ||
           fact.kind.starts_with("site.");
}

} // namespace

DeskSession::DeskSession(DeskFiles files, const Clock& clock, Random& random)
    : m_files(std::move(files))
    , m_clock(clock)
    , m_random(random)
    , m_passwords(std::make_unique<PasswordWorker>()) {
    m_data.site = std::make_shared<site::Site>();
    m_data.status = std::make_shared<sync::SeatStatus>();
    m_reload.setSingleShot(true);
    m_reload.setInterval(kCoalesce_ms);
    connect(&m_reload, &QTimer::timeout, this, &DeskSession::reload);
    m_fetch.setInterval(kFetchAgain_ms);
    connect(&m_fetch, &QTimer::timeout, this, &DeskSession::fetchAll);
    m_health.setInterval(kHealthAgain_ms);
    connect(&m_health, &QTimer::timeout, this, &DeskSession::fetchHealth);
}

DeskSession::~DeskSession() {
    // Whoever may still call back goes first.
    m_passwords.reset();
    m_reader.reset();
    m_service.reset();
    m_director.reset();
    m_bridge.reset();
    m_wall.reset();
    m_cameras.reset();
}

Result<std::unique_ptr<DeskSession>> DeskSession::start(Options options, DeskFiles files, const Clock& clock,
                                                        Random& random) {
    std::unique_ptr<DeskSession> session(new DeskSession(std::move(files), clock, random));
    if (const auto opened = session->open(std::move(options)); !opened) return tl::unexpected(opened.error());
    return session;
}

Result<void> DeskSession::open(Options options) {
    m_data.seat = options.seat;
    m_data.letter = QString(QLatin1Char(options.letter));
    m_scene = options.scene;
    sync::SeatService::Options seat;
    seat.path = m_files.seatFile();
    seat.seat = options.seat;
    seat.features = commonRooms();
    seat.link = std::move(options.link);
    sync::SeatService::Callbacks callbacks;
    callbacks.onChanged = [this] { noteChange(); };
    callbacks.onFacts = [this](const std::vector<ledger::Fact>& facts, bool) { noteFacts(facts); };
    auto service = sync::SeatService::start(std::move(seat), std::move(callbacks), m_clock, m_random);
    if (!service) return tl::unexpected(service.error());
    m_service = std::move(*service);
    auto reader = m_service->openReader();
    if (!reader) return tl::unexpected(reader.error());
    m_reader = std::move(*reader);
    if (options.wall) {
        startWall(std::move(*options.wall));
        watchCameras();
        m_wall->setLanguage(options.language);
        if (!options.wallScreen.isEmpty()) m_wall->showOn(options.wallScreen);
    }
    if (options.broker) startWatch(std::move(*options.broker));
    takeKept();
    if (m_wall) m_wall->start();
    m_fetch.start();
    m_health.start();
    reload();
    return {};
}

void DeskSession::startWatch(devices::MqttOptions broker) {
    DeviceWatch::Ports ports;
    ports.report = [this](ledger::Command command, std::function<void(bool)> done) {
        submit(std::move(command), [done = std::move(done)](const sync::SubmitResult& result) {
            done(result.kind == sync::SubmitResult::Kind::Saved);
        });
    };
    ports.isKnown = [this](const Id& alarm) {
        bool known = false;
        read([&](const ledger::View& view) { known = alarms::isKnown(view, alarm); });
        return known;
    };
    m_watch = std::make_unique<DeviceWatch>(std::move(broker), m_files.spoolFile(), std::move(ports), m_clock,
                                            m_random);
    connect(m_watch.get(), &DeviceWatch::linkChanged, this, [this] {
        m_data.ownDevicesLost = m_watch->lostSince();
        Q_EMIT changed();
    });
}

void DeskSession::startWall(wall::WallLinkOptions options) {
    m_wall = std::make_unique<wall::WallLink>(std::move(options), m_random);
    WallBridge::Ports ports;
    ports.submit = [this](ledger::Command command) {
        command.actor = "system";
        submit(std::move(command), {});
    };
    ports.site = [this] { return m_data.site; };
    m_bridge = std::make_unique<WallBridge>(*m_wall, m_data.seat, m_data.letter, m_files.evidenceFolder(),
                                            std::move(ports));
    m_director = std::make_unique<WallDirector>(
        *m_wall, m_clock,
        WallDirector::Ports{[this] { return m_data.site; },
                            [this]() -> const std::vector<wall::SavedScene>& { return m_data.scenes; }});
    connect(m_bridge.get(), &WallBridge::clipMissing, this,
            [this](const QString& camera, const QString& why) {
                log::warning("desk", "no clip of {}: {}", camera.toStdString(), why.toStdString());
                Q_EMIT trouble(Trouble::ClipMissing, camera);
            });
    connect(m_wall.get(), &wall::WallLink::wallLost, this, [this](wall::WallLoss loss, const QString& text) {
        log::error("desk", "the wall is lost: {}", text.toStdString());
        m_bridge->reportLoss(loss, text, m_clock.utc());
        Q_EMIT trouble(loss == wall::WallLoss::Stopped ? Trouble::WallStopped : Trouble::WallLost, text);
        Q_EMIT changed();
    });
    connect(m_wall.get(), &wall::WallLink::wallBack, this, [this] {
        Q_EMIT trouble(Trouble::WallBack, {});
        Q_EMIT changed();
    });
    connect(m_wall.get(), &wall::WallLink::orderRefused, this, [](const wall::OrderRefused& refused) {
        log::warning("desk", "the wall refused '{}': {}", refused.order, refused.text);
    });
}

// ---- what comes from the seat

void DeskSession::noteChange() {
    if (m_changePending.exchange(true)) return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_changePending = false;
            if (!m_reload.isActive()) m_reload.start();
        },
        Qt::QueuedConnection);
}

void DeskSession::noteFacts(const std::vector<ledger::Fact>& facts) {
    std::vector<ledger::Fact> wanted;
    std::copy_if(facts.begin(), facts.end(), std::back_inserter(wanted), concernsDesk);
    if (wanted.empty()) return;
    QMetaObject::invokeMethod(
        this, [this, wanted = std::move(wanted)] { handleFacts(wanted); }, Qt::QueuedConnection);
}

void DeskSession::handleFacts(const std::vector<ledger::Fact>& facts) {
    bool otherSite = false;
    for (const ledger::Fact& fact : facts) {
        if (fact.kind == alarms::kind::kRaised) announce(fact);
        if (m_watch) m_watch->noteConfirmed(fact);
        otherSite |= fact.kind.starts_with("site.");
    }
    if (otherSite) fetchAll();
}

void DeskSession::announce(const ledger::Fact& raised) {
    if (!isFresh(raised, m_clock.utc(), m_service->status()->clockOffset.count())) return;
    if (!m_announced.insert(raised.entity).second) return; // provisional first, confirmed later: one sound
    if (m_announced.size() > kAnnouncedLimit) m_announced.erase(m_announced.begin());
    if (m_bridge) m_bridge->openFrom(raised);
    const auto priority = static_cast<int>(ledger::field(raised.open, alarms::Field::Priority).integer());
    Q_EMIT alarmArrived(priority,
                        QString::fromStdString(ledger::field(raised.open, alarms::Field::Name).text()));
    Q_EMIT alarmCalled(QString::fromStdString(ledger::field(raised.open, alarms::Field::Point).text()));
}

void DeskSession::reload() {
    m_data.status = m_service->status();
    readTables();
    if (m_bridge) m_bridge->follow(m_data.alarms);
    showDrill();
    followOfficer();
    followLink();
    Q_EMIT changed();
}

/// The wall's frame and word, told when they change; the link tells a wall that was started anew.
void DeskSession::showDrill() {
    if (!m_wall) return;
    const auto& running = m_data.drill;
    const QString text = running ? drill::runningWord(*running, running->plannedEnd) : QString();
    const wall::Banner wanted{text.toStdString(), running.has_value()};
    if (m_wall->state().banner != wanted) m_wall->setBanner(text, wanted.drill);
}

void DeskSession::followOfficer() {
    if (m_officerKnown || !m_data.keys) return;
    // After a restart the officer who was signed on here is still on duty here, but has to unlock.
    m_officerKnown = true;
    for (const people::OnDuty& duty : m_data.onDuty) {
        if (duty.seat != m_data.seat) continue;
        if (const people::Account* account = m_data.keys->find(duty.account)) m_data.officer = *account;
    }
    setWatermark();
}

void DeskSession::followLink() {
    const sync::LinkState before = m_linkState;
    m_linkState = m_data.status->state;
    const auto reached = [](sync::LinkState state) {
        return state == sync::LinkState::Live || state == sync::LinkState::CatchingUp;
    };
    if (reached(m_linkState) && !reached(before)) fetchAll();
}

// ---- what the station has beside the facts; more in desk_remote.cpp

void DeskSession::fetchHealth() {
    fetch("/api/v1/health", [this](const Bytes& bytes) {
        auto storage = storageFrom(bytes, m_clock.utc());
        if (!storage) {
            log::warning("desk", "the station's health makes no sense: {}", storage.error().text);
            return;
        }
        m_data.storage = *storage;
        m_data.devices = devicesFrom(bytes);
        m_data.clones = clonesFrom(bytes);
        for (const auto& [seat, letter] : seatLettersFrom(bytes))
            m_data.seatLetters[seat] = QString::fromStdString(letter);
        Q_EMIT changed();
    });
}

// ---- what the officer does

void DeskSession::submit(ledger::Command command, std::function<void(const sync::SubmitResult&)> done) {
    if (command.actor.empty()) command.actor = m_data.officer ? m_data.officer->account : "system";
    if (command.occurred == 0) command.occurred = m_clock.utc();
    m_service->submit(std::move(command), [this, done = std::move(done)](sync::SubmitResult result) {
        QMetaObject::invokeMethod(
            this,
            [this, done, result = std::move(result)] {
                if (result.kind == sync::SubmitResult::Kind::Failed) {
                    log::error("desk", "a command could not be saved: {}", result.error.text);
                    Q_EMIT trouble(Trouble::CommandFailed, QString::fromStdString(result.error.text));
                }
                if (done) done(result);
            },
            Qt::QueuedConnection);
    });
}

std::string DeskSession::takeIncidentNumber(ledger::Mode mode) {
    std::string next;
    read([&](const ledger::View& view) {
        next = dispatch::nextNumber(view, m_data.letter.front().toLatin1(), m_clock.utc(), 480, mode);
    });
    const auto taken = m_files.takeNumber(next);
    if (!taken) log::warning("desk", "the number could not be kept: {}", taken.error().text);
    return taken.value_or(next);
}

} // namespace shouwang::console
