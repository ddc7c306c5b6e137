// Frames sealed into facts: which cameras an alarm pins, and the clips that seats kept of them.
#pragma once

#include "ledger/feature.h"

namespace shouwang::evidence {

/// Open fields of the room's facts. Numbers are final.
enum class Field : std::int64_t {
    Alarm = 1,
    Cameras = 2, ///< array of camera ids
    From = 3,    ///< UTC microseconds
    Until = 4,
    Camera = 5,
    File = 6, ///< name within the seat's evidence folder, never a path
    Sha256 = 7,
    Size = 8,   ///< bytes
    Stream = 9, ///< main, sub, or main+sub
    Gap = 10,   ///< why the clip does not cover all that was asked for; absent: it does
};

struct Pin { ///< what an alarm asks every running wall to keep
    Id alarm;
    std::vector<std::string> cameras;
    Micros from = 0;
    Micros until = 0;
    bool operator==(const Pin&) const = default;
};

struct Clip { ///< one file of one camera at one seat; its main and its sub stream may be a file each
    Id alarm;
    std::string camera;
    Id seat;
    std::string file;
    Hash sha256{};
    std::int64_t size = 0;
    Micros from = 0; ///< of the first and last picture that are really in it
    Micros until = 0;
    std::string stream;
    std::string gap;
    bool operator==(const Clip&) const = default;
};

Id pinEntity(const Id& alarm);
Id clipEntity(const Id& alarm, std::string_view camera, std::string_view stream, const Id& seat);

// Kinds of facts: evidence.pin_requested, evidence.clip_sealed.
ledger::Command requestPin(const Pin& pin); ///< order, by linkage
ledger::Command sealClip(const Clip& clip); ///< report, by the desk whose wall wrote it

Pin pinFrom(const ledger::Fact& fact);
Clip clipFrom(const ledger::Fact& fact);

struct State { ///< of a pin or a clip entity: what stands there already
    std::optional<Pin> pin;
    std::optional<Clip> clip;
    bool operator==(const State&) const = default;
};

ledger::Decision decide(const State& state, const ledger::Command& command);
State evolve(State state, const ledger::Fact& fact);

std::optional<Pin> pinOf(const ledger::View& view, const Id& alarm);
std::vector<Clip> clipsOf(const ledger::View& view, const Id& alarm); ///< by camera, then seat
/// Pins whose time is not over yet at `now` or that have ended within the last `grace`.
std::vector<Pin> runningPins(const ledger::View& view, Micros now, Micros grace = 60'000'000);

std::shared_ptr<const ledger::Feature> makeFeature();

} // namespace shouwang::evidence
