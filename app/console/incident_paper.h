// One incident on paper: what it is, the four first moments, its tasks, what was done when, its pictures with
// their hashes, and where the ledger stood. Pure: everything comes in, a Paper comes out. GUI thread (it
// translates). Names no person in care but where the incident's own text does.
#pragma once

#include "alarms/ui/words.h"
#include "base/clock.h"
#include "dispatch/dispatch.h"
#include "evidence/evidence.h"
#include "shell/ui/paper.h"
#include "site/site.h"
#include "sync/protocol.h"

namespace shouwang::console {

/// One file of the incident's alarm, as it was found when the paper was made.
struct PaperClip {
    enum class Found {
        Whole,    ///< it lies here and its bytes are those that were sealed
        Changed,  ///< it lies here with other bytes
        Absent,   ///< it should lie here
        Elsewhere ///< it lies at another seat
    };
    evidence::Clip clip;
    Found found = Found::Elsewhere;
    bool isPrivate = false; ///< of a camera of privacy class P2 or P3: no picture of it is printed (G3)
    QImage still;
    Micros stillAt = 0;
    std::string stillHash; ///< SHA-256 of the printed pixels, hexadecimal
    std::string why;       ///< no picture: English, for the details
};

struct IncidentPaper {
    const dispatch::State& incident;
    const alarms::State* alarm = nullptr; ///< null: none
    const site::Site& site;
    alarms::Names names;
    std::vector<PaperClip> clips;
    std::optional<evidence::Pin> pin; ///< which cameras were asked for
    sync::Cursor ledger;              ///< up to which fact this paper knows
    std::size_t waiting = 0;          ///< commands of this seat that the station has not decided
    QString printedBy;
    Micros now = 0;
    bool pictures = true; ///< were asked for; without them the paper says so
};

shell::Paper incidentPaper(const IncidentPaper& about);
/// incident-20261121-A-003-20261122-210407.pdf: no print takes the place of another one.
QString incidentFileName(const dispatch::State& incident, Micros now);

} // namespace shouwang::console
