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
    Oversold,
    FalseCheckpoint,
    SealedToAll,
    PrunesBeforeBackup,
    MarkOfLostBranch,
    MarkRunsAhead,
};

struct PlantName {
    Plant plant;
    std::string_view name;
    std::string_view what;
    std::string_view rules; ///< that it breaks: another one would say that it was found by accident
};

constexpr std::array<PlantName, 23> kPlants = {{
    {Plant::NoSync, "no-sync", "the disk says that it has synced and has not", "I1 I4 I6"},
    {Plant::NoLogSync, "no-log-sync", "only the write-ahead log is not synced, as with synchronous=NORMAL",
     "I1 I4 I6"},
    {Plant::NoDedupe, "no-dedupe", "the station forgets which commands it has decided", "I2"},
    {Plant::Gaps, "gaps", "the station leaves out a number, as a database sequence does", "I1 I4"},
    {Plant::LastWriterWins, "last-writer-wins", "a later value replaces one that its author never saw", "I8"},
    {Plant::AckBeforeCommit, "ack-before-commit", "the station answers before it has committed", "I1 I2"},
    {Plant::TellBeforeSave, "tell-before-save", "a seat says saved before it has committed", "I1"},
    {Plant::SecondWriter, "second-writer", "another connection of the seat's machine opens its file to write",
     "I14"},
    {Plant::CounterRollback, "counter-rollback", "a seat's counter goes back at a restart", "I1 I2 I6"},
    {Plant::ReactOnRebuild, "react-on-rebuild",
     "what follows from a fact follows again when tables are rebuilt", "I2"},
    {Plant::OverlayConfirmed, "overlay-confirmed", "provisional facts are written into the confirmed tables",
     "I7"},
    {Plant::CursorFirst, "cursor-first", "a seat moves its cursor before it has stored the facts", "I7"},
    {Plant::ForkSkipped, "fork-skipped", "a seat on another branch goes on as if it were not", "I4 I5 I7"},
    {Plant::UploadBlocks, "upload-blocks", "no facts are taken while commands wait", "I12"},
    {Plant::RestoreSameEpoch, "restore-same-epoch",
     "a station put back from a backup goes on in its old epoch", "I4"},
    {Plant::PruneEarly, "prune-early", "a seat drops a command as soon as it has a verdict", "I1 I6"},
    {Plant::TornBatch, "torn-batch", "a seat's tables follow only some facts of a batch", "I5 I7"},
    {Plant::Oversold, "oversold", "a room gives out more than it has", "I9"},
    {Plant::FalseCheckpoint, "false-checkpoint", "a checkpoint names a fact that is not of the chain", "I10"},
    {Plant::SealedToAll, "sealed-to-all", "the tail brings sealed parts to seats that may not have them",
     "I11"},
    {Plant::PrunesBeforeBackup, "prunes-before-backup",
     "a seat lets a command go a week after it was acknowledged, whether a backup holds it or not", "B1"},
    {Plant::MarkOfLostBranch, "mark-of-lost-branch",
     "what was backed up of a lost branch counts as backed up of the new one", "B2"},
    {Plant::MarkRunsAhead, "mark-runs-ahead",
     "the station takes its head for backed up, not that of the copy", "B2"},
}};

inline std::optional<Plant> plantNamed(std::string_view name) {
    for (const PlantName& plant : kPlants) {
        if (plant.name == name) return plant.plant;
    }
    return std::nullopt;
}

} // namespace shouwang::simulation
