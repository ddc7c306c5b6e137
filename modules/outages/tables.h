// The tables of what is out and the questions that views ask of them. Every query folds in what the seat has
// not yet heard back from the station (View::overlay). Called on the thread that owns the View's database.
#pragma once

#include "outages/bypass.h"
#include "outages/camera_loss.h"

namespace shouwang::outages {

/// The last one of the point, ended or not.
std::optional<Bypass> bypassOf(const ledger::View& view, std::string_view point,
                               ledger::Mode mode = ledger::Mode::Real);
/// Oldest first; also those whose end has come and of which the station has not said so yet.
std::vector<Bypass> openBypasses(const ledger::View& view);
/// What the station has to end now, the longest overdue first.
std::vector<ledger::Command> dueExpiries(const ledger::View& view, Micros now);

std::vector<CameraLoss> lostCameras(const ledger::View& view); ///< longest first
std::optional<CameraLoss> cameraLoss(const ledger::View& view, std::string_view camera);

/// `check` is asked for a second person's signature (the station); without one it is kept for the station.
std::shared_ptr<const ledger::Feature> makeFeature(people::SignatureCheck check = {});

} // namespace shouwang::outages
