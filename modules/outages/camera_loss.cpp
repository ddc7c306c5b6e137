#include "outages/camera_loss.h"

#include "outages/parts.h"

#include <algorithm>

namespace shouwang::outages {

namespace {

const std::string& text(const ledger::Map& open, Field field) {
    return ledger::field(open, field).text();
}

/// Of whose wall it is said.
template <class CommandOrFact>
Id seatOf(const CommandOrFact& said) {
    const Id named = ledger::field(said.open, Field::OfSeat).id();
    return named.isNull() ? said.seat : named;
}

} // namespace

Id cameraId(std::string_view camera) {
    return Id::fromParts({"camera", camera});
}

ledger::Command cameraLost(const site::Camera& camera, std::string cause, Micros since, Micros now) {
    ledger::Command made = commandOf("outages.lose_camera", cameraId(camera.id), ledger::Nature::Report, now);
    putText(made.open, Field::Camera, camera.id);
    putText(made.open, Field::Name, camera.name);
    putText(made.open, Field::Zone, camera.place.zone);
    putText(made.open, Field::Cause, std::move(cause));
    put(made.open, Field::Since, since);
    return made;
}

ledger::Command cameraBack(std::string_view camera, Micros now, const Id& seat) {
    ledger::Command made = commandOf("outages.regain_camera", cameraId(camera), ledger::Nature::Report, now);
    putText(made.open, Field::Camera, std::string(camera));
    if (!seat.isNull()) put(made.open, Field::OfSeat, seat);
    return made;
}

ledger::Decision decideCamera(const CameraLoss& state, const ledger::Command& command) {
    const std::string& camera = text(command.open, Field::Camera);
    const bool named = !camera.empty() && command.entity == cameraId(camera);
    std::vector<std::string> contested;
    if (!named) contested.emplace_back(code::kCameraMissing);
    const bool known = state.seats.contains(seatOf(command));
    if (command.kind == "outages.lose_camera") {
        if (known) return ledger::Decision::noOp();
        ledger::Decision decision = factOf(command, kind::kCameraLost, std::move(contested));
        decision.merged = state.isLost();
        return decision;
    }
    if (command.kind == "outages.regain_camera") {
        if (named && state.exists() && !known)
            return ledger::Decision::noOp(); // somebody has said so already
        if (!state.exists()) contested.emplace_back(code::kCameraNotLost);
        return factOf(command, kind::kCameraBack, std::move(contested));
    }
    return ledger::Decision::refuse(code::kUnknownCommand, "outages does not know " + command.kind);
}

CameraLoss evolveCamera(CameraLoss state, const ledger::Fact& fact) {
    if (fact.kind == kind::kCameraLost) {
        if (!state.isLost()) {
            state = {};
            state.id = fact.entity;
            state.since = std::max<Micros>(ledger::field(fact.open, Field::Since).integer(), 1);
            state.cause = text(fact.open, Field::Cause);
        }
        state.camera = text(fact.open, Field::Camera);
        state.name = text(fact.open, Field::Name);
        state.zone = text(fact.open, Field::Zone);
        state.seats.emplace(seatOf(fact), stampOf(fact));
    } else if (fact.kind == kind::kCameraBack && state.seats.erase(seatOf(fact)) != 0 &&
               state.seats.empty()) {
        state.ended = stampOf(fact);
    }
    return state;
}

ledger::Value toValue(const CameraLoss& loss) {
    ledger::Array seats;
    for (const auto& [seat, stamp] : loss.seats)
        seats.emplace_back(ledger::Array{seat, toValue(stamp)});
    ledger::Value ended = 0;
    if (loss.ended) ended = toValue(*loss.ended);
    return ledger::Array{loss.id,    loss.camera, loss.name,        loss.zone,
                         loss.cause, loss.since,  std::move(seats), std::move(ended)};
}

CameraLoss cameraLossFrom(const ledger::Value& value) {
    CameraLoss loss;
    loss.id = part(value, 0).id();
    loss.camera = part(value, 1).text();
    loss.name = part(value, 2).text();
    loss.zone = part(value, 3).text();
    loss.cause = part(value, 4).text();
    loss.since = part(value, 5).integer();
    for (const ledger::Value& seat : part(value, 6).array())
        loss.seats.emplace(part(seat, 0).id(), stampFrom(part(seat, 1)));
    if (const ledger::Value& ended = part(value, 7); ended.isArray()) loss.ended = stampFrom(ended);
    return loss;
}

} // namespace shouwang::outages
