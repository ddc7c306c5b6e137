#include "server/arguments.h"
#include "server/closed_station.h"
#include "server/commands.h"

#include "base/file.h"
#include "base/log.h"

#include <charconv>
#include <csignal>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <pthread.h>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace shouwang::server {

namespace {

constexpr std::chrono::milliseconds kLook{1'000}; // at the ledger's file, while it waits for a person

int exitFor(const Error& error) {
    switch (error.next) {
    case Next::Corrupt:
        return kDamaged;
    case Next::Refused:
    case Next::Conflict:
        return kRefused;
    default:
        return kFailed;
    }
}

Result<std::string> firstLine(const std::filesystem::path& path) {
    const auto bytes = readPrivateFile(path, 4096);
    if (!bytes) return tl::unexpected(bytes.error());
    const std::string text(bytes->begin(), bytes->end());
    return text.substr(0, text.find('\n'));
}

Result<std::optional<devices::MqttOptions>> mqttFrom(const Arguments& arguments) {
    if (!arguments.has("mqtt")) return std::optional<devices::MqttOptions>();
    const auto broker = parseHostPort(arguments.get("mqtt"));
    if (!broker) return tl::unexpected(broker.error());
    devices::MqttOptions options;
    options.host = broker->host;
    options.port = broker->port;
    options.user = arguments.get("mqtt-user");
    options.caFile = arguments.get("mqtt-ca");
    if (arguments.has("mqtt-password-file")) {
        const auto password = firstLine(arguments.get("mqtt-password-file"));
        if (!password) return tl::unexpected(password.error());
        options.password = *password;
    }
    return std::optional(options);
}

/// In MiB, so that nobody writes a reserve of some bytes.
Result<std::uint64_t> reserveFrom(const Arguments& arguments) {
    if (!arguments.has("reserve")) return ledger::Reserve::kDefault;
    const std::string text = arguments.get("reserve");
    std::uint64_t mebibytes = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), mebibytes);
    if (error != std::errc() || end != text.data() + text.size() || mebibytes > 1 << 20) {
        return fail(Next::Refused, "--reserve is a number of MiB; 0 keeps none");
    }
    return mebibytes << 20;
}

Result<StationOptions> optionsFrom(const Arguments& arguments) {
    StationOptions options;
    const auto reserve = reserveFrom(arguments);
    if (!reserve) return tl::unexpected(reserve.error());
    options.reserve = *reserve;
    options.folder.root = arguments.get("data");
    const auto listen = parseHostPort(arguments.get("listen", "127.0.0.1:0"));
    if (!listen) return tl::unexpected(listen.error());
    options.listen = {listen->host, listen->port, std::nullopt};
    if (arguments.has("tls-cert") != arguments.has("tls-key")) {
        return fail(Next::Refused, "--tls-cert and --tls-key belong together");
    }
    if (arguments.has("tls-cert"))
        options.listen.tls = TlsFiles{arguments.get("tls-cert"), arguments.get("tls-key")};
    auto mqtt = mqttFrom(arguments);
    if (!mqtt) return tl::unexpected(mqtt.error());
    options.mqtt = std::move(*mqtt);
    options.secrets = arguments.get("secrets");
    return options;
}

/// Tokens and passwords in memory must not end in a file.
void forbidCoreDumps() {
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/// Before any thread starts, so that only sigwait() sees them.
sigset_t holdSignals() {
    std::signal(SIGPIPE, SIG_IGN);
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

void tellReady(const nlohmann::json& what) {
    fmt::print("{}\n", what.dump());
    std::fflush(stdout);
}

int serveOpen(Station& station, const sigset_t& signals) {
    if (auto started = station.start(); !started) return complain(kFailed, started.error().text);
    tellReady({{"ready", true}, {"port", station.port()}});
    int signal = 0;
    sigwait(&signals, &signal);
    log::info("station", "stopping");
    station.stop();
    return kDone;
}

bool signalWithin(const sigset_t& signals, std::chrono::milliseconds time) {
    const timespec wait{static_cast<time_t>(time.count() / 1000),
                        static_cast<long>(time.count() % 1000) * 1'000'000};
    return sigtimedwait(&signals, nullptr, &wait) > 0;
}

/// What keeps the station from opening its ledger.
struct Kept {
    Error error;
    ledger::Trouble why = ledger::Trouble::None;
};

/// False: it is to stop. True: another ledger lies there, whole for as long as nobody writes on it.
bool waitForAnother(const DataFolder& folder, const sigset_t& signals) {
    const LedgerStamp before = LedgerStamp::of(folder.ledger());
    LedgerStamp last = before;
    for (;;) {
        if (signalWithin(signals, kLook)) return false;
        const LedgerStamp now = LedgerStamp::of(folder.ledger());
        if (now != before && now == last && now.bytes > 0 && !ledgerIsHeld(folder)) return true;
        last = now;
    }
}

/// Nothing: the ledger may be tried again. Else the exit code.
std::optional<int> serveClosed(const StationOptions& options, const Kept& kept, const sigset_t& signals,
                               const Clock& clock) {
    const auto settings = readSettings(options.folder);
    if (!settings) return complain(exitFor(settings.error()), settings.error().text);
    auto station = ClosedStation::open(options, settings->station, kept.why, clock);
    if (!station) return complain(kFailed, station.error().text);
    (*station)->start();
    complain(kDamaged, fmt::format("{}; the station takes nothing until somebody has seen to it: {}",
                                   kept.error.text, ledger::advice(kept.why)));
    tellReady({{"ready", false}, {"closed", ledger::name(kept.why)}, {"port", (*station)->port()}});
    const bool again = waitForAnother(options.folder, signals);
    (*station)->stop();
    if (again) return std::nullopt;
    log::info("station", "stopping");
    return exitFor(kept.error);
}

int serve(const StationOptions& options, const sigset_t& signals, const Clock& clock, Random& random) {
    std::optional<Kept> kept;
    for (;;) {
        {
            ledger::Trouble why = ledger::Trouble::None;
            auto station = Station::open(options, clock, random, &why);
            if (station) return serveOpen(**station, signals);
            const Error& error = station.error();
            if (why == ledger::Trouble::None && !kept) return complain(exitFor(error), error.text);
            if (why != ledger::Trouble::None) kept = Kept{error, why}; // else somebody is at work there
        }
        if (const auto code = serveClosed(options, *kept, signals, clock)) return *code;
    }
}

} // namespace

int runStation(const std::vector<std::string>& words) {
    const auto arguments =
        parseArguments(words, {"data", "listen", "tls-cert", "tls-key", "mqtt", "mqtt-user",
                               "mqtt-password-file", "mqtt-ca", "secrets", "reserve"});
    if (!arguments) return complain(kUsage, arguments.error().text);
    if (!arguments->has("data") || !arguments->words.empty()) return complain(kUsage, "run needs --data DIR");
    const auto options = optionsFrom(*arguments);
    if (!options) return complain(kUsage, options.error().text);
    forbidCoreDumps();
    const sigset_t signals = holdSignals();
    const SystemClock clock;
    SystemRandom random;
    return serve(*options, signals, clock, random);
}

} // namespace shouwang::server
