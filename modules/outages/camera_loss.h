// A camera without a picture for ten seconds, as the walls of the seats see it. Each seat reports what its
// own wall sees, so two of them tell of one loss: it lasts until the last one has a picture again.
#pragma once

#include "outages/outages.h"

namespace shouwang::outages {

inline constexpr Micros kLostAfter =
    10'000'000; ///< LOST for so long is a fact (video/liveness.h says what LOST is)

struct CameraLoss { ///< the last one of a camera
    Id id;
    std::string camera;
    std::string name;
    std::string zone;
    std::string cause; ///< a code of the wall (wall::NoPicture); may be empty
    Micros since = 0;  ///< without a picture, by the clock of the seat that said so first; 0: never lost
    std::map<Id, Stamp> seats;  ///< that see it lost
    std::optional<Stamp> ended; ///< the last of them has a picture again

    bool exists() const { return since != 0; }
    bool isLost() const { return exists() && !seats.empty(); }
    bool operator==(const CameraLoss&) const = default;
};

Id cameraId(std::string_view camera);

// Reports. The caller fills in id, actor, seat and recorded.
ledger::Command cameraLost(const site::Camera& camera, std::string cause, Micros since, Micros now);
/// `seat`: for which it is said, where that is not the one that says it (a desk that was taken away).
ledger::Command cameraBack(std::string_view camera, Micros now, const Id& seat = {});

/// Pure. `state` is that of command.entity.
ledger::Decision decideCamera(const CameraLoss& state, const ledger::Command& command);
/// Pure; never refuses.
CameraLoss evolveCamera(CameraLoss state, const ledger::Fact& fact);

ledger::Value toValue(const CameraLoss& loss);
CameraLoss cameraLossFrom(const ledger::Value& value);

} // namespace shouwang::outages
