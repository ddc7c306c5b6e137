#include "server/station.h"

#include "alarms/tables.h"
#include "base/log.h"
#include "server/deadlines.h"
#include "server/device_bridge.h"
#include "server/drill_clock.h"
#include "server/features.h"
#include "server/reserve_rule.h"
#include "server/services.h"
#include "server/station_key.h"
#include "server/upkeep_endpoints.h"
#include "site/secrets_file.h"
#include "site/site_file.h"
#include "site/tables.h"

#include <unistd.h>

namespace shouwang::server {

namespace {

Result<std::string> readSecrets(const std::filesystem::path& path) {
    if (path.empty()) return site::writeSecrets({});
    const auto secrets = site::readSecrets(path);
    if (!secrets) return tl::unexpected(secrets.error());
    return site::writeSecrets(*secrets);
}

} // namespace

struct Station::Impl {
    Impl(const StationOptions& wanted, const Clock& time, Random& chance)
        : options(wanted)
        , clock(time)
        , random(chance)
        , site(std::make_shared<SiteBoard>()) {}

    Result<void> open();
    Result<void> openLedger();
    Result<void> openParts();
    Result<void> openUpkeep();
    Result<void> openPorts();
    Result<void> loadSite();
    void committed(std::span<const ledger::StoredFact> facts);
    void noteSite(const ledger::Fact& fact);
    void followSite();
    void keepReadings(const std::vector<devices::Reading>& list);
    Result<void> start();
    void stop();

    const StationOptions options;
    const Clock& clock;
    Random& random;

