// Faults that are planted on purpose, to see that the checker finds them. They live in the simulator only: in
// the disk, in the nodes around the product, in SQL on the simulated files, or in a spoilt room.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace shouwang::simulation {

enum class Plant {
    None,
    NoSync,
    NoLogSync,
    NoDedupe,
    Gaps,
    LastWriterWins,
    AckBeforeCommit,
    TellBeforeSave,
    SecondWriter,
    CounterRollback,
    ReactOnRebuild,
    OverlayConfirmed,
    CursorFirst,
    ForkSkipped,
    UploadBlocks,
    RestoreSameEpoch,
    PruneEarly,
    TornBatch,
};

struct PlantName {
    Plant plant;
    std::string_view name;
    std::string_view what;
};

constexpr std::array<PlantName, 17> kPlants = {{
    {Plant::NoSync, "no-sync", "the disk says that it has synced and has not"},
    {Plant::NoLogSync, "no-log-sync", "only the write-ahead log is not synced, as with synchronous=NORMAL"},
    {Plant::NoDedupe, "no-dedupe", "the station forgets which commands it has decided"},
    {Plant::Gaps, "gaps", "the station leaves out a number, as a database sequence does"},
    {Plant::LastWriterWins, "last-writer-wins", "a later value replaces one that its author never saw"},
    {Plant::AckBeforeCommit, "ack-before-commit", "the station answers before it has committed"},
    {Plant::TellBeforeSave, "tell-before-save", "a seat says saved before it has committed"},
    {Plant::SecondWriter, "second-writer",
     "another connection of the seat's machine opens its file to write"},
    {Plant::CounterRollback, "counter-rollback", "a seat's counter goes back at a restart"},
    {Plant::ReactOnRebuild, "react-on-rebuild",
     "what follows from a fact follows again when tables are rebuilt"},
    {Plant::OverlayConfirmed, "overlay-confirmed", "provisional facts are written into the confirmed tables"},
    {Plant::CursorFirst, "cursor-first", "a seat moves its cursor before it has stored the facts"},
    {Plant::ForkSkipped, "fork-skipped", "a seat on another branch goes on as if it were not"},
    {Plant::UploadBlocks, "upload-blocks", "no facts are taken while commands wait"},
    {Plant::RestoreSameEpoch, "restore-same-epoch",
     "a station put back from a backup goes on in its old epoch"},
    {Plant::PruneEarly, "prune-early", "a seat drops a command as soon as it has a verdict"},
    {Plant::TornBatch, "torn-batch", "a seat's tables follow only some facts of a batch"},
}};

inline std::optional<Plant> plantNamed(std::string_view name) {
    for (const PlantName& plant : kPlants) {
        if (plant.name == name) return plant.plant;
    }
    return std::nullopt;
}

} // namespace shouwang::simulation
