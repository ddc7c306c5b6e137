// A thousand alarms a second, from devices through a real broker and the station to two seats; then the files
// are opened, and every press must stand in each of them once.
#include "bench/sync/replicas.h"
#include "bench/sync/storm_devices.h"

#include "devices/broker.h"

#include "alarms/alarms.h"
#include "ledger/verify.h"

#include <mosquitto.h>

namespace shouwang::bench {

namespace {

constexpr std::size_t kSeats = 2;

/// The press that a fact is about, from 0. A second press at a point counts on the open alarm: also that is
/// one fact.
std::optional<std::uint64_t> pressOf(const ledger::Fact& fact) {
    const bool told = fact.kind == alarms::kind::kRaised || fact.kind == alarms::kind::kRepeated;
    if (!told || fact.command.epoch != kBoot || fact.command.counter == 0) return std::nullopt;
    return fact.command.counter - 1;
}

/// When each seat had the fact of each press durable.
struct Arrivals {
    explicit Arrivals(std::size_t presses)
        : at{std::vector<std::atomic<Micros>>(presses), std::vector<std::atomic<Micros>>(presses)} {}
    std::vector<std::atomic<Micros>> at[kSeats];
    std::atomic<std::size_t> count[kSeats] = {0, 0};

    void note(std::size_t seat, const std::vector<ledger::Fact>& facts, Micros now) {
        for (const ledger::Fact& fact : facts) {
            const auto press = pressOf(fact);
            if (!press || *press >= at[seat].size() || at[seat][*press] != 0) continue;
            at[seat][*press] = now;
            ++count[seat];
        }
    }
    bool complete() const { return count[0] == at[0].size() && count[1] == at[1].size(); }
};

/// One hash over all facts of this file. Void: a press is missing among them, or stands there twice.
Hash expectEachOnce(ledger::Database& file, const std::string& table, std::size_t presses) {
    std::vector<std::uint32_t> found(presses);
    Sha256 facts;
    ledger::Statement rows = file.prepare("SELECT bytes FROM " + table + " ORDER BY number");
    while (rows.next()) {
        const Bytes bytes = rows.bytes(0);
        facts.add(bytes);
        const auto press = pressOf(need(ledger::decodeFact(bytes)));
        if (press && *press >= presses) throw Void(table + " holds an alarm that nobody has raised");
        if (press) ++found[*press];
    }
    if (file.error()) throw Void(file.error()->text);
    const auto missing = std::ranges::count(found, 0u);
    const auto twice = std::ranges::count_if(found, [](std::uint32_t times) { return times > 1; });
    if (missing + twice == 0) return facts.finish();
    throw Void(fmt::format("{}: {} of {} alarms are missing, {} are there more than once", table, missing,
                           presses, twice));
}

/// When everything has ended: each alarm once in the ledger and at both seats, the chain whole, all facts and
/// tables the same.
void expectWhole(const House& house, const Desks& desks, std::size_t presses) {
    const Hash wanted = expectEachOnce(*openStationFile(house), "fact", presses);
    for (const Desk& desk : desks) {
        if (expectEachOnce(*openSeatFile(house, desk.card), "seat_fact", presses) != wanted)
            throw Void("a seat keeps other facts than the station");
    }
    const auto proof = need(ledger::verifyFile(house.data().ledger()));
    if (proof.fault) throw Void("the chain does not hold");
    (void)same(house, desks);
}

bool hearsBroker(const House& house, const Desks& desks) {
    const auto health = testing::get({house.port(), {}}, "/api/v1/health", desks.front().card.token);
    const Json said = Json::parse(health.body, nullptr, false);
    return said.is_object() && said.value(Json::json_pointer("/devices/broker"), "") == "online";
}

void open(House& house, Desks& desks, Arrivals& arrivals) {
    house.start();
    for (std::size_t i = 0; i < kSeats; ++i) {
        sync::SeatService::Callbacks callbacks;
        callbacks.onFacts = [&arrivals, &house, i](const std::vector<ledger::Fact>& facts, bool provisional) {
            if (!provisional) arrivals.note(i, facts, house.clock.utc());
        };
        desks[i].service = house.openSeat(desks[i].card, true, std::move(callbacks));
    }
    waitForLive(desks);
    if (!waitFor([&] { return hearsBroker(house, desks); }, std::chrono::seconds(30)))
        throw Void("the station does not hear the broker");
}

std::vector<double> delaysOf(const Devices& devices, const Arrivals& arrivals) {
    std::vector<double> milliseconds;
    for (const auto& seat : arrivals.at) {
        for (std::size_t i = 0; i < devices.presses(); ++i)
            milliseconds.push_back(static_cast<double>(seat[i] - devices.published(i)) / 1000);
    }
    return milliseconds;
}

struct Run {
    std::vector<double> milliseconds;
    std::vector<double> alone;
    double perSecond = 0;
};

Run run(std::size_t presses, std::size_t perSecond) {
    Broker broker("allow_anonymous true\nmax_inflight_messages 1000\n");
    if (!broker.start()) throw Void("mosquitto does not start");
    House house("storm");
    Run one;
    one.alone = brokerAlone(broker.port(), std::min(presses, 2 * perSecond), perSecond, house.clock);
    Arrivals arrivals(presses);
    Desks desks = house.addDesks(kSeats);
    house.importSample();
    house.options().mqtt.emplace();
    house.options().mqtt->port = broker.port();
    open(house, desks, arrivals);
    Devices devices(broker.port(), house.clock, presses, perSecond);
    devices.publish();
    if (!waitFor([&] { return arrivals.complete(); }, std::chrono::seconds(60)))
        throw Void(fmt::format("{} and {} of {} alarms reached the seats", arrivals.count[0].load(),
                               arrivals.count[1].load(), presses));
    waitForRest(house, desks, std::chrono::seconds(60));
    for (Desk& desk : desks)
        desk.service = nullptr;
    house.stop();
    expectWhole(house, desks, presses);
    one.milliseconds = delaysOf(devices, arrivals);
    one.perSecond = devices.perSecond();
    return one;
}

} // namespace

void stormRow(const std::vector<std::chrono::seconds>& lengths, std::size_t perSecond, bool strict) {
    mosquitto_lib_init();
    std::vector<std::vector<double>> delays;
    std::vector<double> ratios;
    std::vector<double> rates;
    std::vector<double> alone;
    std::vector<double> seconds;
    std::size_t alarms = 0;
    for (const std::chrono::seconds length : lengths) {
        const std::size_t presses = static_cast<std::size_t>(length.count()) * perSecond;
        Run one = run(presses, perSecond);
        if (strict && one.perSecond < 0.98 * static_cast<double>(perSecond))
            throw Void(fmt::format("the devices reached only {:.0f} alarms a second", one.perSecond));
        ratios.push_back(percentile(one.milliseconds, 0.5) / percentile(one.alone, 0.5));
        rates.push_back(one.perSecond);
        delays.push_back(std::move(one.milliseconds));
        std::ranges::copy(one.alone, std::back_inserter(alone));
        seconds.push_back(static_cast<double>(length.count()));
        alarms += presses;
    }
    const std::string note =
        fmt::format("one run of {} s, the others of {} s; max_ms_max, the latest alarm of all, is held"
                    " against limit_ms; each alarm was found once in the ledger and at both seats",
                    lengths.front().count(), lengths.back().count());
    print("storm", merged({delaySpread(delays),
                           spread("seconds", seconds),
                           spread("ratio", ratios),
                           spread("alarms_per_s", rates),
                           {{"alarms", alarms},
                            {"limit_ms", 500},
                            {"note", note},
                            {"peers", {peer("broker alone", bench::delays(alone))}}}}));
}

} // namespace shouwang::bench