    StationSettings settings;
    std::string adminToken;
    std::string secrets;
    const std::shared_ptr<SiteBoard> site;
    ledger::Features rooms; // set once, before any thread runs
    StatusBoard status;
    DeviceBoard devices;
    std::unique_ptr<Vault> vault; // writing thread while it runs
    std::unique_ptr<Reader> reader;
    std::unique_ptr<Writer> writer;
    UpkeepBoard upkeepBoard;
    std::unique_ptr<Upkeep> upkeep;       // writing thread
    std::unique_ptr<Deadlines> deadlines; // writing thread
    std::unique_ptr<Tails> tails;         // writing thread
    std::unique_ptr<DrillClock> drills;   // writing thread
    std::unique_ptr<Door> door;
    std::unique_ptr<ReadingsKeeper> readings;
    std::unique_ptr<DeviceBridge> bridge; // writing thread while it runs
    std::unique_ptr<Services> services;
    std::unique_ptr<HttpServer> http;
    std::uint16_t port = 0;
    std::uint16_t controlPort = 0;
    ledger::Trouble trouble = ledger::Trouble::None;
    bool running = false;
};

Result<void> Station::Impl::open() {
    auto read = readSettings(options.folder);
    if (!read) return tl::unexpected(read.error());
    settings = *read;
    auto token = readAdminToken(options.folder);
    if (!token) return tl::unexpected(token.error());
    adminToken = *token;
    auto kept = readSecrets(options.secrets);
    if (!kept) return tl::unexpected(kept.error());
    secrets = *kept;
    if (auto opened = openLedger(); !opened) return opened;
    if (auto opened = openParts(); !opened) return opened;
    return openPorts();
}

Result<void> Station::Impl::openLedger() {
    ledger::Ledger::Options file;
    file.path = options.folder.ledger();
    file.station = settings.station;
    file.vfs = options.vfs;
    rooms = makeFeatures(site, checkAgainst(options.folder.keyStore()));
    rooms.insert(rooms.end(), options.more.begin(), options.more.end());
    if (auto there = refuseLostLedger(options.folder, settings); !there) {
        trouble = ledger::troubleOf(there.error());
        return there;
    }
    auto opened = Vault::open(file, rooms, clock, random);
    if (!opened) trouble = ledger::troubleOf(opened.error());
    if (!opened) return tl::unexpected(opened.error());
    vault = std::move(*opened);
    if (auto noted = noteBegun(options.folder, settings); !noted) return noted;
    removeRunning(options.folder); // of a station that was killed: its ports are not ours
    vault->onCloneAlarm = [this](const sync::CloneAlarm& alarm) {
        log::warning("station", "seat {} seems to be there twice; its command is in quarantine",
                     alarm.seat.text());
        if (auto clones = vault->station().clonedSeats()) status.setClones(std::move(*clones));
    };
    vault->onCommitted = [this](std::span<const ledger::StoredFact> facts) { committed(facts); };
    auto seats = vault->station().seats();
    if (!seats) return tl::unexpected(seats.error());
    status.setSeats(std::move(*seats));
    auto clones = vault->station().clonedSeats();
    if (!clones) return tl::unexpected(clones.error());
    status.setClones(std::move(*clones));
    status.setHead(vault->ledger().head());
    return loadSite();
}

Result<void> Station::Impl::loadSite() {
    const auto file = site::fileInForce(vault->ledger().view());
    if (const auto& error = vault->ledger().database().error()) return tl::unexpected(*error);
    if (!file) return {};
    // It was checked when it was imported; a newer program may be stricter, and then says so without dying.
    auto parsed = site::parseSite(*file, "the site in force");
    if (!parsed) {
        site->noteRefused();
        log::error("station", "the site in force cannot be read, import it anew: {}", parsed.error().text);
        return {};
    }
    site->set(std::make_shared<const SiteBoard::Entry>(SiteBoard::Entry{std::move(*parsed), *file, 0}));
    return {};
}

Result<void> Station::Impl::openParts() {
    auto opened = Reader::open(options.folder.ledger(), clock);
    if (!opened) return tl::unexpected(opened.error());
    reader = std::move(*opened);
    writer = std::make_unique<Writer>(*vault, options.folder.setAside(), clock, options.writerLimits);
    if (auto kept = openUpkeep(); !kept) return kept;
    tails = std::make_unique<Tails>(*vault, *writer);
    drills = std::make_unique<DrillClock>(*vault, *writer, clock);
    door = std::make_unique<Door>(*writer, *vault, clock, adminToken);
    door->setReaders(vault->readers().list());
    ReadingsKeeper::Options keeping;
    keeping.path = options.folder.readings();
    keeping.limits = options.readings;
    readings = std::make_unique<ReadingsKeeper>(std::move(keeping), clock,
                                                [this] { return upkeepBoard.status().sparing; });
    if (options.mqtt) {
        devices::GatewayOptions gateway;
        gateway.mqtt = *options.mqtt;
        gateway.limits = options.intake;
        gateway.onReadings = [this](const std::vector<devices::Reading>& list) { keepReadings(list); };
        devices::Spool::Options spool = options.spool;
        spool.path = options.folder.spool();
        gateway.spool = std::make_shared<devices::Spool>(std::move(spool));
        bridge = std::make_unique<DeviceBridge>(std::move(gateway), settings.station, *writer, *site, devices,
                                                clock, random);
    }
    services.reset(new Services{settings.station, settings.name, clock.utc(), options.folder.root,
                                options.folder.keyStore(), secrets, clock, *vault, *writer, *tails, *door,
                                *reader, *readings, status, *site, devices, adminToken, upkeepBoard, rooms});
    return {};
}

Result<void> Station::Impl::openUpkeep() {
    auto key = stationKey(options.folder, settings.station, random);
    if (!key) return tl::unexpected(key.error());
    ledger::Reserve reserve(options.folder.root / "reserve", options.reserve);
    upkeep = std::make_unique<Upkeep>(*vault, *writer, std::move(*key), std::move(reserve),
                                      options.folder.root, upkeepBoard, clock, options.upkeep);
    writer->onCommitFailed = [this](const Error& error) { upkeep->storageFailed(error); };
    writer->onReopened = [this] { upkeep->reopened(); };
    deadlines = std::make_unique<Deadlines>(*vault, *writer, clock);
    writer->sparing = {[this] { return upkeep->sparing(); }, mayUseReserve};
    return {};
}

Result<void> Station::Impl::openPorts() {
    Router router([this](std::string_view token, const Router::Verdict& verdict) {
        door->authenticate(token, verdict);
    });
    addSyncEndpoints(router, *services);
    addApiEndpoints(router, *services);
    addReadingsEndpoint(router, *services);
    addControlEndpoints(router, *services);
    addPersonEndpoint(router, *services);
    addUpkeepEndpoints(router, *services, *upkeep);
    http = std::make_unique<HttpServer>(std::move(router), options.limits);
    services->http = &http->counters();
    auto opened = http->listen(options.listen);
    if (!opened) return tl::unexpected(opened.error());
    port = *opened;
    // The command line of this machine talks plainly over loopback: no certificate names it.
    auto control = http->listen({"127.0.0.1", 0, std::nullopt});
    if (!control) return tl::unexpected(control.error());
    controlPort = *control;
    return {};
}

/// On the writing thread, after each commit.
void Station::Impl::committed(std::span<const ledger::StoredFact> facts) {
    status.setHead(vault->ledger().head());
    if (tails) tails->publish(facts);
    if (running) upkeep->committed();
    for (const ledger::StoredFact& stored : facts) {
        const auto fact = ledger::decodeFact(stored.bytes);
        if (!fact) continue;
        if (fact->kind == "site.imported") noteSite(*fact);
        if (running) drills->committed(*fact);
    }
}

void Station::Impl::noteSite(const ledger::Fact& fact) {
    const Bytes& file = ledger::field(fact.open, site::Field::File).bytes();
    auto parsed = site::parseSite(file, ledger::field(fact.open, site::Field::Name).text());
    if (!parsed) {
        site->noteRefused();
        return log::error("station", "an imported site cannot be read: {}", parsed.error().text);
    }
    log::info("station", "site {} is in force: {} cameras, {} alarm points", parsed->id,
              parsed->cameras.size(), parsed->points.size());
    site->set(
        std::make_shared<const SiteBoard::Entry>(SiteBoard::Entry{std::move(*parsed), file, fact.number}));
    if (running) followSite();
}

/// Writing thread, or before it starts.
void Station::Impl::followSite() {
    if (auto entry = site->current(); bridge && entry)
        bridge->follow(std::move(entry), alarms::runningFaults(vault->ledger().view()));
}

/// On the network thread of the devices. A reading is of a point, or of the device where it names none.
void Station::Impl::keepReadings(const std::vector<devices::Reading>& list) {
    std::vector<ledger::Reading> kept;
    for (const devices::Reading& reading : list)
        kept.push_back({reading.point.empty() ? reading.device : reading.point, reading.kind, reading.at,
                        reading.value});
    readings->add(std::move(kept));
}

Result<void> Station::Impl::start() {
    if (auto written =
            writeRunning(options.folder, {getpid(), controlPort, port, options.listen.tls.has_value()});
        !written) {
        return written;
    }
    running = true;
    followSite();
    upkeep->start();
    drills->start();
    deadlines->start();
    writer->start();
    http->start();
    return {};
}

void Station::Impl::stop() {
    if (!running) return;
    http->stopListening();
    writer->run([this] { running = false; }); // no import starts the devices again
    if (bridge) bridge->stop(); // what devices have said already is in the writer's queue after this
    writer->stop();
    running = false;
    http->stop();
    removeRunning(options.folder);
}

Station::Station(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl)) {}

Station::~Station() {
    stop();
}

Result<std::unique_ptr<Station>> Station::open(const StationOptions& options, const Clock& clock,
                                               Random& random, ledger::Trouble* trouble) {
    auto impl = std::make_unique<Impl>(options, clock, random);
    const auto opened = impl->open();
    if (trouble) *trouble = impl->trouble;
    if (!opened) return tl::unexpected(opened.error());
    return std::unique_ptr<Station>(new Station(std::move(impl)));
}

Result<void> Station::start() {
    return m_impl->start();
}
void Station::stop() {
    m_impl->stop();
}
std::uint16_t Station::port() const {
    return m_impl->port;
}
std::uint16_t Station::controlPort() const {
    return m_impl->controlPort;
}
const Id& Station::id() const {
    return m_impl->settings.station;
}

} // namespace shouwang::server
