// One handover on paper, as it was signed: the shift, both officers, every item with its answer, exceptions
// with their incidents, both signatures with what they stand for, and where the ledger stood. Pure:
// everything comes in, a Paper comes out. GUI thread (it translates). Persons in care are numbers only.
#pragma once

#include "base/clock.h"
#include "duty/ui/handover_row.h"
#include "shell/ui/paper.h"
#include "sync/protocol.h"

namespace shouwang::console {

struct HandoverPaper {
    const duty::Handover& handover;
    const site::Site& site;
    duty::ItemNames names;
    bool waitsForStation = false; ///< the station has not confirmed all of it
    sync::Cursor ledger;          ///< up to which fact this paper knows
    std::size_t waiting = 0;      ///< commands of this seat that the station has not decided
    QString printedBy;
    Micros now = 0;
};

shell::Paper handoverPaper(const HandoverPaper& about);
/// 早班 丙班 2026-11-21 08:00—16:00.
QString handoverTitle(const duty::Shift& shift);
/// handover-20261121-0800-20261122-210407.pdf: no print takes the place of another one.
QString handoverFileName(const duty::Handover& handover, Micros now);

} // namespace shouwang::console
