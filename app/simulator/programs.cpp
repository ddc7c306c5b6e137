#include "simulator/programs.h"

#include "base/file.h"
#include "care/sample.h"
#include "simulator/simulator.h"
#include "site/sample.h"
#include "site/secrets_file.h"
#include "site/site_file.h"

#include <csignal>
#include <cstdio>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace shouwang::simulator {

namespace {

int complain(const Error& error, int status = 1) {
    fmt::print(stderr, "shouwang-sim: {}\n", error.text);
    return status;
}

int run(const Options& options) {
    // Blocked before any thread starts, so that no thread but this one is ever interrupted by them.
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    const SystemClock clock;
    auto simulator = Simulator::start(options, clock);
    if (!simulator) return complain(simulator.error());
    fmt::print("{}\n", nlohmann::json{{"ready", true},
                                      {"rtsp_port", (*simulator)->rtspPort()},
                                      {"control_port", (*simulator)->controlPort()}}
                           .dump());
    std::fflush(stdout);
    // What went wrong at the start was still told.
    if (options.quiet && !std::freopen("/dev/null", "w", stderr)) return 1;
    const timespec pause{0, 200'000'000};
    while (!(*simulator)->stopWanted() && sigtimedwait(&ends, nullptr, &pause) < 0) {
    }
    return 0;
}

int writeSample(const Options& options) {
    site::SampleOptions sample;
    sample.seed = options.seed;
    sample.rtspBase = fmt::format("rtsp://127.0.0.1:{}", options.rtspPort);
    sample.streamingCameras = options.cameras;
    auto text = site::writeSite(site::sampleSite(sample));
    if (!text) return complain(text.error());
    if (auto done = writeFileWhole(options.out, view(*text)); !done) return complain(done.error());
    const std::string secrets = site::writeSecrets({{"*", {"viewer", "synthetic-camera"}}});
    if (auto done = writeFileWhole(options.secretsOut, view(secrets), 0600); !done)
        return complain(done.error());
    return 0;
}

int writePersons(const Options& options) {
    const std::string text = care::samplePersonFile({options.seed, options.persons});
    if (auto done = writeFileWhole(options.out, view(text)); !done) return complain(done.error());
    return 0;
}

int encodeAll(const Options& options) {
    const ClipLibrary library(options.clips, {});
    library.waitForAll();
    const auto progress = library.progress();
    for (const std::string& fault : progress.faults)
        complain({Next::Bug, fault});
    fmt::print("{} of {} clips in {}\n", progress.ready, progress.total, options.clips.cache.string());
    return progress.ready == progress.total ? 0 : 1;
}

int ask(const Options& options) {
    auto answer = askControl(options.controlPort, options.request);
    if (!answer) return complain(answer.error());
    fmt::print("{}\n", *answer);
    return answer->find("\"ok\":true") == std::string::npos ? 1 : 0;
}

} // namespace

int runProgram(const std::vector<std::string>& words) {
    auto options = parseOptions(words);
    if (!options) return complain(options.error(), 2);
    switch (options->verb) {
    case Verb::Help:
        fmt::print("{}", helpText());
        return 0;
    case Verb::Run:
        return run(*options);
    case Verb::SampleSite:
        return writeSample(*options);
    case Verb::SamplePersons:
        return writePersons(*options);
    case Verb::Encode:
        return encodeAll(*options);
    case Verb::Control:
        return ask(*options);
    }
    return 2;
}

} // namespace shouwang::simulator
