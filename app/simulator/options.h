// The command line.
#pragma once

#include "base/result.h"
#include "simulator/clip/clip_library.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace shouwang::simulator {

enum class Verb { Help, Run, SampleSite, SamplePersons, Encode, Control };

struct Options {
    Verb verb = Verb::Help;
    std::filesystem::path site;
    std::filesystem::path secrets;
    std::filesystem::path out;
    std::filesystem::path secretsOut;
    std::filesystem::path scenario; ///< empty: nothing happens by itself
    int rtspPort = 8554;            ///< 0: a free one
    int controlPort = 0;            ///< 0: a free one
    std::string mqttHost;           ///< empty: no devices
    int mqttPort = 1883;
    std::uint64_t seed = 1;
    int cameras = 16;
    int persons = 1500;
    bool quiet = false;
    bool spread = false;
    ClipSettings clips;
    std::string request; ///< of ctl
};

/// The words after the program's name. Refuses what it does not know.
Result<Options> parseOptions(std::span<const std::string> words);
std::string_view helpText();

} // namespace shouwang::simulator
