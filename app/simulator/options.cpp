#include "simulator/options.h"

#include "simulator/frame_code.h"

#include <charconv>
#include <fmt/format.h>
#include <functional>
#include <map>

namespace shouwang::simulator {

namespace {

using Setter = std::function<Result<void>(Options&, const std::string&)>;

template <class Number>
Result<Number> number(const std::string& text, Number low, Number high) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < low || value > high)
        return fail(Next::Refused, fmt::format("'{}' is not a number from {} to {}", text, low, high));
    return value;
}

Setter into(int Options::*field, int low, int high) {
    return [=](Options& options, const std::string& text) -> Result<void> {
        auto value = number<int>(text, low, high);
        if (!value) return tl::unexpected(value.error());
        options.*field = *value;
        return {};
    };
}

Setter into(std::filesystem::path Options::*field) {
    return [=](Options& options, const std::string& text) -> Result<void> {
        options.*field = text;
        return {};
    };
}

Result<void> setMqtt(Options& options, const std::string& text) {
    const auto colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0) return fail(Next::Refused, "--mqtt takes HOST:PORT");
    auto port = number<int>(text.substr(colon + 1), 1, 65535);
    if (!port) return tl::unexpected(port.error());
    options.mqttHost = text.substr(0, colon);
    options.mqttPort = *port;
    return {};
}

Result<void> setSize(ClipShape& shape, const std::string& text) {
    const auto cross = text.find('x');
    if (cross == std::string::npos) return fail(Next::Refused, "a size is written WxH");
    auto width = number<int>(text.substr(0, cross), 16, 4096);
    auto height = number<int>(text.substr(cross + 1), 16, 4096);
    if (!width || !height || *width % 2 != 0 || *height % 2 != 0)
        return fail(Next::Refused, "a size is written WxH with even numbers from 16 to 4096");
    shape.width = *width;
    shape.height = *height;
    return {};
}

Result<void> setFrames(Options& options, const std::string& text) {
    auto frames = number<int>(text, 1, kFramesPerMinute);
    if (!frames || kFramesPerMinute % *frames != 0)
        return fail(Next::Refused, "--frames takes a divisor of 1500");
    options.clips.main.frames = options.clips.sub.frames = *frames;
    return {};
}

const std::map<std::string, Setter>& setters() {
    static const std::map<std::string, Setter> all{
        {"--site", into(&Options::site)},
        {"--secrets", into(&Options::secrets)},
        {"--out", into(&Options::out)},
        {"--secrets-out", into(&Options::secretsOut)},
        {"--scenario", into(&Options::scenario)},
        {"--rtsp-port", into(&Options::rtspPort, 0, 65535)},
        {"--control", into(&Options::controlPort, 0, 65535)},
        {"--cameras", into(&Options::cameras, 1, 1000)},
        {"--count", into(&Options::persons, 1, 9999)},
        {"--mqtt", setMqtt},
        {"--frames", setFrames},
        {"--cache",
         [](Options& o, const std::string& t) -> Result<void> {
             o.clips.cache = t;
             return {};
         }},
        {"--main-size", [](Options& o, const std::string& t) { return setSize(o.clips.main, t); }},
        {"--sub-size", [](Options& o, const std::string& t) { return setSize(o.clips.sub, t); }},
        {"--places",
         [](Options& o, const std::string& t) -> Result<void> {
             auto value = number<int>(t, 1, kPlaceCount);
             if (!value) return tl::unexpected(value.error());
             o.clips.places = *value;
             return {};
         }},
        {"--seed", [](Options& o, const std::string& t) -> Result<void> {
             auto value = number<std::uint64_t>(t, 0, UINT64_MAX);
             if (!value) return tl::unexpected(value.error());
             o.seed = *value;
             return {};
         }}};
    return all;
}

Result<void> checkComplete(const Options& o) {
    const auto need = [](bool given, std::string_view what) -> Result<void> {
        if (given) return {};
        return fail(Next::Refused, fmt::format("{} is missing, see 'shouwang-sim help'", what));
    };
    switch (o.verb) {
    case Verb::Run:
        if (o.site.empty()) return need(false, "--site");
        if (o.secrets.empty()) return need(false, "--secrets");
        return need(!o.clips.cache.empty(), "--cache");
    case Verb::SampleSite:
        if (o.out.empty()) return need(false, "--out");
        return need(!o.secretsOut.empty(), "--secrets-out");
    case Verb::SamplePersons:
        return need(!o.out.empty(), "--out");
    case Verb::Encode:
        return need(!o.clips.cache.empty(), "--cache");
    case Verb::Control:
        if (o.controlPort == 0) return need(false, "--control");
        return need(!o.request.empty(), "the request");
    case Verb::Help:
        break;
    }
    return {};
}

} // namespace

Result<Options> parseOptions(std::span<const std::string> words) {
    static const std::map<std::string, Verb> verbs{{"help", Verb::Help},
                                                   {"--help", Verb::Help},
                                                   {"run", Verb::Run},
                                                   {"sample-site", Verb::SampleSite},
                                                   {"sample-persons", Verb::SamplePersons},
                                                   {"encode", Verb::Encode},
                                                   {"ctl", Verb::Control}};
    Options options;
    if (words.empty()) return options;
    const auto verb = verbs.find(words[0]);
    if (verb == verbs.end())
        return fail(Next::Refused, fmt::format("unknown command '{}', see 'shouwang-sim help'", words[0]));
    options.verb = verb->second;
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (words[i] == "--quiet" || words[i] == "--spread") {
            (words[i] == "--quiet" ? options.quiet : options.spread) = true;
            continue;
        }
        const auto setter = setters().find(words[i]);
        if (setter == setters().end()) {
            if (options.verb != Verb::Control || !options.request.empty())
                return fail(Next::Refused, fmt::format("unknown option '{}'", words[i]));
            options.request = words[i];
            continue;
        }
        if (++i >= words.size()) return fail(Next::Refused, fmt::format("{} needs a value", words[i - 1]));
        if (auto set = setter->second(options, words[i]); !set)
            return fail(Next::Refused, fmt::format("{}: {}", words[i - 1], set.error().text));
    }
    if (auto complete = checkComplete(options); !complete) return tl::unexpected(complete.error());
    return options;
}

std::string_view helpText() {
    return R"(shouwang-sim: a synthetic site: cameras over RTSP, alarm devices over MQTT.

  shouwang-sim run --site FILE --secrets FILE --cache DIR [--rtsp-port N] [--mqtt HOST:PORT] [--control PORT]
                   [--seed N] [--scenario FILE] [--spread] [--quiet]
      Serves the cameras of the site and publishes for its devices. Port 0 takes a free one. Prints one line when
      ready: {"ready":true,"rtsp_port":...,"control_port":...}. --spread lets cameras take their pictures at
      different moments, as real ones do.
  shouwang-sim sample-site --out FILE --secrets-out FILE [--rtsp-port N] [--cameras N] [--seed N]
      Writes the sample facility and the passwords of its cameras.
  shouwang-sim sample-persons --out FILE [--count N] [--seed N]
      Writes synthetic persons of that facility (1500) for `shouwang-server persons import`.
  shouwang-sim encode --cache DIR
      Draws and encodes all places into the cache and ends. `run` does the same behind its back.
  shouwang-sim ctl --control PORT '{"do":"status"}'
      Sends one request to a running simulator and prints the answer. See README.md for all requests.

  For tests: --main-size WxH --sub-size WxH --frames N (a divisor of 1500) --places N
)";
}

} // namespace shouwang::simulator
